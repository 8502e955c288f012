"""Follow-up: what the office has to chase after this month, one matter at a time."""

import polars as pl
import streamlit as st

from pages._shared import show, tables
from pages._shared.follow_up import COUNTS, SOURCE, TABLES, WORDS
from pages._shared.pick import pick
from pages._shared.run import current

run = current()
t = run.t
summary = run.ask("follow_up_summary").row(0, named=True)
known = run.ask("follow_up_sections")["section"].to_list()
matters = [matter for matter in known if summary[COUNTS[matter]]]

said = t("follow_up.separator").join(run.say(f"follow_up.said.{each}", summary) for each in matters)
show.opening(
    t("menu.follow_up"), t(f"follow_up.{'sentence' if said else 'sentence_none'}", parts=said)
)

names = [run.say(f"follow_up.matter.{each}", {"n": summary[COUNTS[each]]}) for each in known]
options = pl.DataFrame({"id": known, "name": names}, schema={"id": pl.String, "name": pl.String})
matter = pick(run, "matter", options, default=next(iter(matters), None)) or ""
if not matter:
    show.nothing_here(run, t("menu.follow_up"))

show.rules(matter, run)
for query, columns in TABLES[matter].items():
    frame = run.ask_named(query)
    if query == "slow_projects":
        frame = tables.said(frame, "said", "follow_up.reason.{kind}", run)
    if query == "issue_counts":
        frame = frame.filter(pl.col("project_code").is_null())
    heading = t(f"follow_up.{query}", n=frame.height)
    st.markdown(f"### {heading}")
    if frame.is_empty():
        st.markdown(t("follow_up.none"))
    else:
        tables.table(tables.filled(frame.select(*columns, SOURCE)), heading, run, WORDS)

if matter == "contacts" and summary["contact_report_due_on"]:
    st.caption(run.say("follow_up.contact_report", summary))

if matter == "slow":
    told = run.ask_named("slow_projects").drop_nulls("since_month")
    slow = told.select(
        "project_code", pl.format("{} · {}", "unit", "project_name").alias("name")
    ).unique(maintain_order=True)
    project = pick(run, "slow_project", slow)
    if project:
        months = run.ask("slow_reasons", project=project)
        tables.table(months, t("follow_up.slow_reasons", n=months.height), run, WORDS)
