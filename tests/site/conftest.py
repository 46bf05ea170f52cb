"""The site and the figures, made once for all tests of this folder."""

import pytest

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
def html(site):
    return site["index.html"].decode()


@pytest.fixture(scope="session")
def drawn(computed):
    """The SVG of each figure by path."""
    from scripts.site.pictures import figures

    return figures.build(computed.descriptor, computed.rows)
