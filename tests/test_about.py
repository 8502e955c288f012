"""About the figures: every measure that a page shows has an entry, made of what the code uses."""

import re
from pathlib import Path

import pytest

from campaigns import load_all
from campaigns.describe.about import RULES, clauses, code, components, rules
from locales import LANGUAGES, messages, translator
from pages._shared.terms import term
from tests.test_pages import fine, opened, said
from warehouse.home import ROOT, Home
from warehouse.measures import Measure, measure_of, measures, sql

YUEQING = {"campaign": "yueqing-2021", "month": "2021-11", "lang": "zh-CN"}
DEFINITION = load_all()["yueqing-2021"].text
# A column is a measure if its name says how it is written, or its heading in which unit.
ENDINGS = ("wanyuan", "points", "score", "rate", "progress", "attainment", "share")
UNIT = re.compile(r"（(个|天|次|行|份|月|家|处|行次|万元|百分点|%|分)）$")
OTHERS = {"rank", "light", "streak", "movement", "band", "earned", "lost", "places_gained"}
# Texts and switches that only look like one.
NO_MEASURE: set[str] = set()
GLOSSARY = ROOT / "docs" / "glossary.md"


def shown() -> set[str]:
    """The names of all columns and cards that are measures."""
    found = set()
    for key, text in messages("zh-CN").items():
        section, _, name = key.partition(".")
        if section in ("columns", "cards") and (
            name.rpartition("_")[2] in ENDINGS or UNIT.search(str(text)) or name in OTHERS
        ):
            found.add(name)
    return found - NO_MEASURE


def glossary() -> dict[str, str]:
    """English term → Chinese one; a row of several has as many of both."""
    found = {}
    for line in GLOSSARY.read_text("utf-8").splitlines():
        if line.startswith("|"):
            english, chinese = (cell.strip() for cell in line.strip("|").split("|")[:2])
            found[english] = chinese
            if len(english.split(", ")) == len(chinese.split("、")):
                found |= dict(zip(english.split(", "), chinese.split("、"), strict=True))
    return found


def test_every_measure_that_a_page_shows_has_an_entry() -> None:
    assert len(shown()) > 100
    assert [name for name in sorted(shown()) if measure_of(name) is None] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_measure_that_a_page_shows_is_explained_where_it_stands(language: str) -> None:
    t = translator(language)
    assert [name for name in sorted(shown()) if not term(t, name)] == []
    assert [each.id for each in measures() if f"terms.{each.id}" not in messages(language)] == []


def test_what_is_no_measure_is_not_explained_as_one() -> None:
    assert term(translator("en"), "project_name") is None
    # Named itself, though it ends like a plan.
    assert measure_of("over_plan_wanyuan") == by_id("forecast_wanyuan")
    assert measure_of("added_plan_wanyuan") == by_id("period_plan_wanyuan")


def by_id(name: str) -> Measure:
    return next(each for each in measures() if each.id == name)


@pytest.mark.parametrize("measure", measures(), ids=lambda each: each.id)
def test_an_entry_names_what_is_there(measure: Measure) -> None:
    for language in LANGUAGES:
        assert measure.name(language)
        assert measure.formula(language)
        assert f"about.group.{measure.group}" in messages(language)
        assert not measure.unit or f"take_away.unit.{measure.unit}" in messages(language)
    assert set(measure.rules) <= set(RULES)
    assert all(sql(mart).startswith(f"-- {mart}: ") for mart in measure.marts)
    assert all(code(module).startswith('"""') for module in measure.code)


def test_names_are_those_of_the_glossary() -> None:
    known = glossary()
    assert [each.id for each in measures() if each.term and each.term not in known] == []
    same = [each for each in measures() if each.en.lower() in known]
    assert len(same) > 20
    assert [each.id for each in same if known[each.en.lower()] != each.zh] == []
    for key in messages("en"):
        if key.startswith("term_names."):
            english, chinese = (str(messages(each)[key]) for each in ("en", "zh-CN"))
            assert chinese in known.get(english.lower(), "").split("、"), key
            assert f"terms.{key.removeprefix('term_names.')}" in messages("en")


def test_the_programs_are_the_files_themselves() -> None:
    path = Path(ROOT / "warehouse" / "marts" / "unit_months.sql")
    assert sql("unit_months") == path.read_text("utf-8")
    assert code("scoring") == (ROOT / "campaigns" / "scoring.py").read_text("utf-8")


def test_rules_are_the_definitions() -> None:
    """Build weighs 30 of 100 and counts to 120 % (clause 四(四)); with 40 it is said otherwise."""
    build = next(line for line in rules(DEFINITION, ["components"], "zh-CN") if "续建" in line)
    assert build.startswith("- 续建：权重 30，计至 120%")
    assert "四(四)" in build
    heavier = _heavier(DEFINITION)
    build = next(line for line in rules(heavier, ["components"], "zh-CN") if "续建" in line)
    assert build.startswith("- 续建：权重 40，计至 120%")
    assert str(components(DEFINITION, "en")[0]) != str(components(heavier, "en")[0])
    assert clauses(DEFINITION, ["bottom"], "zh-CN") == ["四(六)"]
    assert clauses(DEFINITION, ["components"], "en") == ["四(四)", "with numbers of ours"]


def _heavier(definition: str) -> str:
    """The definition with 40 for the weight of its stage `build`, and 10 less elsewhere."""
    head, stage, tail = definition.partition('stage = "build"')
    assert stage
    changed = re.sub(r"^weight = 30$", "weight = 40", tail, count=1, flags=re.MULTILINE)
    assert changed != tail
    return head + stage + changed


def test_a_weight_changed_in_the_definition_changes_the_page(
    sample_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAIMA_DATA", str(sample_home.root))
    before = said(opened("data/about", **YUEQING, measure="score"))
    assert "续建：权重 30，计至 120%" in before
    assert "“续建”（30.00%）" in before
    monkeypatch.setattr("pages._shared.about._definition", lambda _run: _heavier(DEFINITION))
    after = said(opened("data/about", **YUEQING, measure="score"))
    assert "续建：权重 40，计至 120%" in after
    assert "“续建”（36.36%）" in after, "40 of the 110 that the weights now make"
    assert "续建：权重 30" not in after


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_group_and_every_measure_opens(
    language: str, sample_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAIMA_DATA", str(sample_home.root))
    asked = YUEQING | {"lang": language}
    for group in {each.group for each in measures()} | {"terms"}:
        app = opened("data/about", **asked, group=group)
        assert fine(app), group
        for each in measures():
            assert (f"measure={each.id})" in said(app)) == (each.group == group)
    one = opened("data/about", **asked, measure="completion_rate")
    assert fine(one)
    assert one.subheader[0].value == by_id("completion_rate").name(language)
    assert by_id("completion_rate").formula(language) in said(one)
    assert one.code[0].value == sql("unit_months").strip()


def test_searching_finds_measures_and_terms_and_says_what_it_does_not_find(
    sample_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAIMA_DATA", str(sample_home.root))
    app = opened("data/about", **YUEQING, look="僵尸")
    found = said(app)
    assert [each.value for each in app.subheader] == [by_id("slow").zh], "the only one, in full"
    assert "**僵尸项目**" in found
    assert "measure=completion_rate" not in found
    nothing = opened("data/about", **YUEQING, look="没有这个词")
    assert any("没有这个词" in str(each.value) for each in nothing.info)
    unknown = opened("data/about", **YUEQING, measure="nonsense")
    assert any("nonsense" in str(each.value) for each in unknown.warning)


def test_a_measure_with_a_formula_of_its_own_has_the_unit_in_its_name() -> None:
    of_their_own = {measure.id: measure.unit for measure in measures() if not measure.of}
    assert of_their_own["gap_wanyuan"] == "万元"
    assert {unit for name, unit in of_their_own.items() if name != "gap_wanyuan"} == {"1"}
    assert all(name.endswith(("_rate", "_share")) for name in set(of_their_own) - {"gap_wanyuan"})
