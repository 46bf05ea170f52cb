"""The services that know new pages.

A service is a module here, listed below: NAME; ADDRESS, what is asked; DOCUMENTATION, where its form is written down; DAY,
what the day of a page means; `question`, the parameters for a topic; `entries`, the list in its answer; `page`, one of them.
Only public ones that need no key, and whose form is documented.
"""

from scripts.watching.services import gdelt, govuk

SERVICES = (govuk, gdelt)
