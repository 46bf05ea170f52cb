"""The page and the figures: from the tables to the bytes of static files, every step a pure function.

The parts, in the order of the work: `view` (what a reader sees, from the tables), `matrix` (attendance), `geometry` (outlines of countries), `maps`,
`timeline` and `sizes` (pictures, as chart specifications), `svg` (drawn without a browser), `metadata` (schema.org), `downloads`, `feed` (Atom), and
`render`, which puts them into `templates/template.html`; `building` is what the command calls before. To add a section: a function in `view`, a block in the template.
"""
