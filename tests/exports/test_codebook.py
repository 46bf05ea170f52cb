"""The codebook has every table, variable and value, with frequencies that a reader of the CSV files counts too."""

import csv
import io
import json
import re
import statistics
from collections import Counter

import pytest

pytest.importorskip("typst", reason="the codebook needs the group `bundle`: run `make test`")

import typst
from pypdf import PdfReader

from coalition_of_the_willing.citing import text as citation
from scripts.dataset import Dataset
from scripts.documents import edition, markdown_tree
from scripts.exports import codebook
from scripts.files.trees import Folder, Memory, Overlay
from scripts.problems import CannotRun
from tests.conftest import ROOT

SCHEMAS = {p.stem: json.loads(p.read_text()) for p in sorted((ROOT / "schema/tables").glob("*.json"))}
CODES = json.loads((ROOT / "schema/codes.json").read_text())
CODED = [(name, field) for name, schema in SCHEMAS.items() for field in schema["fields"] if "codes" in field]
DAY = "2031-06-05"


def made(dataset, day=DAY):
    return codebook.write(dataset.rows, dataset.tree, dataset.descriptor, day)


def squeezed(text):
    """Text without white space: where lines break is no matter."""
    return "".join(text.split())


@pytest.fixture(scope="module")
def pdf(computed):
    return made(computed)


@pytest.fixture(scope="module")
def reader(pdf):
    return PdfReader(io.BytesIO(pdf))


@pytest.fixture(scope="module")
def text(reader, computed):
    """All that stands on the pages, without their headers and numbers, and without white space."""
    pages = [page.extract_text() for page in reader.pages]
    version = computed.descriptor["version"]
    head = re.compile(rf"^.*Codebook, version {re.escape(version)}\n|\n?\d+ of {len(pages)}$")
    return squeezed("".join(head.sub("", page) for page in pages))


@pytest.fixture(scope="module")
def columns():
    """The cells of a column, read from the CSV file."""
    tables = {}
    for name in SCHEMAS:
        with (ROOT / f"data/{name}.csv").open(encoding="utf-8", newline="") as file:
            tables[name] = list(csv.DictReader(file))
    return lambda table, field: [row[field] for row in tables[table]]


def chapters(outline):
    """The bookmarks as nested dictionaries."""
    found, last = {}, None
    for entry in outline:
        if isinstance(entry, list):
            found[last] = chapters(entry)
        else:
            last = entry.title
            found[last] = {}
    return found


def test_every_table_and_variable_has_an_entry_in_the_bookmarks(reader, computed):
    (variables,) = (below for title, below in chapters(reader.outline).items() if title.endswith("Variables"))
    tables = {re.search(r"[a-z][a-z0-9_]*", title)[0]: below for title, below in variables.items()}
    assert list(tables) == list(computed.schemas)
    for name, entries in tables.items():
        assert [title.split()[0] for title in entries] == [field["name"] for field in SCHEMAS[name]["fields"]], name


def test_every_description_stands_in_it(text):
    for name, schema in SCHEMAS.items():
        assert squeezed(schema["description"]) in text, name
        for field in schema["fields"]:
            assert squeezed(field["description"]) in text, (name, field["name"])


def test_every_value_of_a_code_list_has_its_label_meaning_and_frequency(text, columns):
    missing = {"code": "empty", "title": "missing", "meaning": "the cell is empty"}
    for name, field in CODED:
        column = columns(name, field["name"])
        counted = Counter(column)
        for code in [*CODES[field["codes"]], missing]:
            count = counted["" if code is missing else code["code"]]
            line = f"{code['code']} {code['title']} {code['meaning']} {count:,} {100 * count / len(column):.1f}"
            assert squeezed(line) in text, (name, field["name"])


def test_figures_are_those_of_the_csv_files(text, columns):
    for name, schema in SCHEMAS.items():
        for field in (f for f in schema["fields"] if "codes" not in f):
            column = columns(name, field["name"])
            there = sorted(filter(None, column))
            if field["type"] == "integer":
                numbers = [int(value) for value in there]
                said = f"Range {min(numbers)} to {max(numbers)} Median {statistics.median(numbers):g}"
            elif field["type"] == "date":
                said = f"First {there[0]} Last {there[-1]}"
            elif field["type"] == "boolean":
                said = " ".join(
                    f"{v.capitalize()} {column.count(v):,} ({share(column, v)} %)" for v in ("true", "false")
                )
            else:
                said = f"Distinct values {len(set(there)):,}"
            said += f" Missing {column.count(''):,} ({share(column, '')} %)"
            assert squeezed(field["description"] + said) in text, (name, field["name"])


def share(column, value):
    return f"{100 * column.count(value) / len(column):.1f}"


def test_the_method_stands_in_it_whole(text):
    def pieces(nodes):
        for node in nodes:
            yield from pieces(node["children"])
            yield node.get("text", "")

    blocks = markdown_tree.read((ROOT / codebook.METHOD).read_text(encoding="utf-8"))
    instead = {"Method": "Coding rules", codebook.LIMITS: "Known limits"}  # headings that are chapters here
    for piece in pieces(blocks):
        assert squeezed(instead.get(piece, piece)) in text, piece


def test_the_known_limits_and_the_releases_have_chapters(reader, computed):
    found = chapters(reader.outline)
    assert any(title.endswith("Known limits") for title in found)
    (releases,) = (below for title, below in found.items() if title.endswith("Changes between releases"))
    versions = [re.search(r"Version ([\d.]+),", title)[1] for title in releases]
    assert set(versions) == {row["version"] for row in computed.rows["changes"]}
    assert versions == sorted(versions, key=lambda v: [int(n) for n in v.split(".")], reverse=True)


def test_it_says_which_edition_it_is_and_how_to_cite_it(reader, text, computed, until):
    descriptor = computed.descriptor
    first = squeezed(reader.pages[0].extract_text())
    assert squeezed(citation(descriptor)) in first
    assert squeezed(edition.sentence(edition.silence(until))) in first
    assert descriptor["licenses"][0]["name"] in first and descriptor["version"] in first
    assert (reader.metadata.author, reader.trailer["/Root"]["/Lang"]) == (descriptor["contributors"][0]["title"], "en")
    assert descriptor["title"] in reader.metadata.title and descriptor["version"] in reader.metadata.title


def test_between_releases_it_says_unreleased(unreleased):
    first = PdfReader(io.BytesIO(made(unreleased))).pages[0].extract_text()
    assert "9.9.9-dev" in first and re.search(r"Released\s+unreleased", first)


def test_two_runs_give_the_same_bytes_and_know_no_other_day(computed, pdf, reader):
    assert made(computed) == pdf
    assert {str(reader.metadata[key]) for key in ("/CreationDate", "/ModDate")} == {"D:20310605000000Z"}


def test_it_is_archival_and_accessible(pdf, reader):
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    for claim in (b"<pdfaid:part>2<", b"<pdfaid:conformance>A<", b"<pdfuaid:part>1<"):
        assert claim in pdf


def test_all_fonts_are_in_the_file_and_come_with_typst(reader):
    families = [f.replace(" ", "") for f in typst.Fonts(include_system_fonts=False).families()]
    fonts = {}
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            (below,) = font.get_object()["/DescendantFonts"]
            fonts[font["/BaseFont"].split("+")[1]] = below.get_object()["/FontDescriptor"]
    assert fonts
    for name, descriptor in fonts.items():
        assert name.startswith(tuple(families)), name
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor, name


def test_typst_finds_nothing_to_warn_of(computed):
    said = json.dumps(codebook.content(computed.rows, computed.tree, computed.descriptor, DAY))
    _, warnings = typst.compile_with_warnings(
        codebook.TEMPLATE.read_bytes(), sys_inputs={"codebook": said}, ignore_system_fonts=True
    )
    assert [w.message for w in warnings] == []


@pytest.mark.parametrize(("words", "said"), [("漢字", "漢"), ("![map](map.svg)", "image")])
def test_what_cannot_be_shown_is_named_in_one_line_that_says_what_to_do(computed, words, said):
    tree = Overlay(computed.tree, {codebook.METHOD: f"# Method\n\n{words}\n".encode()})
    with pytest.raises(CannotRun, match=said) as caught:
        codebook.write(computed.rows, tree, computed.descriptor, DAY)
    assert "correct" in str(caught.value) and "\n" not in str(caught.value)


def test_without_documents_their_chapters_are_not_there():
    folder = ROOT / "tests/second_coalition"
    schema = Folder(ROOT)
    files = {name: schema.read(name) for name in schema.files("schema")}
    files |= {f"data/{p.relative_to(folder).as_posix()}": p.read_bytes() for p in folder.rglob("*.yaml")}
    reader = PdfReader(io.BytesIO(made(Dataset(Memory(files)))))
    titles = [title.split(maxsplit=1)[1] for title in chapters(reader.outline) if title != "Contents"]
    assert titles == ["The dataset", "Variables", "Changes between releases", "Index of variables"]
    assert "Harbour Compact" in reader.metadata.title
