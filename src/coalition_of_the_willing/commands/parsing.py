"""What the subcommands share where they read their arguments: the docstring of a command is its help."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter

from ..index import SCHEMES


def parser(name: str, doc: str | None) -> ArgumentParser:
    """The parser of `coalition NAME`, with the docstring of its module as help."""
    return ArgumentParser(
        prog=f"coalition {name}",
        description=(doc or "").strip(),
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def add_list(to: ArgumentParser, option: str, said: str) -> None:
    """An option of several words: given once with commas between them, or once for each."""
    name = option.removeprefix("--").upper()
    to.add_argument(option, action="extend", type=_words, metavar=f"{name}[,{name}...]", help=said)


def add_scheme(to: ArgumentParser) -> None:
    """The option --scheme."""
    add_list(to, "--scheme", f"read as this only: {', '.join(SCHEMES)} (default: all but the numbers)")


def _words(text: str) -> list[str]:
    return text.split(",")
