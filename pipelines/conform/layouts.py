"""Headers that somebody has confirmed once, remembered for the unit that files them.

One file a unit, `layouts/<campaign>/<unit>.toml`: the labels of a header row in their order, and
for each the column that it is. It is asked before anything is compared by nearness, and it is part
of what a filing is read with.
"""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.conform.labels import plain
from pipelines.conform.match import Match, Stack
from warehouse.files import write_whole
from warehouse.tables import TABLES, Table

HEAD = "# Headers of this unit's forms, confirmed by hand: label by label, column by column.\n"


@dataclass(frozen=True)
class Layout:
    """A header row as it was confirmed; a column is empty where the label is none of ours."""

    table: Table
    labels: tuple[str, ...]
    columns: tuple[str, ...]

    def matches(self, stacks: Sequence[Stack]) -> list[Match]:
        """The columns under the header row that bears these labels."""
        places = [at for at, stack in enumerate(stacks) if stack]
        return [
            Match(name, at, label, "remembered")
            for at, label, name in zip(places, self.labels, self.columns, strict=False)
            if name
        ]


@dataclass(frozen=True)
class Layouts:
    """The confirmed headers of one unit; none of them for most.

    `said` are columns by plain label, while somebody is about to confirm a header.
    """

    layouts: tuple[Layout, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)

    def find(self, stacks: Sequence[Stack]) -> Layout | None:
        """The layout whose labels are the lowest texts above the columns, in their order."""
        labels = tuple(plain(stack[-1]) for stack in stacks if stack)
        return next((each for each in self.layouts if each.labels == labels), None)


def layout(table: str, labels: Sequence[str], columns: Sequence[str]) -> Layout:
    """A layout as it is kept: labels made plain, blank ones left out."""
    kept = [(plain(label), name) for label, name in zip(labels, columns, strict=True) if label]
    return Layout(TABLES[table], tuple(k[0] for k in kept), tuple(k[1] for k in kept))


def path_of(folder: Path, campaign: str, unit: str) -> Path:
    """The file of a unit's layouts."""
    return folder / campaign / f"{unit}.toml"


def load(path: Path) -> Layouts:
    """The layouts in a file; none where there is no file."""
    if not path.exists():
        return Layouts()
    entries = tomllib.loads(path.read_text("utf-8")).get("layouts", [])
    return Layouts(tuple(layout(e["table"], e["labels"], e["columns"]) for e in entries))


def remember(path: Path, new: Layout) -> None:
    """Add a layout to a file, in place of one with the same labels."""
    others = [each for each in load(path).layouts if each.labels != new.labels]
    entries = [_entry(each) for each in (*others, new)]
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, (HEAD + "\n" + "\n".join(entries)).encode())


def _entry(each: Layout) -> str:
    labels, columns = (json.dumps(list(x), ensure_ascii=False) for x in (each.labels, each.columns))
    return f'[[layouts]]\ntable = "{each.table.name}"\nlabels = {labels}\ncolumns = {columns}\n'
