"""Projects: every project of the month, found by filters and search, with what they come to."""

import streamlit as st

from pages._shared import pick, register, show, tables
from pages._shared import register_view as view
from pages._shared.links import Lead
from pages._shared.register_file import addresses
from pages._shared.run import current

run = current()
t = run.t
options = run.ask_named("register_options")
if options.is_empty():
    show.nothing_here(run, t("menu.register"))

top = st.container()
searched = pick.typed(run, "q")
with st.expander(t("register.filters"), icon=":material/filter_list:"):
    picked = register.filters(run, options)
    order = register.order(run)
asked = register.bound(picked, q=searched, **order)
page = view.page(asked)
found = run.ask_named("project_register", page=page, rows=register.ROWS, **asked)

summary = found.row(0, named=True)
with top:
    show.opening(t("menu.register"), view.sentence(run, summary, picked, searched))
    view.cards(run, summary)
    st.caption(show.plain(view.filtered(run, picked, searched, options)))

columns = view.columns(run)
rows = found.drop_nulls("project_code")
if rows.is_empty():
    st.info(t("register.nothing"))
    st.stop()
alt = run.say("register.alt", summary, shown=rows.height)
leads = Lead("project", ("project",))
shown = register.worded(rows, t).select(*columns, project_id="project_code")
tables.table(shown, alt, run, leads=leads, ids=("project_id",), key="register_rows")
view.turn(run, summary)

with st.container(horizontal=True):
    for kind, address in addresses(run, asked, columns).items():
        st.link_button(t(f"register.take_{kind}"), address, icon=":material/download:")
