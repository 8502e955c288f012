"""What has to be followed up: slow projects, limits not kept, issues, contacts, the red list."""

from collections.abc import Callable, Mapping
from functools import partial

import polars as pl

from campaigns import Campaign, Definition
from campaigns.closing import red_list
from campaigns.contacts import owed
from campaigns.deadlines import breaches, limits
from campaigns.issues import laddered
from campaigns.slow import slow
from warehouse.snapshots.draft import Draft

SOURCE = ("source_file", "source_sheet", "source_row")
LIST = ("list_file", "list_sheet", "list_row")
PROJECT = ("campaign_id", "month", "unit_id", "project_code")
MONEY = ("planned_to_date_wanyuan", "invested_to_date_wanyuan", "schedule_attainment")
BOUND = ("limit_months", "due_on", "days_over")
COLUMNS = {
    "slow_projects": (
        *(*PROJECT, "project_name"),
        *("kind", "months", "since_month", "started_on", *BOUND, "attainment_below"),
        *("domain", "total_investment_wanyuan", *MONEY, "is_filed", *SOURCE, *LIST),
    ),
    "slow_evidence": (
        *("campaign_id", "kind", "project_code", "month", "invested_since_wanyuan", *MONEY),
        *SOURCE,
    ),
    "time_limit_breaches": (
        *(
            *PROJECT,
            "project_name",
            "limit_id",
            "after_on",
            "until_on",
            *BOUND,
            "is_open",
            "is_filed",
        ),
        *(*SOURCE, *LIST),
    ),
    "project_limits": (
        *("campaign_id", "month", "project_code", "limit_id", "limit_months"),
        *("after_on", "until_on", "due_on"),
    ),
    "issue_months": (
        *("campaign_id", "month", "unit_id", "filed_by", "issue_id", "project_code"),
        *(
            "project_name",
            "summary",
            "source",
            "assignee",
            "level",
            "is_on_ladder",
            "raised_on",
            "since_on",
        ),
        *("days_at_level", "limit_days", "due_on", "is_overdue", "is_too_old", "is_due_up"),
        *("due_level", *SOURCE),
    ),
    "contact_months": (
        *(*PROJECT, "project_name", "official", "is_completed", "is_filed", "contacts"),
        *("by_others", "owed", "missing", *SOURCE),
    ),
}


def add(draft: Draft, definitions: Mapping[str, Definition]) -> None:
    """Write the tables of COLUMNS, and red_list, of all campaigns and months with data."""
    campaigns = [definition.campaign for definition in definitions.values()]
    projects = draft.read("follow_up_months")
    each = partial(_of_each, campaigns)
    told = [slow(_own(projects, one), one) for one in campaigns]
    found = {
        "slow_projects": pl.concat([one.projects for one in told]),
        "slow_evidence": pl.concat([one.evidence for one in told]),
        "time_limit_breaches": each(projects, breaches),
        "project_limits": each(projects, limits),
        "issue_months": each(
            draft.read("listed_issues"), lambda rows, one: laddered(rows, one.issue_levels)
        ),
        "contact_months": _contacts(draft.read("led_months"), campaigns),
    }
    for table, columns in COLUMNS.items():
        draft.write(table, found[table].select(columns))
    stays = [red_list(_own(projects, one), one) for one in campaigns]
    names = [pl.lit(one.id).alias("campaign_id") for one in campaigns]
    listed = [stay.select(name, pl.all()) for stay, name in zip(stays, names, strict=True)]
    draft.write("red_list", pl.concat(listed))


def _own(rows: pl.DataFrame, campaign: Campaign) -> pl.DataFrame:
    return rows.filter(campaign_id=campaign.id)


def _of_each(
    campaigns: list[Campaign],
    rows: pl.DataFrame,
    rule: Callable[[pl.DataFrame, Campaign], pl.DataFrame],
) -> pl.DataFrame:
    return pl.concat([rule(_own(rows, one), one) for one in campaigns])


def _contacts(led: pl.DataFrame, campaigns: list[Campaign]) -> pl.DataFrame:
    """Of the campaigns that ask lead officials for contacts."""
    bound = [(one, one.contact_duty) for one in campaigns if one.contact_duty]
    found = [owed(_own(led, one), duty) for one, duty in bound]
    if not found:
        return led.clear().with_columns(owed=pl.lit(0), missing=pl.lit(0))
    return pl.concat(found).sort("campaign_id", "month", "project_code")
