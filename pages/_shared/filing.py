"""The filing page: what it offers, what it keeps of a session, and what it does when told to.

A session keeps the trial of the file that lies there, so that a rerun does not try it again, and
the receipts that it got, so that it can withdraw them. Nothing else knows of either.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl
import streamlit as st

from campaigns.reading import parse
from locales import moment, month_name
from pages._shared import desk, show
from pages._shared.desk import Declared, DeskError
from pages._shared.run import Run

KEY = "filing"
Answer = dict[str, Any]


@dataclass(frozen=True)
class Slot:
    """Whose filing it is and for which month, by id and by name."""

    unit: str
    unit_name: str
    month: str
    month_name: str


@dataclass
class Session:
    """What one reader has on the desk. `round` counts the files that have been put away."""

    round: int = 0
    trials: dict[tuple[str, ...], Answer] = field(default_factory=dict)
    filed: list[Answer] = field(default_factory=list)


def session() -> Session:
    """The reader's own."""
    kept: Session = st.session_state.setdefault(KEY, Session())
    return kept


def units(run: Run) -> pl.DataFrame:
    """All that may file: id and name, in the order of the definition, the office last."""
    text = run.ask("definition")["definition_toml"][0]
    english = run.t.language == "en"
    rows = [(code, en if english else zh) for code, zh, en in _units(text)]
    return pl.DataFrame(rows, schema=["unit_id", "unit"], orient="row")


def months(run: Run) -> pl.DataFrame:
    """The month that is shown, and those after it that nobody has filed for: id and name."""
    every = run.source.ask("months", campaign=run.choice.campaign)
    open_ = (pl.col("month") > run.month) & ~pl.col("has_data")
    ids = every.filter((pl.col("month") == run.month) | open_)["month"].to_list()
    names = [month_name(each, run.t.language) for each in ids]
    return pl.DataFrame({"month": ids, "name": names})


def slot(run: Run, unit: str | None, month: str | None) -> Slot:
    """The unit and month picked, with their names."""
    picked = str(unit), month or run.month
    name = dict(units(run).iter_rows())[picked[0]]
    return Slot(picked[0], name, picked[1], month_name(picked[1], run.t.language))


def sentence(slot: Slot, run: Run) -> str:
    """What has been published of the unit's filings for the month, and when they are due."""
    found = run.source.ask(
        "filing_of_month", campaign=run.choice.campaign, month=slot.month, unit=slot.unit
    ).row(0, named=True)
    at = moment(found["received_at"], run.t.language)
    names = {"unit": slot.unit_name, "month": slot.month_name, "received_at": at}
    state = "filed" if found["tables"] else "refused" if found["received_at"] else "not_filed"
    return run.say(f"desk.sentence_{state}", found, n=found["tables"], **names)


def dropped(slot: Slot, run: Run) -> Declared | None:
    """The file that lies there; None if there is none."""
    st.markdown(run.t("desk.how"))
    file = st.file_uploader(run.t("desk.drop"), key=f"{KEY}.{session().round}")
    if file is None:
        return None
    return Declared(file.getvalue(), file.name, run.choice.campaign, slot.month, slot.unit)


def tried(declared: Declared, run: Run) -> Answer:
    """The trial of the file on what is served now; it is tried once."""
    known = session().trials
    at = (declared.campaign, declared.month, declared.unit, run.source.served.id)
    key = (*at, declared.sha256, declared.name, run.t.language)
    if key not in known:
        with st.spinner(run.t("desk.reading")):
            known[key] = _or_told(lambda: desk.trial(declared, run.t))
    return known[key]


def buttons(tried: Answer, declared: Declared, run: Run) -> None:
    """File it, if it can be filed, or put it away."""
    with st.container(horizontal=True):
        if can_be_filed(tried) and st.button(
            run.t("desk.file"), type="primary", icon=":material/inbox:"
        ):
            answer = _or_told(lambda: desk.file(declared, run.t))
            if "told" in answer:
                st.warning(show.plain(answer["told"]))
                return
            facts = {"name": declared.name, "unit": declared.unit, "month": declared.month}
            session().filed.insert(0, answer | facts)
            _put_away()
        if st.button(run.t("desk.put_away")):
            _put_away()


def can_be_filed(tried: Answer) -> bool:
    """Whether something can be taken of it, and nothing of its own would stop everybody."""
    return "told" not in tried and not tried["refused"] and not stopping(tried)


def stopping(tried: Mapping[str, Any]) -> list[Answer]:
    """The broken rules that would stop the next publish."""
    return [each for each in tried["failures"] if each["severity"] == "critical"]


def receipts(run: Run) -> None:
    """What was filed in this session: the number, what happens next, how to take it back."""
    for each in session().filed:
        number = each["receipt"]
        state = _state(each, run)
        with st.container(border=True):
            st.metric(run.t("desk.receipt"), number)
            st.markdown(show.plain(run.t(f"desk.state_{state}", name=each["name"])))
            if state == "waiting" and st.button(
                run.t("desk.withdraw"), key=f"{KEY}.withdraw.{number}"
            ):
                each |= _or_told(lambda number=number: desk.withdraw(number, run.t))
                st.rerun()
            if "told" in each:
                st.warning(show.plain(each["told"]))


def _state(filed: Answer, run: Run) -> str:
    if "withdrawn_at" in filed:
        return "withdrawn"
    is_published = run.source.ask("receipt", receipt=filed["receipt"]).height
    return "published" if is_published else "waiting"


def _put_away() -> None:
    own = session()
    own.round += 1
    own.trials.clear()
    st.rerun()


def _or_told(call: Any) -> Answer:
    """The answer, or why there is none under `told`."""
    try:
        answer: Answer = call()
    except DeskError as problem:
        return {"told": str(problem)}
    return answer


@functools.lru_cache(maxsize=32)
def _units(text: str) -> tuple[tuple[str, str, str], ...]:
    return tuple((unit.code, unit.name.zh, unit.name.en) for unit in parse(text).units)
