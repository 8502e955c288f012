"""A small hand-made snapshot for the tests of pages, charts and queries.

Three campaigns. `alpha` runs from September to December and has data up to November: eight towns,
two bureaus (one of which never files) and a track of zones without any data. `bravo` has no data
at all. `charlie` has one track and one unit, which files totals only. September and
October of `alpha` are published, October twice; two towns stand otherwise since. A forecast was
made in November.

Every town plans 1 000 万元: 600 for one industry project and 400 for one in infrastructure. Town
n has completed n/8 of 10, 40 and 70 % of it by the end of September, October and November.
"""

from decimal import Decimal
from pathlib import Path
from typing import Any

from warehouse.connection import Connection, writing
from warehouse.snapshots import Served, find, serve

ROOT = Path(__file__).parent.parent
ID = "00000000000000aa"
MONTHS = {"2021-09": "0.0980", "2021-10": "0.4020", "2021-11": "0.6961", "2021-12": "1"}
DONE = {"2021-09": Decimal("0.1"), "2021-10": Decimal("0.4"), "2021-11": Decimal("0.7")}
TOWNS = tuple(range(1, 9))
CAMPAIGNS = ("alpha", "bravo", "charlie")
MARTS = ("unit_months", "filing_rates", "todo_months", "overview_months")

TABLES = """
create table snapshot(
    snapshot_id varchar, last_received_at timestamp, filings bigint, rejected_rows bigint);
create table campaigns(
    campaign_id varchar, name_zh varchar, name_en varchar, short_name_zh varchar,
    short_name_en varchar, document varchar, start_on date, end_on date, figure varchar,
    rate_decimals integer, position integer, is_synthetic boolean, definition_sha256 varchar,
    definition_toml varchar, deadline_clause varchar, is_deadline_ours boolean);
create table campaign_months(
    campaign_id varchar, month varchar, first_day date, last_day date, elapsed_days integer,
    total_days integer, time_progress decimal(18, 6), filing_due_on date, has_data boolean);
create table tracks(
    campaign_id varchar, track_id varchar, name_zh varchar, name_en varchar, position integer);
create table contenders(
    campaign_id varchar, unit_id varchar, track_id varchar, name_zh varchar, name_en varchar,
    position integer);
create table labels(
    campaign_id varchar, kind varchar, id varchar, name_zh varchar, name_en varchar,
    position integer);
create table investment_months(
    campaign_id varchar, month varchar, track_id varchar, unit_id varchar, domain varchar,
    category varchar, projects bigint, filed_projects bigint, period_plan_wanyuan decimal(38, 4),
    planned_to_date_wanyuan decimal(38, 4), invested_to_date_wanyuan decimal(38, 4));
create table investment_labels(
    campaign_id varchar, month varchar, track_id varchar, unit_id varchar, kind varchar,
    label_id varchar, projects bigint, filed_projects bigint, period_plan_wanyuan decimal(38, 4),
    planned_to_date_wanyuan decimal(38, 4), invested_to_date_wanyuan decimal(38, 4));
create table standings(
    campaign_id varchar, month varchar, track_id varchar, unit_id varchar, score decimal(9, 4),
    rank integer, ranked_units integer, movement integer, light varchar, is_bottom boolean,
    streak integer, state varchar);
create table rank_bands(
    campaign_id varchar, month varchar, track_id varchar, unit_id varchar, rank integer,
    best_rank integer, worst_rank integer, level_with integer);
create table race_rules(
    campaign_id varchar, green_score decimal(18, 4), yellow_score decimal(18, 4),
    bottom_size bigint, min_ranked bigint, band_draws bigint, band_spread_share decimal(18, 4),
    band_middle_share decimal(18, 4));
create table race_parts(
    campaign_id varchar, part varchar, part_id varchar, counted_in varchar, clause varchar,
    is_ours boolean);
create table consequences(
    campaign_id varchar, consequence_id varchar, position integer, subject varchar,
    when_zh varchar, when_en varchar, action_zh varchar, action_en varchar, by_zh varchar,
    by_en varchar, to_zh varchar, to_en varchar, clause varchar, is_ours boolean, kind varchar);
create table consequences_due(
    campaign_id varchar, month varchar, track_id varchar, unit_id varchar,
    consequence_id varchar, state varchar);
create table known_errors(
    campaign_id varchar, state varchar,
    source_file varchar, source_sheet varchar, source_row integer);
create table filings(
    campaign_id varchar, received_at timestamp, is_current boolean, rejected_rows bigint,
    state varchar);
create table editions(
    campaign_id varchar, month varchar, issue integer, is_in_force boolean,
    published_at timestamp);
create table edition_changes(
    campaign_id varchar, month varchar, issue integer, track_id varchar, unit_id varchar);
create table forecasts(
    campaign_id varchar, month varchar, scope varchar, track_id varchar, unit_id varchar,
    based_on_month varchar, period_plan_wanyuan decimal(38, 4),
    invested_to_date_wanyuan decimal(38, 4), forecast_wanyuan decimal(38, 4),
    forecast_low_wanyuan decimal(38, 4), forecast_high_wanyuan decimal(38, 4),
    interval_level decimal(18, 6), past_errors bigint, interval_state varchar);
create table check_counts(campaign_id varchar, rule_id varchar, severity varchar);
create table target_months(
    campaign_id varchar, month varchar, target_id varchar, unit_id varchar, status varchar,
    is_current boolean);
create table filing_board(
    campaign_id varchar, month varchar, track_id varchar, unit_id varchar, is_expected boolean,
    is_over boolean, state varchar, filing_due_on date, first_received_at timestamp,
    is_on_time boolean, returned_rows bigint);
create table issue_levels(
    campaign_id varchar, level varchar, name_zh varchar, name_en varchar, position bigint,
    clause varchar, is_ours boolean);
create table issue_months(
    campaign_id varchar, month varchar, unit_id varchar, level varchar, due_on date,
    is_overdue boolean, is_due_up boolean);
create table contact_rules(
    campaign_id varchar, times_per_month bigint, clause varchar, is_ours boolean);
create table contact_months(
    campaign_id varchar, month varchar, unit_id varchar, official varchar, missing bigint);
create table reviews_due(
    campaign_id varchar, month varchar, review_id varchar, kind varchar, name_zh varchar,
    name_en varchar, by_zh varchar, by_en varchar, due_on date, clause varchar, is_ours boolean);
"""

Rows = dict[str, list[tuple[Any, ...]]]


def write(folder: Path, rows: Rows, snapshot_id: str = ID) -> Served:
    """A snapshot of these rows, by table, which is served from `folder` from now on."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{snapshot_id}.duckdb"
    path.unlink(missing_ok=True)
    with writing(path) as connection:
        connection.execute((ROOT / "warehouse" / "macros.sql").read_text("utf-8"))
        connection.execute(TABLES)
        for table, values in rows.items():
            _insert(connection, table, values)
        for name in MARTS:
            mart = (ROOT / "warehouse" / "marts" / f"{name}.sql").read_text("utf-8")
            connection.execute(f"create table {name} as {mart}")
    serve(folder, snapshot_id, why="test")
    served = find(folder, snapshot_id)
    assert served is not None
    return served


def example() -> Rows:
    """The three campaigns described above."""
    return {
        "snapshot": [(ID, "2021-12-05 09:30:00", 24, 3)],
        "campaigns": [
            _campaign("alpha", "甲行动", "Alpha push", 1, is_synthetic=True),
            _campaign("bravo", "乙行动", "Bravo push", 2, is_synthetic=False),
            _campaign("charlie", "丙行动", "Charlie push", 3, is_synthetic=False),
        ],
        "campaign_months": [
            *_months("alpha", "2021-11"),
            *_months("bravo", ""),
            *_months("charlie", "2021-10"),
        ],
        "tracks": [
            ("alpha", "towns", "乡镇", "Towns", 1),
            ("alpha", "bureaus", "部门", "Bureaus", 2),
            ("alpha", "zones", "功能区", "Zones", 3),
            ("bravo", "towns", "乡镇", "Towns", 1),
            ("charlie", "cities", "城市", "Cities", 1),
        ],
        "contenders": [
            *(("alpha", f"t{n}", "towns", f"甲{n}镇", f"Town {n}", n) for n in TOWNS),
            ("alpha", "b1", "bureaus", "水利局", "Water Bureau", 9),
            ("alpha", "b2", "bureaus", "教育局", "Education Bureau", 10),
            ("bravo", "u1", "towns", "乙镇", "Other Town", 1),
            ("charlie", "c1", "cities", "丙市", "City C", 1),
        ],
        "labels": [
            ("alpha", "domain", "industry", "产业", "Industry", 1),
            ("alpha", "domain", "infrastructure", "基础设施", "Infrastructure", 2),
            ("alpha", "category", "new_start", "新开工", "New starts", 1),
            ("alpha", "category", "ongoing", "续建", "Ongoing", 2),
            ("alpha", "size", "0-1", "不满 1 亿元", "below CNY 100 m", 1),
        ],
        "investment_months": [*_investment(), *_totals()],
        "investment_labels": [*_labelled(_investment()), *_labelled(_totals())],
        "standings": [row for month in DONE for row in _standings(month)],
        "rank_bands": [row for month in DONE for row in _bands(month)],
        "race_rules": [(name, 90, 75, 3, 7, 2000, 0.2, 0.9) for name in CAMPAIGNS],
        "race_parts": [
            (name, part, None, None, clause, not clause)
            for name in CAMPAIGNS
            for part, clause in (("unit_lights", ""), ("bottom", "四(六)"), ("bands", ""))
        ],
        "consequences": [
            ("alpha", "red-light", 0, "unit", "单位亮红灯", "Unit shows red", "约谈", "Interview")
            + ("副市长", "the vice mayor", "负责人", "the unit's head", "四(六)", True, "interview")
        ],
        "consequences_due": [
            ("alpha", month, "towns", row[3], "red-light", "due")
            for month in DONE
            for row in _standings(month)
            if row[8] == "red"
        ],
        "filings": [
            *(("alpha", "2021-12-04 09:30:00", True, 0, "accepted") for _ in range(23)),
            ("alpha", "2021-12-05 09:30:00", True, 3, "incomplete"),
            ("alpha", "2021-11-05 09:30:00", False, 7, "incomplete"),
            ("charlie", "2021-12-06 09:30:00", True, 0, "accepted"),
        ],
        "editions": [
            ("alpha", "2021-09", 1, True, "2021-10-08 02:00:00"),
            ("alpha", "2021-10", 1, False, "2021-11-08 02:00:00"),
            ("alpha", "2021-10", 2, True, "2021-11-18 02:00:00"),
        ],
        "edition_changes": [
            ("alpha", "2021-10", 1, "towns", "t1"),
            ("alpha", "2021-10", 2, "towns", "t1"),
            ("alpha", "2021-10", 2, "towns", "t2"),
        ],
        "forecasts": _forecasts(),
        **_to_do(),
        "check_counts": [
            ("alpha", "R002", "warning"),
            ("alpha", "R002", "warning"),
            ("alpha", "R003", "warning"),
            ("alpha", "R004", "info"),
            ("charlie", "R005", "warning"),
        ],
    }


def _to_do() -> Rows:
    """What November of `alpha` leaves to be done, beside the red lights of three towns.

    Town 1 has not filed and Town 2 has rows to mend. Three issues are due one level up, two of Town
    1 (one overdue) and one of Town 2 (overdue); a fourth stays where it is. The vice mayor's office
    missed three contacts, and of one project it is not known. The weekly meeting is due twice.
    """
    month = ("alpha", "2021-11")
    due, came = "2021-12-05", "2021-12-03 01:00:00"
    filed: list[tuple[Any, ...]] = [(f"t{n}", "on_time", came, True, 0) for n in TOWNS[2:]]
    filed += [("t1", "missing", None, None, 0), ("t2", "incomplete", came, True, 3)]
    goals = ("met", "met", "on_track", "at_risk", "missed", "missed", "no_data")
    return {
        "target_months": [
            *((*month, f"goal-{at}", None, status, True) for at, status in enumerate(goals)),
            (*month, "goal-0", None, "missed", False),  # an earlier checkpoint
            (*month, "goal-0", "t1", "missed", True),  # what a town has to reach by itself
        ],
        "filing_board": [
            (*month, "towns", unit, True, True, state, due, at, on_time, returned)
            for unit, state, at, on_time, returned in filed
        ],
        "issue_levels": [
            ("alpha", "owner", "业主", "Owner", 0, "七", True),
            ("alpha", "office", "重点办", "Key-projects office", 1, "七", False),
        ],
        "issue_months": [
            (*month, "t1", "owner", "2021-11-20", True, True),
            (*month, "t1", "owner", "2021-12-20", False, True),
            (*month, "t2", "owner", "2021-11-10", True, True),
            (*month, "t2", "office", "2021-10-10", True, False),
        ],
        "contact_rules": [("alpha", 1, "六", False)],
        "contact_months": [
            (*month, "t3", "副市长办公室", 1),
            (*month, "t4", "副市长办公室", 2),
            (*month, "t5", "副市长办公室", 0),
            (*month, "b2", "副市长办公室", None),
        ],
        "reviews_due": [
            (*month, "weekly", "meeting", "周例会", "Weekly meeting", "专班", "task force")
            + (day, "三", False)
            for day in ("2021-11-08", "2021-11-15")
        ],
    }


def _forecasts() -> list[tuple[Any, ...]]:
    """In November half of what is left is expected to be done: of each town give or take 90."""
    made = [(n, int(1000 * n * DONE["2021-11"] / 8)) for n in TOWNS]
    towns = [
        ("alpha", "2021-11", "unit", "towns", f"t{n}", "2021-11", 1000, done)
        + ((1000 + done) // 2, (1000 + done) // 2 - 90, (1000 + done) // 2 + 90)
        + ("0.8", 24, "given")
        for n, done in made
    ]
    track = ("alpha", "2021-11", "track", "towns", None, "2021-11", 8000, 3150, 5575, 5375, 5875)
    whole = ("alpha", "2021-11", "campaign", None, None, "2021-11", 10000, 3850, 6500, None, None)
    return [*towns, (*track, "0.8", 12, "given"), (*whole, "0.8", 2, "too_few_errors")]


def _insert(connection: Connection, table: str, values: list[tuple[Any, ...]]) -> None:
    marks = ", ".join("?" for _ in values[0])
    connection.executemany(f"insert into {table} values ({marks})", values)


def _campaign(
    campaign: str, zh: str, en: str, position: int, *, is_synthetic: bool
) -> tuple[Any, ...]:
    dates = ("2021-09-21", "2021-12-31")
    return (
        campaign,
        zh,
        en,
        zh,
        en,
        "",
        *dates,
        "reported",
        2,
        position,
        is_synthetic,
        "",
        "",
        "三",
        False,
    )


def _months(campaign: str, known_until: str) -> list[tuple[Any, ...]]:
    return [
        (campaign, month, None, None, None, None, progress, None, month <= known_until)
        for month, progress in MONTHS.items()
    ]


def _investment() -> list[tuple[Any, ...]]:
    return [
        _part(month, "towns", f"t{n}", *part, done * n / 8 if done is not None else None)
        for month, done in ((month, DONE.get(month)) for month in MONTHS)
        for n in TOWNS
        for part in (("industry", "new_start", 600), ("infrastructure", "ongoing", 400))
    ] + [
        _part(month, "bureaus", unit, "infrastructure", "ongoing", 500, share)
        for month in MONTHS
        for unit, share in (("b1", DONE.get(month)), ("b2", None))
    ]


def _part(
    month: str,
    track: str,
    unit: str,
    domain: str,
    category: str,
    plan: int,
    share: Decimal | None,
) -> tuple[Any, ...]:
    planned = plan * Decimal(MONTHS[month])
    filed = int(share is not None) if month in DONE else None
    invested = None if share is None else plan * share
    return ("alpha", month, track, unit, domain, category, 1, filed, plan, planned, invested)


def _labelled(parts: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The same parts by each kind of label: all are of the smallest size, none has a sector."""
    return [
        (*part[:4], kind, label, *part[6:])
        for part in parts
        for kind, label in (
            ("domain", part[4]),
            ("category", part[5]),
            ("size", part[4] and "0-1"),
            ("sector", None),
        )
    ]


def _totals() -> list[tuple[Any, ...]]:
    """A unit that is worth more than 1 亿元 and has passed its plan."""
    done = {"2021-09": 5000, "2021-10": 24680}
    return [
        ("charlie", month, "cities", "c1", None, None, 7, 7 if month in done else None, 20000)
        + (20000 * Decimal(progress), done.get(month))
        for month, progress in MONTHS.items()
    ]


def _bands(month: str) -> list[tuple[Any, ...]]:
    """The two that share the second place cannot be told apart; all other ranks are firm."""
    return [
        (*row[:4], rank, rank, rank + 1, 1) if rank == 2 else (*row[:4], rank, rank, rank, 0)
        for row in _standings(month)
        if (rank := row[5]) is not None
    ]


def _standings(month: str) -> list[tuple[Any, ...]]:
    """Town 8 leads, 7 and 6 share the second place; in October 1 and 2 change places."""
    order = [8, 7, 6, 5, 4, 3, 1, 2] if month == "2021-10" else [8, 7, 6, 5, 4, 3, 2, 1]
    months = list(DONE).index(month) + 1
    rows: list[tuple[Any, ...]] = []
    for place, n in enumerate(order, start=1):
        rank = 2 if place == 3 else place
        moved = {"2021-10": {1: 1, 2: -1}, "2021-11": {1: -1, 2: 1}}.get(month, {}).get(n, 0)
        light = "green" if rank <= 2 else "yellow" if rank <= 5 else "red"
        score = Decimal(100) - rank * 5
        movement = None if month == "2021-09" else moved
        rows.append(
            ("alpha", month, "towns", f"t{n}", score, rank, 8, movement, light, place > 5)
            + (months if place > 5 else 0, "ranked")
        )
    return [
        *rows,
        ("alpha", month, "bureaus", "b1", 88, 1, 1, None, "yellow", False, 0, "ranked"),
        ("alpha", month, "bureaus", "b2", None, None, 1, None, "grey", False, 0, "not_filed"),
    ]
