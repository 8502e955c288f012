"""Follow-up: what the office has to chase after this month, one matter at a time."""

import polars as pl
import streamlit as st

from pages._shared import links, menu, show, tables
from pages._shared.follow_up import CODE, COUNTS, ELSEWHERE, SOURCE, TABLES, WORDS
from pages._shared.links import Lead
from pages._shared.pick import pick
from pages._shared.run import current

run = current()
t = run.t
summary = run.ask("follow_up_summary").row(0, named=True)
ruled = run.ask("follow_up_sections")["section"].to_list()
known = [matter for matter in ruled if matter in COUNTS]
matters = [matter for matter in known if summary[COUNTS[matter]]]

said = t("follow_up.separator").join(run.say(f"follow_up.said.{each}", summary) for each in matters)
show.opening(
    t("menu.follow_up"), t(f"follow_up.{'sentence' if said else 'sentence_none'}", parts=said)
)
with st.container(horizontal=True):
    for page, count in ELSEWHERE.items():
        if page in ruled:
            label = t(f"follow_up.elsewhere.{page}", n=summary[count])
            st.page_link(menu.script(page), label=label, query_params=links.kept())

names = [run.say(f"follow_up.matter.{each}", {"n": summary[COUNTS[each]]}) for each in known]
options = pl.DataFrame({"id": known, "name": names}, schema={"id": pl.String, "name": pl.String})
matter = pick(run, "matter", options, default=next(iter(matters), None)) or ""
if not matter:
    st.stop()

show.rules(matter, run)
for query, columns in TABLES[matter].items():
    frame = run.ask_named(query)
    heading = t(f"follow_up.{query}", n=frame.height)
    st.markdown(f"### {heading}")
    if frame.is_empty():
        st.markdown(t("follow_up.none"))
        continue
    shown = tables.filled(frame.select(*columns, SOURCE), columns[0], CODE)
    leads = Lead("project", ("project",)) if CODE in columns else None
    ids = (CODE,) if leads else ()
    tables.table(shown, heading, run, WORDS, leads=leads, ids=ids, key=query)

if matter == "contacts" and summary["contact_report_due_on"]:
    st.caption(run.say("follow_up.contact_report", summary))
