"""One project as its page says it: the sentence, its cards, its dates in words, who answers."""

from collections.abc import Iterator
from typing import Any

import polars as pl
import streamlit as st

from locales import MISSING
from pages._shared import show
from pages._shared.register import LIGHTS, choice_words
from pages._shared.run import Run

Row = dict[str, Any]

# What the project is and who answers for it: catalogue and column.
FACTS = (
    *("unit", "track", "region", "domain", "category", "sector", "project_level"),
    *("total_investment_wanyuan", "project_status", "on_site", "owner", "official"),
    *("officer", "slow_kinds", "red_since", "reported_month"),
)
CARDS = ("invested_to_date_wanyuan", "completion_rate", "schedule_attainment")
MOST_NAMES = 3
RULES = ("limits", "slow", "red")


def sentence(head: Row, dates: pl.DataFrame, run: Run) -> str:
    """How far the project is, against what was planned, and what is overdue or next."""
    said_of = [run.say(f"project.pace.{head['pace']}", head)]
    if not head["is_filed"] and head["reported_month"]:
        said_of.append(run.say("project.not_filed", head))
    overdue = dates.filter(state="overdue")
    coming = dates.filter(state="coming").sort("planned_on")
    if not overdue.is_empty():
        names = run.t("number.separator").join(overdue["name"].head(MOST_NAMES))
        key = "overdue" if overdue.height <= MOST_NAMES else "overdue_many"
        said_of.append(run.t(f"project.{key}", n=overdue.height, names=names))
    elif not coming.is_empty():
        said_of.append(run.say("project.next", coming.row(0, named=True)))
    return "".join(said_of)


def cards(head: Row, run: Run) -> None:
    """Completed to date, both rates, the light and the size of the whole."""
    texts = run.written(head) | {"light": light(head["light"], run)}
    names = ("light", *CARDS, "total_investment_wanyuan")
    show.metrics((run.t(f"project.card.{name}"), texts[name], run.term(name)) for name in names)


def light(shown: str, run: Run) -> str:
    """A light as a shape and a word, as plain text."""
    return f"{LIGHTS[shown]} {run.t(f'light.{shown}')}"


def worded(dates: pl.DataFrame, run: Run) -> pl.DataFrame:
    """The dates with their names and what is to be said of each."""
    rows = list(dates.iter_rows(named=True))
    names = [row["name"] or run.t(f"project.date.{row['kind']}") for row in rows]
    return dates.with_columns(
        name=pl.Series(names, dtype=pl.String),
        said=pl.Series([_said(row, run) for row in rows], dtype=pl.String),
    )


def _said(row: Row, run: Run) -> str:
    key = row["state"] if row["planned_on"] or row["state"] == "undated" else "unplanned"
    if key == "done" and row["days_apart"]:
        key = "early"
    if row["kind"] == "limit":
        key = f"limit_{key}"
    return run.say(f"project.said.{key}", row)


def facts(head: Row, run: Run) -> None:
    """What the project is and who answers for it, in two columns."""
    lines = [f"- {line}" for line in _facts(head, run)]
    middle = -(-len(lines) // 2)
    for place, half in zip(st.columns(2), (lines[:middle], lines[middle:]), strict=True):
        place.markdown("\n".join(half))


def rules(run: Run) -> None:
    """The rules that dates and lights of a project are judged by, each with its clause."""
    sections = [run.ask_named("rules_of_section", section=each) for each in RULES]
    sentences = [said for section in sections for said in section["sentence"]]
    if sentences:
        with st.expander(run.t("rules.heading", n=len(sentences)), icon=":material/gavel:"):
            st.markdown("\n".join(f"- {show.plain(said)}" for said in sentences))


def _facts(head: Row, run: Run) -> Iterator[str]:
    """A line each; what was not filed is left out."""
    kinds = [run.t(f"register.slow.{kind}") for kind in head["slow_kinds"] or []]
    row = head | {
        "slow_kinds": kinds or None,
        "project_level": choice_words(run.t, "level").get(head["level"], head["level"]),
        "project_status": choice_words(run.t, "status").get(head["status"], head["status"]),
    }
    texts = run.written(row)
    for name in FACTS:
        if texts[name] != MISSING:
            yield show.plain(
                run.t("project.fact", name=run.t(f"project.label.{name}"), is_=texts[name])
            )


def listed(dates: pl.DataFrame, run: Run) -> str:
    """Every date by its name with what is said of it."""
    each = [run.t("project.fact", name=name, is_=said) for name, said in _names(dates)]
    return run.t("register.separator").join(each)


def _names(dates: pl.DataFrame) -> list[tuple[str, str]]:
    return dates.select("name", "said").rows()


def dates_finding(dates: pl.DataFrame, run: Run) -> str:
    """What the time line shows: what is overdue, else what was late, else that all is kept."""
    counts = {state: dates.filter(state=state).height for state in ("overdue", "late")}
    key = next((state for state, n in counts.items() if n), "kept")
    return run.t(f"project.dates_{key}", all=dates.height, **counts)


def lights_finding(months: pl.DataFrame, run: Run) -> str:
    """How often the project was lit which way, the worst first."""
    lit = months.drop_nulls("light").group_by("light").len()
    counts = dict(lit.iter_rows())
    each = [
        run.t("project.lit", light=run.t(f"light.{one}"), n=counts[one])
        for one in LIGHTS
        if one in counts
    ]
    return run.t("project.lights_finding", lit=run.t("number.separator").join(each))


def lights_alt(months: pl.DataFrame, run: Run) -> str:
    """The light of every month in words."""
    each = [
        run.t("project.fact", name=month, is_=run.t(f"light.{one}"))
        for month, one in months.drop_nulls("light").select("month", "light").iter_rows()
    ]
    return run.t("project.lights_alt", said=run.t("register.separator").join(each))
