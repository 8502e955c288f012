"""Prospects, follow-up and consequences show what their queries answer, on the sample."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from campaigns import describe, load_all
from charts import prospects
from locales import translator
from pages._shared.follow_up import COUNTS, TABLES
from tests.test_pages import fine, opened, said
from warehouse.connection import Connection
from warehouse.home import Home
from warehouse.queries import read

CAMPAIGNS = {name: found.campaign for name, found in load_all().items()}
JIAXING = {"campaign": "jiaxing-2018", "month": "2018-12"}
YUEQING = {"campaign": "yueqing-2021", "month": "2021-12"}
LISHUI = {"campaign": "lishui-2018", "month": "2018-10"}
LINZI = {"campaign": "linzi-2020", "month": "2020-11"}
EVERY = [YUEQING, LISHUI, JIAXING, LINZI]


@pytest.fixture(autouse=True)
def home(sample_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAIMA_DATA", str(sample_home.root))


def ask(snapshot: Connection, query: str, **params: object) -> pl.DataFrame:
    return read(snapshot.cursor(), query, **params)


def shown(app: AppTest, *columns: str) -> pl.DataFrame:
    """The one table that has these columns."""
    tables = [each.value for each in app.dataframe if set(columns) <= set(each.value.columns)]
    assert len(tables) == 1, [list(each.value.columns) for each in app.dataframe]
    return pl.from_pandas(tables[0][list(columns)])


def test_the_funnel_draws_how_many_reached_a_node_and_how_many_stand_there() -> None:
    nodes = pl.DataFrame(
        {
            "node": ["listed_on", "signed_on", "started_on"],
            "reached": [9, 7, 2],
            "standing_here": [2, 5, 1],
            "median_days": [None, 26.0, 23.5],
        }
    )
    reached, here, numbers = prospects.funnel(nodes, translator("en")).to_dict()["data"]
    assert reached["x"] == [9, 7, 2]
    assert here["x"] == [2, 5, 1]
    labels = ["Listed", "Signed<br>median 26 days", "Started<br>median 23.5 days"]
    assert reached["y"] == here["y"] == numbers["y"] == labels
    assert numbers["text"] == ["9, 2 still here", "7, 5 still here", "2, 1 still here"]


def test_prospects_says_the_landing_rate_against_its_target(snapshot: Connection) -> None:
    # Counted once more from the entries: landed of those listed in 2018, against 四(四)'s 50 %.
    entries = (
        snapshot.cursor()
        .sql(
            "select * from prospect_months where campaign_id = $campaign and month = $month",
            params=JIAXING,
        )
        .pl()
    )
    of_period = entries.filter(pl.col("listed_on").is_between(date(2018, 1, 1), date(2018, 12, 31)))
    listed, landed = of_period.height, of_period["is_landed"].sum()
    rate = f"{landed / listed:.2%}"
    text = said(opened("projects/prospects", lang="en", **JIAXING))
    assert f"{entries['is_listed'].sum()} prospects are on the list" in text
    assert f"of {listed} listed in the period {landed} have landed, {rate}" in text
    assert "the target of 50.00% is met" in text


def test_prospects_shows_what_its_queries_answer(snapshot: Connection) -> None:
    app = opened("projects/prospects", lang="en", **JIAXING)
    assert fine(app)
    named = JIAXING | {"track": "all", "language": "en"}
    landing = ask(snapshot, "landing", **named, tier="all").drop_nulls("listed_now")
    table = shown(app, "unit", "landing_rate", "listed_now")
    assert table["unit"].to_list() == ["All units", *landing["unit"][1:]]
    assert table["landing_rate"].to_list() == [
        float(rate * 100) for rate in landing["landing_rate"]
    ]
    assert table["listed_now"].to_list() == landing["listed_now"].to_list()
    app = opened("projects/prospects", lang="en", part="findings", **JIAXING)
    findings = ask(snapshot, "prospect_findings", **named, unit="all")
    assert shown(app, "weight", "said").height == findings.height > 0
    app = opened("projects/prospects", lang="en", part="moves", **JIAXING)
    moves = ask(snapshot, "prospect_moves", **named, unit="all").filter(month=JIAXING["month"])
    assert shown(app, "move", "moved_on").height == moves.height > 0
    app = opened("projects/prospects", lang="en", part="duties", **JIAXING)
    owed = pl.concat(
        ask(snapshot, "prospect_duties", **named, kind=kind) for kind in ("allocation", "post")
    )
    tables = [each.value for each in app.dataframe if "owed" in each.value.columns]
    assert [len(each) for each in tables] == [(owed["missing"] > 0).sum(), owed.height]
    assert tables[0]["missing"].sum() == owed["missing"].sum() > 0


def test_a_conflict_is_told_with_who_was_first_and_how_alike(snapshot: Connection) -> None:
    pairs = ask(snapshot, "prospect_conflicts", **JIAXING, track="all", unit="all", language="en")
    text = said(opened("projects/prospects", lang="en", part="conflicts", **JIAXING)).replace(
        "\\", ""
    )
    assert pairs.height > 0
    for pair in pairs.iter_rows(named=True):
        assert f"{pair['first_unit']} ({pair['first_prospect_id']}) was first" in text
        assert f"came {pair['lead_days']} days later" in text
        assert (
            f"Likeness of investors {pair['investor_similarity'].normalize():f}, of contents"
            in text
        )


def test_the_picked_unit_and_prospect_are_shown_alone(snapshot: Connection) -> None:
    asked = JIAXING | {"unit": "330421", "prospect": "JX-018", "part": "list"}
    app = opened("projects/prospects", lang="en", **asked)
    list_ = ask(snapshot, "prospects", **JIAXING, track="all", unit="330421", language="en")
    assert set(shown(app, "unit", "days_at_node")["unit"]) == {"Jiashan County"}
    assert shown(app, "unit", "days_at_node").height == list_.height
    nodes = ask(snapshot, "prospect_nodes", **JIAXING, prospect="JX-018")
    table = shown(app, "node", "reached_on", "days")
    assert table["days"].fill_nan(None).to_list() == nodes["days"].to_list()


def test_prospects_are_those_of_the_track(snapshot: Connection) -> None:
    named = JIAXING | {"track": "departments", "language": "en"}
    landing = ask(snapshot, "landing", **named, tier="all")
    # The six departments list one each, of which two have landed: 2 ÷ 6.
    assert landing["landed_in_period"].to_list()[0] == landing["landed_in_period"][1:].sum() == 2
    assert str(landing["landing_rate"][0]) == "0.333300"
    app = opened("projects/prospects", lang="en", track="departments", part="list", **JIAXING)
    text = said(app)
    assert "6 prospects of this track are on the list; of 6 listed in the period 2 have" in text
    listed = ask(snapshot, "prospects", **named, unit="all")
    assert shown(app, "unit", "days_at_node").height == listed.height == 6
    funnel = ask(
        snapshot, "prospect_funnel", **JIAXING, track="departments", unit="all", tier="all"
    )
    assert funnel["standing_here"].sum() == listed.filter(state="listed").height


def test_the_list_is_of_those_that_stand_at_the_node_of_the_link(snapshot: Connection) -> None:
    named = JIAXING | {"track": "all", "language": "en"}
    listed = ask(snapshot, "prospects", **named, unit="all")
    there = listed.filter(node="drawings_done_on", state="listed")
    asked = JIAXING | {"part": "list", "node": "drawings_done_on"}
    app = opened("projects/prospects", lang="en", **asked)
    table = shown(app, "prospect_id", "days_at_node")
    assert table["prospect_id"].to_list() == there["prospect_id"].to_list() != []


def test_a_campaign_without_a_list_of_prospects_says_so(snapshot: Connection) -> None:
    app = opened("projects/prospects", lang="en", **LINZI)
    assert fine(app)
    assert "keeps no list of prospects" in said(app)


@pytest.mark.parametrize("asked", EVERY, ids=lambda asked: asked["campaign"])
def test_follow_up_shows_every_matter_that_the_rules_know_and_no_other(
    asked: dict[str, str], snapshot: Connection
) -> None:
    campaign = CAMPAIGNS[asked["campaign"]]
    known = {
        "slow": campaign.slow_projects,  # a page of its own
        "limits": campaign.time_limits,
        "issues": campaign.issue_levels,  # a page of its own
        "contacts": campaign.contact_duty,
        "red": campaign.closing,
        "reviews": campaign.reviews,
        "watched": campaign.monitoring,
    }
    sections = ask(snapshot, "follow_up_sections", campaign=campaign.id)["section"].to_list()
    assert sections == [matter for matter, rule in known.items() if rule]
    for matter in set(sections) - {"slow", "issues"}:
        app = opened("projects/follow_up", lang="en", matter=matter, **asked)
        assert fine(app), matter
        for query, columns in TABLES[matter].items():
            _is_shown(app, snapshot, query, columns, asked)


def _is_shown(
    app: AppTest, snapshot: Connection, query: str, columns: tuple[str, ...], asked: dict[str, str]
) -> None:
    track = {} if query == "reviews_of_month" else {"track": "all"}
    rows = ask(snapshot, query, **asked, **track, language="en")
    if rows.is_empty():
        assert "None this month." in said(app)
        return
    whole = [
        each.name
        for each in rows.select(pl.col("^(" + "|".join(columns) + ")$"))
        if each.dtype.is_integer() and each.null_count() < rows.height
    ]
    first = columns[0]
    table = next(
        each.value
        for each in app.dataframe
        if len(each.value) == rows.height and {first, *whole} <= set(each.value.columns)
    )
    for name in whole:
        assert pl.Series(table[name].to_list()).fill_nan(None).to_list() == [
            None if value is None else value for value in rows[name].to_list()
        ], (query, name)


def test_the_counts_of_a_track_are_those_of_its_lists(snapshot: Connection) -> None:
    for track in ("towns", "zones", "departments"):
        asked = YUEQING | {"track": track}
        row = ask(snapshot, "follow_up_summary", **asked).row(0, named=True)
        slow = ask(snapshot, "slow_projects", **asked, language="en")
        red = ask(snapshot, "red_list", **asked, language="en")
        late = ask(snapshot, "time_limit_breaches", **asked, language="en")
        assert row["slow_projects"] == slow["project_code"].n_unique()
        assert row["red_open"] == (red["state"] != "closed").sum()
        assert row["red_closed"] == (red["state"] == "closed").sum()
        assert row["open_time_limit_breaches"] == late["is_open"].sum()


@pytest.mark.parametrize("asked", EVERY, ids=lambda asked: asked["campaign"])
def test_every_consequence_is_shown_under_its_rule(
    asked: dict[str, str], snapshot: Connection
) -> None:
    due = ask(snapshot, "consequences_due", **asked, track="all", language="en")
    rules = ask(snapshot, "consequences_by_rule", **asked, track="all", language="en")
    app = opened("race/consequences", lang="en", **asked)
    # Of what is folded nothing is worked out: unfold everything.
    for rule in rules.iter_rows(named=True):
        app.session_state[f"{rule['state']}.{rule['consequence_id']}"] = True
    app.run()
    assert fine(app)
    assert sum(len(each.value) for each in app.dataframe) == due.height == rules["cases"].sum()
    assert len(app.expander) == rules.height
    for rule, box in zip(rules.iter_rows(named=True), app.expander, strict=True):
        own = due.filter(consequence_id=rule["consequence_id"], state=rule["state"])
        assert box.dataframe[0].value["unit"].tolist() == own["unit"].to_list()
        text = box.markdown[0].value.replace("\\", "")
        assert rule["clause"] in text
        assert ("is ours" in text) == rule["is_ours"]
        for party in (rule["action"], rule["done_by"], rule["done_to"]):
            assert party is None or party in text


def test_interviews_come_first_and_open_and_warnings_of_projects_are_folded(
    snapshot: Connection,
) -> None:
    rules = ask(snapshot, "consequences_by_rule", **YUEQING, track="all", language="en")
    kinds = rules["kind"].to_list()
    assert kinds[0] == "interview"
    assert kinds == sorted(kinds, key=["interview", "penalty", "warning", "reward"].index)
    app = opened("race/consequences", lang="en", **YUEQING)
    unfolded = [box.proto.expanded for box in app.expander]
    assert unfolded == [kind == "interview" for kind in kinds]


def test_what_one_more_month_would_add_is_told_unit_by_unit(snapshot: Connection) -> None:
    asked = YUEQING | {"month": "2021-11"}
    coming = ask(snapshot, "next_consequences", **asked, track="all", language="en").filter(
        "is_new"
    )
    text = said(opened("race/consequences", lang="en", **asked)).replace("\\", "")
    assert coming.height > 0
    for rule, own in coming.group_by("consequence_id", maintain_order=True):
        assert f"({own.height}): {', '.join(own['unit'])}. " in text, rule


def test_what_the_office_has_to_judge_is_told_with_its_clause(snapshot: Connection) -> None:
    for asked in EVERY:
        rows = ask(snapshot, "consequences_to_judge", campaign=asked["campaign"], language="en")
        text = said(opened("race/consequences", lang="en", **asked)).replace("\\", "")
        for row in rows.iter_rows(named=True):
            assert row["why"] in text
            assert f"({row['clause']})" in text


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_rules_are_said_as_the_description_of_the_campaign_says_them(
    campaign: str, language: str, snapshot: Connection
) -> None:
    page = describe.page(CAMPAIGNS[campaign], language).splitlines()
    lines = {line.partition(" ")[2] for line in page}
    found: dict[str, Any] = {
        section: ask(
            snapshot, "rules_of_section", campaign=campaign, section=section, language=language
        )["sentence"].to_list()
        for section in (*COUNTS, "slow", "issues", "prospects")
    }
    assert all(set(sentences) <= lines for sentences in found.values())
    assert len(found["slow"]) == 3 + len(CAMPAIGNS[campaign].construction_limits)
    assert found["reviews"] == []  # they carry their clause themselves
