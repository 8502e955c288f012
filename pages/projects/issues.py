"""Issues: at which level they lie, which are due one level up, and how each has gone."""

import streamlit as st

from charts import stacks
from pages._shared import issues, pick, show
from pages._shared.run import current

run = current()
t = run.t
ladder = run.ask_named("issue_ladder")
summary = run.ask_named("issue_summary").row(0, named=True)
if ladder.is_empty():
    st.title(t("menu.issues"), anchor=False)
    st.info(t("issues.no_ladder", campaign=run.choice.campaign_name))
    st.stop()

show.opening(t("menu.issues"), run.say(f"issues.sentence_{summary['state']}", summary))
show.rules("issues", run)

found = run.ask_named("issues_due")
if not found.is_empty():
    by = pick.view(run, "by", {name: t(f"issues.view.{name}") for name in issues.GROUPS})
    groups = ladder if by == "level" else run.ask_named("issue_groups", by=by)
    of, state = issues.GROUPS[by], summary["state"]
    show.chart(
        run.say(f"issues.finding_{by}_{state}", summary | groups.row(0, named=True)),
        run.draw(stacks.stacks, groups, of=of),
        stacks.said(groups, t, of=of),
        f"issues-{by}",
        leads=issues.LEADS.get(by),
    )
    own = issues.picked(found, ladder, run)
    heading = t("issues.listed", n=own.height)
    st.markdown(f"### {heading}")
    if own.is_empty():
        st.markdown(t("issues.none_of_these"))
    else:
        issues.listed(own, heading, run)

issues.dropped(run)
chosen = issues.meant(found, run)
if chosen:
    issues.course(chosen, run)
