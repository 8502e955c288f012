"""Definitions as files: what is refused and how it is said, round trips, schema, pages."""

import json
import re
import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import jsonschema  # type: ignore[import-untyped]
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.campaign import write_definition
from campaigns import HERE, Campaign, CampaignError, load, load_all
from campaigns.commands import cli
from campaigns.describe import page
from campaigns.metrics import METRICS, UNITS
from campaigns.parts import Category, Domain, Unit
from campaigns.prospecting import Node
from campaigns.reading import read
from campaigns.targets import Level, Metric, Tier, Top500
from campaigns.writing import SCHEMA, schema, to_toml
from locales import LANGUAGES, messages
from warehouse.tables import TABLES, Column

FILES = sorted(HERE.glob("*.toml"))
CAMPAIGNS = [load(path).campaign for path in FILES]
WORDS = {"zh": "甲", "en": "A"}
OURS = {"ours": True}
Table = dict[str, Any]


def parsed(text: str) -> Table:
    return tomllib.loads(text, parse_float=Decimal)


def target(identity: str, **more: object) -> Table:
    return {
        "id": identity,
        "name": WORDS,
        "metric": {"kind": "invested"},
        "value": 10,
        "unit": "亿元",
        "source": OURS,
        **more,
    }


def band(**more: object) -> Table:
    return {"months": 12, "source": OURS, **more}


def duty(*contenders: str) -> Table:
    floors = [{"from_yiyuan": 1}]
    return {
        "id": "duty",
        "post": WORDS,
        "per_year": 1,
        "floors": floors,
        "contenders": list(contenders),
        "source": OURS,
    }


def consequence(**when: object) -> Table:
    return {"id": "talk", "when": when, "kind": "interview", "action": WORDS, "source": OURS}


def definition(**more: object) -> Table:
    """A sound definition of one town, with these sections besides."""
    return {
        "id": "trial",
        "name": WORDS,
        "short_name": WORDS,
        "document": "none",
        "period": {
            "start": "2021-01-01",
            "end": "2021-12-31",
            "source": OURS,
        },
        "deadline_day": 5,
        "deadline_source": OURS,
        "figure": "reported",
        "figure_source": OURS,
        "office": {"code": "O-1", "name": {"zh": "办", "en": "Office"}},
        "tracks": [{"id": "towns", "name": WORDS, "contenders": [{"code": "t1", "name": WORDS}]}],
        "race": {
            "components": [
                {
                    "kind": "attainment",
                    "stage": "build",
                    "name": WORDS,
                    "weight": 100,
                    "source": OURS,
                }
            ],
            "unit_lights": {"green": 90, "yellow": 75, "source": OURS},
            "project_lights": {"green": 1, "yellow": Decimal("0.8"), "source": OURS},
            "bottom": {"size": 3, "min_ranked": 7, "source": OURS},
        },
        **more,
    }


def problems(table: Table) -> list[str]:
    return [str(problem) for problem in read(table)[1]]


def test_the_definition_that_these_tests_break_is_sound() -> None:
    assert problems(definition()) == []


def weights(table: Table) -> None:
    table["race"]["components"][0]["weight"] = Decimal("99.5")


def unit_twice(table: Table) -> None:
    table["tracks"][0]["contenders"].append({"code": "t2", "name": {"zh": "乙", "en": "A"}})


def streak_of_thirteen(table: Table) -> None:
    table["race"]["bottom"]["min_ranked"] = 1
    table["consequences"] = [consequence(kind="streak", months=13)]


def put(**sections: object) -> Callable[[Table], None]:
    return lambda table: table.update(sections)


def level(name: str, days: int | None) -> Table:
    return {"id": name, "name": WORDS, "source": OURS} | ({"days": days} if days else {})


@pytest.mark.parametrize(
    ("breaks", "key", "says"),
    [
        (weights, "race.components", "the weights sum to 99.5"),
        (unit_twice, "tracks", "two units are called A"),
        (put(targets=[target("a"), target("a")]), "targets", "two are called a"),
        (
            put(construction_limits=[band(from_yiyuan=1)]),
            "construction_limits",
            "gap: nothing below 1",
        ),
        (
            put(construction_limits=[band(below_yiyuan=10), band(from_yiyuan=12)]),
            "construction_limits",
            "gap: nothing from 10 to 12",
        ),
        (
            put(construction_limits=[band(below_yiyuan=10), band(from_yiyuan=8)]),
            "construction_limits",
            "overlap: two from 8 to 10",
        ),
        (
            put(construction_limits=[band(), band(from_yiyuan=8)]),
            "construction_limits",
            "overlap: two from 8 to the largest",
        ),
        (
            put(construction_limits=[band(below_yiyuan=10)]),
            "construction_limits",
            "gap: nothing from 10 on",
        ),
        (
            put(construction_limits=[band(below_yiyuan=0), band(from_yiyuan=0)]),
            "construction_limits",
            "empty: from 0 to below 0",
        ),
        (
            put(targets=[target("late", due="2022-01-31")]),
            "targets.late.due",
            "2022-01-31 is outside the period 2021-01-01 to 2021-12-31",
        ),
        (
            put(
                targets=[
                    target(
                        "a",
                        value=None,
                        checkpoints=[{"due": "2020-12-31", "value": 1, "source": OURS}],
                    )
                ]
            ),
            "targets.a.checkpoints.0.due",
            "2020-12-31 is outside the period",
        ),
        (
            put(targets=[target("a", since="2021-06-01", due="2021-03-31")]),
            "targets.a.since",
            "2021-06-01 is later than the due date 2021-03-31",
        ),
        (
            put(targets=[target("first", due="2021-06-30", value=50), target("last", value=40)]),
            "targets.last",
            "demands 40 by 2021-12-31, and first 50 by 2021-06-30 already",
        ),
        (
            put(targets=[target("one", value=5), target("other", value=6)]),
            "targets.other",
            "demands 6 by 2021-12-31, one 5",
        ),
        (
            put(targets=[target("a", metric={"kind": "joy"})]),
            "targets.a.metric.kind",
            "unknown metric",
        ),
        (
            put(targets=[target("a", metric={"kind": "invested", "tiers": ["mayor"]})]),
            "targets.a.metric",
            "invested cannot be limited by tiers",
        ),
        (
            put(targets=[target("a", metric={"kind": "started_within_rate"}, unit="%")]),
            "targets.a.metric",
            "started_within_rate needs within_months",
        ),
        (put(targets=[target("a", unit="%")]), "targets.a", "`unit` of invested is '亿元'"),
        (put(targets=[target("a", value=None)]), "targets.a", "give a value"),
        (
            put(targets=[target("a", value=None, direction="up")]),
            "targets.a",
            "invested has no direction",
        ),
        (
            put(targets=[target("a", each=[{"contenders": ["t9"], "value": 1, "source": OURS}])]),
            "targets.a.each.contenders",
            "there is no 't9'",
        ),
        (
            put(targets=[target("a", metric={"kind": "indicator", "indicator": "x"}, unit="%")]),
            "targets.a.metric.indicator",
            "there is no 'x'",
        ),
        (
            put(targets=[target("a", metric={"kind": "invested", "project": "x"})]),
            "targets.a.metric.project",
            "there is no 'x'",
        ),
        (put(duties=[duty("t9")]), "duties.duty.contenders", "there is no 't9'"),
        (
            put(consequences=[consequence(kind="light", light="blue")]),
            "consequences.talk.when.light",
            "Input should be 'green', 'yellow', 'red' or 'grey'",
        ),
        (
            put(consequences=[consequence(kind="overdue_issue", level="attic")]),
            "consequences.talk.when.level",
            "there is no 'attic'",
        ),
        (
            put(consequences=[consequence(kind="below", target="moon")]),
            "consequences.talk.when.target",
            "there is no 'moon'",
        ),
        (
            put(consequences=[consequence(kind="streak")]),
            "consequences.talk.when",
            "`streak` needs `months`",
        ),
        (
            put(consequences=[consequence(kind="streak", months=2, light="red")]),
            "consequences.talk.when",
            "`streak` has no `light`",
        ),
        (
            put(consequences=[consequence(kind="streak", months=2)]),
            "consequences.talk.when",
            "it needs 7 ranked units, and the largest track has 1",
        ),
        (streak_of_thirteen, "consequences.talk.when.months", "13 months running"),
        (
            put(issue_levels=[level("low", None), level("high", None)]),
            "issue_levels.low.days",
            "is missing",
        ),
        (put(issue_levels=[level("low", 7)]), "issue_levels.low.days", "no level stands above"),
        (
            put(plans=[{"id": "p", "name": WORDS, "targets": ["x"], "source": OURS}]),
            "plans.p.targets",
            "there is no 'x'",
        ),
        (
            put(benchmarks=[{"code": "b", "name": WORDS, "indicators": ["x"], "source": OURS}]),
            "benchmarks.b.indicators",
            "there is no 'x'",
        ),
        (
            put(
                slow_projects={
                    "zombie": {"months": 3, "source": OURS},
                    "snail": {"attainment_below": Decimal("0.5"), "months": 3, "source": OURS},
                    "marathon": {"source": OURS},
                }
            ),
            "slow_projects.marathon.months",
            "is missing, and there are no construction limits",
        ),
        (
            put(
                time_limits=[
                    {
                        "id": "a",
                        "name": WORDS,
                        "after": "land_supplied_on",
                        "until": "started_on",
                        "months_from": 6,
                        "months": 3,
                        "source": OURS,
                    }
                ]
            ),
            "time_limits.a.months",
            "from 6 to 3",
        ),
        (
            put(
                tiers=[
                    {
                        "id": "mayor",
                        "name": WORDS,
                        "about_yiyuan": 20,
                        "floor_yiyuan": 50,
                        "source": OURS,
                    }
                ]
            ),
            "tiers.mayor.floor_yiyuan",
            "50 is more than the 20 that it is a floor for",
        ),
        (
            put(targets=[target("a", metric={"kind": "landing_rate"}, unit="%")]),
            "targets.a.metric.kind",
            "what landing_rate counts is said by `prospect_list`",
        ),
        (put(colour="red"), "colour", "Extra inputs are not permitted"),
    ],
)
def test_what_is_wrong_is_said_with_its_key(
    breaks: Callable[[Table], None], key: str, says: str
) -> None:
    table = definition()
    breaks(table)
    (line,) = problems(table)
    assert line.startswith(f"{key}: ")
    assert says in line
    assert re.search(r"\. [A-Z].*\.$", line)  # the remedy


def test_all_problems_in_one_go_those_of_reading_and_those_of_sense() -> None:
    table = definition(
        targets=[
            target("a", metric={"kind": "joy"}),
            target("late", due="2022-01-31"),
            target("b", each=[{"contenders": ["t9"], "value": 1, "source": OURS}], value=None),
        ],
        construction_limits=[band(from_yiyuan=1)],
    )
    weights(table)
    keys = [line.split(": ")[0] for line in problems(table)]
    assert sorted(keys) == [
        "construction_limits",
        "race.components",
        "targets.a.metric.kind",
        "targets.b.each.contenders",
        "targets.late.due",
    ]


def test_a_contender_that_cannot_be_read_is_not_missed_elsewhere() -> None:
    table = definition(duties=[duty("t1")])
    table["tracks"][0]["contenders"][0]["nome"] = "x"
    assert [line.split(": ")[0] for line in problems(table)] == ["tracks.towns.contenders.t1.nome"]


def test_a_due_date_outside_the_period_is_allowed_where_the_target_says_so() -> None:
    late = target("late", due="2022-01-31", outside_period=True)
    assert problems(definition(targets=[late])) == []


def test_other_filters_counting_days_and_scopes_are_no_contradiction() -> None:
    share = {"contenders": ["t1"], "value": 2, "source": OURS}
    sound = [
        target("a", value=50, due="2021-06-30"),
        target("b", value=40, metric={"kind": "invested", "domains": ["industry"]}),
        target("c", value=40, since="2021-07-01"),
        target("d", value=1, per="month"),
        target("e", value=None, each=[share]),
    ]
    assert problems(definition(targets=sound)) == []


def test_every_required_section_may_be_missing_without_a_crash() -> None:
    for section in definition():
        table = definition()
        del table[section]
        assert [line.split(":")[0] for line in problems(table)] == [section]
    assert len(problems({})) > 5


def test_a_file_is_refused_when_it_is_loaded(tmp_path: Path) -> None:
    broken = definition(construction_limits=[band(from_yiyuan=1)])
    path = tmp_path / "trial.toml"
    campaign, _ = read(definition())
    assert campaign
    path.write_text(to_toml(campaign) + "\n[[construction_limits]]\nmonths = 1\nfrom_yiyuan = 1\n")
    with pytest.raises(CampaignError, match=r"trial\.toml: construction_limits\.0\.source: "):
        load(path)
    assert problems(broken)


# --- Round trips -----------------------------------------------------------


@pytest.mark.parametrize("campaign", CAMPAIGNS, ids=lambda one: one.id)
def test_a_definition_survives_its_file(campaign: Campaign) -> None:
    assert Campaign.model_validate(parsed(to_toml(campaign))) == campaign


@pytest.mark.parametrize("campaign", CAMPAIGNS, ids=lambda one: one.id)
def test_a_definition_survives_json(campaign: Campaign) -> None:
    assert Campaign.model_validate_json(campaign.model_dump_json()) == campaign


@given(
    name=st.text(st.characters(exclude_categories=["Cs"])),
    value=st.decimals(0, 10**9, places=4),
    due=st.dates(),
    stretch=st.booleans(),
)
def test_whatever_a_target_says_survives_its_file(
    name: str, value: Decimal, due: Any, stretch: bool
) -> None:
    words = {"zh": name, "en": name}
    one = target("a", name=words, value=value, due=due, is_stretch=stretch)
    campaign = Campaign.model_validate(definition(targets=[one]))
    assert Campaign.model_validate(parsed(to_toml(campaign))) == campaign


# --- The schema ------------------------------------------------------------


def test_the_schema_that_is_checked_in_is_the_models() -> None:
    assert SCHEMA.read_text("utf-8") == schema(), "python -m campaigns schema writes it"


def plain(value: Any) -> Any:
    """What an editor sees of a TOML file: JSON's types."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, Decimal):
        return float(value)
    return value if isinstance(value, str | int) else str(value)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_files_name_the_schema_and_fit_it(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith("#:schema ./schema.json\n")
    jsonschema.validate(plain(parsed(text)), json.loads(schema()))


def test_the_schema_refuses_an_unknown_metric() -> None:
    table = definition(targets=[target("a", metric={"kind": "joy"})])
    with pytest.raises(jsonschema.ValidationError, match="joy"):
        jsonschema.validate(plain(table), json.loads(schema()))


# --- The vocabulary --------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_metric_and_unit_has_words(language: str) -> None:
    texts = messages(language)
    assert {f"definition.metric.{kind}" for kind in METRICS} <= set(texts)
    assert {f"definition.unit.{unit}" for unit in get_args(Unit)} <= set(texts)


def test_filters_of_the_vocabulary_are_fields() -> None:
    for kind in METRICS.values():
        assert kind.filters <= set(Metric.model_fields)
        assert kind.needs <= kind.filters
        assert kind.unit in UNITS


@pytest.mark.parametrize("campaign", CAMPAIGNS, ids=lambda one: one.id)
def test_the_levels_of_issues_are_those_that_units_can_file(campaign: Campaign) -> None:
    filed = [choice.id for choice in column("issues", "level").choices]
    levels = [level.id for level in campaign.issue_levels]
    assert levels == [level for level in filed if level in levels]


@pytest.mark.parametrize(
    ("vocabulary", "table", "name"),
    [
        (Domain, "projects", "domain"),
        (Category, "projects", "category"),
        (Level, "projects", "level"),
        (Tier, "prospects", "tier"),
        (Top500, "prospects", "top500"),
    ],
)
def test_filters_know_what_units_can_file(vocabulary: object, table: str, name: str) -> None:
    assert set(get_args(vocabulary)) == {choice.id for choice in column(table, name).choices}


def test_the_nodes_are_columns_of_prospects_in_their_order() -> None:
    columns = [one.name for one in TABLES["prospects"].columns]
    assert [name for name in columns if name in get_args(Node)] == list(get_args(Node))


def column(table: str, name: str) -> Column:
    return next(one for one in TABLES[table].columns if one.name == name)


# --- Pages -----------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("campaign", CAMPAIGNS, ids=lambda one: one.id)
def test_a_page_says_everything_once_in_its_language(campaign: Campaign, language: str) -> None:
    text = page(campaign, language)
    lines = text.splitlines()
    for section in ("targets", "named_projects", "plans", "consequences", "reviews"):
        for entry in getattr(campaign, section):
            words = entry.action if section == "consequences" else entry.name
            said = words.zh if language == "zh-CN" else words.en
            assert any(said in line and entry.source.clause in line for line in lines), entry.id
    for one in campaign.duties:
        assert (one.post.zh if language == "zh-CN" else one.post.en) in text
    for unit in campaign.contenders:
        assert (unit.name.zh if language == "zh-CN" else unit.name.en) in text


def test_a_target_as_it_is_said() -> None:
    found = next(one for one in CAMPAIGNS if one.monitoring)
    chinese = "- 策划储备项目总投资：500 亿元以上，至 2020-12-31（按储备项目总投资）（三(四)）"
    assert chinese in page(found, "zh-CN")
    assert (
        "- Total investment of the reserve: at least CNY 50000 m, by 2020-12-31 "
        "[total investment of the reserve] (三(四))"
    ) in page(found, "en")


# --- Commands --------------------------------------------------------------


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, arguments)
    return result.exit_code, result.output


def test_check_of_all_that_is_installed() -> None:
    code, output = run("check")
    assert code == 0
    assert all(path.name in output for path in FILES)


def test_check_names_every_problem_of_every_file(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.toml").write_text(f'id = "{name}"\ncolour = 1\n')
    code, output = run("check", *(str(path) for path in sorted(tmp_path.glob("*.toml"))))
    assert code == 1
    for name in ("one", "two"):
        assert f"{name}.toml: colour: " in output
        assert f"{name}.toml: period: " in output


def test_check_of_a_file_that_is_not_there_is_a_wrong_command_line(tmp_path: Path) -> None:
    assert run("check", str(tmp_path / "none.toml"))[0] == 2


def test_describe_by_id_and_by_file() -> None:
    first = load_all([HERE])[FILES[0].stem].campaign
    assert run("describe", first.id) == (0, page(first, "zh-CN"))
    assert run("describe", str(FILES[0]), "--lang", "en") == (0, page(first, "en"))


def test_describe_says_what_there_is() -> None:
    code, output = run("describe", "nothing")
    assert code == 1
    assert FILES[0].stem in output


def test_the_schema_is_printed() -> None:
    assert run("schema") == (0, schema())


def test_the_readme_names_every_command_and_no_other() -> None:
    readme = (HERE.parent / "README.md").read_text("utf-8")
    table = readme.split("| `python -m campaigns …`")[1].split("\n\n")[0]
    assert set(re.findall(r"^\| `([a-z]+)", table, re.MULTILINE)) == set(cli.commands)


def test_the_benchmark_measures_a_campaign_that_can_be_loaded(tmp_path: Path) -> None:
    write_definition(tmp_path, units=9)
    assert [len(each.campaign.contenders) for each in load_all([tmp_path]).values()] == [9]
