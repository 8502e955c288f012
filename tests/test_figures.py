"""Every figure on the pages equals the one that `reference` works out from the sample's rows.

Exactly: decimals are compared as decimals. First the marts, then the answers to the questions that
the pages ask, for every campaign, month and choice of tracks.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from typing import Any

import polars as pl
import pytest

from campaigns import HERE, Campaign, load_all
from campaigns.model import Contender
from pipelines.sample import truth
from tests.reference import Amount, Project, Reference, Sums, ratio
from tests.reference_deductions import Missed, deductions
from tests.reference_race import Stages, Standing, stages, standings
from warehouse.connection import Connection
from warehouse.queries import read

CAMPAIGNS = {name: found.campaign for name, found in load_all([HERE]).items()}
LANGUAGES = ("zh-CN", "en")
Rows = list[dict[str, Any]]


class Expected:
    """What is to be seen of one campaign."""

    def __init__(self, campaign: Campaign) -> None:
        self.campaign = campaign
        every = truth().campaigns[campaign.id]
        self.reference = Reference(campaign, every)
        # What was known when all months but the last were published.
        self.then = Reference(campaign, [one for one in every if not one.after_publication])
        self.months = list(self.reference.months)
        self.track_of = {c.code: track.id for track in campaign.tracks for c in track.contenders}

    @cached_property
    def stages(self) -> dict[tuple[str, str], Stages]:
        return self._stages(self.reference)

    def _stages(self, reference: Reference) -> dict[tuple[str, str], Stages]:
        return {
            (month, unit): stages(reference, unit, month)
            for month in self.months
            for unit in self.track_of
        }

    @cached_property
    def published(self) -> list[Standing]:
        found: list[Standing] = []
        for month in self.months[:-1]:
            found += standings(self.campaign, [month], self._stages_then, self._missed_then, found)
        return found

    @cached_property
    def _missed_then(self) -> dict[tuple[str, str], Missed]:
        return self._missed(self.then)

    @cached_property
    def _stages_then(self) -> dict[tuple[str, str], Stages]:
        return self._stages(self.then)

    @cached_property
    def standings(self) -> list[Standing]:
        return standings(self.campaign, self.months, self.stages, self.missed, self.published)

    @cached_property
    def missed(self) -> dict[tuple[str, str], Missed]:
        return self._missed(self.reference)

    def _missed(self, reference: Reference) -> dict[tuple[str, str], Missed]:
        return {
            (month, unit): deductions(reference, unit, month)
            for month in self.months
            for unit in self.track_of
        }

    def contenders(self, track: str) -> list[Contender]:
        return [c for c in self.campaign.contenders if track in ("all", self.track_of[c.code])]

    def projects(self, month: str, track: str = "all") -> list[Project]:
        every = self.reference.projects[month]
        return [p for p in every if track in ("all", self.track_of[p.unit])]

    def unit(self, month: str, unit: str) -> Sums | None:
        return self._units.get((month, unit))

    @cached_property
    def _units(self) -> dict[tuple[str, str], Sums]:
        own: dict[tuple[str, str], list[Project]] = defaultdict(list)
        for month in self.months:
            for project in self.projects(month):
                own[month, project.unit].append(project)
        return {key: Sums.of(projects) for key, projects in own.items()}

    def rate(self, sums: Sums | None) -> Amount:
        return self.per(sums, sums.period_plan) if sums else None

    def attainment(self, sums: Sums | None) -> Amount:
        return self.per(sums, sums.planned) if sums else None

    def per(self, sums: Sums, denominator: Amount) -> Amount:
        return ratio(sums.invested, denominator, self.reference.places)

    def choices(self) -> Iterator[tuple[str, str]]:
        for month in self.months:
            for track in ("all", *(each.id for each in self.campaign.tracks)):
                yield month, track


@pytest.fixture(scope="module", params=list(CAMPAIGNS))
def expected(request: pytest.FixtureRequest) -> Expected:
    return Expected(CAMPAIGNS[request.param])


def table(snapshot: Connection, name: str, campaign: Campaign) -> Rows:
    frame: pl.DataFrame = snapshot.cursor().sql(f"select * from {name}").pl()
    return frame.filter(campaign_id=campaign.id).to_dicts()


def answer(snapshot: Connection, query: str, expected: Expected, **asked: object) -> Rows:
    return read(snapshot.cursor(), query, campaign=expected.campaign.id, **asked).to_dicts()


def only(rows: Iterable[dict[str, Any]], *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[column] for column in columns) for row in rows]


def test_the_sample_has_something_of_everything() -> None:
    """What is compared below would prove little if these never occurred."""
    every = [Expected(campaign) for campaign in CAMPAIGNS.values()]
    seen: Counter[str] = Counter()
    for one in every:
        for month in one.months:
            for project in one.projects(month):
                seen["carried"] += not project.is_filed and project.invested is not None
                seen["unknown"] += project.invested is None
        for standing in one.standings:
            seen[standing.state] += 1
            seen[standing.light] += 1
            seen["bottom"] += standing.is_bottom
            seen["streak"] += standing.streak > 1
            seen["moved"] += bool(standing.movement)
        seen["restated"] += len(set(one.published) - set(one.standings))
    assert {"carried", "ranked", "nothing_due", "bottom", "streak", "moved"} <= set(+seen)
    assert seen["restated"] >= 10
    assert {"green", "yellow", "red", "grey"} <= set(+seen)


# --- the marts


def test_the_months(snapshot: Connection, expected: Expected) -> None:
    rows = answer(snapshot, "months", expected)
    assert only(rows, "month", "has_data", "time_progress") == [
        (month, True, expected.reference.time_progress(month)) for month in expected.months
    ]


def test_every_project_at_every_month(snapshot: Connection, expected: Expected) -> None:
    rows = table(snapshot, "project_months", expected.campaign)
    columns = (
        "month",
        "project_code",
        "unit_id",
        "domain",
        "category",
        "is_filed",
        "period_plan_wanyuan",
        "planned_to_date_wanyuan",
        "invested_to_date_wanyuan",
        "start_is_due",
        "is_started",
        "completion_is_due",
        "is_completed",
    )
    assert set(only(rows, *columns)) == {
        (month, p.code, p.unit, p.domain, p.category, p.is_filed)
        + (p.period_plan, p.planned, p.invested)
        + (p.start_is_due, p.is_started, p.completion_is_due, p.is_completed)
        for month in expected.months
        for p in expected.projects(month)
    }
    assert len(rows) == sum(len(expected.projects(month)) for month in expected.months)


def test_investment_by_unit_domain_and_category(snapshot: Connection, expected: Expected) -> None:
    groups: dict[tuple[str, ...], list[Project]] = defaultdict(list)
    for month in expected.months:
        for p in expected.projects(month):
            groups[month, expected.track_of[p.unit], p.unit, p.domain, p.category].append(p)
    rows = table(snapshot, "investment_months", expected.campaign)
    keys = ("month", "track_id", "unit_id", "domain", "category")
    assert {
        key: value for key, value in zip(only(rows, *keys), only(rows, *SUMS), strict=True)
    } == {key: _sums(Sums.of(projects)) for key, projects in groups.items()}
    assert len(rows) == len(groups)


def test_every_unit_at_every_month(snapshot: Connection, expected: Expected) -> None:
    rows = table(snapshot, "unit_months", expected.campaign)
    found = {(row["month"], row["unit_id"]): (row["track_id"], *_figures(row)) for row in rows}
    assert found == {
        (month, unit): (track, *_expected_figures(expected, month, sums))
        for month in expected.months
        for unit, track in expected.track_of.items()
        if (sums := expected.unit(month, unit))
    }
    assert len(rows) == len(found)


def test_done_and_due_of_every_stage(snapshot: Connection, expected: Expected) -> None:
    rows = table(snapshot, "stage_months", expected.campaign)
    found = {
        (row["month"], row["unit_id"], row["stage"]): (row["done"], row["due"]) for row in rows
    }
    assert found == {
        (month, unit, stage): pair
        for (month, unit), own in expected.stages.items()
        for stage, pair in own.items()
    }
    assert len(rows) == len(found)


def test_the_standings(snapshot: Connection, expected: Expected) -> None:
    rows = table(snapshot, "standings", expected.campaign)
    columns = (
        *("month", "track_id", "unit_id", "score", "state", "light", "rank", "ranked_units"),
        *("movement", "is_bottom", "streak"),
    )
    order = [(s.month, s.track, s.unit) for s in expected.standings]
    assert sorted(only(rows, *columns), key=lambda row: order.index(row[:3])) == [
        (s.month, s.track, s.unit, s.score, s.state, s.light, s.rank, s.ranked)
        + (s.movement, s.is_bottom, s.streak)
        for s in expected.standings
    ]


def test_the_editions_hold_what_was_known_when_they_were_published(
    snapshot: Connection, expected: Expected
) -> None:
    rows = table(snapshot, "edition_standings", expected.campaign)
    columns = (
        *("month", "track_id", "unit_id", "score", "state", "light", "rank", "ranked_units"),
        *("movement", "is_bottom", "streak"),
    )
    assert sorted(only(rows, *columns)) == sorted(
        (s.month, s.track, s.unit, s.score, s.state, s.light, s.rank, s.ranked)
        + (s.movement, s.is_bottom, s.streak)
        for s in expected.published
    )
    assert {row["issue"] for row in rows} == {1}


def test_the_changes_are_between_what_was_published_and_what_is_known_now(
    snapshot: Connection, expected: Expected
) -> None:
    now = {(s.month, s.unit): s for s in expected.standings}
    changed = [(s, now[s.month, s.unit]) for s in expected.published]
    rows = table(snapshot, "edition_changes", expected.campaign)
    columns = (
        *("month", "unit_id", "published_rank", "restated_rank", "published_score"),
        *("restated_score", "published_streak", "restated_streak", "is_own"),
    )
    assert sorted(only(rows, *columns)) == sorted(
        (a.month, a.unit, a.rank, b.rank, a.score, b.score, a.streak, b.streak, a.score != b.score)
        for a, b in changed
        if (a.score, a.rank, a.light, a.is_bottom, a.streak)
        != (b.score, b.rank, b.light, b.is_bottom, b.streak)
    )


def test_the_causes_of_a_change_are_the_filings_that_came_after_publication(
    snapshot: Connection, expected: Expected
) -> None:
    late = {
        (filed.month, filed.unit, filed.file)
        for filed in truth().campaigns[expected.campaign.id]
        if filed.after_publication
    }
    rows = table(snapshot, "edition_causes", expected.campaign)
    assert set(only(rows, "month", "other_id", "source_file")) <= late
    assert {row["reason"] for row in rows} <= {"filing"}
    changes = table(snapshot, "edition_changes", expected.campaign)
    assert set(only(rows, "month", "unit_id")) == set(only(changes, "month", "unit_id"))
    own = {(row["month"], row["unit_id"]) for row in changes if row["is_own"]}
    assert own == {(r["month"], r["unit_id"]) for r in rows if r["relation"] == "own"}


# --- the answers that pages show


def test_completion_summary(snapshot: Connection, expected: Expected) -> None:
    for month, track in expected.choices():
        row = answer(snapshot, "completion_summary", expected, month=month, track=track)[0]
        projects = expected.projects(month, track)
        sums = Sums.of(projects)
        rate, time = expected.rate(sums), expected.reference.time_progress(month)
        nothing = (None, None, None, None, None)
        assert only([row], *SUMS) == [_sums(sums) if projects else nothing], (month, track)
        assert row["completion_rate"] == rate
        assert row["time_progress"] == time
        assert row["lead_points"] == expected.reference.lead(rate, month)
        assert row["lead_state"] == _lead_state(rate, time)


def test_completion_by_month(snapshot: Connection, expected: Expected) -> None:
    for month, track in expected.choices():
        rows = answer(snapshot, "completion_by_month", expected, month=month, track=track)
        listed = [at for at in expected.months if expected.projects(at, track)]
        assert only(rows, "month", "planned_to_date_wanyuan", "invested_to_date_wanyuan") == [
            (at, sums.planned, sums.invested if at <= month else None)
            for at in listed
            for sums in [Sums.of(expected.projects(at, track))]
        ], (month, track)


@pytest.mark.parametrize("kind", ["domain", "category"])
def test_completion_by_label(snapshot: Connection, expected: Expected, kind: str) -> None:
    labels = {
        "domain": [(g.id, g.name.zh) for g in expected.campaign.domains],
        "category": [(g.id, g.name.zh) for g in expected.campaign.categories],
    }[kind]
    for month, track in expected.choices():
        rows = answer(
            snapshot,
            "completion_by_label",
            expected,
            month=month,
            track=track,
            kind=kind,
            language="zh-CN",
        )
        wanted = []
        for identity, name in labels:
            own = [p for p in expected.projects(month, track) if getattr(p, kind) == identity]
            if own:
                s = Sums.of(own)
                wanted.append((name, s.projects, s.period_plan, s.invested, expected.rate(s)))
        columns = ("projects", "period_plan_wanyuan", "invested_to_date_wanyuan", "completion_rate")
        assert only(rows, "label", *columns) == wanted, (month, track)
        assert {row["time_progress"] for row in rows} <= {expected.reference.time_progress(month)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_region_rates(snapshot: Connection, expected: Expected, language: str) -> None:
    for month, track in expected.choices():
        rows = answer(
            snapshot, "region_rates", expected, month=month, track=track, language=language
        )
        wanted = {
            _name(c, language): _expected_figures(expected, month, expected.unit(month, c.code))
            for c in expected.contenders(track)
            if expected.unit(month, c.code) or len(rows) == len(expected.contenders(track))
        }
        assert {row["unit"]: _figures(row, without="planned_to_date_wanyuan") for row in rows} == {
            unit: figures[:3] + figures[4:] for unit, figures in wanted.items()
        }, (month, track)
        for own in _by(rows, "track"):
            _assert_falling([row["completion_rate"] for row in own])


def test_region_summary(snapshot: Connection, expected: Expected) -> None:
    for month, track in expected.choices():
        row = answer(
            snapshot, "region_summary", expected, month=month, track=track, language="zh-CN"
        )[0]
        rates = {
            c.name.zh: rate
            for c in expected.contenders(track)
            if (rate := expected.rate(expected.unit(month, c.code))) is not None
        }
        time = expected.reference.time_progress(month)
        filed = {
            c.name.zh: rates[c.name.zh]
            for c in expected.contenders(track)
            if c.name.zh in rates and (sums := expected.unit(month, c.code)) and sums.filed
        }
        judged = filed or rates  # a carried rate is neither fastest nor slowest
        best, worst = (
            (max(judged, key=judged.__getitem__), min(judged, key=judged.__getitem__))
            if judged
            else (None, None)
        )
        assert only([row], "units", "behind", "best", "best_rate", "worst", "worst_rate") == [
            (len(rates), sum(rate < time for rate in rates.values()))
            + (best, rates.get(str(best)), worst, rates.get(str(worst)))
        ], (month, track)


def test_region_months(snapshot: Connection, expected: Expected) -> None:
    """A month that a unit did not file is empty; it is not shown at the rate carried over."""
    for month, track in expected.choices():
        rows = answer(
            snapshot, "region_months", expected, month=month, track=track, language="zh-CN"
        )
        shown = {row["unit"] for row in rows}
        wanted = {
            (c.name.zh, at): expected.rate(sums) if sums and sums.filed else None
            for c in expected.contenders(track)
            for at in expected.months
            if at <= month and c.name.zh in shown
            for sums in [expected.unit(at, c.code)]
        }
        assert {(r["unit"], r["month"]): r["completion_rate"] for r in rows} == wanted
        with_rate = {unit for (unit, _), rate in wanted.items() if rate is not None}
        assert with_rate == {
            c.name.zh
            for c in expected.contenders(track)
            if any(
                sums.filed and expected.rate(sums) is not None
                for at in expected.months
                if at <= month and (sums := expected.unit(at, c.code))
            )
        }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_the_race(snapshot: Connection, expected: Expected, language: str) -> None:
    for month, track in expected.choices():
        asked = {"month": month, "track": track, "language": language}
        ranked = _table(expected, month, track)
        rows = answer(snapshot, "standings", expected, **asked)
        assert only(rows, "rank", "movement", "unit", "score", "light", "streak") == [
            (s.rank, s.movement, _unit_name(expected, s, language), s.score, s.light, s.streak)
            for s in ranked
        ], asked
        others = [
            (_unit_name(expected, s, language), s.state)
            for s in expected.standings
            if s.month == month and track in ("all", s.track) and s.rank is None
        ]
        assert only(answer(snapshot, "not_ranked", expected, **asked), "unit", "state") == others


def test_the_summary_of_the_race(snapshot: Connection, expected: Expected) -> None:
    for month, track in expected.choices():
        row = answer(
            snapshot, "standings_summary", expected, month=month, track=track, language="zh-CN"
        )[0]
        ranked = _table(expected, month, track)
        lights = Counter(s.light for s in ranked)
        assert row["ranked"] == len(ranked)
        assert only([row], "green", "yellow", "red") == [
            (lights["green"], lights["yellow"], lights["red"])
        ]
        first = [s for s in ranked if s.rank == 1]
        assert row["leading_score"] == max((s.score for s in first if s.score), default=None)
        if track != "all":
            assert set(row["leaders"] or ()) == {_unit_name(expected, s, "zh-CN") for s in first}
        stuck = [s for s in ranked if s.streak >= 2]
        assert set(row["stuck"] or ()) == {_unit_name(expected, s, "zh-CN") for s in stuck}


def test_the_history_of_ranks(snapshot: Connection, expected: Expected) -> None:
    for month, track in expected.choices():
        if track == "all":
            continue
        rows = answer(
            snapshot, "rank_history", expected, month=month, track=track, language="zh-CN"
        )
        own = [s for s in expected.standings if s.track == track and s.month <= month]
        assert {(r["unit"], r["month"]): (r["rank"], r["is_bottom"]) for r in rows} == {
            (_unit_name(expected, s, "zh-CN"), s.month): (s.rank, s.is_bottom) for s in own
        }


SUMS = (
    "projects",
    "filed_projects",
    "period_plan_wanyuan",
    "planned_to_date_wanyuan",
    "invested_to_date_wanyuan",
)
FIGURES = (*SUMS, "completion_rate", "schedule_attainment", "lead_points", "time_progress")


def _sums(sums: Sums) -> tuple[Any, ...]:
    return (sums.projects, sums.filed, sums.period_plan, sums.planned, sums.invested)


def _figures(row: dict[str, Any], *, without: str = "") -> tuple[Any, ...]:
    return tuple(row[column] for column in FIGURES if column != without)


def _expected_figures(expected: Expected, month: str, sums: Sums | None) -> tuple[Any, ...]:
    rate = expected.rate(sums)
    return (
        *(_sums(sums) if sums else (None, None, None, None, None)),
        rate,
        expected.attainment(sums),
        expected.reference.lead(rate, month),
        expected.reference.time_progress(month),
    )


def _lead_state(rate: Amount, time: Decimal) -> str:
    if rate is None:
        return "unknown"
    return "ahead" if rate > time else "behind" if rate < time else "level"


def _table(expected: Expected, month: str, track: str) -> list[Standing]:
    order = [each.id for each in expected.campaign.tracks]
    ranked = [
        s
        for s in expected.standings
        if s.month == month and track in ("all", s.track) and s.rank is not None
    ]
    return sorted(ranked, key=lambda s: (order.index(s.track), s.rank or 0))


def _unit_name(expected: Expected, standing: Standing, language: str) -> str:
    unit = next(c for c in expected.campaign.contenders if c.code == standing.unit)
    return _name(unit, language)


def _name(unit: Contender, language: str) -> str:
    return unit.name.en if language == "en" else unit.name.zh


def _by(rows: Rows, column: str) -> list[Rows]:
    return [[row for row in rows if row[column] == one] for one in {row[column] for row in rows}]


def _assert_falling(rates: list[Amount]) -> None:
    known = [rate for rate in rates if rate is not None]
    assert known == sorted(known, reverse=True)
    assert rates[len(known) :] == [None] * (len(rates) - len(known))
