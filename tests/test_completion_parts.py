"""What a campaign's investment is split into: the same figures worked out once more, by hand.

The sample is added up in plain Python from its rows; a small snapshot shows what was never filed.
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from campaigns import HERE, load_all
from campaigns.measures import Sizes
from pipelines.sample import truth
from tests.dashboard_snapshot import example, write
from tests.reference import Project, Reference, Sums, ratio
from warehouse.connection import Connection
from warehouse.queries import read
from warehouse.snapshots import connect

CAMPAIGNS = {name: found.campaign for name, found in load_all([HERE]).items()}
KINDS = ("unit", "domain", "category", "size", "sector")
YI = Decimal(10_000)
Rows = list[dict[str, Any]]


@pytest.fixture(params=list(CAMPAIGNS))
def reference(request: pytest.FixtureRequest) -> Reference:
    campaign = CAMPAIGNS[request.param]
    return Reference(campaign, truth().campaigns[campaign.id])


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    folder: Path = tmp_path_factory.mktemp("parts")
    with connect(write(folder, example())) as connection:
        yield connection.cursor()


def size_of(wanyuan: Decimal) -> str:
    """The brackets of ours, written out: 1, 5, 10, 20 and 50 亿元, each from its lower bound on."""
    bounds = (("50-up", 50), ("20-50", 20), ("10-20", 10), ("5-10", 5), ("1-5", 1), ("0-1", 0))
    return next(name for name, least in bounds if wanyuan >= least * YI)


def labels_of(reference: Reference, month: str) -> dict[str, dict[str, Any]]:
    """Every label of each project listed in the month."""
    return {
        row["project_code"]: {
            "unit": row["unit_id"],
            "domain": row["domain"],
            "category": row["category"],
            "size": size_of(row["total_investment_wanyuan"]),
            "sector": row["sector"],
        }
        for rows in reference.register("projects", month).values()
        for row in rows
    }


def summed(reference: Reference, month: str, kind: str) -> dict[str | None, Sums]:
    labels = labels_of(reference, month)
    groups: dict[str | None, list[Project]] = defaultdict(list)
    for project in reference.projects[month]:
        groups[labels[project.code][kind]].append(project)
    return {label: Sums.of(projects) for label, projects in groups.items()}


def answer(connection: Connection, query: str, campaign: str, month: str, **more: Any) -> Rows:
    asked = {"campaign": campaign, "month": month, "track": "all", "language": "zh-CN"}
    return read(connection.cursor(), query, **asked, **more).to_dicts()


@pytest.mark.parametrize("kind", KINDS)
def test_every_part_is_the_sum_of_its_projects(
    snapshot: Connection, reference: Reference, kind: str
) -> None:
    for month in (list(reference.months)[0], list(reference.months)[-1]):
        rows = answer(snapshot, "completion_by_label", reference.campaign.id, month, kind=kind)
        expected = summed(reference, month, kind)
        assert {row["label_id"]: row["projects"] for row in rows} == {
            label: sums.projects for label, sums in expected.items()
        }
        for row in rows:
            sums = expected[row["label_id"]]
            known = (sums.filed, sums.period_plan, sums.planned, sums.invested)
            assert known == (
                row["filed_projects"],
                row["period_plan_wanyuan"],
                row["planned_to_date_wanyuan"],
                row["invested_to_date_wanyuan"],
            )
            assert row["completion_rate"] == ratio(
                sums.invested, sums.period_plan, reference.places
            )
            assert row["gap_wanyuan"] == (sums.invested or 0) - (sums.planned or 0)


@pytest.mark.parametrize("kind", KINDS)
def test_the_gaps_add_up_to_the_whole_in_their_order(
    snapshot: Connection, reference: Reference, kind: str
) -> None:
    month = list(reference.months)[-2]
    campaign = reference.campaign.id
    rows = answer(snapshot, "completion_by_label", campaign, month, kind=kind)
    rows.sort(key=lambda row: row["place"])
    whole = Sums.of(reference.projects[month])
    reached = Decimal(0)
    for row in rows:
        reached += row["gap_wanyuan"]
        assert row["cumulated_wanyuan"] == reached
    assert reached == (whole.invested or 0) - (whole.planned or 0)
    gaps = [row["gap_wanyuan"] for row in rows]
    assert gaps == [
        *sorted(gap for gap in gaps if gap < 0),
        *(gap for gap in gaps if gap == 0),
        *sorted((gap for gap in gaps if gap > 0), reverse=True),
    ]


def test_the_head_names_those_furthest_behind(snapshot: Connection, reference: Reference) -> None:
    month = list(reference.months)[-2]
    campaign = reference.campaign.id
    (head,) = answer(snapshot, "completion_gap", campaign, month, kind="unit", few=3)
    gaps = {
        unit: (sums.invested or Decimal(0)) - (sums.planned or Decimal(0))
        for unit, sums in summed(reference, month, "unit").items()
    }
    names = {unit.code: unit.name.zh for unit in reference.campaign.contenders}
    behind = sorted((gap, unit) for unit, gap in gaps.items() if unit and gap < 0)
    missing = -sum((gap for gap, _ in behind), Decimal(0))
    assert head["most"] == [names[unit] for _, unit in behind[:3]]
    assert head["most_wanyuan"] == -sum(gap for gap, _ in behind[:3])
    assert (head["behind"], head["missing_wanyuan"]) == (len(behind), missing)
    assert head["most_share"] == ratio(head["most_wanyuan"], missing, reference.places)
    assert head["gap_wanyuan"] == sum(gaps.values())
    assert (head["parts"], head["ahead"]) == (
        len(gaps),
        sum(gap > 0 for gap in gaps.values()),
    )


def test_what_was_never_filed_is_missing_and_said_so(small: Connection) -> None:
    """Bureau 1 has 350 of 348.05 planned (500 × 69.61 %); Bureau 2 never filed, 348.05 planned."""
    asked = {"campaign": "alpha", "month": "2021-11", "track": "bureaus", "language": "en"}
    first, second = (
        read(small, "completion_by_label", **asked, kind="unit").sort("place").to_dicts()
    )
    assert (first["label"], first["gap_state"]) == ("Education Bureau", "not_filed")
    assert first["invested_to_date_wanyuan"] is None
    assert first["gap_wanyuan"] == Decimal("-348.05")
    assert (second["label"], second["gap_wanyuan"]) == ("Water Bureau", Decimal("1.95"))
    assert second["cumulated_wanyuan"] == Decimal("-346.10")


def test_where_nothing_is_known_nothing_is_behind(small: Connection) -> None:
    asked = {"campaign": "alpha", "month": "2021-11", "track": "zones", "language": "en"}
    head = read(small, "completion_gap", **asked, kind="unit", few=3).row(0, named=True)
    assert (head["parts"], head["behind"], head["gap_state"]) == (0, 0, "unknown")


def test_brackets_leave_no_gap_and_a_bound_belongs_above() -> None:
    brackets = Sizes.model_validate({"from_yiyuan": ["0.5", "10"]}).brackets
    assert [each.id for each in brackets] == ["0-0.5", "0.5-10", "10-up"]
    assert [each.below_yiyuan for each in brackets[:-1]] == [
        each.from_yiyuan for each in brackets[1:]
    ]
    assert brackets[0].from_yiyuan == Decimal(0)
    assert brackets[-1].below_yiyuan is None


def test_brackets_must_grow() -> None:
    with pytest.raises(ValueError, match="grow from bracket to bracket"):
        Sizes.model_validate({"from_yiyuan": ["10", "5"]})
