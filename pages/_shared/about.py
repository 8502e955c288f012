"""Measures and terms as they are explained: made of the registry, the definition and the SQL.

The definition is the one that the snapshot was made by, so a frozen link explains its own figures.
"""

from collections.abc import Iterator

import streamlit as st

from campaigns.describe.about import clauses, code, components, rules
from locales import messages
from pages._shared import links, menu, pick
from pages._shared.run import Run
from pages._shared.show import plain
from warehouse.measures import Measure, measure_of, measures, sql

TERMS = "terms"
NAMES = "term_names."


def opening(run: Run) -> str:
    """What the campaign's score is made of, in a sentence."""
    parts = components(_definition(run), run.t.language)
    heaviest = {"name": parts[0][0], "weight_share": parts[0][1]}
    return run.say(
        "about.sentence",
        heaviest,
        campaign=run.choice.campaign_name,
        n=len(measures()),
        parts=len(parts),
    )


def chosen(run: Run) -> list[Measure]:
    """The measures to be explained: the one that the link names, those that fit, or a group's."""
    every = {each.id: each for each in measures()}
    named = st.query_params.get("measure")
    if named in every:
        st.page_link(menu.script("about"), label=run.t("about.all"), query_params=links.kept())
        return [every[named]]
    if named is not None:
        st.warning(plain(run.t("about.unknown", asked=named)))
    if asked := pick.typed(run, "look"):
        return [each for each in every.values() if _fits(each, asked, run)]
    names = {each.group: run.t(f"about.group.{each.group}") for each in measures()}
    group = pick.view(run, "group", names | {TERMS: run.t("about.group.terms")})
    return [each for each in measures() if each.group == group]


def explained(measure: Measure, run: Run) -> None:
    """A measure: its formula, the rules that it follows here, and where pages show it."""
    t = run.t
    st.subheader(plain(measure.name(t.language)), anchor=measure.id)
    st.markdown(plain(measure.formula(t.language)))
    if sentences := rules(_definition(run), measure.rules, t.language):
        st.markdown("\n".join(_listed(each) for each in sentences))
    elif measure.rules:
        st.caption(t("about.no_rule"))
    shown = t("number.separator").join(headings(measure, run))
    st.caption(plain(t("about.shown", unit=_unit(measure, run), shown=shown)))


def programs(measure: Measure, run: Run) -> None:
    """The programs that compute a measure, one at a time, as they are; nothing without any."""
    texts = {f"{name}.sql": sql for name in measure.marts}
    texts |= {f"{name}.py": code for name in measure.code}
    if not texts:
        return
    name = pick.view(run, "program", {each: each for each in texts})
    kind = name.rpartition(".")[2]
    st.code(texts[name](name.removesuffix(f".{kind}")), language="python" if kind == "py" else kind)


def line(measure: Measure, run: Run) -> str:
    """A measure in a line: its name, a link to all that is known of it; formula, unit, clauses."""
    t = run.t
    name = plain(measure.name(t.language))
    formula = measure.formula(t.language).removeprefix(measure.name(t.language) + t("about.colon"))
    facts = [t("about.unit", unit=_unit(measure, run))] if measure.unit else []
    facts += clauses(_definition(run), measure.rules, t.language)
    said = t("about.between").join(plain(each) for each in facts)
    address = links.to("about", measure=measure.id)
    return f"- **[{name}]({address})**{t('about.colon')}{plain(formula)}  \n  :gray[{said}]"


def terms(run: Run, asked: str) -> Iterator[str]:
    """The terms that are no measures, each with what it means, a line each."""
    texts = messages(run.t.language)
    for key in texts:
        if key.startswith(NAMES):
            name, means = run.t(key), run.t(f"terms.{key.removeprefix(NAMES)}")
            if asked.lower() in f"{name} {means}".lower():
                yield f"- **{plain(name)}**{run.t('about.colon')}{plain(means)}"


def headings(measure: Measure, run: Run) -> list[str]:
    """The headings and cards under which pages show a measure, each once."""
    found = {
        str(text)
        for key, text in messages(run.t.language).items()
        if key.startswith(("columns.", "cards.")) and measure_of(key.partition(".")[2]) == measure
    }
    return sorted(found) or [measure.name(run.t.language)]


def _unit(measure: Measure, run: Run) -> str:
    if measure.unit == "万元":
        return run.t("about.money")
    return run.t(f"take_away.unit.{measure.unit}") if measure.unit else run.t("about.no_unit")


def _definition(run: Run) -> str:
    return str(run.ask("definition")["definition_toml"][0])


def _fits(measure: Measure, asked: str, run: Run) -> bool:
    language = run.t.language
    said = [measure.id, measure.name(language), measure.formula(language), *headings(measure, run)]
    return all(word in " ".join(said).lower() for word in asked.lower().split())


def _listed(line: str) -> str:
    """A line of a list in Markdown, with its mark kept and its text as it is."""
    mark, _, text = line.partition("- ") if "- " in line[:4] else line.partition(". ")
    return f"{mark}- {plain(text)}"
