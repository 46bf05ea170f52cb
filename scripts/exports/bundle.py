"""The release in the formats that people use, latest.json and SHA256SUMS. The same package gives the same bytes."""

import hashlib

from coalition_of_the_willing.citing import bibtex, csl, text
from scripts import checks
from scripts.dataset import Dataset
from scripts.documents import edition, versions
from scripts.exports import (
    api,
    archive,
    codebook,
    croissant,
    dataset_card,
    datasette,
    json_text,
    manifest,
    parquet,
    sqlite,
    stata,
    typed,
    workbook,
)
from scripts.files import closed_json, committed
from scripts.problems import CannotRun, Problems

SUMS = "SHA256SUMS"
_INSTALL = "run `make bundle`, or: pip install --group bundle"


def files(dataset: Dataset) -> dict[str, bytes]:
    """Every file of the bundle by name, SHA256SUMS last. Writes nothing.

    Raises Problems where the package breaks a rule or its build is stale, CannotRun where a library is missing.
    """
    checks.demand_built(dataset)
    descriptor, rows = dataset.descriptor, dataset.rows
    records = typed.tables(rows)
    stem = f"{descriptor['name']}-{descriptor['version']}"
    facts = about(descriptor)
    dev = versions.DEV if versions.unreleased(descriptor["version"]) else ""
    try:
        made = {
            f"{stem}.zip": archive.write(dataset.tree, descriptor),
            f"{stem}.sqlite": sqlite.write(rows.schemas, records, facts),
            f"{stem}-codebook.pdf": codebook.write(rows, dataset.tree, descriptor, _time(descriptor)),
            f"{stem}.datasette.json": datasette.write(stem, rows.schemas, rows.codes, facts, descriptor),
            f"{stem}.xlsx": workbook.write(rows, records, facts, _time(descriptor)),
            f"{stem}.bib": f"{bibtex(descriptor)}\n".encode(),
            f"{stem}.csl.json": f"{csl(descriptor)}\n".encode(),
        }
        parquets = {name: f"parquet{dev}/{name}.parquet" for name in rows.schemas}
        for name, schema in rows.schemas.items():
            made[parquets[name]] = parquet.write(name, schema, rows.codes, records[name], descriptor)
            made[f"stata{dev}/{name}.dta"] = stata.write(
                name, schema, rows.codes, records[name], facts, _time(descriptor)
            )
            made[f"json{dev}/{name}.json"] = json_text.write(records[name])
        made[f"dataset{dev}.jsonld"] = croissant.write(
            descriptor, rows, {name: (at, made[at]) for name, at in parquets.items()}
        )
        made[f"dataset-card{dev}.md"] = dataset_card.write(descriptor, rows, parquets)
    except ImportError as e:
        raise CannotRun(f"{e.name} is not installed; {_INSTALL}") from None
    except ValueError as e:  # a format cannot hold a value
        raise CannotRun(str(e)) from None
    made |= {f"api{dev}/{api.VERSION}/{path}": data for path, data in api.files(rows, descriptor).items()}
    made |= {f"latest{dev}.json": latest(descriptor, made)}
    return made | {SUMS: sums(made)}


def demand_committed(dataset: Dataset) -> list[str]:
    """Raise Problems where a version that is released would get other files than the last commit has.

    Returns what there is to say of the zip otherwise: that files are left out, or that nothing is known of commits.
    """
    if manifest.known(dataset.tree, committed.tracked) is None:
        return ["git does not keep this folder: the zip takes whatever lies beside the tables"]
    released = not versions.unreleased(dataset.descriptor["version"])
    if released and (problems := list(manifest.uncommitted(dataset.tree, dataset.descriptor))):
        raise Problems(problems)
    _, untracked = manifest.contents(dataset.tree, dataset.descriptor)
    return [f"left out of the zip, as git does not track it: {name}" for name in sorted(untracked)]


def latest(descriptor: dict, made: dict[str, bytes]) -> bytes:
    """What a program asks at a fixed name to see whether there is something new: version, days, files with their sums."""
    listed = {name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in made.items()}
    days = {"released": edition.released(descriptor) or None, "documented_until": descriptor.get("documented_until")}
    return closed_json.write({"name": descriptor["name"], "version": descriptor["version"], **days, "files": listed})


def about(descriptor: dict) -> dict[str, str]:
    """What a standalone file says of the dataset."""
    licence, until = descriptor["licenses"][0], descriptor.get("documented_until", "")
    return {
        "title": descriptor["title"],
        "version": descriptor["version"],
        "released": edition.released(descriptor) or "unreleased",
        "documented_until": until,
        "edition": edition.sentence(edition.in_full(descriptor, until)),
        "description": descriptor["description"],
        "licence": f"{licence['title']} ({licence['name']}), {licence['path']}",
        "cite": text(descriptor),
        "based on": "Every fact rests on public pages: the tables evidence and claims link each row to the pages in sources that say it.",
        "empty": "An empty cell means unknown or not applicable. Intervals include both ends. Codes such as 036 are text.",
    }


def _time(descriptor: dict) -> str:
    """The time that a format has to name: of the release, else that to which the facts go. Never that of the clock."""
    return descriptor.get("created") or descriptor.get("documented_until") or "1980-01-01"


def sums(made: dict[str, bytes]) -> bytes:
    """The text of SHA256SUMS, as sha256sum writes it."""
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(made.items())).encode()
