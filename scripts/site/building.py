"""Before the page is built: a check that the tables suffice, the files for download, the stale figures."""

from scripts.dataset import Dataset
from scripts.exports import bundle
from scripts.files import schemas
from scripts.files.trees import DESCRIPTOR, Tree
from scripts.problems import CannotRun
from scripts.site import documents
from scripts.site.downloads import FOLDER
from scripts.site.pictures import figures, svg
from scripts.tables import meetings

SHOWN = (
    *("countries", "memberships", "meetings", "attendance", "reported_sizes"),
    *("sources", "reports", "claims", "evidence", "support"),
)


def demand_shown(dataset: Dataset) -> None:
    """Raise CannotRun where the folder lacks what the page is about."""
    rows = dataset.rows
    if missing := [name for name in SHOWN if not rows.get(name)]:
        raise CannotRun(f"the page shows {', '.join(SHOWN)}; missing or empty here: {', '.join(missing)}")
    if not any(meeting["level"] == "leaders" for meeting in meetings.held(rows)):
        raise CannotRun(
            "the page opens with the last leaders' meeting held; the tables have none with confirmed attendance"
        )


def offered(dataset: Dataset) -> dict[str, bytes]:
    """Every file that the site is made of or offers, by its path in the site: those of the package, its documents, figures, the bundle."""
    own = ("data/", schemas.TABLES, DESCRIPTOR)
    files = {path: data for path, data in dataset.outputs.items() if path.startswith(own)}
    files |= dataset.authored
    files |= {schemas.CODES: dataset.tree.read(schemas.CODES)}
    beside = [*documents.listed([*dataset.tree.files("docs"), *documents.BESIDE]), *figures.NAMES]
    files |= {path: data for path in beside if (data := dataset.outputs.get(path) or dataset.tree.get(path))}
    return files | {f"{FOLDER}{name}": data for name, data in bundle.files(dataset).items()}


def stale_figures(drawn: dict[str, bytes], tree: Tree) -> dict[str, bytes]:
    """The figures that a tree has not, or not as drawn: every SVG that differs, every PNG not drawn from its SVG."""
    stale = {}
    for path, drawing in drawn.items():
        image = path.replace(".svg", ".png")
        if tree.get(path) != drawing:
            stale[path] = drawing
        if not svg.drawn_from(tree.get(image) or b"", drawing):
            stale[image] = svg.png(drawing)
    return stale
