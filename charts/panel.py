"""Where small panels lie: units side by side on one pair of axes, each a panel of its own."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from charts import theme

COLUMNS = 3
# Of a panel's width and height of 1, what is left between it and the next.
GUTTER = 0.14
HEADROOM = 0.42

Row = dict[str, Any]


@dataclass(frozen=True)
class Panel:
    """A unit's months, and where its panel lies."""

    rows: list[Row]
    left: float
    base: float

    @property
    def last(self) -> Row:
        """The chosen month."""
        return self.rows[-1]

    @property
    def is_behind(self) -> bool:
        """Whether less is completed than is planned by then, as far as both are known."""
        done, planned = self.last["completion_rate"], self.last["planned_rate"]
        return done is not None and planned is not None and done < planned

    @property
    def colour(self) -> str:
        """Grey where the last month was not filed: what is carried is not judged."""
        if not self.last["is_filed"]:
            return theme.MUTED
        return theme.BEHIND if self.is_behind else theme.AHEAD


@dataclass(frozen=True)
class Places:
    """Months and rates on the axes that all panels share."""

    months: list[str]
    scale: float

    def x(self, panel: Panel, row: Row) -> float:
        """Where a month lies."""
        steps = max(1, len(self.months) - 1)
        return panel.left + (1 - GUTTER) * self.months.index(row["month"]) / steps

    def y(self, panel: Panel, rate: Any) -> float | None:
        """Where a rate lies; nowhere without one."""
        return None if rate is None else panel.base + float(rate) / self.scale

    def line(self, panels: list[Panel], column: str, line: dict[str, Any]) -> theme.Trace:
        """One line for all panels, broken between them and where the month was not filed."""
        is_plan = column == "planned_rate"
        return {
            "type": "scatter",
            "mode": "lines",
            "name": column,
            "x": [x for p in panels for x in (*(self.x(p, row) for row in p.rows), None)],
            "y": [
                y
                for p in panels
                for y in (
                    *(
                        self.y(p, row[column]) if is_plan or row["is_filed"] else None
                        for row in p.rows
                    ),
                    None,
                )
            ],
            "line": line,
            "connectgaps": False,
            "hoverinfo": "skip",
        }


def panels(courses: pl.DataFrame) -> list[Panel]:
    """A panel per unit, in the order of the frame, three in a row."""
    units: dict[str, list[Row]] = {}
    for row in courses.iter_rows(named=True):
        units.setdefault(row["unit_id"], []).append(row)
    return [
        Panel(rows, float(at % COLUMNS), -(at // COLUMNS) * (1 + HEADROOM))
        for at, rows in enumerate(units.values())
    ]
