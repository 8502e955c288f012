"""Where no project is chosen, or one that the month does not list: a search that leads to one."""

import streamlit as st

from pages._shared import pick, register, show, tables
from pages._shared.links import Lead
from pages._shared.run import Run

HITS = 20
COLUMNS = ("project_name", "project_code", "responsible_unit", "light", "schedule_attainment")


def search(run: Run, asked: str) -> None:
    """Name the code that was asked for in vain, and look for another by name or code."""
    st.title(run.t("menu.project"), anchor=False)
    if asked:
        st.warning(show.plain(run.t("project.unknown", asked=asked)))
    st.markdown(run.t("project.choose"))
    bound = register.bound({}, q=pick.typed(run, "q"), sort="light", falling=False)
    found = run.ask_named("project_register", page=1, rows=HITS, **bound)
    hits = found.drop_nulls("project_code")
    if hits.is_empty():
        st.info(run.t("register.nothing"))
        return
    alt = run.t("project.hits", n=hits.height, all=found["found_projects"][0])
    st.markdown(f"### {alt}")
    shown = register.worded(hits, run.t).select(*COLUMNS, project_id="project_code")
    tables.table(shown, alt, run, leads=Lead("project", ("project",)), ids=("project_id",))
