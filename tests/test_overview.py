"""The overview and the to-do list show what the snapshot holds, campaign by campaign.

Figures of the hand-made snapshot are worked out in its docstring and below; those of the sample are
counted again from the tables underneath, or compared with the pages that show a matter at length.
"""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from charts import overview as drawn
from locales import LANGUAGES, translator
from pages._shared.overview import PLACES
from pages._shared.todo import EVERY, ONE
from tests.dashboard_snapshot import example, write
from tests.test_pages import fine, opened, said
from warehouse.connection import Connection
from warehouse.home import Home
from warehouse.queries import read
from warehouse.snapshots import connect, current

OVERVIEW, TODO = "overview/overview", "overview/todo"
NOVEMBER = {"campaign": "alpha", "month": "2021-11"}
ENGLISH = NOVEMBER | {"language": "en"}
MATTERS = ("consequences", "issues", "contacts", "filings", "reviews")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("overview")
    write(folder / "snapshots", example())
    return folder


@pytest.fixture
def served(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAIMA_DATA", str(made))


@pytest.fixture(scope="module")
def cursor(made: Path) -> Iterator[Connection]:
    served = current(made / "snapshots")
    assert served is not None
    with connect(served) as connection:
        yield connection.cursor()


def row_of(frame: pl.DataFrame, **wanted: object) -> dict[str, Any]:
    return frame.row(
        by_predicate=pl.all_horizontal(pl.col(k) == v for k, v in wanted.items()), named=True
    )


# --- Every campaign in one answer ---------------------------------------------------------------


def test_every_campaign_has_a_row_the_chosen_one_first(cursor: Connection) -> None:
    rows = read(cursor, "overview", **ENGLISH)
    assert rows["campaign_id"].to_list() == ["alpha", "bravo", "charlie"]
    chosen = read(cursor, "overview", campaign="charlie", month="2021-09", language="en")
    assert chosen["campaign_id"].to_list() == ["charlie", "alpha", "bravo"]
    # The chosen one in the chosen month, the others in their latest.
    assert chosen["month"].to_list() == ["2021-09", "2021-11", None]


def test_a_campaign_is_told_by_its_sums(cursor: Connection) -> None:
    alpha = row_of(read(cursor, "overview", **ENGLISH), campaign_id="alpha")
    # Towns 3 150 of 8 000 and bureaus 350 of 1 000: 3 500 of 9 000 is 38.89 %.
    assert alpha["completion_rate"] == Decimal("0.3889")
    assert alpha["lead_points"] == Decimal("-30.72")  # 38.89 − 69.61
    assert alpha["lead_state"] == "behind"
    goals = ("targets", "met", "on_track", "at_risk", "missed", "no_data")
    assert [alpha[name] for name in goals] == [7, 2, 1, 1, 2, 1]
    # Towns 3, 2 and 1 show red; the bureau that never files is not ranked.
    assert (alpha["ranked_units"], alpha["red_units"], alpha["unranked_units"]) == (9, 3, 1)
    assert (alpha["expected"], alpha["filed"], alpha["on_time"]) == (8, 7, 7)
    assert alpha["filed_rate"] == Decimal("0.875")
    assert alpha["issue"] is None
    assert (alpha["todo_cases"], alpha["overdue_cases"]) == (13, 6)


def test_a_published_month_says_so_and_who_has_changed(cursor: Connection) -> None:
    rows = read(cursor, "overview", campaign="alpha", month="2021-10", language="en")
    october = row_of(rows, campaign_id="alpha")
    assert (october["issue"], october["changed_units"]) == (2, 2)
    assert f"{october['published_at']:%Y-%m-%d}" == "2021-11-18"


def test_the_summary_names_the_worst_and_the_best(cursor: Connection) -> None:
    row = read(cursor, "overview_summary", **ENGLISH).row(0, named=True)
    # charlie: 24 680 of 20 000 in October, so far ahead.
    assert (row["campaigns"], row["rated_campaigns"], row["behind"]) == (3, 2, 1)
    assert (row["worst"], row["best"]) == ("Alpha push", "Charlie push")
    assert row["worst_size_points"] == Decimal("30.72")
    assert row["state"] == "some_behind"


def test_leaders_and_reds_are_found_track_by_track(cursor: Connection) -> None:
    units = read(cursor, "overview_units", places=PLACES, **ENGLISH)
    leading = units.filter("is_leading").select("track_id", "rank", "unit_id").rows()
    assert leading == [
        ("towns", 1, "t8"),
        ("towns", 2, "t6"),
        ("towns", 2, "t7"),
        ("bureaus", 1, "b1"),
    ]
    assert units.filter("is_red")["unit_id"].to_list() == ["t3", "t2", "t1"]
    tracks = read(cursor, "overview_tracks", **ENGLISH)
    assert tracks.rows() == [
        ("alpha", "towns", "Towns", 8, []),
        ("alpha", "bureaus", "Bureaus", 1, ["Education Bureau"]),
    ]


@pytest.mark.usefixtures("served")
def test_the_page_says_what_the_queries_answer() -> None:
    app = opened(OVERVIEW, lang="en", **NOVEMBER)
    assert fine(app)
    shown = said(app)
    assert (
        "1 of 2 campaigns is behind schedule, most of all Alpha push (30.72 pp); units showing "
        "red: 3; targets missed: 2, at risk: 1."
    ) in shown
    assert (
        "Alpha push: Town 8 (Towns), Water Bureau (Bureaus) in the lead; 3 red: Town 3, Town 2, "
        "Town 1; to do, overdue: 6."
    ) in shown
    assert "Completed 38.89%, time progress 69.61%: 30.72 pp behind" in shown
    assert "7 / 8 units (87.50%), 7 on time" in shown
    assert "Completed 123.40%, time progress 40.20%: 83.20 pp ahead" in shown
    assert "Bravo push" in shown
    assert "No data for any month yet" in shown


@pytest.mark.usefixtures("served")
def test_a_shared_rank_and_who_is_not_ranked_are_said() -> None:
    shown = said(opened(OVERVIEW, lang="en", **NOVEMBER))
    assert "**2** [Town 6](" in shown
    assert "(shared) 90.00" in shown
    assert "○ Not ranked, 1: Education Bureau" in shown


@pytest.mark.usefixtures("served")
def test_what_a_card_names_leads_to_its_place_in_its_own_campaign() -> None:
    shown = said(opened(OVERVIEW, lang="en", campaign="charlie", month="2021-10"))
    kept = "campaign=alpha&month=2021-11&track=all&lang=en"
    for place in ("completion", "targets", "board", "todo", "standings"):
        assert f"](/{place}?{kept})" in shown, place
    assert f"[Town 1](/reasons?{kept}&unit=t1)" in shown


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_campaign_without_data_shows_the_others(language: str) -> None:
    app = opened(OVERVIEW, lang=language, campaign="bravo")
    assert fine(app)
    assert "38.89%" in said(app)
    assert "123.40%" in said(app)


def test_the_bars_are_the_rates_and_the_marks_time_progress(cursor: Connection) -> None:
    rows = read(cursor, "overview", **ENGLISH)
    bars, marks, words = drawn.bullets(rows, translator("en")).to_dict()["data"]
    assert bars["x"] == [0.3889, None, 1.234]
    assert marks["x"] == [0.6961, None, 0.402]
    assert words["text"] == [
        "  <b>38.89%</b><br>  −30.72 pp",
        "  none yet",
        "  <b>123.40%</b><br>  +83.20 pp",
    ]
    assert [ids[1:] for ids in bars["customdata"]] == [
        ["alpha", "2021-11"],
        ["bravo", None],  # leads nowhere
        ["charlie", "2021-10"],
    ]
    behind, _, ahead = bars["marker"]["color"]
    assert behind != ahead


# --- What there is to do --------------------------------------------------------------------------


def counts(cursor: Connection, scope: str = ONE, **asked: str) -> dict[str, Any]:
    found = read(cursor, "todo_summary", scope=scope, **NOVEMBER | {"track": "all"} | asked)
    return found.row(0, named=True)


def test_what_is_to_be_done_is_counted_by_matter(cursor: Connection) -> None:
    found = counts(cursor)
    assert {name: found[name] for name in MATTERS} == {
        "consequences": 3,  # the red lights of Towns 1, 2 and 3
        "issues": 3,
        "contacts": 3,
        "filings": 2,
        "reviews": 2,
    }
    # Two issues, three contacts of a month that is over, and the filing of Town 1.
    assert (found["cases"], found["overdue_cases"], found["unknown_cases"]) == (13, 6, 1)


def test_a_track_has_its_own_and_the_reviews_of_all(cursor: Connection) -> None:
    found = counts(cursor, track="bureaus")
    assert (found["cases"], found["reviews"], found["unknown_cases"]) == (2, 2, 1)


def test_all_campaigns_are_those_with_something_to_do(cursor: Connection) -> None:
    found = read(cursor, "todo_summary", scope=EVERY, track="all", campaign="charlie",
                 month="2021-10")  # fmt: skip
    assert found["campaign_id"].to_list() == [None, "alpha"]
    assert found["cases"].to_list() == [13, 13]


def test_a_line_for_each_rule_and_what_is_overdue_first(cursor: Connection) -> None:
    lines = read(cursor, "todo", scope=ONE, track="all", **ENGLISH)
    assert lines.select("matter", "rule_id", "cases", "overdue_cases").rows() == [
        ("filings", "missing", 1, 1),
        ("issues", "owner", 3, 2),
        ("contacts", "contacts", 3, 3),
        ("filings", "incomplete", 1, 0),
        ("consequences", "red-light", 3, 0),
        ("reviews", "weekly", 2, 0),
    ]
    issues = row_of(lines, matter="issues")
    assert issues["units"] == ["Town 1", "Town 2"]
    assert issues["unit_cases"] == [2, 1]
    assert str(issues["due_on"]) == "2021-11-10"
    assert (issues["due_to"], issues["clause"], issues["is_ours"]) == (
        *("Key-projects office", "七", True),
    )
    assert lines["clause"].to_list() == ["三", "七", "六", "三", "四(六)", "三"]


@pytest.mark.usefixtures("served")
def test_the_to_do_page_says_who_what_by_when_and_by_which_clause() -> None:
    app = opened(TODO, lang="en", **NOVEMBER)
    assert fine(app)
    shown = said(app)
    assert (
        "13 things to do: 2 filings, 3 consequences, 3 issues due one level up, 3 contacts "
        "missing, 2 meetings, bulletins and inspections; 6 overdue."
    ) in shown
    assert shown.index("Overdue (3)") < shown.index("Consequences (1)")
    kept = "campaign=alpha&month=2021-11&track=all&lang=en"
    place = f"/issues?{kept}&states=due_up&levels=owner"
    assert f"**[3 issues go up from Owner to Key-projects office]({place})**" in shown
    unit = f"/issues?{kept}&unit=t1&states=due_up&levels=owner"
    assert f"[Town 1]({unit}) 2, [Town 2](" in shown
    assert "first due 2021-11-10 :orange[■] 2 overdue · 七 (number ours)" in shown
    assert f"[Town 1](/board?{kept}&unit=t1)" in shown
    assert "Weekly meeting (task force)" in shown
    assert "2021-11-08 to 2021-11-15, 2 times · 三" in shown
    assert "Another 1 project was not filed" in shown


@pytest.mark.usefixtures("served")
def test_that_only_one_track_is_listed_is_said() -> None:
    shown = said(opened(TODO, lang="en", track="bureaus", **NOVEMBER))
    assert "2 things to do: 2 meetings, bulletins and inspections; nothing overdue." in shown
    assert "only the track “Bureaus”" in shown
    assert "only the track" not in said(opened(TODO, lang="en", **NOVEMBER))


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize(("language", "text"), [("en", "nothing to do"), ("zh-CN", "没有待办")])
def test_nothing_to_do_is_said(language: str, text: str) -> None:
    app = opened(TODO, lang=language, campaign="charlie")
    assert fine(app)
    assert text in said(app)


@pytest.mark.usefixtures("served")
def test_the_overview_shows_the_first_lines_and_how_many_more() -> None:
    shown = said(opened(OVERVIEW, lang="en", **NOVEMBER))
    assert "2 more lines: all there is to do" in shown
    assert "Remind 1 unit that has not filed" in shown
    assert "Weekly meeting" not in shown


# --- The sample, counted again --------------------------------------------------------------------


def months_shown(snapshot: Connection) -> list[tuple[str, str]]:
    """The first, a middle and the last month of every campaign."""
    frame = snapshot.sql(
        "select campaign_id, list(month order by month) from campaign_months "
        "where has_data group by campaign_id order by campaign_id"
    ).fetchall()
    return [(name, found[at]) for name, found in frame for at in (0, len(found) // 2, -1)]


def test_the_card_says_what_the_pages_of_each_matter_say(snapshot: Connection) -> None:
    for campaign, month in months_shown(snapshot):
        asked = {"campaign": campaign, "month": month}
        rows = read(snapshot.cursor(), "overview", language="en", **asked)
        card = row_of(rows, campaign_id=campaign)
        whole = asked | {"track": "all"}
        named = whole | {"language": "en"}
        completion = read(snapshot.cursor(), "completion_summary", **whole).row(0, named=True)
        for name in ("completion_rate", "time_progress", "lead_points", "lead_state"):
            assert card[name] == completion[name], (campaign, month, name)
        targets = read(snapshot.cursor(), "targets_summary", **whole).row(0, named=True)
        for name in ("targets", "met", "on_track", "at_risk", "missed", "no_data"):
            assert card[name] == targets[name], (campaign, month, name)
        standings = read(snapshot.cursor(), "standings_summary", **named).row(0, named=True)
        assert (card["ranked_units"], card["red_units"]) == (standings["ranked"], standings["red"])
        unranked = read(snapshot.cursor(), "not_ranked", **named)
        assert card["unranked_units"] == unranked.height
        filing = read(snapshot.cursor(), "filing_summary", **named).row(0, named=True)
        assert (card["expected"], card["on_time"]) == (filing["expected"], filing["on_time"])
        assert card["filed"] == filing["expected"] - len(
            [*filing["missing"], *filing["not_due"], *filing["refused"]]
        )
        leaders = read(snapshot.cursor(), "overview_units", places=1, language="en", **asked)
        first = leaders.filter("is_leading", campaign_id=campaign)["unit"].sort()
        assert first.to_list() == sorted(standings["leaders"] or [])


def test_what_is_to_be_done_is_what_the_pages_of_each_matter_have(snapshot: Connection) -> None:
    for campaign, month in months_shown(snapshot):
        asked = {"campaign": campaign, "month": month, "track": "all"}
        found = read(snapshot.cursor(), "todo_summary", scope=ONE, **asked).row(0, named=True)
        follow_up = read(snapshot.cursor(), "follow_up_summary", **asked).row(0, named=True)
        named = asked | {"language": "en"}
        due = read(snapshot.cursor(), "consequences_due", **named).filter(state="due")
        assert found["consequences"] == due.height, (campaign, month)
        assert found["issues"] == follow_up["issues_due_up"], (campaign, month)
        assert found["contacts"] == (follow_up["contacts_missing"] or 0), (campaign, month)
        assert found["unknown_cases"] == (follow_up["contacts_not_filed"] or 0), (campaign, month)
        assert found["reviews"] == follow_up["reviews_due"], (campaign, month)
        filing = read(snapshot.cursor(), "filing_month", **named)
        open_states = ["missing", "refused", "incomplete", "not_due"]
        waiting = filing.filter(pl.col("state").is_in(open_states))
        assert found["filings"] == waiting.height, (campaign, month)
        lines = read(snapshot.cursor(), "todo", scope=ONE, **named)
        assert lines["cases"].sum() == found["cases"] == sum(found[name] for name in MATTERS)
        assert lines["overdue_cases"].sum() == found["overdue_cases"]
        late = lines["is_overdue"].to_list()
        assert late == sorted(late, reverse=True)
        # Every line names its clause, or that it is ours.
        assert lines.select(pl.col("clause").is_not_null() | pl.col("is_ours"))["clause"].all()


def test_a_unit_on_a_line_is_one_that_the_matter_concerns(snapshot: Connection) -> None:
    asked = {"campaign": "lishui-2018", "month": "2018-11", "track": "all", "language": "en"}
    lines = read(snapshot.cursor(), "todo", scope=ONE, **asked).filter(matter="issues")
    raw = read(snapshot.cursor(), "issues_due", **asked).filter("is_due_up")
    for line in lines.iter_rows(named=True):
        own = raw.filter(level=line["rule_id"])
        assert line["cases"] == own.height
        assert line["overdue_cases"] == own["is_overdue"].sum()
        assert line["due_to"] == own["due_to"][0]
        expected = dict(own.group_by("unit").len().iter_rows())
        assert dict(zip(line["units"], line["unit_cases"], strict=True)) == expected


def test_the_pages_of_the_sample_say_these_numbers(
    sample_home: Home, snapshot: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAIMA_DATA", str(sample_home.root))
    link = {"campaign": "yueqing-2021", "month": "2021-11"}
    app = opened(OVERVIEW, lang="zh-CN", **link)
    assert fine(app)
    row = row_of(
        read(snapshot.cursor(), "overview", language="zh-CN", **link), campaign_id="yueqing-2021"
    )
    # Lingdi Township did not file; one bureau filed late.
    assert f"36 / 37 家（97.30%），按时 {row['on_time']} 家" in said(app)
    todo = opened(TODO, lang="zh-CN", **link)
    assert f"待办 {row['todo_cases']} 件" in said(todo)
    assert "岭底乡" in said(todo)
