"""To do: what this month leaves to be done, by whom, by when, and by which clause."""

import streamlit as st

from locales import month_name
from pages._shared import show, todo
from pages._shared.pick import view
from pages._shared.run import current

run = current()
t = run.t
top = st.container()
scope = view(run, "scope", {each: t(f"todo.scope.{each}") for each in (todo.ONE, todo.EVERY)})
total = run.ask("todo_summary", scope=scope).row(0, named=True)
month = month_name(run.month, t.language)

with top:
    said = todo.counted(total, run) if total["cases"] else t(f"todo.nothing_{scope}", month=month)
    show.opening(t("menu.todo"), said)
    st.caption(t("todo.how"))
    todo.which_track(run)
if total["unknown_cases"]:
    st.markdown(t("todo.unknown", n=total["unknown_cases"]))
todo.sections(run.ask_named("todo", scope=scope), run)
