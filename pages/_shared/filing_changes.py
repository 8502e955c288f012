"""What the filing page shows of what would change: before and after, as the next run publishes it.

Every value comes from the trial; here it is only written.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import streamlit as st

from locales import MISSING, month_name, number, percent, score
from pages._shared import show
from pages._shared.filing import Slot
from pages._shared.filing_findings import listed
from pages._shared.run import Run

Answer = Mapping[str, Any]
ARROW = "\N{NO-BREAK SPACE}→ "
KINDS = ("added", "changed", "dropped")
# So many rows are shown without being asked for.
UNFOLDED_ROWS = 12


def changes(tried: Answer, slot: Slot, run: Run) -> None:
    """What would be other than it is: the campaign, its units, and the rows that were filed."""
    if "told" in tried or tried["refused"]:
        return
    t, found = run.t, tried["changes"]
    st.markdown(f"### {t('desk.changes', month=slot.month_name)}")
    whole = {name: _was_is(name, each, run) for name, each in found["campaign"].items()}
    st.markdown(show.plain(t("desk.whole", **whole)))
    # Whoever files looks for itself first.
    if units := sorted(found["units"], key=lambda each: each["unit_id"] != slot.unit):
        alt = t("desk.units_alt", n=len(units))
        listed([_unit(row, run) for row in units], alt, run)
    else:
        st.markdown(t("desk.no_unit_changes"))
    if found["other_months"]:
        names = [month_name(each, t.language) for each in found["other_months"]]
        st.markdown(t("desk.other_months", months=t("number.separator").join(names)))
    _rows(tried, run)


def _rows(tried: Answer, run: Run) -> None:
    """The rows that are added, changed or dropped, against those that stand now."""
    t, rows = run.t, tried["changes"]["rows"]
    counts = {kind: tried["counts"][kind] for kind in KINDS}
    if not rows:
        st.markdown(t("desk.no_row_changes"))
        return
    n = sum(counts.values())
    with st.expander(t("desk.row_changes", **counts), expanded=n <= UNFOLDED_ROWS):
        listed([_row(each, run) for each in rows], t("desk.row_changes_alt", n=n), run, n)


def _row(change: Answer, run: Run) -> dict[str, str | None]:
    values = [
        run.t("desk.value_change", name=each["name"], change=_arrow(*map(_either, sides)))
        for each in change["values"]
        for sides in [(each["before"], each["after"])]
    ]
    return {
        "row_change": run.t(f"desk.change.{change['kind']}", table=change["name"]),
        "row_key": change["key"],
        "what_changes": run.t("number.separator").join(values) or None,
    }


def _unit(row: Answer, run: Run) -> dict[str, str | None]:
    """Few columns, so that they stand side by side on a phone.

    They are named otherwise than those of numbers: these are texts with arrows.
    """
    groups = {
        "ranked": ("rank",),
        "scored": ("score", "light"),
        "invested": ("completion_rate", "invested_to_date_wanyuan"),
    }
    said = {
        shown: " · ".join(_was_is(name, row[name], run) for name in names)
        for shown, names in groups.items()
    }
    moved = f"{said['ranked']} {show.movement(_places(row['rank']), run)}".strip()
    return {"unit": row["unit"], **said, "ranked": moved}


def _places(rank: Answer) -> int:
    """Places gained; none where there was no rank or there is none."""
    if rank["before"] is None or rank["after"] is None:
        return 0
    return int(rank["before"]) - int(rank["after"])


def _was_is(name: str, values: Answer, run: Run) -> str:
    return _arrow(*(_said(name, values[side], run) for side in ("before", "after")))


def _arrow(before: str, after: str) -> str:
    return after if before == after else f"{before}{ARROW}{after}"


def _said(name: str, value: str | None, run: Run) -> str:
    if value is None:
        return MISSING
    if name == "light":
        return run.t(f"light.{value}")
    if name == "completion_rate":
        return percent(Decimal(value), run.t.language, run.choice.rate_decimals)
    if name == "score":
        return score(Decimal(value), run.t.language)
    return number(Decimal(value), run.t.language)


def _either(value: str | None) -> str:
    return MISSING if value is None else value
