"""All tables as one SQLite database, by SQLAlchemy: types, primary and foreign keys, NOT NULL; code lists, ranges and dates as checks.

Patterns stay out: as a check they would need the function REGEXP, which plain SQLite does not have. The table `about` says what
the file is. Booleans are 1 and 0, dates ISO text.
"""

from scripts.exports.typed import Value

ABOUT = "about"


def write(schemas: dict[str, dict], records: dict[str, list[dict[str, Value]]], about: dict[str, str]) -> bytes:
    """The bytes of the database. Raises sqlalchemy.exc.IntegrityError where a row breaks a key or a check."""
    import sqlalchemy as sa

    metadata = sa.MetaData()
    for name, schema in schemas.items():
        sa.Table(name, metadata, *_columns(sa, schema), *_keys(sa, schema))
    sa.Table(ABOUT, metadata, sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False))
    rows = {**records, ABOUT: [{"name": k, "value": v} for k, v in about.items()]}
    engine = sa.create_engine("sqlite://")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        metadata.create_all(connection)
        for table in metadata.sorted_tables:
            if rows[table.name]:  # an empty list would insert a row of defaults
                connection.execute(sa.insert(table), rows[table.name])
        connection.commit()
        connection.exec_driver_sql("VACUUM")
        data = connection.connection.driver_connection.serialize()
    engine.dispose()
    return data


def _columns(sa, schema: dict) -> list:
    types = {"string": sa.Text, "integer": sa.Integer, "boolean": sa.Boolean, "date": sa.Date}
    columns = []
    for field in schema["fields"]:
        rules = field.get("constraints", {})
        kind = sa.Boolean(create_constraint=True) if field["type"] == "boolean" else types[field["type"]]
        required = rules.get("required", False) or field["name"] in schema["primaryKey"]
        columns.append(sa.Column(field["name"], kind, nullable=not required, unique=rules.get("unique") or None))
        value = sa.column(field["name"])
        if "enum" in rules:
            columns.append(sa.CheckConstraint(value.in_(rules["enum"])))
        if "minimum" in rules and "maximum" in rules:
            columns.append(sa.CheckConstraint(value.between(rules["minimum"], rules["maximum"])))
        if field["type"] == "date":
            columns.append(sa.CheckConstraint(value.is_(sa.func.date(value))))
    return columns


def _keys(sa, schema: dict) -> list:
    keys = [sa.PrimaryKeyConstraint(*schema["primaryKey"])]
    for key in schema.get("foreignKeys", []):
        there = key["reference"]
        keys.append(sa.ForeignKeyConstraint(key["fields"], [f"{there['resource']}.{f}" for f in there["fields"]]))
    return keys
