"""Each case breaks the package in one way, in memory; `validate` must refuse it, name the place and say what to do.

To add a case: one line in CASES: a sentence, the file, what to replace by what (or a function of the package), and words that the
message must have.
"""

import json
import os
import re
from collections import defaultdict
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from scripts import checks
from scripts.checks.registry import RULES
from scripts.files import csv_text, yaml_text
from scripts.problems import WIDEST
from tests.checks import contradictions
from tests.conftest import Package


def edit(file, old, new, count=1):
    """A breakage that replaces the first occurrence of `old` (a regular expression) in a file."""

    def apply(package: Package):
        text = package.read(file).decode()
        changed = re.sub(old, new, text, count=count, flags=re.MULTILINE | re.DOTALL)
        assert changed != text, f"{file} has no {old!r} any more: mend the test"
        package.write(file, changed.encode())

    return apply


def write(file, data):
    return lambda package: package.write(file, data)


def remove(file):
    return lambda package: package.write(file, None)


def raw(file, change):
    """A breakage of the bytes."""
    return lambda package: package.write(file, change(package.read(file)))


def changed_json(file, change):
    """A breakage of a JSON file as a dictionary."""

    def apply(package: Package):
        content = json.loads(package.read(file))
        change(content)
        package.write(file, (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode())

    return apply


def described(change):
    return changed_json("datapackage.json", change)


def table_schema(table, change):
    return changed_json(f"schema/tables/{table}.json", change)


def append_row(table, **values):
    def apply(package: Package):
        lines = package.read(f"data/{table}.csv").decode().splitlines()
        row = dict(zip(lines[0].split(","), lines[1].split(","), strict=False)) | values
        text = "\n".join([*lines, ",".join(row[c] for c in lines[0].split(","))]) + "\n"
        package.write(f"data/{table}.csv", text.encode())

    return apply


def one_page_twice(package: Package):
    """Give the second page the address of the first, written in another way."""
    sources = yaml_text.read(package.read(S), S).rows
    address = urlsplit(sources[0]["url"])
    sources[1]["url"] = f"http://WWW.{address.netloc.removeprefix('www.').upper()}:80{address.path}/?utm_source=x#top"
    package.write(S, yaml_text.write(sources).encode())


def changed(file, which, **values):
    """A breakage that gives the record of this identifier other values, or takes those away that are None."""

    def apply(package: Package):
        records = yaml_text.read(package.read(file), file).rows
        (record,) = (r for r in records if which in (r.get(k) for k in ("source", "iso3", "position", "reported_size")))
        record.update(values)
        write(file, yaml_text.write([{k: v for k, v in r.items() if v is not None} for r in records]).encode())(package)

    return apply


def named(file, iso3, name, language="en"):
    """A breakage that gives a country one more name."""

    def apply(package: Package):
        (record,) = (r for r in yaml_text.read(package.read(file), file).rows if r["iso3"] == iso3)
        entry = {"name": name, "language": language, "kind": "alias"}
        changed(file, iso3, names=[*record.get("names", []), entry])(package)

    return apply


def again(which, **values):
    """A breakage that lists a page once more, cited where it is cited, with other values."""

    def apply(package: Package):
        records = yaml_text.read(package.read(S), S).rows
        (record,) = (r for r in records if r["source"] == which)
        copy = {k: v for k, v in {**record, "source": f"{which}-again", **values}.items() if v is not None}
        write(S, yaml_text.write([*records, copy]).encode())(package)

    return apply


M, T, S = "data/members.yaml", "data/others.yaml", "data/sources.yaml"
L, G, R = (
    f"data/meetings/{meeting}.yaml" for meeting in ("london-2025-03-02", "paris-2025-09-04", "virtual-2025-08-13")
)
SIZES, STANCES = "data/reported_sizes.yaml", "data/positions.yaml"
LBC = "lbc-2025-08-12-starmer-ukraine"
A, D, C, P = "data/affiliations.yaml", "datapackage.json", "data/changes.yaml", "data/package.yaml"

CASES = [
    # YAML that readers disagree about
    (
        "a key stands twice in a record",
        M,
        edit(M, r"^  wikidata: Q31$", '  wikidata: Q31\n  cow: "1"'),
        "twice in one record",
    ),
    ("a value is an alias", M, edit(M, r"^  cow: (\"\d+\")", r"  cow: &a \1"), "anchor or alias"),
    ("a value has a tag", M, edit(M, r"^  cow: \"", '  cow: !!str "'), "the tag"),
    ("a line is indented with a tab", M, edit(M, r"^  cow", "\tcow"), "a tab"),
    ("a file starts with a byte order mark", M, raw(M, lambda b: b"\xef\xbb\xbf" + b), "byte order mark"),
    ("a file is in Latin-1", S, raw(S, lambda b: b.replace("é".encode(), b"\xe9", 1)), "not UTF-8"),
    ("a file has Windows line ends", T, raw(T, lambda b: b.replace(b"\n", b"\r\n")), "carriage return"),
    ("a file has two documents", M, raw(M, lambda b: b + b"---\n- iso3: XXX\n"), "second document"),
    ("a file is a mapping, not a list", T, write(T, b"iso3: TUR\n"), "not a list of records"),
    ("a file is empty", T, write(T, b""), "not a list of records"),
    ("a bracket is not closed", L, edit(L, r"\[eu, nato\]", "[eu, nato"), "not YAML"),
    ("a file holds a control character", M, edit(M, "Belg", "Be\x0blg"), "control character"),
    (
        "a line of evidence is only a comment",
        M,
        edit(M, r"^  cow", "  # checked\n  cow"),
        "a comment inside the records",
    ),
    ("records are out of order", T, edit(T, r"^- iso3: ALB", "- iso3: ZLB"), "country code 'ZLB'"),
    # records of the wrong shape
    ("a key is misspelt", M, edit(M, r"^    european:", "    europaean:"), "'europaean' was unexpected"),
    ("a required key is missing", S, edit(S, r"^  publisher: [^\n]*\n", ""), "'publisher' is a required property"),
    ("a status is not in the code list", M, edit(M, "status: member", "status: partner"), "'partner' is not one of"),
    ("a date does not exist", M, edit(M, '"2025-03-15"', '"2025-02-30"'), "'2025-02-30' is not a 'date'"),
    ("a date is not written in full", M, edit(M, '"2025-03-15"', "2025-3-15"), "'2025-3-15' is not a 'date'"),
    ("a value is empty", M, edit(M, r"^  cow: \"\d+\"", '  cow: ""'), "does not match"),
    ("a country stands twice in a list", G, edit(G, r"\[FRA, GBR\]", "[FRA, FRA]"), "non-unique elements"),
    (
        "a source is recorded twice",
        S,
        raw(S, lambda b: b + b[b.index(b"- source") : b.index(b"\n- source", 5) + 1]),
        "the same identifier",
    ),
    (
        "two spells have one identifier",
        T,
        edit(T, "spell: aut-observer", "spell: aut-participant"),
        "the spell 'aut-participant' again",
    ),
    (
        "two affiliations have one identifier",
        A,
        edit(A, "affiliation: deu-eu$", "affiliation: fra-eu"),
        "the affiliation 'fra-eu' again",
    ),
    (
        "a meeting's file has another name",
        L,
        edit(L, "meeting: london-2025-03-02", "meeting: london-2025-03-03"),
        "in a file of another name",
    ),
    ("a meeting is a list", L, raw(L, lambda b: b"- " + b.replace(b"\n", b"\n  ").rstrip() + b"\n"), "not a record"),
    (
        "the meetings are in one file again",
        "data/meetings.yaml",
        write("data/meetings.yaml", b"- meeting: london-2025-03-02\n"),
        "records in one file, which stand in a folder",
    ),
    # references that lead nowhere
    ("a country code is not ISO", G, edit(G, r"\[FRA, GBR\]", "[FRA, UKD]"), "country code 'UKD'"),
    (
        "Kosovo's user-assigned code is not in pycountry",
        G,
        edit(G, r"\[FRA, GBR\]", "[FRA, XKX]"),
        "country code 'XKX'",
    ),
    ("a country has no record", G, edit(G, r"\[FRA, GBR\]", "[ATA, FRA]"), "the country 'ATA', which has no record"),
    (
        "a source has no record",
        M,
        edit(M, r"source: lbc-2025-08-12-starmer-ukraine", "source: lbc-2025-08-13"),
        "source 'lbc-2025-08-13'",
    ),
    (
        "a meeting has no record",
        "data/reported_sizes.yaml",
        edit("data/reported_sizes.yaml", "meeting: paris-2025-03-27", "meeting: paris-2025-03-28"),
        "meeting 'paris-2025-03-28'",
    ),
    (
        "a country is member and other",
        T,
        edit(T, r"^- iso3: ALB", "- iso3: AUS"),
        "a country that data/members.yaml has too",
    ),
    # domain rules
    ("a member is lost", M, raw(M, lambda b: b[b.index(b"- iso3: BEL") :]), "the country 'AUS', which has no record"),
    (
        "a European member is counted beyond Europe",
        M,
        edit(M, 'european: yes|european: "yes"', 'european: "no"'),
        "26 European members",
    ),
    ("a fourth country leads", M, edit(M, "status: member", "status: lead"), "leads"),
    (
        "a spell ends before it starts",
        T,
        edit(T, 'end_date: "2025-09-03"', 'end_date: "2025-01-03"'),
        "before it starts",
    ),
    (
        "two spells overlap",
        T,
        edit(T, 'end_date: "2025-09-03"', 'end_date: "2025-09-04"'),
        "spells that do not overlap",
    ),
    (
        "an affiliation ends before it starts",
        A,
        edit(A, 'end_date: "2020-01-31"', 'end_date: "1920-01-31"'),
        "before it starts",
    ),
    (
        "two affiliations overlap",
        A,
        edit(
            A,
            r'  - affiliation: gbr-eu\n(    iso3: GBR\n    start_date: )"1973-01-01"\n',
            r'  - affiliation: gbr-eu-2\n\1"1972-01-01"\n\g<0>',
        ),
        "spells that do not overlap",
    ),
    (
        "a spell starts before the first attendance",
        M,
        edit(M, 'start_date: "2025-03-15"', 'start_date: "2025-03-14"'),
        "first confirmed leaders' meeting",
    ),
    ("a name leads to two countries", T, edit(T, "name: Turkey$", "name: Holland"), "a name that NLD has already"),
    ("a cell starts like a formula", S, edit(S, r"^  title: [^\n]*$", '  title: "=1+1"'), "formula"),
    ("a text is not normalised", S, edit(S, "publisher: Ukrinform", "publisher: Ukrinforme\u0301"), "normal form C"),
    ("a text has two spaces in a row", S, edit(S, "publisher: Ukrinform", 'publisher: "Ukrinform  X"'), "stray spaces"),
    (
        "a page of a propaganda network is cited",
        S,
        edit(S, r"url: https?://[^/\n]+/", "url: https://france.news-pravda.com/"),
        "no propaganda networks",
    ),
    ("an address has an open bracket", S, edit(S, r"url: https://", "url: https://["), "which names no host"),
    (
        "a size is not a number",
        "data/reported_sizes.csv",
        edit("data/reported_sizes.csv", ",27,", ",most,"),
        "not what the records give",
    ),
    (
        "a source is not cited",
        S,
        raw(
            S,
            lambda b: (
                b + b"- source: zz-unused\n  title: X\n  publisher: X\n  url: https://example.org/\n"
                b'  language: en\n  kind: news\n  consulted: "2026-11-22"\n'
            ),
        ),
        "a source that nothing cites",
    ),
    # the list of changes
    (
        "a change has no version of its own",
        C,
        edit(C, "    new: 1.0.0\n", "    new: 0.9.0\n"),
        "which has no row of its own",
    ),
    ("a version is not three numbers", C, edit(C, "version: 1.0.0", "version: v1.0.0"), "does not match"),
    ("a change changes nothing", C, edit(C, "    old: absent\n", "    old: present\n"), "from 'present' to the same"),
    (
        "a removal has no reason",
        C,
        edit(C, "old: absent\n    new: present", "old: present\n    new: absent"),
        "without a reason",
    ),
    (
        "a row is neither added nor dropped",
        C,
        edit(C, "table: names\n    old: absent", "table: names\n    record: NLD/Holland\n    old: some"),
        "a whole row that goes from 'some' to 'present'",
    ),
    (
        "the version is not listed",
        P,
        edit(P, r"^  version: [0-9.]+$", "  version: 99.0.0"),
        "version 99.0.0 without a row",
    ),
    (
        "a release is of another day in the changelog",
        C,
        edit(C, 'released: "[0-9-]+"', 'released: "2026-01-01"'),
        "1.0.0 released on 2026-01-01, elsewhere on ",
    ),
    ("a merge was left unsettled", M, edit(M, r"^  cow", "<<<<<<< HEAD\n  cow"), "a mark of a merge conflict"),
    ("a host is in no report", L, edit(L, r"^hosts: \[GBR\]$", "hosts: [MLT]"), "hosts: MLT, which no report names"),
    (
        "a page was read before it was published",
        S,
        edit(S, r'^  published: "2025', '  published: "2027'),
        "after it was read",
    ),
    # rules that hold what the records say against each other
    (
        "a member that the article does not name rests on the article alone",
        M,
        edit(M, r"(- iso3: BEL.*?without naming this one\.\n).*?(  spells:)", r"\1\2"),
        "at least two independent pages",
    ),
    (
        "rows rest on encyclopedias alone",
        S,
        edit(S, r"^  kind: [a-z-]+$", "  kind: encyclopedia", count=0),
        "only encyclopedias as sources",
    ),
    (
        "evidence is about a row that is not there",
        "data/evidence.csv",
        edit("data/evidence.csv", "^members,BEL,", "members,BEX,"),
        "evidence for a row that does not exist",
    ),
    (
        "a meeting ends before it starts",
        L,
        edit(L, r'^end_date: "2025-03-02"', 'end_date: "2025-03-01"'),
        "ends on 2025-03-01, before it starts",
    ),
    (
        "a remote meeting has a place",
        R,
        edit(R, r"^format: remote$", "format: remote\ncity: London\niso3: GBR"),
        "a place for a remote meeting",
    ),
    (
        "nobody was at a meeting",
        "data/attendance.csv",
        edit("data/attendance.csv", r"^london-2025-03-02,[^\n]*\n", "", count=0),
        "a meeting without attendance",
    ),
    (
        "more European countries are counted than countries",
        "data/reported_sizes.yaml",
        edit("data/reported_sizes.yaml", r'^  european: "\d+"', '  european: "99"'),
        "99 European of",
    ),
    (
        "a member had left before the day of the roster",
        M,
        edit(M, r'^    start_date: "2025-03-15"\n', '\\g<0>    end_date: "2025-03-20"\n'),
        "role '' in members, status 'none' in memberships",
    ),
    (
        "an end says not how exactly it is known",
        "data/memberships.csv",
        edit("data/memberships.csv", "2025-08-18,day,", "2025-08-18,,"),
        "end_date and end_precision not both given",
    ),
    (
        "a participant has no note",
        T,
        edit(T, r"^    note: At leaders' meetings.*?\n    evidence:", "    evidence:"),
        "status participant without a note",
    ),
    # what a page can know, and what it says of an end
    (
        "a page reports who came before the meeting began",
        S,
        edit(S, r'(- source: pravdaua-2025-03-02-family-photo\n.*?published: )"2025-03-02"', r'\1"2025-03-01"'),
        "attended, by the page 'pravdaua-2025-03-02-family-photo' of 2025-03-01: the meeting begins on 2025-03-02",
    ),
    (
        "a page reports who did not come before the meeting began",
        L,
        edit(L, "says: announced-absent", "says: absent"),
        "absent, by the page 'dnoticias-2025-03-01-portugal-absent' of 2025-03-01: the meeting begins on 2025-03-02",
    ),
    (
        "a page without a day of its own was read before the meeting began",
        S,
        edit(
            S,
            r'(- source: pravdaua-2025-03-02-family-photo\n.*?)  published: .*?(  language.*?consulted: )"[^"]*"',
            r'\1\2"2025-03-01"',
        ),
        "attended, by the page 'pravdaua-2025-03-02-family-photo' of 2025-03-01",
    ),
    # what a page says of a country
    (
        "a page says of one country that it came and that it did not",
        L,
        edit(L, r"^  - says: attended\n", "  - says: absent\n    countries: [GBR]\n\\g<0>"),
        "GBR again: attended here, absent before, both by",
    ),
    (
        "a page names a country twice, with another level",
        L,
        edit(
            L,
            r"^  - says: attended\n",
            "  - says: attended\n    represented_by: official\n    countries: [GBR]\n\\g<0>",
        ),
        "each country once in a report",
    ),
    (
        "two reports of a meeting are of one page",
        L,
        edit(L, r"(?<=^reports:\n)(- source:.*?)(?=^- source)", r"\1\1"),
        "a second report of the page",
    ),
    (
        "a claim is of a report that is not there",
        "data/claims.csv",
        edit("data/claims.csv", r"^(ankara-planning-2025-04-15,FRA),[^,]*,", r"\1,ap-2009-04-nato,"),
        'not found in the lookup table "reports"',
    ),
    (
        "a claim stands twice",
        "data/claims.csv",
        edit("data/claims.csv", r"^(ankara-planning-2025-04-15,FRA,[^\n]*\n)", r"\1\1"),
        "primary key",
    ),
    (
        "a report stands twice",
        "data/reports.csv",
        edit("data/reports.csv", r"^(ankara-planning-2025-04-15,[^\n]*\n)", r"\1\1"),
        "primary key",
    ),
    (
        "the only page of a row contradicts it",
        "data/positions.yaml",
        edit(
            "data/positions.yaml",
            r"(\n  evidence:\n  - source: [^\n]*\n    note: [^\n]*\n)(?=- position)",
            "\\1    bearing: disputes\n",
        ),
        "a row that no page supports",
    ),
    (
        "an end has no page, and no spell follows",
        M,
        edit(M, r'^    start_date: "2025-03-15"\n', '\\g<0>    end_date: "9999-12-31"\n'),
        "an end on 9999-12-31 that no page documents",
    ),
    (
        "a page says that a spell ended that has no end",
        T,
        edit(T, "    basis: attendance\n", "\\g<0>    end_evidence:\n    - source: x\n      note: Left.\n"),
        "'end_date' is a dependency of 'end_evidence'",
    ),
    (
        "an end has a precision, but no day",
        T,
        edit(T, "    basis: attendance\n", "    end_precision: month\n\\g<0>"),
        "'end_date' is a dependency of 'end_precision'",
    ),
    # what joins and searches stand on
    ("two countries have one COW number", T, edit(T, r'^  cow: "305"', '  cow: "310"'), "cow '310', which AUT has too"),
    (
        "two countries have one Gleditsch-Ward number",
        T,
        edit(T, r'^  gw: "305"', '  gw: "310"'),
        "gw '310', which AUT has too",
    ),
    (
        "two countries are one Wikidata item",
        T,
        edit(T, r"^  wikidata: Q40", "  wikidata: Q28"),
        "wikidata 'Q28', which AUT has too",
    ),
    (
        "two countries have one Eurostat code",
        T,
        edit(T, r"^  eurostat: AT", "  eurostat: HU"),
        "eurostat 'HU', which AUT has too",
    ),
    ("a page is recorded under two identifiers", S, one_page_twice, "that of '"),
    (
        "a word has a letter of another alphabet",
        S,
        edit(S, "Ukrinform", "Ukrinf\u043erm"),
        "not 'Latin Ukrinf + Cyrillic \u043e + Latin rm'",
    ),
    (
        "a cell starts like a formula, in full width",
        S,
        edit(S, r"^  title: [^\n]*$", '  title: "\uff1d1+1"'),
        "a spreadsheet takes for a formula",
    ),
    (
        "a cell starts with a tab",
        "data/names.csv",
        raw("data/names.csv", lambda b: b.replace(b"\nAUT,", b"\nAUT,\t", 1)),
        "a spreadsheet takes for a formula",
    ),
    # codes, names, sources and evidence that are well formed, and contradict each other
    (
        "Eurostat's own code of a country is alpha-2",
        M,
        changed(M, "GRC", eurostat="GR"),
        "eurostat 'GR' for a country whose iso2 is 'GR'",
    ),
    ("a country has a Eurostat code of nobody", T, changed(T, "AUT", eurostat="OS"), "'AT': Eurostat writes alpha-2"),
    ("a COW number is of a country that the tables lack", M, changed(M, "FRA", cow="221"), "cow '221' and gw '220'"),
    ("a Gleditsch-Ward number is of a state that is gone", M, changed(M, "CZE", gw="315"), "cow '316' and gw '315'"),
    (
        "a name is another country's in other case and without its accents",
        T,
        named(T, "ALB", "TURKİYE"),
        "a name that TUR has already",
    ),
    ("a name is another country's in full width", M, named(M, "SWE", "Ｎｏｒｗａｙ"), "a name that NOR has already"),
    ("a name is another country's code with dots", M, named(M, "CAN", "G.B.R."), "a name that GBR has already"),
    (
        "a name is another country's to the eye, in Cyrillic letters",
        M,
        named(M, "GBR", "\u0406r\u0435l\u0430nd"),
        "a name that IRL has already",
    ),
    ("a name is another country's to the eye, with an l for an I", M, named(M, "GBR", "lreland"), "that IRL has"),
    ("a name is that of a country that the tables lack", M, named(M, "ROU", "Moldova"), "a name that MDA has already"),
    ("a name is the country's own in other case", M, named(M, "NOR", "NORWAY"), "a name that NOR has already"),
    (
        "a name in Cyrillic letters is said to be English",
        M,
        named(M, "NOR", "Норвегия"),
        "'Норвегия' with Cyrillic letters",
    ),
    ("a name in Latin letters is said to be Greek", M, named(M, "NOR", "Norvigia", "el"), "language el: Greek"),
    (
        "a name is not in the script of its tag",
        M,
        named(M, "NOR", "Норвешка", "sr-Latn"),
        "letters of the language sr-Latn: Latin",
    ),
    (
        "a name is in a language of three letters that has two",
        M,
        named(M, "NOR", "Norge N", "nob"),
        "shorter code 'nb'",
    ),
    (
        "a name is in a script that nobody has",
        M,
        named(M, "NOR", "Norge N", "nb-Qqqq"),
        "the language 'nb-Qqqq': it is not registered",
    ),
    ("a page is in a language that nobody speaks", S, edit(S, "language: en$", "language: zx"), "it is not registered"),
    (
        "a page in Bulgarian is said to be in German",
        S,
        changed(S, "24chasa-2025-08-19-zhelyazkov", language="de"),
        "a title in Cyrillic letters",
    ),
    (
        "a page in English is said to be in Japanese",
        S,
        edit(S, "(title: [A-Z][^\n]*\n[^[]*?language: )en$", r"\1ja"),
        "a title in Latin letters",
    ),
    (
        "an article of an encyclopedia is called news",
        S,
        edit(S, r"url: [^\n]*(.*?kind: )[a-z-]+$", r"url: https://de.wikipedia.org/wiki/Koalition\1news"),
        "kind 'news' for a page of de.wikipedia.org",
    ),
    (
        "a copy of an encyclopedia is called official",
        S,
        edit(S, r"url: [^\n]*(.*?kind: )[a-z-]+$", r"url: https://www.wikiwand.com/en/articles/x\1official"),
        "kind 'official' for a page of www.wikiwand.com",
    ),
    (
        "a page of a president is called news",
        S,
        edit(S, r"(url: https://www.president.gov.ua/.*?kind: )official$", r"\1news"),
        "kind 'news' for a page of www.president.gov.ua",
    ),
    (
        "a page of an organisation of states is called news",
        S,
        edit(S, r"(url: https://www.nato.int/.*?kind: )official$", r"\1news"),
        "the host of a government or an international organisation",
    ),
    (
        "a publisher is spelt in another case",
        S,
        edit(S, "publisher: A News$", "publisher: A NEWS"),
        "the publisher 'A NEWS', written 'A News' for other pages of anews.com.tr",
    ),
    (
        "a publisher is spelt without its accent",
        S,
        edit(S, "publisher: Adevărul$", "publisher: Adevarul"),
        "the publisher 'Adevarul', written 'Adevărul' for other pages of adevarul.ro",
    ),
    (
        "a publisher's name has a remark",
        S,
        edit(S, "publisher: Sky News$", "publisher: Sky News (live)"),
        "the publisher 'Sky News (live)', which looks like 'Sky News'",
    ),
    (
        "a page of one paper is said to be another's",
        S,
        changed(S, "glavcom-2026-01-06-chiefs", publisher="Fakty"),
        "the publisher 'Fakty' for a page of glavcom.ua, like 'Glavcom'",
    ),
    (
        "a news agency is called news",
        S,
        edit(S, "(publisher: Ukrinform\n.*?kind: )news-agency$", r"\1news"),
        "kind 'news' for a page of Ukrinform, like 'news-agency'",
    ),
    (
        "a reprint is said to be of another host",
        S,
        edit(S, "reprinted_by: daily8.com", "reprinted_by: daily9.com"),
        "reprinted_by 'daily9.com' for a page on www.daily8.com",
    ),
    (
        "a reprint is said to be of a host whose name ends alike",
        S,
        edit(S, "reprinted_by: daily8.com", "reprinted_by: y8.com"),
        "reprinted_by 'y8.com'",
    ),
    (
        "a paper reprints itself",
        S,
        edit(S, r"publisher: Net.hr\n(  url: [^\n]*\n)", r"publisher: Net.hr\n\1  reprinted_by: net.hr\n"),
        "the publisher 'Net.hr', reprinted by itself",
    ),
    (
        "a page is cited again with an escape that it needs not",
        S,
        again(LBC, url="https://lbc.co.uk/%61rticle/starmer-ukraine-trump-zelenskyy-5Hjd8h5_2"),
        f"that of '{LBC}' already",
    ),
    (
        "a page is cited again as the index of its folder",
        S,
        again(LBC, url="https://www.lbc.co.uk/article/starmer-ukraine-trump-zelenskyy-5Hjd8h5_2/index.html"),
        f"that of '{LBC}' already",
    ),
    (
        "a page is cited again in its edition for telephones",
        S,
        again(LBC, url="https://m.lbc.co.uk/article/starmer-ukraine-trump-zelenskyy-5Hjd8h5_2/"),
        f"another edition of that of '{LBC}'",
    ),
    (
        "a page is cited again by AMP",
        S,
        again(LBC, url="https://www.lbc.co.uk/article/starmer-ukraine-trump-zelenskyy-5Hjd8h5_2/amp/"),
        f"another edition of that of '{LBC}'",
    ),
    (
        "a text is cited again at another address",
        S,
        again(LBC, url="https://www.lbc.co.uk/ukraine/starmer"),
        f"the title, publisher and language of '{LBC}'",
    ),
    (
        "a text is cited again at another address, without its day",
        S,
        again(LBC, url="https://reprints.example/starmer", reprinted_by="reprints.example", published=None),
        f"the title, publisher and language of '{LBC}'",
    ),
    (
        "a title has a tag of HTML",
        S,
        edit(S, r"^  title: (?=[A-Z])", "  title: <b>New</b> "),
        "markup or an entity of HTML",
    ),
    ("a title has an entity of HTML", S, edit(S, r"^  title: (?=[A-Z])", "  title: This &amp; that "), "'This & that "),
    ("a title has a letter that is not seen", S, edit(S, r"^  title: (?=[A-Z])", "  title: A\u3164B "), "nobody sees"),
    ("a title has a letter that was lost", S, edit(S, r"^  title: (?=[A-Z])", "  title: Erdo\ufffdan "), "a lost one"),
    ("a title turns the direction of reading", S, edit(S, r"^  title: (?=[A-Z])", "  title: A\u202eB "), r"A\u202eB"),
    ("a note is as long as a page", L, edit(L, r"^note: ", f"note: {'Word ' * 400}"), "at most 2,000"),
    ("a title is as long as a page", S, edit(S, r"^  title: (?=[A-Z])", f"  title: {'Word ' * 400}"), "at most 2,000"),
    (
        "a size is said by a publisher that its page has under another name",
        SIZES,
        changed(SIZES, "2025-07-04-politico-30", said_by="politico europe"),
        "said by 'politico europe', on a page of 'Politico Europe'",
    ),
    (
        "a size is said by the first word of a publisher",
        SIZES,
        changed(SIZES, "2025-05-18-dts-30", said_by="dts"),
        "on a page of 'dts Nachrichtenagentur'",
    ),
    (
        "a page on one country is cited for another",
        M,
        edit(
            M,
            r"(- iso3: BEL\n.*?    evidence:\n    - source: [^\n]*\n      note: )[^\n]*(\n {8}[^\n]*)*",
            r"\1Sweden and Norway are named.",
        ),
        "a note that names NOR, SWE, and not BEL",
    ),
    (
        "a page on a stance of one country is cited for that of another",
        STANCES,
        edit(
            STANCES,
            r"(- position: nor-.*?  evidence:\n  - source: [^\n]*\n    note: )[^\n]*(\n {6}[^\n]*)*",
            r"\1Canada sends instructors.",
        ),
        "a note that names CAN, and not NOR",
    ),
    (
        "a stance is said by an office of another country",
        STANCES,
        edit(STANCES, "said_by: Polish prime minister", "said_by: Dutch prime minister"),
        "a stance of POL, said by another",
    ),
    (
        "a stance is another country's than that whose office says it",
        STANCES,
        edit(STANCES, "(- position: nor-[^\n]*\n  iso3: )NOR", r"\1SWE"),
        "a stance of SWE, said by another",
    ),
    # the record of the package
    ("the record of the package is missing", P, remove(P), "cannot be read: No such file or directory"),
    ("the record of the package is empty", P, write(P, b""), "not a list of records"),
    (
        "the record of the package has no roster",
        P,
        edit(P, r"^  roster:.*?(^  map:)", r"\1"),
        "'roster' is a required property",
    ),
    ("there are two records of the package", P, raw(P, lambda b: b + b[b.index(b"- name") :]), "2 entries"),
    ("the roster's source has no record", P, edit(P, "source: lbc-", "source: abc-"), "the source 'abc-2025-08-12"),
    (
        "the roster's numbers are others",
        P,
        edit(P, 'members: "31"', 'members: "32"'),
        "32 members (the reference roster)",
    ),
    # schemas and code lists
    (
        "a code list is missing",
        "schema/codes.json",
        changed_json("schema/codes.json", lambda c: c.pop("stance")),
        "the code list 'stance', which schema/codes.json does not have",
    ),
    (
        "a code list has lost a code that the build writes",
        "schema/codes.json",
        changed_json("schema/codes.json", lambda c: c["bearing"].pop(0)),
        "supports",
    ),
    (
        "a code has no meaning",
        "schema/codes.json",
        changed_json("schema/codes.json", lambda c: c["stance"][0].pop("meaning")),
        "'meaning' is a required property",
    ),
    (
        "a field has a code list of its own",
        "schema/tables/names.json",
        table_schema("names", lambda s: s["fields"][3].pop("codes")),
        "'codes' is a required property",
    ),
    (
        "a table has a schema, but no function",
        "schema/tables/nations.json",
        lambda package: package.write("schema/tables/nations.json", package.read("schema/tables/names.json")),
        "a table that the build does not make",
    ),
    # built files
    (
        "a cell of a table was edited",
        "data/members.csv",
        edit("data/members.csv", "Belgium", "Belgiun"),
        "not what the records give",
    ),
    (
        "a row of a table was deleted",
        "data/evidence.csv",
        edit("data/evidence.csv", r"^positions,[^\n]*\n", ""),
        "not what the records give",
    ),
    (
        "a table has a header only",
        "data/names.csv",
        raw("data/names.csv", lambda b: b[: b.index(b"\n") + 1]),
        "a header without rows",
    ),
    (
        "a table has Windows line ends",
        "data/names.csv",
        raw("data/names.csv", lambda b: b.replace(b"\n", b"\r\n")),
        "carriage return",
    ),
    ("a table uses semicolons", "data/names.csv", raw("data/names.csv", lambda b: b.replace(b",", b";")), "the header"),
    ("a header has a space", "data/names.csv", raw("data/names.csv", lambda b: b" " + b), "the header"),
    (
        "a row has a cell too many",
        "data/names.csv",
        raw("data/names.csv", lambda b: b[:-1] + b",x\n"),
        "5 cells under 4 columns",
    ),
    (
        "a quote is not closed",
        "data/names.csv",
        raw("data/names.csv", lambda b: b + b'"AUS,\n'),
        "not readable as CSV: line ",
    ),
    ("a table is missing", "data/names.csv", remove("data/names.csv"), "not readable as CSV"),
    ("a key stands twice in a table", "data/members.csv", append_row("members"), "31 members"),
    (
        "a file is not listed",
        "data/extra.csv",
        write("data/extra.csv", b"a\n1\n"),
        "no resource of datapackage.json lists",
    ),
    (
        "a note is not listed",
        "data/notes.txt",
        write("data/notes.txt", b"x\n"),
        "no resource of datapackage.json lists",
    ),
    # descriptor and schemas
    ("the descriptor is not JSON", D, write(D, b"{"), "not readable as JSON"),
    ("the descriptor has a key twice", D, edit(D, r'^  "name": ', '  "name": "x",\n  "name": '), "twice in one object"),
    (
        "the descriptor has a misspelt key",
        D,
        described(lambda p: p.update(licence=p.pop("licenses"))),
        "'licence' was unexpected",
    ),
    ("the descriptor lists nothing", D, described(lambda p: p.update(resources=[])), "should be non-empty"),
    (
        "a resource is no table any more",
        D,
        described(lambda p: p["resources"][0].pop("type")),
        "what schema/descriptor.json allows",
    ),
    ("a hash lacks its prefix", D, edit(D, '"sha256:', '"'), "does not match"),
    (
        "a hash is another file's",
        D,
        edit(D, r'"sha256:[0-9a-f]{64}"', '"sha256:' + "0" * 64 + '"'),
        "not what the records give",
    ),
    ("the version is not semver", D, edit(D, r'"version": "[^"]+"', '"version": "1.0"'), "does not match"),
    (
        "a schema has a misspelt rule",
        "schema/tables/names.json",
        table_schema("names", lambda s: s["fields"][0].update(contraints={"required": True})),
        "'contraints' was unexpected",
    ),
    (
        "a schema's key is misspelt",
        "schema/tables/names.json",
        table_schema("names", lambda s: s.update(primarykey=s.pop("primaryKey"))),
        "'primarykey' was unexpected",
    ),
    (
        "a field has no type",
        "schema/tables/names.json",
        table_schema("names", lambda s: s["fields"][0].pop("type")),
        "'type' is a required property",
    ),
    (
        "a field has no description",
        "schema/tables/names.json",
        table_schema("names", lambda s: s["fields"][0].pop("description")),
        "'description' is a required property",
    ),
    (
        "a field has no title",
        "schema/tables/names.json",
        table_schema("names", lambda s: s["fields"][0].pop("title")),
        "'title' is a required property",
    ),
    (
        "a title is too long for a label",
        "schema/tables/names.json",
        table_schema("names", lambda s: s["fields"][0].update(title="Code " * 9 + "more")),
        "is too long",
    ),
    (
        "a label was edited where it is built",
        "schema/tables/names.json",
        table_schema("names", lambda s: s["fields"][3]["categories"][0].update(label="brief name")),
        "not what the records give",
    ),
    (
        "a table is said to use semicolons",
        D,
        described(lambda p: p["resources"][0]["dialect"].update(delimiter=";")),
        "not what the records give",
    ),
    (
        "a key names no field",
        "schema/tables/names.json",
        table_schema("names", lambda s: s.update(primaryKey=["iso3", "nam"])),
        "the key field 'nam'",
    ),
    (
        "a foreign key leads nowhere",
        "schema/tables/names.json",
        table_schema("names", lambda s: s["foreignKeys"][0]["reference"].update(resource="country")),
        "country",
    ),
    (
        "a rule that no tool enforces is used",
        "schema/tables/names.json",
        table_schema("names", lambda s: s.update(uniqueKeys=[["name"]])),
        "'uniqueKeys' was unexpected",
    ),
    (
        "a code list lacks a value in use",
        "schema/tables/names.json",
        table_schema("names", lambda s: s["fields"][3]["constraints"]["enum"].remove("alias")),
        "alias",
    ),
    (
        "a pattern is no regular expression",
        "schema/tables/names.json",
        table_schema("names", lambda s: s["fields"][0]["constraints"].update(pattern="(")),
        "'(' is not a 'regex'",
    ),
    (
        "a schema has a field that the build does not make",
        "schema/tables/names.json",
        table_schema(
            "names",
            lambda s: s["fields"].append({"name": "zz", "title": "More", "type": "string", "description": "More."}),
        ),
        "not the fields that the build makes: zz",
    ),
    (
        "a resource is no file of records",
        D,
        described(lambda p: p["resources"][-1].update(path="data/sources.md")),
        "neither made by the build nor a file of records",
    ),
    (
        "a record schema refers to a file that is gone",
        "schema/records/common.json",
        remove("schema/records/common.json"),
        "the reference 'common.json#/$defs/slug', which leads nowhere",
    ),
    (
        "a record schema refers to itself",
        "schema/records/common.json",
        changed_json("schema/records/common.json", lambda s: s["$defs"].update(slug={"$ref": "#/$defs/slug"})),
        "the reference '#/$defs/slug', which leads to itself",
    ),
    (
        "a document is not UTF-8",
        "CHANGELOG.md",
        write("CHANGELOG.md", b"title: \xe9\n"),
        "byte 0xe9, which is not UTF-8",
    ),
    (
        "a file is called like a leftover of the build, but is none",
        "data/x.part",
        write("data/x.part", b"x\n"),
        "no resource of datapackage.json lists",
    ),
    (
        "a hidden file is called like a leftover of the build, but is none",
        "data/.x.part",
        write("data/.x.part", b"x\n"),
        "a hidden file or folder",
    ),
    ("a schema of the standard is put beside ours", "schema/x.json", write("schema/x.json", b"{}"), "nothing uses"),
    (
        "a part of schemas is used by none",
        "schema/records/x.json",
        write("schema/records/x.json", b'{"title": "Parts"}'),
        "nothing uses",
    ),
    (
        "a record schema is not a schema",
        "schema/records/common.json",
        edit("schema/records/common.json", '"type": "string"', '"type": "strings"'),
        "not a JSON Schema: $defs/text/type: 'strings' is not valid",
    ),
    (
        "a keyword of a record schema is misspelt",
        "schema/records/sources.json",
        edit("schema/records/sources.json", '"minItems"', '"minitems"'),
        "the keyword 'minitems', which is not known here",
    ),
    (
        "a record schema names the folder of its records by a number",
        "schema/records/meetings.json",
        changed_json("schema/records/meetings.json", lambda s: s.update({"x-folder": 5})),
        "5 is not of type 'string'",
    ),
    (
        "a record schema has lost the order of its records",
        "schema/records/others.json",
        changed_json("schema/records/others.json", lambda s: s.pop("x-order")),
        "schema/records/others.json no such kind of records",
    ),
    (
        "a pattern of a record schema might run for ever",
        "schema/records/common.json",
        changed_json("schema/records/common.json", lambda s: s["$defs"]["slug"].update(pattern="^([a-z]+-?)+$")),
        "might run for ever",
    ),
    (
        "a pattern of a table might run for ever",
        "schema/tables/names.json",
        table_schema("names", lambda s: s["fields"][1]["constraints"].update(pattern="^(.*a)+$")),
        "might run for ever",
    ),
    (
        "a number in a schema is too long",
        "schema/tables/reported_sizes.json",
        edit("schema/tables/reported_sizes.json", '"minimum": 1', '"minimum": 1e999'),
        "the number 1e999, which is not finite",
    ),
    (
        "a text in a schema has half of a letter",
        "schema/codes.json",
        edit("schema/codes.json", '"title": "', r'"title": "\\ud83d'),
        "the character U+D83D",
    ),
    *contradictions.CASES,
]


@pytest.fixture(scope="module")
def messages():
    """What `validate` says of each broken package, by sentence; a case is tried when it is first asked for."""

    class Messages(dict):
        def __missing__(self, sentence):
            (breakage,) = (c[2] for c in CASES if c[0] == sentence)
            package = Package()
            breakage(package)
            self[sentence] = checks.problems(package.dataset())
            return self[sentence]

    return Messages()


@pytest.mark.parametrize(("sentence", "file", "breakage", "words"), CASES, ids=[c[0] for c in CASES])
def test_a_package_is_refused_where(messages, sentence, file, breakage, words):
    problems = messages[sentence]
    assert problems, f"{sentence}, and validate finds nothing wrong"
    said = [p for p in problems if words in str(p)]
    assert said, f"no problem says {words!r}:\n" + "\n".join(map(str, problems[:5]))
    assert all(p.file and p.found and p.expected and p.remedy for p in problems)


def test_the_cases_are_many_and_each_is_its_own():
    assert len(CASES) >= 40
    assert len({c[0] for c in CASES}) == len(CASES)


def test_the_package_is_valid_before_it_is_broken(package):
    dataset = package.dataset()
    assert checks.problems(dataset) == []
    assert len(dataset.rows_as_read) >= 11


def test_a_message_that_quotes_a_long_cell_can_be_read(package):
    edit(L, r"^note: ", f"note: = {'word ' * 300}")(package)
    (problem,) = (p for p in checks.problems(package.dataset()) if "takes for a formula" in p.found)
    assert len(problem.found) <= WIDEST + 1 and problem.found.endswith("…")


def test_all_problems_are_told_at_once(package):
    edit(M, r"^    european:", "    europaean:")(package)
    edit(S, r"^  publisher: [^\n]*\n", "")(package)
    write("data/extra.csv", b"a\n1\n")(package)
    files = {p.file for p in checks.problems(package.dataset())}
    assert {M, S, "data/extra.csv"} <= files


def test_an_unlisted_file_hides_no_other_problem(package):
    write("data/extra.csv", b"a\n1\n")(package)
    edit(G, r"\[FRA, GBR\]", "[GBR, FRA, UKD]")(package)
    edit("data/members.csv", "Belgium", "Belgiun")(package)
    said = "\n".join(map(str, checks.problems(package.dataset())))
    for words in (
        "no resource of datapackage.json lists",
        "country code 'UKD'",
        "not in canonical form",
        "data/members.csv",
    ):
        assert words in said


def test_a_backup_beside_a_schema_is_no_schema_but_a_stray_file(package):
    backups = [f"{folder}/names.json~" for folder in ("schema/records", "schema/tables")]
    for file in backups:
        write(file, b"{")(package)
    assert [p.file for p in checks.problems(package.dataset())] == backups


def test_what_comes_and_goes_by_itself_is_passed_over(package):
    for folder in ("data", "data/meetings", "schema", "schema/records", "schema/tables"):
        write(f"{folder}/.DS_Store", b"\0")(package)
        write(f"{folder}/.x.{'0' * 16}.being-written", b"")(package)
    assert checks.problems(package.dataset()) == []


def test_broken_records_hide_no_broken_table(package):
    edit(M, r"^  cow", "\tcow")(package)
    raw("data/names.csv", lambda b: b[:-1] + b",x\n")(package)
    said = "\n".join(map(str, checks.problems(package.dataset())))
    assert "a tab" in said and "5 cells under 4 columns" in said


def test_a_package_without_one_of_the_tables_is_built_and_valid(package):
    for name in (
        "data/positions.csv",
        "data/positions.yaml",
        "schema/tables/positions.json",
        "schema/records/positions.json",
    ):
        remove(name)(package)
    evidence = csv_text.read(package.read("data/evidence.csv"))[1]
    cited = {r["source"] for r in evidence if r["table"] != "positions"}
    cited |= {r["source"] for r in csv_text.read(package.read("data/reports.csv"))[1]}
    sources = [s for s in yaml_text.read(package.read(S), S).rows if s["source"] in cited]
    write(S, yaml_text.write(sources).encode())(package)
    for name in package.dataset().tree.files("data/settled"):  # reasons for rows that are gone
        remove(name)(package)
    package.changed |= package.dataset().outputs
    assert [p for p in checks.problems(package.dataset()) if not p.warning] == []


# What the data decides in a message: what is quoted, codes of countries, numbers and days.
PARTICULAR = re.compile(r"'[^']*'|\"[^\"]*\"|\b[A-Z]{3}\b(?:, [A-Z]{3}\b)*|\b\d[\w-]*|\[[^\]]*\]")
RECORD = Path(__file__).with_name("messages.txt")


def words_of(messages):
    """The messages of every case without what the data decides, for people to read and for the test below."""
    lines = []
    for sentence, *_ in CASES:
        said = {
            (p.found, p.expected, p.remedy)
            for p in messages[sentence]
            if p.check not in ("built files", "frictionless")
        }
        lines += [
            f"{sentence}",
            *sorted({"    " + " | ".join(PARTICULAR.sub("…", text) for text in texts) for texts in said}),
        ]
    return "\n".join(lines) + "\n"


def test_the_words_of_the_messages_are_those_on_record(messages):
    words = words_of(messages)
    if os.environ.get("RECORD_MESSAGES"):
        RECORD.write_text(words, encoding="utf-8")
    assert words == RECORD.read_text(encoding="utf-8"), "if the words are meant to change: RECORD_MESSAGES=1 make test"


def test_every_rule_has_a_case(messages):
    """A rule that no broken package fires may never fire at all."""
    fired = defaultdict(set)
    for sentence, *_ in CASES:
        for problem in messages[sentence]:
            fired[problem.check].add(sentence)
    silent = [name for name in RULES if name.replace("_", " ") not in fired]
    assert silent == [], f"add a case to CASES for: {', '.join(silent)}"
