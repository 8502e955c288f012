"""Land and special bonds: what projects need to go on, how far it has come, and who waits."""

import streamlit as st

from pages._shared import land_bonds, pick, show
from pages._shared.run import current

run = current()
t = run.t
goals = run.ask_named("land_bond_targets")
summary = run.ask("land_bond_summary").row(0, named=True)
listed = [each for each in land_bonds.ELEMENTS if summary[f"has_{each}"]]

if not listed and goals.is_empty():
    st.title(t("menu.land_bonds"), anchor=False)
    st.info(t("land_bonds.none_asked", campaign=run.choice.campaign_name))
    st.stop()

said = t("land_bonds.between").join(run.say(f"land_bonds.said_{each}", summary) for each in listed)
show.opening(t("menu.land_bonds"), said or t("land_bonds.none_filed"))
land_bonds.goals(goals, run)

if listed:
    names = {each: t(f"land_bonds.element.{each}") for each in listed}
    land_bonds.SHOWN[pick.view(run, "element", names)](run)
