"""Who filed on time, late, in part or not at all: every state worked out by hand, at its edges.

The small office files for September to December 2021. Filings are due on the 5th of the next
month, and the day ends at 16:00 UTC. The sample is compared with figures made of its receipts.
"""

import os
from collections import defaultdict
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, cast

import polars as pl
import pytest

from campaigns import load_all
from campaigns.calendar import closes_at, months
from tests.office import A, Office, Sheet, progress, projects
from warehouse import snapshots
from warehouse.connection import Connection
from warehouse.queries import read

CAMPAIGN = load_all()["yueqing-2021"].campaign
UNITS = [unit for track in CAMPAIGN.tracks for unit in track.contenders]
HEADER = ["项目代码", "项目名称", "领域", "项目类别", "总投资", "计划投资", "责任单位"]
# The day of October's filing, by what is done with it: each is a unit of its own.
EDGES = {
    "2021-11-05T15:59:59": ("on_time", None),  # 23:59:59 of the 5th in China
    "2021-11-05T16:00:00": ("late", 1),  # 00:00 of the 6th
    "2021-11-06T15:59:59": ("late", 1),
    "2021-11-06T16:00:00": ("late", 2),
}
CASES = (
    *EDGES,
    *("late_corrected", "corrected", "incomplete", "completed_late", "refused", "taken_at_last"),
    *("correction_refused", "broken", "broken_then_taken", "missing", "back_fill", "thrice"),
    *("not_returned_alone", "of_office", "of_office_too", "never"),
)
UNIT_OF = dict(zip(CASES, UNITS, strict=False))
BACK_FILL = ["项目代码", "月份", "本月完成投资", "累计完成投资"]


def code(case: str) -> str:
    return f"2017-330382-04-01-{CASES.index(case) + 1:06d}"


class Town:
    """A case's unit, and what it files."""

    def __init__(self, office: Office, case: str) -> None:
        self.office, self.case, self.files = office, case, 0

    def lists(self) -> None:
        """Its list of one project and September's progress, on 3 October."""
        sheets = {"项目清单": projects([code(self.case), *A[1:]]), "月度进展": self.progress()}
        self.office.file(sheets, name=self.name())

    def october(self, at: str, *, wrong: bool = False, right: bool = True) -> Path:
        """October's progress, with a row that is right and one that is wrong, or either."""
        return self.office.file(
            {"月度进展": self.progress(wrong=wrong, right=right)},
            month="2021-10",
            at=f"{at}T08:00:00" if len(at) == len("2021-11-05") else at,
            name=self.name(),
        )

    def progress(self, *, wrong: bool = False, right: bool = True) -> Sheet:
        good, bad = [code(self.case), 10, 10 + self.files], ["no code", 10, 10]
        return progress(*[good] * right, *[bad] * wrong)

    def name(self) -> str:
        """A file name of its own for each of its files."""
        self.files += 1
        return f"{UNIT_OF[self.case].name.zh}（{self.files}）.xlsx"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """All cases filed at once. The campaign last received something on 20 December."""
    place = Office(tmp_path_factory.mktemp("office"))
    town = {case: Town(place, case) for case in CASES}
    for case in CASES[:-3]:
        town[case].lists()
    for at in EDGES:
        town[at].october(at)
    town["late_corrected"].october("2021-11-08")
    town["late_corrected"].october("2021-12-20")
    town["corrected"].october("2021-11-02")
    town["corrected"].october("2021-11-20")
    town["incomplete"].october("2021-11-02", wrong=True)
    town["completed_late"].october("2021-11-02", wrong=True)
    town["completed_late"].october("2021-11-09")
    town["refused"].october("2021-11-02", wrong=True, right=False)
    town["taken_at_last"].october("2021-11-02", wrong=True, right=False)
    town["taken_at_last"].october("2021-11-09")
    town["correction_refused"].october("2021-11-02")
    town["correction_refused"].october("2021-11-04", wrong=True, right=False)
    for case in ("broken", "broken_then_taken"):
        path = town[case].october("2021-11-02")
        moment = path.stat().st_mtime
        path.write_bytes(b"PK\x03\x04 not a workbook")
        os.utime(path, (moment, moment))
    town["broken_then_taken"].october("2021-11-10")
    _back_fill(town["back_fill"])
    for day in ("2021-11-02", "2021-11-03", "2021-11-04"):
        town["thrice"].october(day)
    sheets = {"月度进展": town["not_returned_alone"].progress(), "说明": [["什么", "也不是"]]}
    place.file(
        sheets, month="2021-10", at="2021-11-02T08:00:00", name=town["not_returned_alone"].name()
    )
    listed = [[code(c), *A[1:], UNIT_OF[c].name.zh] for c in ("of_office", "of_office_too")]
    sheet: Sheet = [["单位：万元"], HEADER, *listed]
    place.file({"项目清单": sheet}, name=f"{CAMPAIGN.office.name.zh}.xlsx")
    place.run()
    return place


def _back_fill(town: Town) -> None:
    """September to November in one file of 5 December; October once more on the 8th."""
    months = ("2021-09", "2021-10", "2021-11")
    rows: Sheet = [[code(town.case), month, 1, at] for at, month in enumerate(months, start=1)]
    town.office.file(
        {"月度进展": [["单位：万元"], BACK_FILL, *rows]},
        month="2021-09..2021-11",
        at="2021-12-05T08:00:00",
        name=town.name(),
    )
    town.october("2021-12-08")


CELL = ("state", "is_expected", "is_on_time", "days_late", "returned_rows", "superseded")


def cell(office: Office, case: str, month: str = "2021-10") -> dict[str, Any]:
    """The board's row of the case's unit and the month."""
    names = (*CELL, "completed_at")
    (row,) = office.ask(
        f"select {', '.join(names)} from filing_board where campaign_id = 'yueqing-2021' "
        f"and month = '{month}' and unit_id = '{UNIT_OF[case].code}'"
    )
    return dict(zip(names, row, strict=True))


def history(office: Office, case: str, columns: str, where: str) -> list[tuple[Any, ...]]:
    """What was filed of the case's progress, in the order in which it came."""
    return office.ask(
        f"select {columns} from filing_history where filed_by = '{UNIT_OF[case].code}' "
        f"and table_name = 'progress' and {where} order by received_at, month"
    )


@pytest.mark.parametrize("at", EDGES)
def test_the_deadline_ends_with_the_day_in_china(office: Office, at: str) -> None:
    state, days = EDGES[at]
    found = cell(office, at)
    assert (found["state"], found["days_late"]) == (state, days)
    assert found["is_on_time"] is (state == "on_time")


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        # From the end of the 5th to the 8th, 16:00 in China: the third day after. The correction
        # of 20 December changes nothing of that.
        ("late_corrected", ("late", True, False, 3, 0, 1)),
        ("corrected", ("on_time", True, True, None, 0, 1)),
        ("incomplete", ("incomplete", True, True, None, 1, 0)),
        ("completed_late", ("on_time", True, True, None, 0, 1)),
        ("refused", ("refused", True, None, 45, 1, 0)),
        # Nothing of the first file was taken, so the second of 9 November is the first arrival.
        ("taken_at_last", ("late", True, False, 4, 0, 0)),
        # The filing of 2 November stands; what its unit wanted to correct is still open.
        ("correction_refused", ("incomplete", True, True, None, 1, 0)),
        ("broken", ("refused", True, None, 45, 1, 0)),
        ("broken_then_taken", ("late", True, False, 5, 0, 0)),
        # From the end of 5 November to 20 December, 16:00 in China: 25 + 20 days.
        ("missing", ("missing", True, None, 45, 0, 0)),
        # A sheet that is no table is left alone: nothing of the filing was returned.
        ("not_returned_alone", ("on_time", True, True, None, 0, 0)),
        ("never", ("missing", True, None, 45, 0, 0)),
        ("of_office", ("by_other", False, None, None, 0, 0)),
    ],
)
def test_each_state_of_october(office: Office, case: str, expected: tuple[Any, ...]) -> None:
    found = cell(office, case)
    assert tuple(found[name] for name in CELL) == expected


@pytest.mark.parametrize("case", ["completed_late", "correction_refused", "broken_then_taken"])
def test_what_is_listed_as_open_is_what_the_board_counts(office: Office, case: str) -> None:
    served = snapshots.current(office.home.snapshots)
    assert served
    asked = {"campaign": "yueqing-2021", "month": "2021-10", "unit": UNIT_OF[case].code}
    faults = read(snapshots.connect(served).cursor(), "returned_of_unit", **asked)
    assert faults.height == 1
    assert faults["is_still_open"].sum() == cell(office, case)["returned_rows"]


def test_what_was_completed_late_says_when(office: Office) -> None:
    assert cell(office, "completed_late")["completed_at"] == datetime(2021, 11, 9, 8)
    assert cell(office, "corrected")["completed_at"] is None


def test_a_correction_that_is_refused_leaves_the_earlier_in_force(office: Office) -> None:
    found = history(office, "correction_refused", "state, is_in_force", "month = '2021-10'")
    assert found == [("accepted", True), ("refused", False)]


def test_who_never_filed_owes_nothing_by_the_rule_that_takes_points(office: Office) -> None:
    owed = f"select count(*) from owed_filings where unit_id = '{UNIT_OF['never'].code}'"
    assert office.ask(owed) == [(0,)]


def test_whose_list_the_office_files_is_not_expected_to_file(office: Office) -> None:
    (rates,) = office.ask(
        "select expected, filed from filing_rates where month = '2021-09' "
        "and campaign_id = 'yueqing-2021' and scope = 'campaign'"
    )
    # 37 units, of which the office files for two; all cases but those and the last filed.
    assert rates == (37 - 2, len(CASES) - 3)


def test_a_back_fill_counts_for_each_of_its_months_by_the_one_moment(office: Office) -> None:
    # September had its list on 3 October; 5 December is 30 days after 5 November, and in time
    # for November. In September and October the back-fill replaced, or was replaced.
    found = [cell(office, "back_fill", month) for month in ("2021-09", "2021-10", "2021-11")]
    assert [(one["state"], one["days_late"], one["superseded"]) for one in found] == [
        ("on_time", None, 1),
        ("late", 30, 1),
        ("on_time", None, 0),
    ]
    of_the_back_fill = history(
        office, "back_fill", "month, is_in_force, replaced_at", "source_file like '%..%'"
    )
    assert of_the_back_fill == [
        ("2021-09", True, None),
        ("2021-10", False, datetime(2021, 12, 8, 8)),
        ("2021-11", True, None),
    ]


def test_a_list_filed_once_stands_and_only_progress_is_expected_again(office: Office) -> None:
    found = office.ask(
        "select month, table_name, state, is_expected, in_force_since from filing_tables "
        f"where unit_id = '{UNIT_OF['corrected'].code}' and month <= '2021-11' order by all"
    )
    assert found == [
        ("2021-09", "progress", "on_time", True, None),
        ("2021-09", "projects", "on_time", False, "2021-09"),
        ("2021-10", "progress", "on_time", True, None),
        ("2021-10", "projects", "in_force", False, "2021-09"),
        ("2021-11", "progress", "missing", True, None),
        ("2021-11", "projects", "in_force", False, "2021-09"),
    ]
    assert cell(office, "corrected", "2021-11")["state"] == "missing"
    assert cell(office, "corrected", "2021-12")["state"] == "not_due"


def test_what_replaced_a_filing_is_the_one_that_came_next(office: Office) -> None:
    found = history(
        office, "thrice", "source_file, replaced_by_file, replaced_at", "month = '2021-10'"
    )
    path = f"yueqing-2021/2021-10/{UNIT_OF['thrice'].name.zh}（{{}}）.xlsx"
    assert found == [
        (path.format(2), path.format(3), datetime(2021, 11, 3, 8)),
        (path.format(3), path.format(4), datetime(2021, 11, 4, 8)),
        (path.format(4), None, None),
    ]
    assert cell(office, "thrice")["superseded"] == 2


@pytest.mark.parametrize(
    ("at", "state"), [("2021-11-05T15:59:59", "not_due"), ("2021-11-05T16:00:00", "missing")]
)
def test_missing_only_once_the_campaign_received_something_after_the_deadline(
    tmp_path: Path, at: str, state: str
) -> None:
    place = Office(tmp_path)
    Town(place, "missing").lists()
    Town(place, "corrected").october(at)
    place.run()
    assert cell(place, "missing")["state"] == state
    assert cell(place, "missing", "2021-11")["state"] == "not_due"


def board(snapshot: Connection, sql: str) -> pl.DataFrame:
    return cast(pl.DataFrame, snapshot.cursor().sql(sql).pl())


def test_the_board_and_the_deduction_judge_lateness_alike(snapshot: Connection) -> None:
    rows = board(
        snapshot,
        "select is_late, state, is_on_time from expected_filings "
        "join filing_board using (campaign_id, month, unit_id)",
    )
    assert rows.height > 800
    for is_late, state, is_on_time in rows.iter_rows():
        assert is_late == (state == "missing" or is_on_time is False)


def test_what_is_in_force_is_what_fills_the_slot(snapshot: Connection) -> None:
    ours = board(
        snapshot,
        "select campaign_id, filed_by, table_name, month, filing_id from filing_history "
        "where is_in_force",
    )
    slots = board(snapshot, "select campaign_id, filed_by, table_name, month, filing_id from slots")
    assert sorted(ours.rows()) == sorted(slots.rows())


def rates_by_hand(filings: pl.DataFrame) -> dict[tuple[str, str, str | None], tuple[Any, ...]]:
    """Expected, on time, filed and both rates by campaign, month and track, of receipts alone.

    In the sample every contender files for itself from its first month on, so all are expected.
    """
    first: dict[tuple[str, str, str], datetime] = {}
    for name, unit, month, at in filings.select(
        "campaign_id", "filed_by", "month", "received_at"
    ).iter_rows():
        key = (name, month, unit)
        first[key] = min(at, first.get(key, at))
    found: dict[tuple[str, str, str | None], list[bool | None]] = defaultdict(list)
    for name, definition in load_all().items():
        for entry in months(definition.campaign):
            closes = closes_at(entry.filing_due_on)
            for track in definition.campaign.tracks:
                for unit in track.contenders:
                    at = first.get((name, entry.month, unit.code))
                    in_time = None if at is None else at < closes
                    found[name, entry.month, None].append(in_time)
                    found[name, entry.month, track.id].append(in_time)
    return {key: _rates(each) for key, each in found.items()}


def _rates(each: list[bool | None]) -> tuple[Any, ...]:
    on_time, filed = each.count(True), len(each) - each.count(None)
    return len(each), on_time, filed, _share(on_time, len(each)), _share(filed, len(each))


def _share(part: int, whole: int) -> Decimal:
    # A campaign of the sample publishes two decimals of a percent.
    return (Decimal(part) / whole).quantize(Decimal("0.0001"), ROUND_HALF_UP)


def test_the_rates_of_the_sample_are_those_of_its_receipts(snapshot: Connection) -> None:
    taken = board(snapshot, "select * from filings where state != 'refused'")
    by_hand = rates_by_hand(taken)
    rates = board(snapshot, "select * from filing_rates")
    found = {
        (row["campaign_id"], row["month"], row["track_id"]): (
            row["expected"],
            row["on_time"],
            row["filed"],
            row["on_time_filing_rate"],
            row["filed_rate"],
        )
        for row in rates.iter_rows(named=True)
    }
    assert found == by_hand
    # 37 units in November 2021: one came late, one not at all.
    assert found["yueqing-2021", "2021-11", None][:4] == (37, 35, 36, Decimal("0.9459"))


def test_only_days_of_the_definition_are_reminded_on(snapshot: Connection) -> None:
    days = board(snapshot, "select campaign_id, month, remind_from_on from campaign_months")
    stated = {
        (name, entry.month): entry.remind_from_on
        for name, definition in load_all().items()
        for entry in months(definition.campaign)
    }
    assert dict(((name, month), day) for name, month, day in days.iter_rows()) == stated
    assert stated["lishui-2018", "2018-01"] == date(2018, 2, 2)
