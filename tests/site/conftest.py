"""The site and the figures, made once for all tests of this folder; and a browser that visits the site.

The browser is Debian's Chromium, without a screen, driven by Playwright; CHROMIUM may name another. Where there is none, what
needs it is skipped and says so.
"""

import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from scripts.files import writing

# Formats that the bundle might have, with the longest names that a version can give them.
OTHER_FORMATS = {"downloads/coalition.zip": b"PK", "downloads/parquet/members.parquet": b"PAR1"}
OTHER_FORMATS |= {f"downloads/coalition-of-the-willing-10.10.10.{suffix}": b"-" for suffix in ("zip", "xlsx", "sqlite")}


@pytest.fixture(scope="session")
def files(computed):
    from scripts.site import building

    return building.offered(computed) | OTHER_FORMATS


@pytest.fixture(scope="session")
def site(computed, files):
    from scripts.site import render

    return render.site(computed.rows, computed.descriptor, files)


@pytest.fixture(scope="session")
def pages(site):
    """The HTML of each page by path."""
    return {path: data.decode() for path, data in site.items() if path.endswith(".html")}


@pytest.fixture(scope="session")
def html(pages):
    """The first page."""
    return pages["index.html"]


@pytest.fixture(scope="session")
def drawn(computed):
    """The SVG of each figure by path, every part of each chart held to the schema of Vega-Lite."""
    from altair.utils import schemapi

    from scripts.site.pictures import figures

    with schemapi.debug_mode(True):
        return figures.build(computed.descriptor, computed.rows)


# What the strictest host sends along: no script and no style but those of the folder, and nothing from elsewhere.
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def served(site, tmp_path_factory):
    """The address of the site over loopback, from a host that forbids what the pages do not need."""
    folder = tmp_path_factory.mktemp("site")
    writing.replace(folder, site)

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def end_headers(self):
            self.send_header("Content-Security-Policy", POLICY)
            super().end_headers()

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", folder
        server.shutdown()


@pytest.fixture(scope="module")
def chromium():
    browsing = pytest.importorskip("benchmarks.browsing", reason="no Playwright: run `make test`")
    if browsing.program() is None:
        pytest.skip("no browser: install Debian's chromium, or name one in CHROMIUM")
    with browsing.chromium() as browser:
        yield browser


@contextmanager
def visiting(chromium, served):
    """Open pages; what each logs and asks for is in `said` and `asked` of its tab. Options are those of a new context."""
    contexts = []

    def open_(path="index.html", **options):
        context = chromium.new_context(viewport=options.pop("viewport", DESK), **options)
        contexts.append(context)
        tab = context.new_page()
        tab.said, tab.asked = [], []
        tab.on("console", lambda message: tab.said.append(f"{message.type}: {message.text}"))
        tab.on("pageerror", lambda error: tab.said.append(str(error)))
        tab.on("request", lambda request: tab.asked.append(request.url))
        tab.goto(path if "://" in path else served[0] + path)
        return tab

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture
def visit(chromium, served):
    with visiting(chromium, served) as open_:
        yield open_
