"""What stands in files, no meaning yet: trees, strict YAML and JSON, records, schemas and code lists, CSV text, atomic writing."""
