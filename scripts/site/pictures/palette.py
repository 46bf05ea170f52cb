"""Every colour of the page and the figures: one name, its value on a light and on a dark ground.

The qualitative hues are those of Okabe and Ito, distinguishable with any kind of colour vision. The statuses, and the
land without one, also differ in lightness, any two by 1.25:1 or more, so that they survive a print without colour; leads are
furthest from the ground. Each is also marked by a shape or a word. A picture is drawn once, in the light values; the page's style sheet exchanges them where the
reader prefers dark, so no two names may share a light value.
"""

COLOURS = {
    "ink": ("#1a1c1e", "#eceae6"),
    "muted": ("#55585c", "#a9a7a2"),
    "rule": ("#dcdcd8", "#3b3f43"),
    "paper": ("#ffffff", "#15171a"),
    "panel": ("#f6f6f3", "#1e2124"),
    "link": ("#005a9c", "#7cc4f5"),
    "land": ("#e7e7e2", "#2c3034"),
    "coast": ("#fdfdfd", "#16181b"),
    "lead": ("#00507f", "#8ed4fb"),
    "member": ("#5db4e6", "#22698f"),
    "participant": ("#f5c04a", "#e8a317"),
    "observer": ("#b8578c", "#c077a2"),
    "outside": ("#92928a", "#4a4e4c"),
    "sign": ("#101214", "#121417"),
    "cross": ("#111315", "#f7f6f4"),
    "countries": ("#0072b2", "#5db9ee"),
    "participants": ("#d55e00", "#f0843a"),
    "leaders": ("#00805d", "#2fbf95"),
    "contributors": ("#8a4f79", "#d79cc6"),
    "faint": ("#d8ecf9", "#1c3a4d"),
    "doubt": ("#f7dfa8", "#5b4617"),
    "hatch": ("#d4d4ce", "#34383c"),
}


def light(name: str) -> str:
    """The value in which pictures are drawn."""
    return COLOURS[name][0]


def css() -> str:
    """Custom properties for both grounds, and the exchange of the colours inside pictures."""
    grounds = [";".join(f"--{name}:{values[i]}" for name, values in COLOURS.items()) for i in (0, 1)]
    exchange = "\n".join(
        f'.picture [{attribute}="{values[0]}"]{{{attribute}:var(--{name})}}'
        for name, values in COLOURS.items()
        for attribute in ("fill", "stroke")
    )
    return (
        f":root{{color-scheme:light dark;{grounds[0]}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{grounds[1]}}}}}\n"
        f"@media print{{:root{{{grounds[0]}}}}}\n{exchange}\n"
    )
