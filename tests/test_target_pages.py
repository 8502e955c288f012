"""The pages of targets and forecasts show what the snapshot holds: every value, none made up."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from campaigns import load_all
from campaigns.calendar import months
from locales import amount, messages, percent, quantity
from tests.test_pages import fine, opened, said
from warehouse.connection import Connection
from warehouse.home import Home
from warehouse.queries import read
from warehouse.snapshots import connect, current

CAMPAIGNS = {name: definition.campaign for name, definition in load_all().items()}
STATUSES = ("met", "on_track", "at_risk", "missed", "no_data")
TARGETS, FORECAST = "progress/targets", "progress/forecast"
YUEQING = {"campaign": "yueqing-2021", "month": "2021-11"}


@pytest.fixture(scope="module")
def snapshot(sample_home: Home) -> Iterator[Connection]:
    served = current(sample_home.snapshots)
    assert served is not None
    with connect(served) as connection:
        yield connection


@pytest.fixture(autouse=True)
def _served(sample_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAIMA_DATA", str(sample_home.root))


def asked(campaign: str, *, late: bool) -> dict[str, str]:
    names = [each.month for each in months(CAMPAIGNS[campaign])]
    return {"campaign": campaign, "month": names[-1] if late else names[len(names) // 2]}


def rows_shown(app: AppTest) -> list[list[str]]:
    """The rows of all tables of text, without what marks text up."""
    tables = [table.value for table in app.table]
    return [
        [str(cell).replace("\\", "") for cell in row]
        for table in tables
        for row in table.to_numpy()
    ]


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_the_sentence_counts_the_targets_of_each_status(
    campaign: str, late: bool, snapshot: Connection
) -> None:
    here = asked(campaign, late=late)
    found = snapshot.cursor().sql(
        "select status, unit_id from target_months where campaign_id = $campaign "
        "and month = $month and is_current",
        params=here,
    )
    counts = Counter(status for status, unit in found.fetchall() if unit is None)
    sentence = said(opened(TARGETS, lang="en", **here)).replace("\\", "")
    words = ("met", "on track", "at risk", "missed", "without data")
    told = ", ".join(
        f"{counts[status]} {word}" for status, word in zip(STATUSES, words, strict=True)
    )
    assert f"of {counts.total()} targets {told}." in sentence


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_every_target_stands_on_the_board_with_its_value_and_clause(
    campaign: str, snapshot: Connection
) -> None:
    here = asked(campaign, late=False)
    board = read(snapshot.cursor(), "targets_board", **here, language="en")
    shown = rows_shown(opened(TARGETS, lang="en", **here))
    decimals = CAMPAIGNS[campaign].rate_decimals
    whole = board.filter(pl.col("unit_id").is_null())
    assert whole.height
    for row in whole.iter_rows(named=True):
        value = quantity(row["value"], row["measured_in"], "en", decimals)
        found = [
            each
            for each in shown
            if each[0].startswith(f"[{row['target']}](/targets?")
            and f"&target={row['target_id']}) :gray[clause {row['clause']}" in each[0]
            and (each[1].startswith(f"{value} / ") or row["value"] is None)
        ]
        assert len(found) == 1, row["target_id"]


def test_each_contender_has_a_row_with_its_own_tasks(snapshot: Connection) -> None:
    here = asked("jiaxing-2018", late=True)
    board = read(snapshot.cursor(), "targets_board", **here, language="en")
    # 嘉兴港区 owes three of the county tier where all others owe five (附件).
    own = board.filter(unit_id="Z-330400-02", target_id="county-tier").row(0, named=True)
    shown = {row[0]: row for row in rows_shown(opened(TARGETS, lang="en", **here))}
    cell = (
        f"{own['value']:.0f} projects / at least 3 projects, {messages('en')['targets.status.met']}"
    )
    assert own["status"] == "met"
    assert cell in shown[own["unit"]][2]


def test_a_target_in_the_link_is_opened_with_its_units_and_rows(snapshot: Connection) -> None:
    app = opened(TARGETS, lang="en", target="parcels", **YUEQING)
    assert fine(app)
    board = read(snapshot.cursor(), "targets_board", **YUEQING, language="en")
    value = board.filter(target_id="parcels")["value"][0]
    units, rows = (frame.value for frame in app.dataframe)
    assert Decimal(str(units["value"].sum())) == value
    assert Decimal(str(rows["part"].sum())) == value
    assert rows["source"].notna().all()
    assert app.selectbox(key="target").value == "parcels"


def test_targets_without_data_say_what_to_file(snapshot: Connection) -> None:
    app = opened(TARGETS, lang="en", **YUEQING)
    board = read(snapshot.cursor(), "targets_board", **YUEQING, language="en")
    assert "by_office" in set(board["reason"])
    assert "a row in the table of indicators, unit “Yueqing City”" in said(app)


def test_the_plans_of_the_month_stand_first(snapshot: Connection) -> None:
    here = asked("lishui-2018", late=False)
    plans = read(
        snapshot.cursor(),
        "plans_board",
        campaign=here["campaign"],
        month=here["month"],
        unit="whole",
        language="en",
    ).row(1, named=True)
    names = ("plan", "projects", "met", "missed", "not_filed")
    assert rows_shown(opened(TARGETS, lang="en", **here))[1] == [str(plans[name]) for name in names]


def test_the_forecast_of_every_unit_and_of_its_projects(snapshot: Connection) -> None:
    app = opened(FORECAST, lang="en", unit="330382104", **YUEQING)
    assert fine(app), said(app)
    expected = read(snapshot.cursor(), "forecast", **YUEQING, track="all", language="en")
    units, projects = (frame.value for frame in app.dataframe)
    own = expected.filter(scope="unit")
    assert units["unit"].tolist() == own["unit"].to_list()
    millions = [float(each) / 100 for each in own["forecast_wanyuan"]]  # CNY m
    assert units["forecast_wanyuan"].tolist() == pytest.approx(millions)
    row = own.filter(unit_id="330382104").row(0, named=True)
    # A unit's forecast is the sum of its projects'.
    total = float(row["forecast_wanyuan"]) / 100
    assert projects["forecast_wanyuan"].sum() == pytest.approx(total)


@pytest.mark.parametrize("page", ["progress/completion", FORECAST])
def test_the_sentence_says_where_it_ends(page: str, snapshot: Connection) -> None:
    for month, track, level in (("2020-09", "towns", "80%"), ("2020-06", "all", "no interval")):
        here: dict[str, Any] = {"campaign": "linzi-2020", "month": month, "track": track}
        row = read(snapshot.cursor(), "forecast", **here, language="en")
        scope = "track" if track == "towns" else "campaign"
        whole = row.filter(scope=scope).row(0, named=True)
        text = said(opened(page, lang="en", **here)).replace("\\", "")
        assert f"{amount(whole['forecast_wanyuan'], 'en')} will be completed" in text
        assert percent(whole["forecast_rate"], "en", 2) in text
        assert level in text


def test_a_pick_is_forgotten_with_its_campaign() -> None:
    app = opened(TARGETS, target="parcels", **YUEQING)
    app.selectbox(key="campaign").set_value("linzi-2020").run()
    assert "target" not in app.query_params
    assert not app.warning
