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


def add_scheme(to: ArgumentParser) -> None:
    """The option --scheme, once for each scheme."""
    said = f"read as this only, one of {', '.join(SCHEMES)}; may be given more than once (default: all but numbers)"
    to.add_argument("--scheme", action="append", metavar="SCHEME", help=said)
