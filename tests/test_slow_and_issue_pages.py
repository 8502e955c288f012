"""The pages of slow projects and of issues show what their queries answer, on the sample."""

from collections import Counter
from decimal import Decimal

import polars as pl
import pytest

from charts import stacks
from charts.stacks import Stack
from locales import translator
from pages._shared import issues, slow
from tests.test_pages import fine, opened, said
from tests.test_project_pages import LINZI, LISHUI, YUEQING, ask, shown
from warehouse.connection import Connection
from warehouse.home import Home

NAMED = {"track": "all", "language": "en"}
BOTH = Stack(
    label="unit",
    parts=(("cleared_mu", "done"), ("overdue_mu", "behind")),
    words="land_bonds.land_unit",
    ids=("unit_id",),
)


@pytest.fixture(autouse=True)
def home(sample_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAIMA_DATA", str(sample_home.root))


def test_a_group_is_a_bar_of_its_parts_with_its_words_above() -> None:
    groups = pl.DataFrame(
        {
            "unit": ["Liushi", "Hongqiao", "Nantang"],
            "unit_id": ["u1", "u2", "u3"],
            "cleared_mu": [Decimal("30.5"), Decimal(0), None],
            "overdue_mu": [Decimal("12"), Decimal("7"), None],
        }
    )
    cleared, overdue, words = stacks.stacks(groups, translator("en"), of=BOTH).to_dict()["data"]
    assert cleared["x"] == [30.5, 0.0, None]
    assert overdue["x"] == [12.0, 7.0, None]
    assert words["text"] == [
        "Liushi: cleared 30.5 mu, overdue 12",
        "Hongqiao: overdue 7",
        "Nantang: no parcels",
    ]
    assert [point[1] for point in cleared["customdata"]] == ["u1", "u2", "u3"]
    assert cleared["customdata"][0][0] == "Liushi<br>cleared 30.5 mu"
    assert overdue["marker"]["pattern"]["shape"], "told apart without colour"
    assert stacks.said(groups.head(1), translator("en"), of=BOTH) == words["text"][0]


def test_groups_that_are_done_can_be_left_out() -> None:
    groups = pl.DataFrame(
        {
            "unit": ["A", "B"],
            "unit_id": ["a", "b"],
            "cleared_mu": [Decimal(3), Decimal(2)],
            "overdue_mu": [Decimal(0), Decimal(1)],
        }
    )
    figure = stacks.stacks(groups, translator("en"), of=BOTH, open_only=True)
    assert [trace["x"] for trace in figure.to_dict()["data"][:2]] == [[2.0], [1.0]]


def test_slow_projects_are_counted_by_unit_and_kind(snapshot: Connection) -> None:
    rows = ask(snapshot, "slow_projects", **YUEQING, **NAMED)
    by_unit = ask(snapshot, "slow_by_unit", **YUEQING, **NAMED)
    counted = Counter(rows.select("unit_id", "kind").rows())
    for unit in by_unit.iter_rows(named=True):
        kinds = [counted[unit["unit_id"], kind] for kind in slow.KINDS]
        assert [unit["zombies"], unit["snails"], unit["marathons"]] == kinds
        own = rows.filter(unit_id=unit["unit_id"])
        assert unit["slow_projects"] == own["project_code"].n_unique()
    text = said(opened("projects/slow", lang="en", **YUEQING))
    worst = by_unit["slow_projects"].to_list()[0]
    assert f"Slow projects this month: {rows['project_code'].n_unique()}." in text
    assert f"{by_unit.height} units have slow projects, " in text
    assert f" most ({worst})" in text


def test_a_slow_project_says_why_by_which_clause_and_what_lets_it_off(
    snapshot: Connection,
) -> None:
    rows = ask(snapshot, "slow_projects", **YUEQING, **NAMED)
    app = opened("projects/slow", lang="en", kinds="snail", **YUEQING)
    assert fine(app)
    table = shown(app, "said", "way_out", "clause")
    snails = rows.filter(kind="snail")
    assert table.height == snails.height > 0
    first = snails.row(0, named=True)
    assert table["said"][0] == (
        f"Schedule attainment below 50.00% for {first['months']} months running, "
        f"since {first['since_month']} (limit 3)"
    )
    # Half of what was planned, less what was done, is missing: 4,478 × 0.5 − 73.38 = 2,165.62.
    missing = first["planned_to_date_wanyuan"] / 2 - first["invested_to_date_wanyuan"]
    assert first["short_wanyuan"] == missing > 0
    assert table["way_out"][0].startswith(f"CNY {missing / 100:.1f} m more completed")
    assert set(table["clause"]) == {"三(四)1 (number ours)"}


def test_the_months_of_a_slow_project_are_those_that_count(snapshot: Connection) -> None:
    snail = ask(snapshot, "slow_projects", **YUEQING, **NAMED).filter(kind="snail")
    code = snail["project_code"][0]
    months = ask(snapshot, "slow_reasons", **YUEQING, project=code)
    app = opened("projects/slow", lang="en", project=code, **YUEQING)
    table = shown(app, "month", "invested_since_wanyuan", "source")
    assert table["month"].to_list() == months["month"].to_list()
    place = months.row(0, named=True)
    assert table["source"][0].startswith(f"{place['source_file']} · {place['source_sheet']}")


def test_a_month_without_slow_projects_says_so_and_shows_the_rules() -> None:
    app = opened("projects/slow", lang="en", campaign="linzi-2020", month="2020-01")
    assert fine(app)
    assert "There are no slow projects this month." in said(app)
    assert "Snail" in said(app)


@pytest.mark.parametrize("by", issues.GROUPS)
def test_issues_are_drawn_and_said_by_level_unit_age_and_source(
    by: str, snapshot: Connection
) -> None:
    app = opened("projects/issues", lang="en", by=by, **LISHUI)
    assert fine(app)
    open_issues = ask(snapshot, "issues_due", **LISHUI, **NAMED)
    groups = (
        ask(snapshot, "issue_ladder", **LISHUI, **NAMED)
        if by == "level"
        else ask(snapshot, "issue_groups", **LISHUI, **NAMED, by=by)
    )
    stay, go = groups["issues_staying"].sum(), groups["issues_due_up"].sum()
    assert (stay, go) == ((~open_issues["is_due_up"]).sum(), open_issues["is_due_up"].sum())
    text = said(app)
    assert f"Open issues: {open_issues.height}. Due one level up: {go}; " in text


def test_the_list_of_issues_is_what_the_link_asks_for(snapshot: Connection) -> None:
    rows = ask(snapshot, "issues_due", **LISHUI, **NAMED)
    wanted = {"unit": "331123", "levels": "leading_group,owner", "states": "due_up"}
    own = rows.filter(
        pl.col("level").is_in(["leading_group", "owner"]), unit_id="331123", state="due_up"
    )
    app = opened("projects/issues", lang="en", **wanted, **LISHUI)
    table = shown(app, "summary", "state", "days_at_level", "limit_days")
    assert 0 < own.height < rows.height
    assert table["summary"].to_list() == own["summary"].to_list()
    assert set(table["state"]) == {"Due one level up"}
    assert table["days_at_level"].to_list() == own["days_at_level"].to_list()


def test_an_issue_is_shown_month_by_month_even_when_it_is_settled(snapshot: Connection) -> None:
    later = LISHUI | {"month": "2018-12"}
    first = ask(snapshot, "issues_due", **(LISHUI | {"month": "2018-04"}), **NAMED)
    last = ask(snapshot, "issues_due", **later, **NAMED)
    gone = first.join(last, on="issue_id", how="anti").row(0, named=True)
    app = opened("projects/issues", lang="en", issue=gone["link_id"], **later)
    assert fine(app)
    assert not [each.value for each in app.warning if gone["link_id"] in each.value]
    months = ask(
        snapshot,
        "issue_course",
        **later,
        filer=gone["filed_by"],
        issue=gone["issue_id"],
        language="en",
    )
    table = shown(app, "month", "state", "level_name", "source")
    assert table["month"].to_list() == months["month"].to_list()
    assert "2018-04" in table["month"].to_list()


def test_a_campaign_without_a_ladder_says_so() -> None:
    app = opened("projects/issues", lang="en", **LINZI)
    assert fine(app)
    assert "no ladder of levels" in said(app)
