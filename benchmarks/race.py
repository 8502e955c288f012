"""The race at 3 000 contenders × 24 months × 5 components, and bands of one month by 2 000 draws.

Beside each stands its floor: the same sums in plain NumPy on arrays that are already laid out, with
nothing exact, no states, lights, movement or streaks.
"""

import time
from collections.abc import Callable

import numpy as np
import polars as pl
from numpy.typing import NDArray

from campaigns import Campaign
from campaigns.bands import bands
from campaigns.components import AMOUNT, Filed
from campaigns.ranking import PUBLISHED, standings

CONTENDERS, MONTHS, DRAWS, SPREAD = 3_000, 24, 2_000, 0.2
STAGES = ("attract", "preliminary", "start", "build", "complete")
WEIGHTS = np.array([15.0, 15.0, 20.0, 30.0, 20.0])
MONTH_NAMES = [f"{2020 + n // 12}-{n % 12 + 1:02d}" for n in range(MONTHS)]
Floats = NDArray[np.float64]


def main() -> None:
    """Print the table: best of five runs, in seconds."""
    campaign, (done, due) = race(), amounts()
    filed = Filed(stages=frame(done, due))
    at = filed.at(MONTH_NAMES[-1])
    published = standings(filed, campaign, MONTH_NAMES).select(*PUBLISHED)
    rows = [
        (
            "score and rank",
            lambda: standings(filed, campaign, MONTH_NAMES, published),
            lambda: floor_ranks(done, due),
        ),
        (
            "bands of a month",
            lambda: bands(at, campaign, MONTH_NAMES[-1]),
            lambda: floor_bands(done[-1], due[-1]),
        ),
    ]
    print(f"{'':18}{'ours':>8}{'floor':>8}{'ratio':>8}")
    for name, ours, floor in rows:
        a, b = best(ours), best(floor)
        print(f"{name:18}{a:8.3f}{b:8.3f}{a / b:8.1f}")


def best(run: Callable[[], object], rounds: int = 5) -> float:
    """The shortest of some runs, after one that warms up."""
    run()
    found = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        found.append(time.perf_counter() - start)
    return min(found)


def amounts() -> tuple[Floats, Floats]:
    """Done and due by month, unit and stage: counts for four stages, money for one."""
    random = np.random.default_rng(1)
    shape = (MONTHS, CONTENDERS, len(STAGES))
    due = random.integers(0, 12, shape).astype(float)
    done = np.floor(due * random.uniform(0, 1.4, shape))
    due[..., 3] = random.integers(10**4, 10**9, shape[:2]) / 10**4
    done[..., 3] = np.floor(due[..., 3] * random.uniform(0.4, 1.3, shape[:2]) * 10**4) / 10**4
    return done, due


def frame(done: Floats, due: Floats) -> pl.DataFrame:
    """The same as the warehouse gives it."""
    units = [f"u{n:04d}" for n in range(CONTENDERS)]
    keys = {
        "month": np.repeat(MONTH_NAMES, CONTENDERS * len(STAGES)),
        "unit_id": np.tile(np.repeat(units, len(STAGES)), MONTHS),
        "stage": np.tile(STAGES, MONTHS * CONTENDERS),
    }
    flat = {"done": done.ravel(), "due": due.ravel()}
    return pl.DataFrame(keys | flat).with_columns(pl.col("done", "due").round(4).cast(AMOUNT))


def race() -> Campaign:
    """A campaign of one track with so many contenders."""
    source = {"ours": True}

    def words(text: str) -> dict[str, str]:
        return {"zh": text, "en": text}

    return Campaign.model_validate(
        {
            "id": "benchmark",
            "name": words("b"),
            "short_name": words("b"),
            "document": "b",
            "period": {"start": "2020-01-01", "end": "2021-12-31", "source": source},
            "deadline_day": 5,
            "deadline_source": source,
            "figure": "reported",
            "figure_source": source,
            "office": {"code": "office", "name": words("office")},
            "tracks": [
                {
                    "id": "all",
                    "name": words("all"),
                    "contenders": [
                        {"code": f"u{n:04d}", "name": words(f"unit {n}")} for n in range(CONTENDERS)
                    ],
                }
            ],
            "race": {
                "components": [
                    {"kind": "attainment", "stage": stage, "name": words(stage), "source": source}
                    | {"weight": str(weight), "cap": "1.2"}
                    for stage, weight in zip(STAGES, WEIGHTS, strict=True)
                ],
                "unit_lights": {"green": 90, "yellow": 75, "source": source},
                "project_lights": {"green": 1, "yellow": "0.8", "source": source},
                "bottom": {"size": 3, "min_ranked": 7, "source": source},
                "bands": {"draws": DRAWS, "spread": str(SPREAD), "source": source},
            },
        }
    )


def floor_ranks(done: Floats, due: Floats) -> Floats:
    """Ranks by month."""
    applies = due > 0
    counted = np.where(applies, np.minimum(1.2, done / np.where(applies, due, 1)), 0)
    score = np.round(100 * counted @ WEIGHTS / (applies @ WEIGHTS), 2)
    return np.stack([_ranks(month) for month in score])


def floor_bands(done: Floats, due: Floats) -> Floats:
    """The 5th and 95th percentile of every unit's rank."""
    applies = due > 0
    counted = np.where(applies, np.minimum(1.2, done / np.where(applies, due, 1)), 0)
    varied = np.random.default_rng(1).uniform(1 - SPREAD, 1 + SPREAD, (DRAWS, len(WEIGHTS)))
    weights = WEIGHTS * varied
    score = np.round(100 * (weights @ counted.T) / (weights @ applies.T), 2)
    ends: Floats = np.percentile(np.stack([_ranks(draw) for draw in score]), [5, 95], axis=0)
    return ends


def _ranks(score: Floats) -> Floats:
    ordered = np.sort(score)
    return (len(score) - np.searchsorted(ordered, score, side="right") + 1).astype(float)


if __name__ == "__main__":
    main()
