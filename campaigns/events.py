"""What consequences are decided by, and the columns of what is decided.

Every figure that a condition may ask for comes as a frame of its own, so that a campaign without
issues, or a test without a race, leaves it out.
"""

from dataclasses import dataclass, field
from typing import Any

import polars as pl

UNIT = {"month": pl.String, "unit_id": pl.String}
PROJECT = {**UNIT, "project_code": pl.String}
ORIGIN = {"source_file": pl.String, "source_sheet": pl.String, "source_row": pl.Int32}
# Whom a consequence meets: the unit itself, or something of it.
SUBJECT = {
    **UNIT,
    "project_code": pl.String,
    "issue_id": pl.String,
    "target_id": pl.String,
    "checkpoint_on": pl.Date,
    "stage": pl.String,
}
FACTS = {
    "streak": pl.Int32,
    "light": pl.String,
    "rank": pl.Int32,
    "level": pl.String,
    "missed_projects": pl.Int32,
    **ORIGIN,
}
SCHEMA = {
    "month": pl.String,
    "track_id": pl.String,
    "unit_id": pl.String,
    "consequence_id": pl.String,
    "state": pl.String,
    **{name: kind for name, kind in SUBJECT.items() if name not in UNIT},
    **FACTS,
}


def _empty(**columns: Any) -> Any:
    return field(default_factory=lambda: pl.DataFrame(schema=columns))


@dataclass(frozen=True)
class Events:
    """What consequences are decided by. A frame that is not given means that nothing happened.

    - `standings` as `ranking.standings` returns them;
    - `stage_scores` as `scoring.attainments` returns them;
    - `project_lights` the light of every project;
    - `deduction_cases` the single cases that take points off, with the row they were filed in: of
      kind `missed_monthly_target` each is a project that missed its month;
    - `issue_months` every open issue, its level, whether it is past its due date (`is_overdue`) or
      older than the level allows (`is_too_old`), and the row it was filed in;
    - `target_months` the status of every target: `unit_id` is null for the campaign as a whole,
      `checkpoint_on` for the target's own end.
    """

    standings: pl.DataFrame = _empty(
        **UNIT, rank=pl.Int32, light=pl.String, streak=pl.Int32, is_over_fulfilled=pl.Boolean
    )
    stage_scores: pl.DataFrame = _empty(
        **UNIT,
        stage=pl.String,
        done=pl.Decimal(38, 4),
        due=pl.Decimal(38, 4),
        is_over_fulfilled=pl.Boolean,
    )
    project_lights: pl.DataFrame = _empty(**PROJECT, light=pl.String)
    deduction_cases: pl.DataFrame = _empty(**PROJECT, kind=pl.String, **ORIGIN)
    issue_months: pl.DataFrame = _empty(
        **PROJECT,
        issue_id=pl.String,
        level=pl.String,
        is_overdue=pl.Boolean,
        is_too_old=pl.Boolean,
        **ORIGIN,
    )
    target_months: pl.DataFrame = _empty(
        **UNIT, target_id=pl.String, checkpoint_on=pl.Date, status=pl.String
    )
