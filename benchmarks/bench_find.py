"""Is a name found faster than by the packages that others use? `coalition find`, cold, and `match` on a column of messy names.

country_converter reads Namibia's NA as missing under pandas 3 and does not start; it runs in an environment of its own, with
pandas 2, which this makes once in .cache/.
"""

import json
import subprocess
import sys
import venv

from benchmarks.measuring import ROOT, Result, compared, once

NAMES = 5_000
COLD, MATCHED = 6, 1  # aims, at most: of an interpreter that does nothing; of the other package
SRC = f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r})"
FIND = f"{SRC}; from coalition_of_the_willing.cli import main; main(['find', 'Turkey'])"
AS_OF = f"{SRC}; from coalition_of_the_willing.cli import main; main(['as-of', '2025-08-12'])"
PYCOUNTRY = "import pycountry; pycountry.countries.lookup('TUR')"
CONVERTER = "import country_converter; country_converter.convert('Turkey', to='ISO3')"
HOME = ROOT / ".cache/country_converter"
NEEDED = ("country_converter==1.3.2", "pandas>=2.2,<3")

# Both in one process, in turn: the same names, as a researcher's sheet has them, each time in another order.
BESIDE = f"""{SRC}
import json, logging, random, statistics, time
logging.disable(logging.CRITICAL)
import country_converter, pandas
from coalition_of_the_willing import load, match
known = load("countries")["name"].tolist() + load("names").query("language == 'en'")["name"].tolist()
messy = [form(name) for name in known for form in (str, str.upper, str.lower, lambda n: f" {{n}} ")] + ["Atlantis", "n/a"]
random.seed(1)
ours, theirs, converter = [], [], country_converter.CountryConverter()
for _ in range(int(sys.argv[1])):
    column = pandas.Series(random.choices(messy, k={NAMES}))
    start = time.process_time(); found = match(column); middle = time.process_time()
    converter.pandas_convert(column, to="ISO3", not_found=None); end = time.process_time()
    ours.append(middle - start), theirs.append(end - middle)
    assert found.iso3.notna().mean() > 0.9
print(json.dumps([statistics.median(ours), statistics.median(theirs)]))
"""


def measure(quick: bool = False) -> list[Result]:
    """Ratios of processor time; those beside country_converter only where it can be installed."""
    repeats = 3 if quick else 15
    python = sys.executable
    results = [
        compared(
            "`coalition find`, cold / python -c pass", [python, "-c", FIND], [python, "-c", "pass"], COLD, repeats
        ),
        compared(
            "`coalition as-of`, cold / python -c pass", [python, "-c", AS_OF], [python, "-c", "pass"], COLD, repeats
        ),
        compared(
            "`coalition find`, cold / pycountry's lookup",
            [python, "-c", FIND],
            [python, "-c", PYCOUNTRY],
            MATCHED,
            repeats,
        ),
    ]
    try:
        theirs = _environment()
    except (OSError, RuntimeError, subprocess.CalledProcessError) as e:
        print(f"bench_find: not beside country_converter, which cannot be installed: {e}", file=sys.stderr)
        return results
    cold = compared(
        "`coalition find`, cold / country_converter", [theirs, "-c", FIND], [theirs, "-c", CONVERTER], MATCHED, repeats
    )
    return [*results, cold, _beside(theirs, repeats)]


def _beside(python: str, repeats: int) -> Result:
    done = subprocess.run([python, "-c", BESIDE, str(repeats)], capture_output=True, text=True, check=True)
    ours, plain = json.loads(done.stdout)
    name = f"`match` of {NAMES:,} messy names / country_converter"
    details = {"ours, s": round(ours, 4), "plain, s": round(plain, 4), "repeats": repeats}
    return Result(name, round(ours / plain, 3), MATCHED, details)


def _environment() -> str:
    """The interpreter that has country_converter, made at the first run."""
    python = HOME / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        venv.create(HOME, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *NEEDED], check=True)
    once([str(python), "-c", "import country_converter"])
    return str(python)
