"""How pages show things: an opening sentence, cards, figures with alternative text, lights.

Every column has its heading in the catalogue under `columns`, every card under `cards`.
"""

import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NoReturn

import plotly.graph_objects as go
import polars as pl
import streamlit as st

from charts import theme
from locales import MISSING, moment, month_name
from pages._shared import links
from pages._shared.run import Run

LIGHTS = {
    "green": ":green[●]",
    "yellow": ":orange[▲]",
    "red": ":red[■]",
    "grey": ":gray[○]",
}


def opening(title: str, sentence: str) -> None:
    """The page's title, and the one sentence that matters most."""
    st.title(title, anchor=False)
    st.markdown(f"## {plain(sentence)}")


def cards(row: dict[str, Any], names: list[str], run: Run) -> None:
    """A card per measure of a row. Projects filed are shown out of all projects."""
    texts = run.written(row)
    if row["projects"] is not None:
        texts["filed_projects"] = f"{texts['filed_projects']} / {texts['projects']}"
    metrics((run.t(f"cards.{name}"), texts[name], run.term(name)) for name in names)


def metrics(shown: Iterable[tuple[str, str, str | None]]) -> None:
    """Cards side by side: of each its label, what it says, and what the term means."""
    with st.container(horizontal=True):
        for label, text, term in shown:
            st.metric(label, text, border=True, width="content", help=term)


def wrapped(rows: Sequence[Mapping[str, str]], alt: str) -> None:
    """Rows of text by their headings, whole on a phone: what is long wraps and is never cut."""
    table = pl.DataFrame(rows, infer_schema_length=None)
    st.table(table, border="horizontal", alt=alt, hide_index=True)


def chart(
    title: str, figure: go.Figure, alt: str, key: str, *, leads: links.Lead | None = None
) -> None:
    """A figure under a heading that wraps on a phone; a click on a point may lead on.

    Of such a figure the `customdata` of a point is a list: what is said of it, and its ids in the
    order of the lead's picks. A point without ids leads nowhere. Cells of a heat map cannot be
    clicked, but markers that nobody sees, laid over them, can.
    """
    if title:
        st.markdown(f"### {plain(title)}")
    if leads is None:
        st.plotly_chart(figure, config=theme.CONFIG, alt=alt, key=key)
        return
    st.plotly_chart(
        figure,
        config=theme.CONFIG,
        alt=alt,
        key=key,
        selection_mode="points",
        on_select=functools.partial(links.point_clicked, key, leads),
    )


def rates_alt(rates: pl.DataFrame, label: str, run: Run) -> str:
    """What a chart of rates shows, in words: every label with its rate."""
    shown = rates.select(label, "completion_rate", "time_progress")
    rows = [run.written(row) for row in shown.iter_rows(named=True)]
    findings = [
        run.t("rates.finding", label=row[label], rate=row["completion_rate"]) for row in rows
    ]
    return run.t(
        "rates.alt",
        rate=rows[0]["time_progress"] if rows else MISSING,
        findings=run.t("number.separator").join(findings),
    )


def edition_state(run: Run) -> None:
    """Whether the month is published, and whether it is today as it was: the way to what is not."""
    said = edition(run)
    if run.ask("edition_of_month")["changed_units"][0]:
        said = f"{said} [{run.t('sharing.difference')}]({links.to('editions')})"
    st.markdown(said)


def edition(run: Run) -> str:
    """Whether the month is published, and whether what is shown is what was published, in words."""
    row = run.ask("edition_of_month").row(0, named=True)
    state = "restated" if row["changed_units"] else "as_published"
    return run.t(
        f"editions.{state if row['issue'] else 'provisional'}",
        published_at=moment(row["published_at"], run.t.language),
        issue=row["issue"],
        n=row["changed_units"],
    )


def rules(section: str, run: Run) -> None:
    """The rules of a section, each with its clause, to be unfolded; nothing without any."""
    sentences = run.ask_named("rules_of_section", section=section)["sentence"]
    if len(sentences):
        with st.expander(run.t("rules.heading", n=len(sentences)), icon=":material/gavel:"):
            st.markdown("\n".join(f"- {plain(sentence)}" for sentence in sentences))


def nothing_here(run: Run, title: str) -> NoReturn:
    """Say that there is nothing to show for this choice, and end the page."""
    st.title(title, anchor=False)
    month = month_name(run.month, run.t.language)
    st.info(run.t("frame.nothing_here", month=month, track=run.choice.track_name))
    st.stop()


def source(clause: str | None, is_ours: bool | None, run: Run) -> str | None:
    """The clause that a rule comes from, and that its number is ours; None where there is none."""
    if is_ours is None:
        return None
    if not clause:
        return run.t("source.ours")
    return run.t("source.clause_ours", clause=clause) if is_ours else clause


def light(shown: str, run: Run) -> str:
    """A light as a shape and a word."""
    return f"{LIGHTS[shown]}\N{NO-BREAK SPACE}{run.t('light.' + shown)}"


def movement(places: int | None, run: Run) -> str:
    """Places gained or lost; nothing where there are none."""
    if not places:
        return ""
    return run.t("standings.up" if places > 0 else "standings.down", n=abs(places))


def plain(text: str) -> str:
    """A text whose characters mean nothing to Markdown."""
    return "".join(f"\\{c}" if c in r"\`*_[]<>#$~|" else c for c in text)
