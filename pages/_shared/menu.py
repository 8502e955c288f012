"""Which pages there are, under which section of the menu, and which script draws each.

A page's name is its address. The first page of all has the address `/`, as Streamlit will have it.
"""

from pathlib import Path

PAGES = Path(__file__).parent.parent
MENU = {
    "overview": {
        "overview": "overview/overview.py",
        "todo": "overview/todo.py",
    },
    "progress": {
        "completion": "progress/completion.py",
        "targets": "progress/targets.py",
        "regions": "progress/regions.py",
        "campaigns": "progress/campaigns.py",
        "forecast": "progress/forecast.py",
    },
    "race": {
        "standings": "race/standings.py",
        "horse_race": "race/horse_race.py",
        "reasons": "race/reasons.py",
        "consequences": "race/consequences.py",
        "what_if": "race/what_if.py",
        "editions": "race/editions.py",
    },
    "projects": {
        "register": "projects/register.py",
        "project": "projects/project.py",
        "slow": "projects/slow.py",
        "issues": "projects/issues.py",
        "prospects": "projects/prospects.py",
        "land_bonds": "projects/land_bonds.py",
        "follow_up": "projects/follow_up.py",
    },
    "data": {
        "board": "data/board.py",
        "templates": "data/templates.py",
        "filing": "data/filing.py",
        "quality": "data/quality.py",
        "corrections": "data/corrections.py",
        "baseline": "data/baseline.py",
        "figures": "data/figures.py",
        "take_away": "data/take_away.py",
        "about": "data/about.py",
    },
}
# Pages that a link leads to, and the menu does not list.
HIDDEN = {"row": "data/row.py", "newer": "data/newer.py"}
# What can be done before anything has been filed.
WITHOUT_DATA = {"filing", "overview"}

SCRIPTS = {name: path for pages in MENU.values() for name, path in pages.items()} | HIDDEN
FIRST = next(iter(SCRIPTS))


def script(name: str) -> Path:
    """The script of the page of that name; KeyError if there is none."""
    return PAGES / SCRIPTS[name]


def address(name: str) -> str:
    """The address of the page of that name on this server; KeyError if there is none."""
    return "/" if name == FIRST else f"/{Path(SCRIPTS[name]).stem}"
