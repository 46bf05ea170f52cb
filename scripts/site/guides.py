"""The documents of the package as pages, and the list of them."""

from collections.abc import Iterator

from markupsafe import Markup

from scripts.site import documents
from scripts.site.pages import Page, Site

INDEX, TEMPLATE = "docs/index.html", "document.html"


def pages(site: Site) -> Iterator[Page]:
    found = [documents.read(path, site.texts[path], site.addresses) for path in documents.listed(site.texts)]
    if found:
        title = f"Documents of the {site.coalition} reference data"
        said = f"How the facts were established, what every field means, how to read the files: {len(found)} documents."
        given = {"documents": [(documents.address(d.path), d) for d in found]}
        yield Page(INDEX, "documents.html", title, said, given)
    for document in found:
        yield Page(
            documents.address(document.path),
            TEMPLATE,
            document.title,
            document.description,
            {"body": Markup(document.body), "headings": document.headings, "heading": document.title},
        )
