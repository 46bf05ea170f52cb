"""How to cite this version: as text, as BibTeX, in the style of APA, or as CSL JSON.

examples:
  coalition cite
  coalition cite --format bibtex
"""

from ..citing import FORMATS, cite
from ..console import FINE, as_utf8
from .parsing import parser


def main(argv: list[str]) -> int:
    reads = parser("cite", __doc__)
    reads.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    form = reads.parse_args(argv).format
    if form != "text":
        as_utf8()
    print(cite(form).rstrip("\n"))
    return FINE
