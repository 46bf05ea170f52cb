"""docs/data-dictionary.md: every table, field and code, from the Table Schemas and the code lists."""

from scripts.documents import edition, markdown
from scripts.tables.meetings import documented_until
from scripts.tables.rows import Rows


def render(rows: Rows) -> str:
    """The whole page. Sections follow the order of the tables in datapackage.json."""
    package, schemas = rows.package, rows.schemas
    parts = [
        markdown.generated("scripts/documents/data_dictionary.py"),
        "# Data dictionary\n",
        f"{package['title']}, {edition.in_full(package, documented_until(rows))}. "
        "Every file is UTF-8 with LF line ends and commas; empty means unknown or not applicable; dates are ISO 8601; "
        "booleans are `true` and `false`; intervals include both ends.\n",
        markdown.table(
            ("table", "one row per", "key"),
            [(f"[`{n}`](#{n})", about(s), ", ".join(f"`{k}`" for k in s["primaryKey"])) for n, s in schemas.items()],
        ),
    ]
    for name, schema in schemas.items():
        parts += [f"\n## {name}\n", f"`data/{name}.csv`. {schema['description']}\n"]
        fields = (_field(field, rows[name]) for field in schema["fields"])
        parts.append(markdown.table(("field", "title", "type", "rules", "meaning", "example"), fields))
        if keys := schema.get("foreignKeys"):
            parts.append("\n" + "\n".join(map(_foreign_key, keys)))
    used = {field["codes"] for schema in schemas.values() for field in schema["fields"] if "codes" in field}
    parts += [
        "\n## Code lists\n",
        "The codes of the tables, each with its label and its meaning, as in `schema/codes.json`.",
    ]
    for name in (n for n in rows.codes if n in used):
        parts.append(f"\n### {name}\n")
        parts.append(
            markdown.table(
                ("code", "label", "meaning"), [(f"`{c.code}`", c.title, c.meaning) for c in rows.codes[name].values()]
            )
        )
    return "\n".join(parts) + "\n"


def about(schema: dict) -> str:
    """What one row of a table stands for: the first sentence of its description, shortened."""
    return schema["description"].split(". ")[0].removeprefix("One row per ").rstrip(".")


def _field(field: dict, rows: list[dict[str, str]]) -> tuple[str, ...]:
    rules = field.get("constraints", {})
    said = [k for k in ("required", "unique") if rules.get(k)]
    said += [f"`{rules['pattern']}`"] if "pattern" in rules else []
    said += [f"{k} {rules[k]}" for k in ("minimum", "maximum") if k in rules]
    said += ["follows from other tables"] if field.get("derived") else []
    said += [f"one of [{field['codes']}](#{field['codes']})"] if "codes" in field else []
    kind = field["type"] + (f" ({field['format']})" if "format" in field else "")
    example = next((row[field["name"]] for row in rows if row[field["name"]]), "")
    return f"`{field['name']}`", field["title"], kind, "; ".join(said), field["description"], example


def _foreign_key(key: dict) -> str:
    there = key["reference"]
    fields = ", ".join(f"`{f}`" for f in key["fields"])
    return f"- {fields} refers to {', '.join(f'`{f}`' for f in there['fields'])} of [`{there['resource']}`](#{there['resource']})"
