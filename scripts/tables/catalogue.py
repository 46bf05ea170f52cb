"""Every table of the package, in the order of the descriptor.

To add a table: a function in the module of its subject, schema/tables/NAME.json, and a line here.
"""

from scripts.tables.changes import changes
from scripts.tables.countries import countries, names
from scripts.tables.meetings import attendance, claims, meetings, reports
from scripts.tables.membership import affiliations, members, memberships
from scripts.tables.panel import panel
from scripts.tables.sources import evidence, sources, support
from scripts.tables.statements import positions, reported_sizes

_ABOUT_COUNTRIES = (members, countries, names, memberships, affiliations)
_ABOUT_EVENTS = (meetings, attendance, reported_sizes, positions, panel)
_ABOUT_THE_RECORD = (sources, reports, claims, evidence, support, changes)
TABLES = {function.__name__: function for function in (*_ABOUT_COUNTRIES, *_ABOUT_EVENTS, *_ABOUT_THE_RECORD)}
