"""One target: how it came to where it stands, who adds what to it, and the rows behind it."""

from typing import Any

import polars as pl
import streamlit as st

from charts import targets as drawn
from pages._shared import links, show, tables, targets, trail
from pages._shared.pick import pick
from pages._shared.run import Run


def draw(board: pl.DataFrame, default: str, run: Run) -> None:
    """The target that the link names, with a way back to all of them."""
    own = board.filter(pl.col("unit_id").is_null())
    head = st.container()
    picked = pick(run, "target", own.select("target_id", "target"), default)
    target = own.filter(target_id=picked).row(0, named=True)
    texts = targets.described(target, run)
    with head:
        way = (
            trail.Step(run.t("menu.targets"), "targets"),
            trail.Step(target["target"], "targets"),
        )
        trail.draw(run, *way)
        show.opening(target["target"], run.t(f"targets.picked_{target['per']}", **texts))
    _course(target, texts, run)
    _rows(target, run)


def _course(target: dict[str, Any], texts: dict[str, str], run: Run) -> None:
    course = run.ask("target_months_of", target=target["target_id"], unit=targets.WHOLE)
    figure = run.draw(
        drawn.course,
        course,
        measured_in=target["measured_in"],
        per=target["per"],
        decimals=run.choice.rate_decimals,
    )
    title = run.t(f"targets.course_{target['per']}", **texts)
    show.chart(title, figure, run.t("targets.course_alt", **texts), "course")


def _rows(target: dict[str, Any], run: Run) -> None:
    t = run.t
    units = run.ask_named("target_units", target=target["target_id"])
    rows = run.ask_named("target_projects", target=target["target_id"], unit=targets.WHOLE)
    if rows.is_empty():
        st.info(t("targets.no_rows"))
        return
    unit = t(f"quantity_unit.{target['measured_in']}")
    st.markdown(f"### {t('targets.units', unit=unit)}")
    tables.table(
        tables.filled(units, "unit_id"),
        t("targets.units_alt"),
        run,
        leads=links.Lead("reasons", ("unit",)),
        ids=("unit_id",),
        key="units",
    )
    st.markdown(f"### {t('targets.rows', n=rows.height)}")
    st.caption(t("targets.money_in"))
    words = {"made_of": "targets.made_of"}
    named_first = rows.select("row_name", pl.exclude("row_name", "row_id"))
    shown, alt = tables.filled(named_first), t("targets.rows_alt")
    if "project_code" in shown.columns:
        leads = links.Lead("project", ("project",))
        tables.table(shown, alt, run, words, leads=leads, ids=("project_code",), key="rows")
    else:
        tables.table(shown, alt, run, words)
