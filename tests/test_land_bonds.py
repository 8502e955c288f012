"""Land and bonds: worked out by hand at the edges, and once more from the rows of the sample."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from campaigns import load_all
from pipelines.sample import truth
from tests.office import CAMPAIGN, CODE_A, CODE_B, A, Office, projects
from tests.reference import Reference, half_up, total
from tests.test_follow_up_office import ask as asked
from tests.test_follow_up_office import only
from tests.test_pages import fine, opened, said
from tests.test_project_pages import JIAXING, YUEQING, ask, shown
from warehouse.connection import Connection
from warehouse.home import Home

LAND = ["地块编号", "项目代码", "责任单位", "面积（亩）", "计划清零", "清零"]
BONDS = ["债券编号", "项目代码", "类型", "额度", "已支付", "月份"]
NAMED = {"track": "all", "language": "en"}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """September, which ends on the 30th, of a campaign that began on the 21st; lists stand in
    October, in which only B files anew.

    柳市镇 cleared 100 亩 before the campaign and 20.5 in it; 30 fall due on the last day. 虹桥镇 is
    late with 7.25 for A's project, and clears 5 only in October.
    """
    place = Office(tmp_path_factory.mktemp("land"))
    a = [
        ["D1", CODE_A, "", 100, "2021-08-01", "2021-09-20"],
        ["D2", CODE_A, "", 20.5, "2021-10-15", "2021-09-30"],
        ["D3", CODE_B, "", 30, "2021-09-30", ""],
    ]
    b = [["D4", CODE_A, "", 7.25, "2021-09-29", ""], ["D1", "", "", 5, "", "2021-10-01"]]
    paid = [
        ["Z1", CODE_A, "支付", 1000, 400, "2021-09"],
        ["Z2", CODE_A, "支付", 500, "", "2021-09"],
        ["M1", CODE_B, "谋划", 3000, "", "2021-09"],
    ]
    unit = ["单位：万元"]
    place.file(
        {
            "项目清单": projects(A),
            "征地清单": [LAND, *a],
            "专项债": [unit, BONDS, *paid],
        }
    )
    place.file({"征地清单": [LAND, *b]}, name="虹桥镇.xlsx")
    place.file(
        {"专项债": [unit, BONDS, ["Z9", CODE_A, "支付", 200, 200, "2021-10"]]},
        name="虹桥镇.xlsx",
        month="2021-10",
        at="2021-11-03T08:00:00",
    )
    place.run()
    return place


def test_what_is_cleared_due_and_overdue_is_told_by_the_day(office: Office) -> None:
    states = only(asked(office, "land_parcels", "2021-09"), "unit", "parcel_id", "state", "area_mu")
    assert sorted(states) == [
        ("柳市镇", "D1", "cleared", Decimal(100)),
        ("柳市镇", "D2", "cleared", Decimal("20.5")),  # on the last day, before it was due
        ("柳市镇", "D3", "coming", Decimal(30)),  # due on the last day: in time still
        ("虹桥镇", "D1", "unplanned", Decimal(5)),  # cleared the day after
        ("虹桥镇", "D4", "overdue", Decimal("7.25")),
    ]
    units = asked(office, "land_by_unit", "2021-09")
    columns = ("unit", "cleared_mu", "overdue_mu", "coming_mu", "cleared_share")
    assert only(units, *columns) == [
        ("虹桥镇", Decimal(0), Decimal("7.25"), Decimal(5), Decimal(0)),
        # 120.5 ÷ 150.5 = 0.80066…
        ("柳市镇", Decimal("120.5"), Decimal(0), Decimal(30), Decimal("0.8007")),
    ]
    [month] = asked(office, "land_by_month", "2021-09")
    assert only([month], "parcels", "due_parcels", "cleared_before_parcels") == [(5, 3, 1)]
    assert (month["due_mu"], month["area_mu"]) == (Decimal("137.25"), Decimal("162.75"))


def test_a_project_waits_for_the_land_that_others_clear(office: Office) -> None:
    rows = asked(office, "land_waiting", "2021-09")
    columns = ("project_code", "project_name", "clearing_units", "open_mu", "days_over")
    assert only(rows, *columns) == [
        (CODE_A, "甲项目", ["虹桥镇"], Decimal("7.25"), 1),
        (CODE_B, None, ["柳市镇"], Decimal(30), None),  # nobody lists it
    ]


def test_a_list_stands_until_the_next_one_and_says_so(office: Office) -> None:
    rows = asked(office, "land_by_month", "2021-10")
    columns = ("month", "cleared_mu", "overdue_mu", "carried_units")
    assert only(rows, *columns) == [
        ("2021-09", Decimal("120.5"), Decimal("7.25"), 0),
        ("2021-10", Decimal("125.5"), Decimal("37.25"), 2),
    ]


def test_what_no_bond_states_is_not_taken_for_unpaid(office: Office) -> None:
    september, october = asked(office, "bonds_by_month", "2021-10")
    columns = ("payments", "unstated_bonds", "amount_wanyuan", "paid_to_date_wanyuan")
    assert only([september], *columns) == [(2, 1, Decimal(1500), Decimal(400))]
    assert (september["unpaid_wanyuan"], september["unstated_wanyuan"]) == (600, 500)
    assert september["paid_share"] == Decimal("0.2667")  # 400 ÷ 1,500
    assert (september["reserves"], september["reserved_wanyuan"]) == (1, 3000)
    assert only([october], *columns) == [(3, 1, Decimal(1700), Decimal(600))]
    assert (october["carried_units"], october["unpaid_wanyuan"]) == (1, 600)
    rows = asked(office, "bonds_by_unit", "2021-10")
    assert only(rows, "unit", "paid_up_bonds", "unpaid_wanyuan", "is_not_filed") == [
        ("柳市镇", 0, Decimal(600), True),
        ("虹桥镇", 1, Decimal(0), False),
    ]


def registers() -> Reference:
    return Reference(load_all()[CAMPAIGN].campaign, truth().campaigns[CAMPAIGN])


def rows_of(reference: Reference, table: str, month: str) -> list[Any]:
    return [row for rows in reference.register(table, month).values() for row in rows]


def test_the_sums_of_the_sample_are_those_of_its_rows(snapshot: Connection) -> None:
    reference = registers()
    land = ask(snapshot, "land_by_month", **YUEQING, track="all")
    bonds = ask(snapshot, "bonds_by_month", **YUEQING, track="all")
    assert land["month"].to_list() == bonds["month"].to_list() == list(reference.months)
    for name, month in reference.months.items():
        parcels = rows_of(reference, "land", name)
        cleared = [p for p in parcels if p["cleared_on"] and p["cleared_on"] <= month.last_day]
        late = [p for p in parcels if p not in cleared and p["planned_on"] < month.last_day]
        row = land.filter(month=name).row(0, named=True)
        assert (row["parcels"], row["cleared_parcels"]) == (len(parcels), len(cleared))
        assert row["overdue_parcels"] == len(late)
        sums = [total(p["area_mu"] for p in own) or 0 for own in (parcels, cleared, late)]
        assert [row["area_mu"], row["cleared_mu"], row["overdue_mu"]] == sums
        assert row["cleared_share"] == half_up(Fraction(sums[1]) / Fraction(sums[0]), 4)
        listed = rows_of(reference, "bonds", name)
        payments = [bond for bond in listed if bond["kind"] == "payment"]
        money = bonds.filter(month=name).row(0, named=True)
        assert money["amount_wanyuan"] == total(b["amount_wanyuan"] for b in payments)
        assert money["paid_to_date_wanyuan"] == total(b["paid_to_date_wanyuan"] for b in payments)
        assert (money["payments"], money["reserves"]) == (15, 21)


def test_the_page_shows_the_targets_the_sums_and_the_rows(snapshot: Connection) -> None:
    month = YUEQING | {"month": "2021-11"}
    app = opened("projects/land_bonds", lang="en", **month)
    assert fine(app)
    text = said(app).replace("\\", "")
    row = ask(snapshot, "land_by_month", **month, track="all").filter(month="2021-11")
    share = f"{row['cleared_share'][0] * 100:.2f}%"
    assert f"{share} of the land is cleared" in text
    assert f"overdue: {row['overdue_parcels'][0]} parcels" in text
    goals = ask(snapshot, "land_bond_targets", **month, language="en")
    required = dict(goals.select("target_id", "required").rows())
    assert {name: int(value) for name, value in required.items()} == {
        "land-quota": 200,
        "bonds-issued": 27,
        "bonds-reserved": 80,
        "bonds-spent": 100,
        "bond-payments": 15,
        "bond-reserves": 21,
        "parcels": 71,
    }
    for goal in goals.iter_rows(named=True):
        line = next(each for each in text.splitlines() if f" {goal['target']}: " in each)
        assert goal["clause"] in line
    parcels = ask(snapshot, "land_parcels", **month, **NAMED)
    table = shown(app, "parcel_id", "area_mu", "state")
    assert table["area_mu"].to_list() == [float(area) for area in parcels["area_mu"]]
    waiting = ask(snapshot, "land_waiting", **month, **NAMED)
    table = shown(app, "project_name", "open_mu", "open_parcels")
    assert table["open_parcels"].to_list() == waiting["open_parcels"].to_list()
    open_parcels = parcels.filter(parcels["state"] != "cleared")
    assert waiting["open_mu"].sum() == open_parcels["area_mu"].sum()


def test_bonds_and_a_unit_are_shown_where_the_link_asks_for_them(snapshot: Connection) -> None:
    month = YUEQING | {"month": "2021-11"}
    units = ask(snapshot, "bonds_by_unit", **month, **NAMED)
    worst = units.row(0, named=True)
    app = opened("projects/land_bonds", lang="en", element="bonds", unit=worst["unit_id"], **month)
    assert fine(app)
    table = shown(app, "bond_id", "amount_wanyuan", "paid_to_date_wanyuan")
    own = ask(snapshot, "bonds_listed", **month, **NAMED).filter(unit_id=worst["unit_id"])
    assert table["bond_id"].to_list() == own["bond_id"].to_list() != []
    assert f"{worst['unit']} most (CNY {worst['unpaid_wanyuan'] / 100:.1f} m)" in said(app)


def test_a_campaign_without_land_and_bonds_says_so() -> None:
    app = opened("projects/land_bonds", lang="en", **JIAXING)
    assert fine(app)
    assert "asks for no land or bonds" in said(app)


@pytest.fixture(autouse=True)
def home(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are those of the sample."""
    if "office" not in request.fixturenames:
        found: Home = request.getfixturevalue("sample_home")
        monkeypatch.setenv("SAIMA_DATA", str(found.root))
