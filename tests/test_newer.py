"""A frozen link against what is served: what differs, and nothing else."""

from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from pages._shared.data import settle
from tests.dashboard_snapshot import example, write
from tests.office import CODE_A, A, B, Office, progress, projects
from tests.test_pages import fine, opened, said
from warehouse import newer
from warehouse.snapshots import current

CAMPAIGN, MONTH = "yueqing-2021", "2021-09"
ASKED = {"campaign": CAMPAIGN, "month": MONTH, "track": "all"}
# Both plan the same; 虹桥镇 answers for the second project.
LIUSHI = "330382114"
OTHER = [B[0], *B[1:5], 1000]


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Office, str, str]:
    """柳市 has completed 100 of 1 000 万元 and 虹桥 300; then 柳市 corrects its 100 to 450."""
    office = Office(tmp_path_factory.mktemp("office"))
    office.file({"项目清单": projects(A), "月度进展": progress([CODE_A, 100, 100])})
    office.file(
        {"项目清单": projects(OTHER), "月度进展": progress([B[0], 300, 300])}, name="虹桥镇.xlsx"
    )
    office.run()
    first = current(office.home.snapshots)
    office.file({"月度进展": progress([CODE_A, 450, 450])}, at="2021-10-04T08:00:00")
    office.run()
    second = current(office.home.snapshots)
    assert first
    assert second
    return office, first.id, second.id


@pytest.fixture
def both(
    twice: tuple[Office, str, str], monkeypatch: pytest.MonkeyPatch
) -> tuple[newer.Ask, newer.Ask]:
    office, first, second = twice
    monkeypatch.setenv("SAIMA_DATA", str(office.root))
    before, after = settle(first), settle(second)
    assert before
    assert after
    return before.ask, after.ask


def test_only_units_that_differ_are_listed_with_both_sides(
    both: tuple[newer.Ask, newer.Ask], twice: tuple[Office, str, str]
) -> None:
    before, after = both
    found = newer.units(before, after, **ASKED, language="zh-CN")
    rows = {row["unit_id"]: row for row in found.iter_rows(named=True)}
    # By 10 of 102 days 98 are due. 虹桥 was beyond the cap with 300, and stays first; now 柳市
    # is beyond it too and shares the place.
    assert set(rows) == {LIUSHI}
    liushi = rows[LIUSHI]
    assert (liushi["rank_before"], liushi["rank_after"]) == (2, 1)
    amounts = ("invested_to_date_wanyuan_before", "invested_to_date_wanyuan_after")
    assert [liushi[name] for name in amounts] == [Decimal(100), Decimal(450)]
    rates = [liushi[f"completion_rate_{side}"] for side in ("before", "after")]
    assert rates == [Decimal("0.1"), Decimal("0.45")]


def test_the_whole_differs_by_what_was_corrected(both: tuple[newer.Ask, newer.Ask]) -> None:
    """(100 + 300) ÷ 2 000 = 20 %, then (450 + 300) ÷ 2 000 = 37.5 %: 17.5 points more."""
    found = newer.sums(both[0], both[1], **ASKED)
    assert found["invested_to_date_wanyuan"] == (Decimal(400), Decimal(750))
    assert found["completion_rate"] == (Decimal("0.2"), Decimal("0.375"))
    led, leads = found["lead_points"]
    assert leads - led == Decimal("17.5")
    assert "period_plan_wanyuan" not in found, "the plan is as it was"


def test_the_filing_that_came_in_between_is_named(both: tuple[newer.Ask, newer.Ask]) -> None:
    found = newer.filings(*both, campaign=CAMPAIGN, language="zh-CN")
    assert found.select("unit", "month", "table_name", "taken_rows").rows() == [
        ("柳市镇", MONTH, "progress", 1)
    ]


def test_a_snapshot_differs_from_itself_in_nothing(both: tuple[newer.Ask, newer.Ask]) -> None:
    _, after = both
    assert newer.units(after, after, **ASKED, language="en").is_empty()
    assert newer.sums(after, after, **ASKED) == {}
    assert newer.filings(after, after, campaign=CAMPAIGN, language="en").is_empty()


def test_one_of_another_make_cannot_be_compared(
    both: tuple[newer.Ask, newer.Ask], tmp_path: Path
) -> None:
    from warehouse.connection import reading, writing
    from warehouse.queries import read

    writing(tmp_path / "old.duckdb").close()
    old = reading(tmp_path / "old.duckdb")

    def ask(query: str, **asked: object) -> pl.DataFrame:
        return read(old.cursor(), query, **asked)

    with pytest.raises(newer.NotComparable):
        newer.units(ask, both[1], **ASKED, language="en")
    old.close()


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_page_says_what_differs(
    language: str, twice: tuple[Office, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    office, first, second = twice
    monkeypatch.setenv("SAIMA_DATA", str(office.root))
    asked = {"campaign": CAMPAIGN, "month": MONTH, "lang": language}
    app = opened("data/newer", **asked, snapshot=first)
    assert fine(app)
    text = said(app)
    opening = {
        "zh-CN": f"自快照 {first[:8]} 以来，2021年9月有 1 个单位的数据变了，其中 1 个名次变动",
        "en": f"Since snapshot {first[:8]}, figures of 1 unit changed in September 2021, 1 in rank",
    }
    assert opening[language] in text
    moved = {"zh-CN": "名次 2 → 1", "en": "rank 2 → 1"}
    line = next(line for line in text.splitlines() if f"unit={LIUSHI}" in line)
    assert moved[language] in line
    assert "10.00% → 45.00%" in line
    assert {"zh-CN": "100 万元 → 450 万元", "en": "CNY 1.0 m → CNY 4.5 m"}[language] in line
    assert f"snapshot={first}" in line, "the link stays with the data of the frozen link"
    assert app.dataframe[0].value["filed_as"].tolist() == ["yueqing-2021/2021-09/柳市镇.xlsx"]
    living = opened("data/newer", **asked)
    assert fine(living)
    assert second[:8] in said(living)
    assert not living.dataframe


def test_a_page_that_an_older_snapshot_cannot_answer_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Snapshots made by hand have no `table_rows`: as those of before there was one."""
    for snapshot in ("aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb"):
        write(tmp_path / "snapshots", example(), snapshot)
    monkeypatch.setenv("SAIMA_DATA", str(tmp_path))
    asked = {"campaign": "alpha", "month": "2021-11", "lang": "en"}
    frozen = opened("data/take_away", **asked, snapshot="aaaaaaaaaaaaaaaa")
    assert ["frozen link" in str(each.value) for each in frozen.error] == [True]
    living = opened("data/take_away", **asked)
    assert ["Something went wrong" in str(each.value) for each in living.error] == [True]
