"""What the filing page says of a file: the verdict, what is wrong, what was understood."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from pages._shared import desk, show, tables
from pages._shared.desk import Declared, DeskError
from pages._shared.filing import Slot, stopping
from pages._shared.run import Run

Answer = Mapping[str, Any]
# Short lists are text that wraps, so that no sentence is cut; longer ones can be searched.
MOST_AS_TEXT = 15
# A sign beside each word, the gravest first.
GRAVITY = {"critical": "■", "rejected": "■", "warning": "▲", "info": "●"}


def verdict(tried: Answer, slot: Slot, run: Run) -> None:
    """One sentence: whether it can be filed, and what would happen then."""
    t = run.t
    names = {"unit": slot.unit_name, "month": slot.month_name}
    if "told" in tried:
        _stopped(tried["told"])
    elif tried["refused"]:
        _stopped(t("desk.cannot", why=tried["refused"], **names))
    elif stopping(tried):
        _stopped(t("desk.stops", n=len(stopping(tried))))
    else:
        taken = [each for each in tried["tables"] if each["rows"]]
        rows = sum(each["rows"] for each in taken)
        said = [t("desk.can", rows=rows, n=len(taken), **names), *_outcome(tried, run)]
        st.info(show.plain(t("desk.space").join(said)), icon=":material/fact_check:")


def wrong(tried: Answer, declared: Declared, run: Run) -> None:
    """What could not be taken and which rules are broken, the gravest first; the return slip."""
    if "told" in tried:
        return
    rejects = [{**each, "severity": "rejected", "unit": None} for each in tried["rejects"]]
    found = sorted(
        (*tried["failures"], *rejects), key=lambda each: list(GRAVITY).index(each["severity"])
    )
    counts = tried["counts"]
    n = counts.get("failures", 0) + counts.get("rejects", 0)
    if not found:
        if not tried["refused"]:
            st.markdown(f"### {run.t('desk.nothing_wrong')}")
        return
    st.markdown(f"### {run.t('desk.wrong', n=n)}")
    listed([_finding(each, run) for each in found], run.t("desk.wrong_alt", n=n), run, n)
    _slip(tried, declared, run)


def understood(tried: Answer, run: Run) -> None:
    """The tables with their rows; headers and notes are folded away."""
    if not tried.get("tables"):
        return
    t, notes, headers = run.t, tried["notes"], tried["mapping"]
    st.markdown(f"### {t('desk.understood')}")
    lines = [
        t("filing.rows_taken", table=each["name"], rows=each["rows"], rejected=each["rejected"])
        for each in tried["tables"]
    ] + [t("filing.left_alone", name=name) for name in tried["left_alone"]]
    st.markdown("\n".join(f"- {show.plain(line)}" for line in lines))
    if headers:
        _mapping(headers, run)
    if notes:
        with st.expander(t("desk.notes", n=tried["counts"]["notes"])):
            noted = [{"place": each["place"], "what_is_noted": each["sentence"]} for each in notes]
            listed(noted, t("desk.notes_alt"), run, tried["counts"]["notes"])


def _mapping(headers: list[Answer], run: Run) -> None:
    near = sum(each["how"] == "fuzzy" for each in headers)
    with st.expander(run.t("desk.mapping_near" if near else "desk.mapping", n=near)):
        listed([_header(each, run) for each in headers], run.t("desk.mapping_alt"), run)


def listed(rows: list[dict[str, str | None]], alt: str, run: Run, n: int = 0) -> None:
    """Rows of texts as a table, and how many of `n` they are."""
    frame = pl.DataFrame(rows, schema=dict.fromkeys(rows[0], pl.String))
    draw = tables.text if frame.height <= MOST_AS_TEXT else tables.table
    draw(tables.filled(frame), alt, run)
    if frame.height < n:
        st.caption(run.t("desk.cut", shown=frame.height, n=n))


def _stopped(sentence: str) -> None:
    st.warning(show.plain(sentence), icon=":material/block:")


def _outcome(tried: Answer, run: Run) -> list[str]:
    """What would happen if it were filed, in sentences."""
    t, units = run.t, len(tried["changes"]["units"])
    said = [t("desk.moves", n=units) if units else t("desk.moves_nobody")]
    if rejected := sum(each["rejected"] for each in tried["tables"]):
        said.append(t("desk.incomplete", n=rejected))
    if before := tried["supersedes"]:
        said.append(t("desk.supersedes", file=before["source_file"]))
    if tried["is_late"]:
        said.append(t("desk.late"))
    if tried["waiting"]:
        said.append(t("desk.waiting", n=tried["waiting"]))
    return said


def _finding(each: Answer, run: Run) -> dict[str, str | None]:
    severity = each["severity"]
    return {
        "gravity": f"{GRAVITY[severity]} {run.t('desk.gravity.' + severity)}",
        "of_unit": each["unit"],
        "place": each["place"],
        "found_value": each["value"],
        "what_is_wrong": each["sentence"],
    }


def _header(each: Answer, run: Run) -> dict[str, str | None]:
    how = run.t(f"filing.found_{each['how']}", score=f"{each['score']:g}")
    return {
        "filed_table": each["name"],
        "place": f"{each['source_sheet']} {each['sheet_column']}{each['header_row']}",
        "sheet_header": each["header"],
        "read_as": each["column"],
        "how_found": f"▲ {how}" if each["how"] == "fuzzy" else how,
    }


def _slip(tried: Answer, declared: Declared, run: Run) -> None:
    """A button that has slip and marked copy made, and then one each that downloads them."""
    t = run.t
    if not st.button(t("desk.make_slip"), icon=":material/assignment_return:"):
        return
    try:
        with st.spinner(t("desk.making_slip")):
            made = desk.slip(declared, tried["failures"], t)
    except DeskError as problem:
        st.warning(show.plain(str(problem)))
        return
    for name, book in made.items():
        st.download_button(t(f"desk.download_{name}"), book.content, book.name, on_click="ignore")
