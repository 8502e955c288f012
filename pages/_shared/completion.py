"""What a campaign's investment is split into: who contributes the gap, and how far each has come.

One way of splitting is shown at a time, by unit or by a label of projects; nothing else is asked.
"""

from dataclasses import dataclass
from typing import Any

import polars as pl
import streamlit as st

from charts import gap
from charts import parts as drawn
from pages._shared import show, tables
from pages._shared.links import Lead
from pages._shared.run import Run

UNIT = "unit"
KINDS = (UNIT, "domain", "category", "size", "sector")
FEW = 3
COLUMNS = (
    *("label", "label_id", "gap_wanyuan", "cumulated_wanyuan", "gap_state"),
    *("projects", "filed_projects", "planned_to_date_wanyuan", "invested_to_date_wanyuan"),
    *("completion_rate", "schedule_attainment"),
)


@dataclass(frozen=True)
class Split:
    """One way of splitting: its parts, who of them is behind, and how both are said."""

    kind: str
    parts: pl.DataFrame
    head: dict[str, Any]
    kind_name: str

    @property
    def unnamed(self) -> str:
        """The key of the text for what has no label."""
        return f"completion.without.{self.kind}"

    @property
    def leads(self) -> Lead:
        """A unit leads to its race, a label to its projects."""
        return Lead("reasons", (UNIT,)) if self.kind == UNIT else Lead("register", (self.kind,))


def views(run: Run) -> dict[str, str]:
    """The ways of splitting, by id."""
    return {kind: run.t(f"completion.view.{kind}") for kind in KINDS}


def split(kind: str, run: Run) -> Split:
    """The answer of one way of splitting; of those furthest behind all have a name."""
    head = run.ask_named("completion_gap", kind=kind, few=FEW).row(0, named=True)
    unnamed = run.t(f"completion.without.{kind}")
    most = head["most"] and [name or unnamed for name in head["most"]]
    parts = run.ask_named("completion_by_label", kind=kind)
    return Split(kind, parts, head | {"most": most}, run.t(f"completion.kind.{kind}"))


def draw(found: Split, run: Run) -> None:
    """The waterfall, the rates where the parts are labels, and all parts in a table."""
    figure = run.draw(gap.waterfall, found.parts, unnamed=found.unnamed)
    show.chart(
        run.say(_title(found), found.head, kind=found.kind_name),
        figure,
        run.say("gap.alt", found.head, kind=found.kind_name),
        f"gap-{found.kind}",
        leads=found.leads,
    )
    st.caption(run.t("gap.how"))
    if found.kind != UNIT:
        _rates(found, run)
    _table(found, run)


def _title(found: Split) -> str:
    """The finding's sentence: where few are behind, all of them are named and there is no share."""
    is_all = found.head["gap_state"] == "behind" and found.head["behind"] <= FEW
    return f"gap.title_{found.head['gap_state']}{'_all' if is_all else ''}"


def _rates(found: Split, run: Run) -> None:
    decimals = run.choice.rate_decimals
    figure = run.draw(drawn.rates_of, found.parts, decimals=decimals, unnamed=found.unnamed)
    known = found.head["gap_state"] != "unknown"
    state = "behind" if found.head["slow"] else "kept" if known else "unknown"
    title = run.say(f"completion.rates_{state}", found.head, kind=found.kind_name)
    alt = show.rates_alt(drawn.named(found.parts, run.t(found.unnamed)), "label", run)
    show.chart(title, figure, alt, f"rates-{found.kind}", leads=found.leads)
    if found.kind == "size":
        show.rules("sizes", run)
    if found.kind == "sector":
        st.caption(run.t("completion.sectors"))


def _table(found: Split, run: Run) -> None:
    shown = drawn.named(found.parts, run.t(found.unnamed)).sort("place").select(COLUMNS)
    said = {"kind": found.kind_name, "n": shown.height}
    st.markdown(f"### {show.plain(run.t('completion.parts', **said))}")
    tables.table(
        shown,
        run.t("completion.parts_alt", **said),
        run,
        {"gap_state": "gap_state"},
        leads=found.leads,
        ids=("label_id",),
        key=f"parts-{found.kind}",
    )
