"""What every month leads to, by the campaign's consequences: interviews, warnings, rewards, vetoes.

One function for each kind of condition, from frames to frames. Who talks to whom stands in the
definition; what only somebody can judge is never decided here.
"""

from collections.abc import Callable, Mapping

import polars as pl

from campaigns.calendar import months
from campaigns.components import tracks_of
from campaigns.events import FACTS, ORIGIN, SCHEMA, SUBJECT, UNIT, Events
from campaigns.follow_up import Consequence, When
from campaigns.model import Campaign


def consequences(events: Events, campaign: Campaign) -> pl.DataFrame:
    """Everything that every month leads to: SCHEMA, one row for each subject and consequence.

    The subject is a unit (`unit_id` alone), or a project, issue, target, checkpoint or stage of it;
    a target of the campaign as a whole has no unit. The facts are those that the condition asks
    for. `state` is `due`, or `threatened` where a target is only at risk. An action that two
    consequences name for one subject (by the same to the same) is taken once, for the first of the
    definition that is due. Sorted by month, track, place in the definition, consequence, subject.
    """
    found = [
        DECIDED[one.when.kind](one.when, events, campaign).with_columns(
            at=pl.lit(at, dtype=pl.Int32),
            deed=pl.lit(_deeds(campaign)[at], dtype=pl.Int32),
            consequence_id=pl.lit(one.id),
        )
        for at, one in enumerate(campaign.consequences)
        if one.when.kind in DECIDED
    ]
    start = pl.DataFrame(schema={**SCHEMA, "at": pl.Int32, "deed": pl.Int32})
    table = pl.concat([start, *found], how="diagonal").drop("track_id")
    order = ["month", "track_id", "position", "at", *SUBJECT, *FACTS]
    return (
        table.with_columns(pl.col("state").fill_null("due"))
        .sort("state", "at", *SUBJECT, *FACTS)
        .unique([*SUBJECT, "deed"], keep="first", maintain_order=True)
        .join(tracks_of(campaign), on="unit_id", how="left")
        .sort(list(dict.fromkeys(order)), nulls_last=True)
        .select(list(SCHEMA))
    )


def _deeds(campaign: Campaign) -> list[int]:
    """For each consequence the first that does the same by the same to the same."""
    deeds = [(one.kind, one.action, one.by, one.to) for one in campaign.consequences]
    return [deeds.index(deed) for deed in deeds]


def _streak(when: When, events: Events, campaign: Campaign) -> pl.DataFrame:
    lengths = (one.when.months for one in campaign.consequences if one.when.months is not None)
    longer = min((months for months in lengths if months > (when.months or 0)), default=None)
    streak = pl.col("streak")
    held = events.standings.filter(streak >= when.months)
    return _facts(held if longer is None else held.filter(streak < longer), "streak")


def _light(when: When, events: Events, _: Campaign) -> pl.DataFrame:
    if when.of == "project":
        return _facts(events.project_lights.filter(light=when.light), "project_code", "light")
    return _facts(events.standings.filter(light=when.light), "light")


def _top(when: When, events: Events, _: Campaign) -> pl.DataFrame:
    return _facts(events.standings.filter(pl.col("rank") <= when.places), "rank")


def _over_fulfilled(_: When, events: Events, __: Campaign) -> pl.DataFrame:
    return _facts(events.standings.filter("is_over_fulfilled"))


def _unmet(_: When, events: Events, campaign: Campaign) -> pl.DataFrame:
    own = [target.id for target in campaign.targets if target.each and target.per == "whole"]
    if own:
        at_end = pl.col("checkpoint_on").is_null() & pl.col("unit_id").is_not_null()
        missed = events.target_months.filter(at_end, pl.col("target_id").is_in(own))
        return _facts(missed.filter(status="missed"), "target_id")
    # Being ranked by a value is nothing to fulfil: over-fulfilment is null there.
    is_unmet = (pl.col("done") < pl.col("due")) & pl.col("is_over_fulfilled").is_not_null()
    last = months(campaign)[-1].month
    return _facts(events.stage_scores.filter(is_unmet, month=last), "stage")


def _missed_month(when: When, events: Events, _: Campaign) -> pl.DataFrame:
    """Of projects each with the row it was filed in; of a unit, how many of its projects."""
    missed = events.deduction_cases.filter(kind="missed_monthly_target")
    if when.of == "project":
        return _facts(missed, "project_code", *ORIGIN)
    count = pl.col("project_code").n_unique().cast(pl.Int32)
    return missed.group_by(list(UNIT)).agg(missed_projects=count)


def _overdue_issue(when: When, events: Events, _: Campaign) -> pl.DataFrame:
    is_late = pl.col("is_overdue") | pl.col("is_too_old")
    overdue = events.issue_months.filter(is_late, level=when.level)
    return _facts(overdue, "project_code", "issue_id", "level", *ORIGIN)


def _below(when: When, events: Events, campaign: Campaign) -> pl.DataFrame:
    """Of the units that have to reach it by themselves, or else of the campaign as a whole."""
    has_shares = any(target.each for target in campaign.targets if target.id == when.target)
    of_units = pl.col("unit_id").is_not_null()
    own = events.target_months.filter(of_units if has_shares else ~of_units, target_id=when.target)
    states = {"missed": "due", "at_risk": "threatened"}
    known = own.filter(pl.col("status").is_in(list(states)))
    known = known.with_columns(state=pl.col("status").replace_strict(states))
    return _facts(known, "target_id", "checkpoint_on", "state")


def _facts(frame: pl.DataFrame, *names: str) -> pl.DataFrame:
    return frame.select(pl.col(name).cast(SCHEMA[name]) for name in (*UNIT, *names))


DECIDED: Mapping[str, Callable[[When, Events, Campaign], pl.DataFrame]] = {
    "streak": _streak,
    "light": _light,
    "top": _top,
    "over_fulfilled": _over_fulfilled,
    "unmet": _unmet,
    "missed_month": _missed_month,
    "overdue_issue": _overdue_issue,
    "below": _below,
}


def is_judged(one: Consequence) -> bool:
    """Whether no figure decides it, so that the office has to."""
    return one.when.kind not in DECIDED
