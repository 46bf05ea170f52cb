"""The ISO 3166-1 code of a country, by any of its names and codes. Nothing is guessed.

Accents, case, punctuation and the word "the" do not count. Numbers need --scheme: 380 is one country in COW, another in ISO.
The code alone is written. Exit status 1: no country of the data, or more than one, goes by that name.

examples:
  coalition find Turkey
  coalition find Czech Republic
  coalition find 200 --scheme cow
"""

from ..console import FINE
from ..lookup import find
from .parsing import add_scheme, parser


def main(argv: list[str]) -> int:
    reads = parser("find", __doc__)
    reads.add_argument("name", nargs="+", metavar="NAME", help="a name or a code; words are joined to one name")
    add_scheme(reads)
    args = reads.parse_args(argv)
    print(find(" ".join(args.name), args.scheme))
    return FINE
