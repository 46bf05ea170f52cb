"""`python -m scripts.page`: make the static site (dist/site) and the figures (figures/) from the authored YAML.

The site works from a folder and on any static host, and asks nothing of any other site.
Nothing is written unless everything could be made. `--check` compares the figures instead of writing anything: an SVG as
text, a PNG by the hash of the SVG that it was drawn from. Exit status: 0 fine, 1 the data is wrong or a figure is stale,
2 could not run.
"""

import argparse
import sys
from importlib.util import find_spec
from pathlib import Path

from scripts import checks, cli
from scripts.dataset import Dataset
from scripts.documents import versions
from scripts.files import turns, writing
from scripts.problems import CannotRun

MEND = "python -m scripts.page"
NEEDED = ("altair", "jinja2", "markdown_it", "vl_convert")


@cli.command("page")
def main(argv: list[str] | None = None) -> int:
    parser = cli.parser("page", __doc__)
    parser.add_argument("--out", type=Path, metavar="DIR", help="folder of the site (default: dist/site under --root)")
    hosted = "where it will be hosted, for canonical addresses, previews, sitemap and metadata"
    parser.add_argument("--url", default="", metavar="ADDRESS", help=hosted)
    comparing = "compare the figures with what the data gives; write nothing"
    parser.add_argument("--check", action="store_true", help=comparing)
    args = parser.parse_args(argv)
    if missing := [name for name in NEEDED if find_spec(name) is None]:
        raise CannotRun(f"{', '.join(missing)} not installed; run `make site`")
    if args.url and not args.url.startswith(("https://", "http://")):
        raise CannotRun(f"--url {args.url!r} is no address; expected https://HOST/PATH/")
    with (turns.beside if args.check else turns.alone)(args.root):
        return drawn(Dataset.at(args.root), args)


def drawn(dataset: Dataset, args: argparse.Namespace) -> int:
    """Draw, then compare or write."""
    from scripts.site import building, render  # needs what `main` looked for
    from scripts.site.pictures import figures

    checks.demand_sound_records(dataset)
    building.demand_shown(dataset)
    between = versions.unreleased(
        dataset.package["version"]
    )  # the figures are those of the last release until the next
    stale = {} if between else building.stale_figures(figures.build(dataset.descriptor, dataset.rows), dataset.tree)
    if args.check:
        if between:
            print("figures are drawn at a release, and left alone between")
        for path in stale:
            print(f"{path} does not show the data")
        if stale:
            print(f"{len(stale)} figure(s) are stale; to mend: {MEND}", file=sys.stderr)
        return cli.WRONG if stale else cli.FINE
    base = args.url.rstrip("/") + "/" if args.url else ""
    out = args.out or args.root / "dist" / "site"
    made = render.site(dataset.rows, dataset.descriptor, building.offered(dataset) | stale, base)
    writing.replace(out, made)
    writing.replace(args.root, stale)
    print(f"wrote {out / 'index.html'} and {len(made) - 1} files beside it")
    print("\n".join(f"wrote {path}" for path in stale) or "figures unchanged")
    return cli.FINE


if __name__ == "__main__":
    sys.exit(main())
