"""The card of a copy on Hugging Face, its README.md beside the folder of Parquet files: for its viewer, `datasets` and people.

Each table is a configuration of its own over its Parquet file, so that text such as 036 stays text.
"""

import yaml

from coalition_of_the_willing.citing import bibtex, text
from scripts.documents import edition
from scripts.exports.metadata import LANGUAGE
from scripts.tables.rows import Rows

_SIZES = {
    1_000: "n<1K",
    10_000: "1K<n<10K",
    100_000: "10K<n<100K",
    1_000_000: "100K<n<1M",
}  # rows below -> as the card says it


def write(descriptor: dict, rows: Rows, paths: dict[str, str]) -> bytes:
    """The bytes of the card. `paths` are those of the Parquet files by table."""
    front = {
        "pretty_name": descriptor["title"],
        "license": descriptor["licenses"][0]["name"].lower(),
        "language": [LANGUAGE],
        "size_categories": [_size(sum(len(rows[name]) for name in paths))],
        "tags": descriptor["keywords"],
        "configs": [{"config_name": name, "data_files": path} for name, path in paths.items()],
    }
    front["configs"][0]["default"] = True
    said = edition.sentence(edition.in_full(descriptor, descriptor.get("documented_until", "")))
    tables = "\n".join(f"- `{name}`: {rows.schemas[name]['description']}" for name in paths)
    words = [f"# {descriptor['title']}", descriptor["description"], said, tables, text(descriptor)]
    body = "\n\n".join([*words, f"```bibtex\n{bibtex(descriptor)}\n```"])
    return f"---\n{yaml.safe_dump(front, sort_keys=False, allow_unicode=True)}---\n\n{body}\n".encode()


def _size(rows: int) -> str:
    return next((words for below, words in _SIZES.items() if rows < below), "n>1M")
