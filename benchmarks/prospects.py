"""The list of prospects at 5 000 entries × 12 months: what every rule takes.

Beside the conflicts stands their floor: all investors compared with all by rapidfuzz alone.
"""

import random
import time
from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import polars as pl
from rapidfuzz import fuzz, process

from campaigns import HERE, Campaign, load_all
from campaigns.calendar import months
from campaigns.prospects import conflicts, duties, eligibility, entries, nodes, phases
from campaigns.prospects.lines import NODES, SCHEMA, standing

ENTRIES, ROUNDS = 5_000, 3
SYLLABLES = "华东南方新兴科创智能装备材料能源电子医药汽车光电精工实业发展控股投资"
WHAT = "年产万套芯片电池智能装备生物医药材料基地总部研发中心产线项目"


def main() -> None:
    """Print the table: best of three runs, in seconds."""
    every = [definition.campaign for definition in load_all([HERE]).values()]
    campaign = next(one for one in every if one.prospect_list and one.prospect_list.first_in)
    filed = lists(campaign)
    lines = standing(filed, campaign)
    names = sorted(set(filed["investor"]))
    named = sorted(set(filed["month"]))
    units = filed.select("month", "filed_by").unique()
    runs: dict[str, Callable[[], object]] = {
        "standing": lambda: standing(filed, campaign),
        "eligibility": lambda: eligibility.findings(lines, campaign),
        "moves": lambda: entries.moves(lines, campaign, named),
        "phases": lambda: phases.phases(lines, campaign),
        "nodes": lambda: nodes.ladder(lines, campaign),
        "duties": lambda: duties.duties(lines, units, campaign, named),
        "conflicts": lambda: conflicts.conflicts(lines, campaign),
        "floor of conflicts": lambda: process.cdist(
            names, names, scorer=fuzz.ratio, score_cutoff=85, dtype=np.float32
        ),
    }
    for name, run in runs.items():
        print(f"{name:20}{best(run):8.3f}")


def best(run: Callable[[], object]) -> float:
    """The shortest of some runs."""
    found = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        run()
        found.append(time.perf_counter() - start)
    return min(found)


def lists(campaign: Campaign) -> pl.DataFrame:
    """The lists of all months, each with all entries; one in fifty is courted twice."""
    draw = random.Random(1)
    units = [unit.code for unit in campaign.contenders]
    rows = [_row(draw, n, units[n % len(units)], campaign) for n in range(ENTRIES)]
    for n in range(0, ENTRIES, 50):
        rows[n + 1] |= {key: rows[n][key] for key in ("investor", "content")}
    every = [
        {**row, "month": month.month, "last_day": month.last_day}
        for month in months(campaign)
        for row in rows
    ]
    return pl.DataFrame(every, schema=SCHEMA)


def _row(draw: random.Random, n: int, unit: str, campaign: Campaign) -> dict[str, object]:
    def text(letters: str, least: int, most: int) -> str:
        return "".join(draw.choices(letters, k=draw.randint(least, most)))

    on = campaign.period.start + timedelta(days=draw.randint(0, 200))
    dates: dict[str, date] = {}
    for node in NODES[: draw.randint(1, len(NODES))]:
        on += timedelta(days=draw.randint(3, 40))
        dates[node] = on
    return {
        **dict.fromkeys(SCHEMA),
        "filed_by": unit,
        "unit_id": unit,
        "prospect_id": f"P{n:05d}",
        "prospect_name": text(WHAT, 8, 20),
        "investor": text(SYLLABLES, 4, 10) + "有限公司",
        "content": text(WHAT, 6, 18),
        "tier": draw.choice(campaign.tiers).id,
        "sector": "高端装备",
        "total_investment_wanyuan": draw.randint(50_000, 900_000),
        "listed_on": on - timedelta(days=draw.randint(0, 300)),
        "project_code": f"2018-330402-39-03-{n // 2:06d}",
        "site": text(SYLLABLES, 4, 8),
        **dates,
    }


if __name__ == "__main__":
    main()
