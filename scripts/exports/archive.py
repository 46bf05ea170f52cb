"""The data package as one zip: the same bytes from the same files on any machine, so nothing is compressed.

Compression would save 0.7 MB and make the bytes depend on the version of zlib. datapackage.json is at the top: readers of data
packages open the zip as it is. The Python package is in it, so that `pip install .` works in the unzipped folder.
"""

import io
import re
import tomllib
import zipfile

from scripts.documents.descriptor import paths_of
from scripts.files.trees import DESCRIPTOR, Tree

_DOCUMENTS = ("README.md", "CHANGELOG.md", "CITATION.cff", "LICENSE", "LICENSE-DATA", "RELEASING.md", "CONTRIBUTING.md")
LOOSE = (*_DOCUMENTS, "pyproject.toml", "hatch_build.py")
FOLDERS = ("schema", "docs", "figures", "src")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say
_MODE = 0o100644 << 16


def write(tree: Tree, descriptor: dict) -> bytes:
    """Descriptor, tables, records, schemas, documents and the Python package, sorted by name."""
    names = {DESCRIPTOR, *(path for r in descriptor["resources"] for path in paths_of(r))}
    names |= {name for name in LOOSE if tree.has(name)}
    for folder in FOLDERS:
        names |= {path for path in tree.files(folder) if not re.search(r"(^|/)(\.|__pycache__/)", path)}
    names |= carried(tree)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(names):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system, entry.external_attr = 3, _MODE
            archive.writestr(entry, tree.read(name))
    return buffer.getvalue()


def carried(tree: Tree) -> set[str]:
    """The modules of the repository that the wheel carries: without them it could not be built from the zip."""
    if (text := tree.get("pyproject.toml")) is None:
        return set()
    wheel = tomllib.loads(text.decode())["tool"]["hatch"]["build"]["targets"]["wheel"]
    return {path for path in wheel["force-include"] if path.endswith(".py")}
