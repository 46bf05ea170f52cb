"""Titles of fields serve as heads of columns and as labels of variables: one for each, and the same for the same."""

from collections import defaultdict


def test_no_two_columns_of_a_table_have_one_title(computed):
    for name, schema in computed.schemas.items():
        titles = [field["title"] for field in schema["fields"]]
        assert len(set(titles)) == len(titles), name


def test_a_field_that_means_the_same_has_the_same_title_in_every_table(computed):
    titles, names = defaultdict(set), defaultdict(set)
    for schema in computed.schemas.values():
        for field in schema["fields"]:
            names[field["title"]].add(field["name"])
            titles[field["description"]].add(field["title"])
            for key in schema.get("foreignKeys", []):  # a reference is what it refers to
                if key["fields"] == [field["name"]]:
                    other = computed.schemas[key["reference"]["resource"]]
                    (there,) = (f for f in other["fields"] if [f["name"]] == key["reference"]["fields"])
                    assert field["title"] == there["title"], f"{schema['title']}: {field['name']}"
    assert {said: found for said, found in titles.items() if len(found) > 1} == {}
    assert {title: found for title, found in names.items() if len(found) > 1} == {}
