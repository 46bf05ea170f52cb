"""The country-month panel: status, days as lead or member, meetings held and attended, for every country and month.

examples:
  coalition panel
  coalition panel --format json
"""

from ..console import FINE
from .parsing import parser
from .table import whole


def main(argv: list[str]) -> int:
    reads = parser("panel", __doc__)
    reads.add_argument("--format", choices=("csv", "json", "md"), default="csv", help="default: csv")
    whole("panel", reads.parse_args(argv).format)
    return FINE
