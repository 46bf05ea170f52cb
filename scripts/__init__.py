"""What maintainers run: the commands are the modules beside this file, `python -m scripts` lists them.

Rooms, in the order of the data: files, tables, documents; dataset.py holds what they give; releases, checks, exports, site,
watching, editing.
"""
