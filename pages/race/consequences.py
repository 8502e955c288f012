"""Consequences: who is summoned, warned or rewarded after this month, why, and by which clause."""

import streamlit as st

from pages._shared import consequences as shown
from pages._shared import show
from pages._shared.run import current

run = current()
t = run.t
rules = run.ask_named("consequences_by_rule")
cases = run.ask_named("consequences_due")
to_judge = run.ask_named("consequences_to_judge")
coming = shown.by_rule(run.ask_named("next_consequences").filter("is_new"))

due, threatened = shown.counted(run)
known = "sentence" if due else "sentence_none"
show.opening(t("menu.consequences"), t(f"consequences.{known}", parts=due))
if threatened:
    st.markdown(t("consequences.at_risk", parts=threatened))
if to_judge.height:
    st.markdown(t("consequences.judge_too", n=to_judge.height))
show.edition_state(run)

for state in shown.STATES:
    of_state = rules.filter(state=state)
    if of_state.height:
        st.markdown(f"### {t(f'consequences.{state}')}")
    for rule in of_state.iter_rows(named=True):
        label = shown.heading(rule, run)
        key, is_grave = f"{state}.{rule['consequence_id']}", rule["kind"] in shown.GRAVE
        box = st.expander(show.plain(label), expanded=is_grave, key=key, on_change="rerun")
        # Of what is folded nothing is worked out.
        if not box.open:
            continue
        with box:
            own = cases.filter(state=state, consequence_id=rule["consequence_id"])
            shown.cases(rule, own, run)

st.markdown(f"### {t('consequences.next')}")
st.caption(t("consequences.next_how"))
for rule in coming.iter_rows(named=True):
    names = t("number.separator").join(rule["names"])
    said = (shown.heading(rule, run), names, shown.by_whom(rule, run))
    st.markdown(show.plain(t("consequences.coming", rule=said[0], units=said[1], what=said[2])))
if coming.is_empty():
    st.markdown(t("consequences.next_none"))

if to_judge.height:
    st.markdown(f"### {t('consequences.judge')}")
    st.caption(t("consequences.judge_how"))
    for rule in to_judge.iter_rows(named=True):
        st.markdown(f"- {show.plain(rule['why'])} → {show.plain(shown.by_whom(rule, run))}")
