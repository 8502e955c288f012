"""A campaign that the product has never seen is raced by its file alone."""

import json
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from campaigns import Campaign, CampaignError, load, load_all
from campaigns.bands import bands
from campaigns.components import AMOUNT, Filed
from campaigns.explanation import explain
from campaigns.ranking import standings

TOML = """
id = "spring-2025"
name = { zh = "春季攻坚", en = "Spring Push" }
short_name = { zh = "春季", en = "Spring" }
document = "春季攻坚实施方案"
deadline_day = 8
deadline_source = { clause = "三" }
figure = "reported"
figure_source = { ours = true }
period = { start = 2025-03-01, end = 2025-05-31, source = { clause = "一" } }
office = { code = "O-1", name = { zh = "攻坚办", en = "Push Office" } }

[[tracks]]
id = "counties"
name = { zh = "县", en = "Counties" }
contenders = [
    { code = "Z-1", name = { zh = "甲县", en = "Jia" } },
    { code = "Z-2", name = { zh = "乙县", en = "Yi" } },
    { code = "Z-3", name = { zh = "丙县", en = "Bing" } },
    { code = "Z-4", name = { zh = "丁县", en = "Ding" } },
]

[[tracks]]
id = "bureaus"
name = { zh = "局", en = "Bureaus" }
contenders = [
    { code = "D-1", name = { zh = "住建局", en = "Housing" } },
    { code = "D-2", name = { zh = "交通局", en = "Transport" } },
]

[[indicators]]
id = "fai"
name = { zh = "固定资产投资增速", en = "FAI growth" }
aliases = ["固投增速"]

[race]
decimals = 1
tie_method = "dense"
unit_lights = { green = 80, yellow = 60, source = { ours = true } }
project_lights = { green = 1, yellow = 0.8, source = { ours = true } }
bottom = { size = 1, min_ranked = 3, source = { clause = "五" } }
bands = { draws = 100, spread = 0.3, lowest = 0, highest = 100, source = { ours = true } }

[[race.components]]
kind = "ladder"
id = "progress"
name = { zh = "形象进度", en = "Site progress" }
weight = 60
source = { clause = "四" }

[[race.components.rungs]]
id = "started"
name = { zh = "开工", en = "Started" }
points = 20
event = "started_on"

[[race.components.rungs]]
id = "structure"
name = { zh = "主体", en = "Structure" }
points = 50
milestones = ["主体结顶"]

[[race.components.rungs]]
id = "completed"
name = { zh = "建成", en = "Completed" }
points = 70
event = "completed_on"

[[race.components]]
kind = "indicator"
id = "fai"
indicator = "fai"
target = 8
cap = 1.5
name = { zh = "投资增速", en = "FAI growth" }
weight = 40
source = { clause = "四" }

[[race.deductions]]
id = "late_filing"
name = { zh = "逾期报送", en = "Late filing" }
points = 2.5
per = "filing"
source = { clause = "六" }
"""
MONTH = "2025-03"
RUNGS = {
    "Z-1": ("completed", "structure"),  # 60 of 70
    "Z-2": ("structure", "structure"),  # 50 of 70
    "Z-3": ("structure", "structure"),
    "Z-4": ("started", None),  # 10 of 70
    "D-1": ("completed",),
}
GROWTH = {"Z-1": "8", "Z-2": "6", "Z-3": "6", "Z-4": "12", "D-1": "4", "D-2": "16"}
# 60 × 6/7 + 40; 60 × 5/7 + 30; the same; 60/7 + 60 − 5; 60 + 20; 150 (no projects)
SCORES = {
    "Z-1": ("91.4", 1, "green"),
    "Z-2": ("72.9", 2, "yellow"),
    "Z-3": ("72.9", 2, "yellow"),
    "Z-4": ("63.6", 3, "yellow"),
    "D-1": ("80.0", 2, "green"),
    "D-2": ("150.0", 1, "green"),
}


@pytest.fixture
def spring(tmp_path: Path) -> Campaign:
    (tmp_path / "spring-2025.toml").write_text(TOML, "utf-8")
    return load_all([tmp_path])["spring-2025"].campaign


def what() -> Filed:
    none = Filed()
    climbed = [
        (MONTH, unit, "progress", f"{unit}/{n}", rung, True)
        for unit, own in RUNGS.items()
        for n, rung in enumerate(own)
    ]
    grown = [(MONTH, unit, "fai", Decimal(v)) for unit, v in GROWTH.items()]
    late = [(MONTH, "Z-4", "late_filing", 2, None)]
    return Filed(
        rungs=pl.DataFrame(climbed, schema=none.rungs.schema, orient="row"),
        indicators=pl.DataFrame(grown, schema=none.indicators.schema, orient="row"),
        deductions=pl.DataFrame(late, schema=none.deductions.schema, orient="row"),
    )


def test_it_is_ranked_by_its_own_rules(spring: Campaign) -> None:
    table = standings(what(), spring, [MONTH])
    found = {
        unit: (str(score.quantize(Decimal("0.1"))), rank, light)
        for unit, score, rank, light in table.select("unit_id", "score", "rank", "light").rows()
    }
    assert found == SCORES
    assert table.filter("is_bottom")["unit_id"].to_list() == ["Z-4"]


def test_its_scores_are_explained_and_banded(spring: Campaign) -> None:
    for unit, (score, *_) in SCORES.items():
        assert explain(what(), spring, MONTH, unit).score == Decimal(score)
    found = {row["unit_id"]: row for row in bands(what(), spring, MONTH).to_dicts()}
    assert (found["Z-1"]["best_rank"], found["Z-1"]["worst_rank"]) == (1, 1)
    # Z-4, strong in growth alone, passes Z-2 and Z-3 where growth weighs most.
    assert (found["Z-2"]["level_with"], found["D-2"]["level_with"]) == (2, 0)


def test_amounts_are_kept_with_four_places() -> None:
    assert Filed().stages.schema["due"] == AMOUNT


def test_what_is_wrong_with_its_file_is_said_with_the_key(tmp_path: Path) -> None:
    wrong = TOML.replace("points = 70", "points = 40").replace('per = "filing"', 'per = "day"')
    path = tmp_path / "spring-2025.toml"
    path.write_text(wrong.replace("spread = 0.3", "spread = 2"), "utf-8")
    with pytest.raises(CampaignError) as error:
        load(path)
    said = str(error.value)
    assert "race.components.progress.ladder: Value error, `rungs` must earn more points" in said
    assert "race.deductions.late_filing.per: " in said
    assert "race.bands.spread: " in said


# --- a definition comes back from its file as it was


def toml(value: Any) -> str:
    """A value as TOML, on one line."""
    if isinstance(value, dict):
        pairs = (f"{key} = {toml(each)}" for key, each in value.items() if each is not None)
        return "{ " + ", ".join(pairs) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return json.dumps(value, ensure_ascii=False)


def again(campaign: Campaign, path: Path) -> Campaign:
    content = campaign.model_dump()
    lines = [f"{key} = {toml(value)}" for key, value in content.items() if value is not None]
    path.write_text("\n".join(lines), "utf-8")
    return load(path).campaign


def test_it_comes_back_from_its_file(spring: Campaign, tmp_path: Path) -> None:
    found = again(spring, tmp_path / "spring-2025.toml")
    assert found == spring
    assert standings(what(), found, [MONTH]).equals(standings(what(), spring, [MONTH]))


@pytest.mark.parametrize("name", load_all())
def test_every_definition_comes_back_from_its_file(name: str, tmp_path: Path) -> None:
    campaign = load_all()[name].campaign
    assert again(campaign, tmp_path / f"{name}.toml") == campaign


def test_the_file_of_the_test_is_read_as_written() -> None:
    assert tomllib.loads(TOML)["race"]["tie_method"] == "dense"
