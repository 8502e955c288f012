"""Every score of the sample is opened, down to the rows that were filed.

What is deducted is counted a second time in plain Python; the rows behind a score are looked up in
the sample as it was filed, by file, sheet and row.
"""

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl
import pytest

from campaigns import HERE, load_all
from campaigns.bands import bands
from campaigns.components import Filed
from pipelines.sample import truth
from tests.reference import Reference, ratio
from tests.reference_deductions import cases
from tests.reference_race import light
from tests.test_figures import Expected, expected, only, table
from warehouse.connection import Connection
from warehouse.queries import read

__all__ = ["expected"]
CAMPAIGNS = {name: found.campaign for name, found in load_all([HERE]).items()}


def test_what_is_deducted_for(snapshot: Connection, expected: Expected) -> None:
    rows = table(snapshot, "deduction_months", expected.campaign)
    assert {
        (row["month"], row["unit_id"], row["kind"]): (row["count"], row["of_projects"])
        for row in rows
    } == {
        (*place, kind): counted
        for place, missed in expected.missed.items()
        for kind, counted in missed.items()
    }
    assert len(rows) == sum(map(len, expected.missed.values()))


def test_every_case_is_there_once(snapshot: Connection, expected: Expected) -> None:
    named = {rule.id for rule in expected.campaign.race.deductions}
    rows = table(snapshot, "deduction_cases", expected.campaign)
    assert {
        (row["month"], row["unit_id"], row["kind"], row["project_code"])
        for row in rows
        if row["project_code"]
    } == {
        (month, *case)
        for month in expected.months
        for case in cases(expected.reference, month)
        if case[1] in named
    }
    keys = only(rows, "month", "unit_id", "kind", "reason", "project_code", "item_id")
    assert len(set(keys)) == len(keys)


def test_the_sample_has_every_kind_of_case(snapshot: Connection) -> None:
    found = snapshot.cursor().sql("select distinct kind, reason from deduction_cases").fetchall()
    assert set(found) == {
        ("missed_monthly_target", "investment"),
        ("missed_monthly_target", "milestone"),
        ("late_filing", "late"),
        ("overdue_issue", "issue"),
        ("no_contact", "contact"),
    }


def test_the_single_cases_are_shown_with_their_rows(snapshot: Connection) -> None:
    counted = snapshot.cursor().sql("select * from deduction_months where count > 0").pl()
    for row in counted.sample(40, seed=1).to_dicts():
        shown = read(
            snapshot.cursor(),
            "deduction_evidence",
            campaign=row["campaign_id"],
            month=row["month"],
            unit=row["unit_id"],
            deduction=row["kind"],
        )
        projects = shown["project_code"].n_unique()
        assert projects == row["count"]
        assert shown["source_file"].null_count() == 0


def test_the_parts_of_every_score_add_up(snapshot: Connection, expected: Expected) -> None:
    parts: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in table(snapshot, "score_parts", expected.campaign):
        parts[row["month"], row["unit_id"]].append(row)
    assert len(parts) == len(expected.standings)
    for standing in expected.standings:
        own = sorted(parts[standing.month, standing.unit], key=lambda row: int(row["position"]))
        shares = [Fraction(row["share_exact"]) for row in own if row["part"] == "component"]
        assert sum(shares) == (0 if standing.state == "nothing_due" else 1)
        if standing.score is None:
            assert {row["part"] for row in own} <= {"component", "deduction"}
            continue
        *made_of, score = own
        assert score["part"] == "score"
        assert Fraction(score["points_exact"]) == Fraction(standing.score)
        assert sum(Fraction(row["points_exact"]) for row in made_of) == Fraction(standing.score)
        for row in own:
            exactly = Fraction(row["points_exact"])
            assert abs(Fraction(row["points"]) - exactly) <= Fraction(1, 2 * 10**12)
            if row["part"] == "component" and row["applies"]:
                pair = (row["done"], row["due"])
                assert pair == expected.stages[standing.month, standing.unit][row["part_id"]]


def test_what_a_score_is_shown_to_be_made_of(snapshot: Connection, expected: Expected) -> None:
    standing = expected.standings[-1]
    names = {c.id: c.name.en for c in expected.campaign.race.components}
    names |= {rule.id: rule.name.en for rule in expected.campaign.race.deductions}
    shown = read(
        snapshot.cursor(),
        "score_parts",
        campaign=expected.campaign.id,
        month=standing.month,
        unit=standing.unit,
        language="en",
    )
    parts = shown.filter(pl.col("part_id").is_not_null())
    assert parts["name"].to_list() == [names[name] for name in parts["part_id"]]
    assert shown["part"].to_list()[-3:] == ["floor", "rounding", "score"]


def test_the_rows_behind_every_component_add_up(snapshot: Connection, expected: Expected) -> None:
    sums: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in table(snapshot, "stage_rows", expected.campaign):
        sums[row["month"], row["unit_id"], row["stage"]].append(row)
    for (month, unit), own in expected.stages.items():
        for stage, (done, due) in own.items():
            rows = sums[month, unit, stage]
            assert _sum(row["done"] for row in rows) == done
            assert _sum(row["due"] for row in rows) == due


def test_the_rows_shown_are_those(snapshot: Connection, expected: Expected) -> None:
    """The query itself, for every unit and component of the last month."""
    month = expected.months[-1]
    ids = [component.id for component in expected.campaign.race.components]
    for unit in expected.track_of:
        for stage, (done, due) in expected.stages[month, unit].items():
            shown = read(
                snapshot.cursor(),
                "score_evidence",
                campaign=expected.campaign.id,
                month=month,
                unit=unit,
                stage=stage,
                language="zh-CN",
            )
            if stage not in ids:
                assert shown.is_empty()
                continue
            assert (_sum(shown["due"]) or 0) == (due or 0)
            assert not due or _sum(shown["done"]) == done


def _sum(amounts: Any) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


TABLES = {"project": "progress", "milestone": "milestones", "prospect": "prospects"}
CODES = {"project": "project_code", "milestone": "milestone", "prospect": "prospect_id"}


def test_they_lead_to_the_rows_that_were_filed(snapshot: Connection, expected: Expected) -> None:
    name = expected.campaign.id
    filed = {
        (f"{each.file}", row_number, each.table): row
        for each in truth().campaigns[name]
        for row_number, row in zip(each.source_rows, each.rows, strict=True)
    }
    looked_up = 0
    for row in table(snapshot, "stage_rows", expected.campaign):
        if row["source_file"] is None:
            continue
        origin = filed[row["source_file"], row["source_row"], TABLES[row["item"]]]
        wanted = row["item_name"] if row["item"] == "milestone" else row["item_id"]
        assert origin[CODES[row["item"]]] == wanted
        looked_up += 1
        if row["item"] == "project":
            plan = [
                filed.get((row["plan_source_file"], row["plan_source_row"], name_))
                for name_ in ("plans", "projects")
            ]
            assert any(one and one["project_code"] == row["item_id"] for one in plan)
    assert looked_up


def test_the_light_of_every_project(snapshot: Connection, expected: Expected) -> None:
    rows = table(snapshot, "project_lights", expected.campaign)
    lights = expected.campaign.race.project_lights
    wanted = {}
    for month in expected.months:
        for project in expected.projects(month):
            spi = ratio(project.invested, project.planned, expected.reference.places)
            shown = light(spi if project.is_filed else None, lights)
            wanted[month, project.code] = (project.unit, spi, shown)
    assert {
        (row["month"], row["project_code"]): (
            row["unit_id"],
            row["schedule_attainment"],
            row["light"],
        )
        for row in rows
    } == wanted
    assert {"green", "yellow", "red", "grey"} == {row["light"] for row in rows}


def test_every_rank_has_its_band(snapshot: Connection, expected: Expected) -> None:
    rows = table(snapshot, "rank_bands", expected.campaign)
    ranks = {(s.month, s.unit): s.rank for s in expected.standings}
    assert {(row["month"], row["unit_id"]): row["rank"] for row in rows} == ranks
    for row in rows:
        if row["rank"] is not None:
            assert row["best_rank"] <= row["rank"] <= row["worst_rank"]
    month = expected.months[-1]
    columns = ("unit_id", "best_rank", "worst_rank", "level_with")
    alone = bands(_filed(snapshot, expected.campaign.id), expected.campaign, month)
    own = [row for row in rows if row["month"] == month]
    assert sorted(only(own, *columns)) == sorted(alone.select(columns).rows())


def _filed(snapshot: Connection, name: str) -> Filed:
    def frame(mart: str) -> pl.DataFrame:
        whole: pl.DataFrame = snapshot.cursor().sql(f"select * from {mart}").pl()
        return whole.filter(campaign_id=name)

    none = Filed()
    return Filed(
        stages=frame("stage_months").select(none.stages.columns),
        deductions=frame("deduction_months").select(none.deductions.columns),
    )


@pytest.mark.parametrize("name", list(CAMPAIGNS))
def test_a_first_filing_is_late_but_not_its_correction(snapshot: Connection, name: str) -> None:
    campaign = CAMPAIGNS[name]
    reference = Reference(campaign, truth().campaigns[name])
    first: dict[tuple[str, str], Any] = {}
    for each in reference.filed:
        first.setdefault((each.unit, each.month), each)
    rows = snapshot.cursor().sql("select * from expected_filings").pl().filter(campaign_id=name)
    late = {
        (row["unit_id"], row["month"])
        for row in rows.to_dicts()
        if row["is_late"] and row["source_file"]
    }
    assert late == {key for key, each in first.items() if each.late and not each.corrects}
