"""The formats of a release, one module each: a pure function from the tables to the bytes of a file, or of many by path (api).

To add a format: a module here, and a line in `bundle.files`. The libraries are the group `bundle` of pyproject.toml; they are
imported where they are used, so that the build does without them. Bytes depend on the package alone, never on the clock.
"""
