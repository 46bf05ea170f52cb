"""The data package as one zip, the same bytes from the same files on any machine with the same pyarrow.

It is deflated by the zlib inside pyarrow, which is pinned with it: the zlib of Python differs between machines, and so would
the bytes. datapackage.json is at the top: readers of data packages open the zip as it is. The Python package is in it,
so that `pip install .` works in the unzipped folder, and whatever a document in it links to.
"""

import io
import zipfile

from scripts.exports import manifest
from scripts.files.trees import Tree

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say
_MODE = 0o100644 << 16
_HEADER, _TRAILER = 10, 8  # bytes that gzip puts around what is deflated


def write(tree: Tree, descriptor: dict) -> bytes:
    """Descriptor, tables, records, schemas, documents and the Python package, sorted by name."""
    names, _ = manifest.contents(tree, descriptor)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(names):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system, entry.external_attr, entry.compress_type = 3, _MODE, zipfile.ZIP_DEFLATED
            with archive.open(entry, "w") as file:
                file._compressor = _Deflating()  # zipfile has no other door for a compressor
                file.write(tree.read(name))
    return buffer.getvalue()


class _Deflating:
    """A compressor as zipfile asks for it, which deflates with pyarrow."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def compress(self, data: bytes) -> bytes:
        self._parts.append(bytes(data))
        return b""

    def flush(self) -> bytes:
        return deflated(b"".join(self._parts))


def deflated(data: bytes) -> bytes:
    """Bytes as zip holds them, without the container of gzip."""
    import pyarrow as pa

    return pa.Codec("gzip", compression_level=9).compress(data, asbytes=True)[_HEADER:-_TRAILER]
