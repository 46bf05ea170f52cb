"""The end of a membership rests on a page, like its start."""

from scripts import checks
from scripts.files import yaml_text

MEMBERS, SOURCES = "data/members.yaml", "data/sources.yaml"


def test_the_pages_that_tell_of_an_end_are_evidence_of_the_spell(package):
    members = yaml_text.read(package.read(MEMBERS), MEMBERS).rows
    country, source = members[-1], members[0]["spells"][0]["evidence"][0]["source"]
    page = next(p for p in yaml_text.read(package.read(SOURCES), SOURCES).rows if p["source"] == source)
    day = page.get("published", page["consulted"])
    country["spells"][-1] |= {"end_date": day, "end_evidence": [{"source": source, "note": "Left."}]}
    package.write(MEMBERS, yaml_text.write(members).encode())
    dataset = package.dataset()
    checks.demand_sound_records(dataset)
    (spell,) = (s for s in dataset.rows["memberships"] if (s["iso3"], s["end_date"]) == (country["iso3"], day))
    record = dataset.rows.key("memberships", spell)
    cited = [e for e in dataset.rows["evidence"] if (e["table"], e["record"]) == ("memberships", record)]
    assert any(e["source"] == source and "Left." in e["note"] for e in cited)
    assert not [p for p in checks.problems(dataset) if p.check == "times"]
