"""docs/data-dictionary.md: every table and field, from the table schemas."""

from scripts.documents import markdown
from scripts.files import descriptor


def render(package: dict, schemas: dict[str, dict]) -> str:
    """The whole page. Sections follow the order of resources in datapackage.json."""
    parts = [
        markdown.generated("scripts/dictionary.py"),
        "# Data dictionary\n",
        f"{package['title']}, version {package['version']}. Every file is UTF-8 with LF line ends and commas; empty means "
        "unknown or not applicable; dates are ISO 8601; booleans are `true` and `false`; intervals include both ends.\n",
        markdown.table(
            ("table", "one row per", "key"),
            [
                (
                    f"[`{n}`](#{n})",
                    schemas[n]["description"].split(". ")[0].removeprefix("One row per ").rstrip("."),
                    ", ".join(f"`{k}`" for k in schemas[n]["primaryKey"]),
                )
                for n in (r["name"] for r in descriptor.tables(package))
            ],
        ),
    ]
    for resource in descriptor.tables(package):
        schema = schemas[resource["name"]]
        parts += [f"\n## {resource['name']}\n", f"`{resource['path']}`. {schema['description']}\n"]
        parts.append(markdown.table(("field", "type", "rules", "meaning", "example"), map(_field, schema["fields"])))
        if keys := schema.get("foreignKeys"):
            parts.append("\n" + "\n".join(map(_foreign_key, keys)))
    return "\n".join(parts) + "\n"


def _field(field: dict) -> tuple[str, ...]:
    rules = field.get("constraints", {})
    said = [k for k in ("required", "unique") if rules.get(k)]
    said += [f"`{rules['pattern']}`"] if "pattern" in rules else []
    said += [f"{k} {rules[k]}" for k in ("minimum", "maximum") if k in rules]
    said += ["one of " + ", ".join(f"`{v}`" for v in rules["enum"])] if "enum" in rules else []
    kind = field["type"] + (f" ({field['format']})" if "format" in field else "")
    return f"`{field['name']}`", kind, "; ".join(said), field["description"], str(field.get("example", ""))


def _foreign_key(key: dict) -> str:
    there = key["reference"]
    fields = ", ".join(f"`{f}`" for f in key["fields"])
    return f"- {fields} refers to {', '.join(f'`{f}`' for f in there['fields'])} of [`{there['resource']}`](#{there['resource']})"
