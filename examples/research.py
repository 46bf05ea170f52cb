"""Three research questions answered from the tables, and one figure.

Run it whole, `python examples/research.py [FIGURE]` (default examples/figure.png), or cell by cell in an editor that knows
`# %%`. Needs the package and matplotlib: `pip install . matplotlib`.
"""

# %%
import sys
from pathlib import Path

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.figure import Figure

from coalition_of_the_willing import as_of, load

FIGURE = Path(sys.argv[1]) if __name__ == "__main__" and len(sys.argv) > 1 else Path("examples/figure.png")
COUNTED_IN = ["lead", "member", "participant", "observer"]
countries = load("countries").set_index("iso3")["name"]


def names(iso3) -> str:
    """The names of some countries, in the order of the alphabet."""
    return ", ".join(sorted(countries[list(iso3)])) or "none"


# %% [markdown]
# ## 1. How did the coalition grow, and do published sizes follow?
#
# The tables count who had a status on a day. Pages count too, and not always the same thing. An exact published number of
# countries "fits" if it lies between the roster and everybody counted in on that day. docs/counts.md goes through them one by one.

# %%
covered_until = load("meetings")["end_date"].max()  # what the sources cover
days = pd.date_range("2025-03-01", covered_until, freq="MS")
growth = pd.DataFrame({day.date(): as_of(day, COUNTED_IN)["status"].value_counts(sort=False) for day in days}).T[
    COUNTED_IN
]
print("1. Countries by status on the first day of each month\n")
print(growth.assign(all=growth.sum(axis=1)).to_string(), "\n")

sizes = load("reported_sizes").query("qualifier == 'exact' and counted == 'countries'").copy()
sizes["roster"] = [len(as_of(day)) for day in sizes["date"]]
sizes["counted_in"] = [len(as_of(day, COUNTED_IN)) for day in sizes["date"]]
verdict = pd.Series("fits", index=sizes.index)
verdict[sizes["size"] < sizes["roster"]] = "smaller than the roster"
verdict[sizes["size"] > sizes["counted_in"]] = "larger than all counted in"
about = sizes["meeting"].isna().map({True: "of the coalition", False: "of a meeting"}).rename("published sizes")
print(pd.crosstab(about, verdict.rename("")).to_string(), "\n")

# %% [markdown]
# ## 2. Is it the European Union or NATO by another name?
#
# Memberships on the date of the roster. Status "outside" means that a source says so; the others have no spell that day.

# %%
day = pd.Timestamp("2025-08-12")
affiliations = load("affiliations")
affiliated = affiliations[
    (affiliations["start_date"] <= day) & (affiliations["end_date"].isna() | (affiliations["end_date"] >= day))
]
inside = set(as_of(day)["iso3"])
eu, nato = (set(affiliated.loc[affiliated["organisation"] == o, "iso3"]) for o in ("EU", "NATO"))
print("2. The roster of 12 August 2025, the European Union and NATO\n")
for label, found in (
    ("in all three", inside & eu & nato),
    ("in the coalition and in neither", inside - eu - nato),
    ("in the coalition and the EU only", (inside & eu) - nato),
    ("in the coalition and NATO only", (inside & nato) - eu),
    ("in the EU, not in the roster", eu - inside),
    ("in NATO, not in the roster", nato - inside),
):
    print(f"{label} ({len(found)}): {names(found)}")
print()

# %% [markdown]
# ## 3. Who moved on ground troops, and does a no to troops mean no contribution?
#
# The first and the last stance on ground forces of each country with two or more. Offices of one country may differ on one
# day: that is shown as it is ("conditional / declined") and is never called a move.

# %%
positions = load("positions").sort_values(["iso3", "date", "stance"])
ground = positions[positions["force"] == "ground"]
scale = {"declined": 0, "undecided": 1, "conditional": 2, "willing": 3, "offered": 4}


def on_day(rows: pd.DataFrame) -> str:
    """The stances of one country on one day."""
    return " / ".join(rows["stance"].astype("string").unique())


rows = []
for iso3, stances in ground.groupby("iso3"):
    first, last = (on_day(stances[stances["date"] == stances["date"].agg(f)]) for f in ("min", "max"))
    step = scale[last] - scale[first] if first in scale and last in scale else 0
    rows.append({"country": countries[iso3], "iso3": iso3, "first": first, "last": last, "step": step})
moves = pd.DataFrame(rows, columns=["country", "iso3", "first", "last", "step"]).sort_values(["step", "country"])

print("3. Ground troops: first and last stance of those who moved\n")
moved = moves.loc[moves["step"] != 0, ["country", "first", "last"]]
print(moved.to_string(index=False) if len(moved) else "nobody", "\n")
declined = set(moves.loc[moves["last"] == "declined", "iso3"])
offers = positions[(positions["stance"] == "offered") & (positions["force"] != "ground")]
helping = offers[offers["iso3"].isin(declined)].groupby("iso3")["force"].agg(lambda f: ", ".join(sorted(set(f))))
print(
    f"Countries whose last word on ground troops is no: {len(declined)}; those of them that have offered something else:"
)
print("\n".join(f"  {countries[iso3]}: {forces}" for iso3, forces in helping.items()) or "  none")

# %% [markdown]
# ## The figure: what the tables hold and what was published

# %%
DARK, LIGHT, DOT, INK = "#2b5d8a", "#a9c8e3", "#d1571b", "#333333"
daily = pd.date_range("2025-03-01", covered_until)
roster = [len(as_of(d)) for d in daily]
counted_in = [len(as_of(d, COUNTED_IN)) for d in daily]

figure = Figure(figsize=(9, 5.2), dpi=150, layout="constrained")
axes = figure.add_subplot()
axes.fill_between(daily, roster, counted_in, step="post", color=LIGHT, linewidth=0, label="participants and observers")
axes.fill_between(daily, roster, step="post", color=DARK, linewidth=0, label="leads and members")
dots = sizes.groupby([about, "date", "size"]).size().reset_index(name="pages")
for kind, face in (("of a meeting", "white"), ("of the coalition", DOT)):
    some = dots[dots["published sizes"] == kind]
    heights, areas = some["size"].astype(int), 26 * some["pages"]
    axes.scatter(
        some["date"], heights, s=areas, color=face, edgecolor=DOT, linewidth=1.2, zorder=3, label=f"published, {kind}"
    )
axes.set_ylim(0, 42)
axes.set_xlim(daily[0] - pd.Timedelta(days=6), daily[-1] + pd.Timedelta(days=6))
axes.xaxis.set_major_locator(mdates.MonthLocator())
year_at = (mdates.date2num(pd.Timestamp("2025-03-01")), mdates.date2num(pd.Timestamp("2026-01-01")))
axes.xaxis.set_major_formatter(lambda x, _: mdates.num2date(x).strftime("%b\n%Y" if x in year_at else "%b\n"))
axes.set_ylabel("countries", color=INK)
axes.set_xlabel("A larger dot: several pages give this number for this day.", loc="left", fontsize=9, color=INK)
axes.grid(axis="y", color="white", alpha=0.35, linewidth=0.6)
axes.spines[["top", "right"]].set_visible(False)
title = "Countries in the Coalition of the Willing, and exact numbers that were published"
axes.set_title(title, loc="left", fontsize=12, color=INK)
legend = figure.legend(loc="outside lower center", ncols=4, frameon=False, fontsize=9, labelcolor=INK)
for handle in legend.legend_handles[2:]:
    handle.set_sizes([40])
FIGURE.parent.mkdir(parents=True, exist_ok=True)
figure.savefig(FIGURE, metadata={"Software": None})
print(f"\nfigure: {FIGURE}")
