"""Files, without their meaning: trees, strict YAML and JSON, records, schemas and code lists, CSV text, atomic writing."""
