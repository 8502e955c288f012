"""`checks`: what the checks found in what is served; the list of the page, in a terminal."""

from typing import Any

import click
import polars as pl

from locales import findings, translator
from pipelines.commands.common import Refused, answer, as_json, says_why
from pipelines.commands.report import LANGUAGE, sentence
from warehouse import snapshots
from warehouse.connection import Connection
from warehouse.home import home
from warehouse.queries import needs, read

ALL = "all"


@click.command()
@click.argument("campaign", required=False)
@click.argument("month", required=False)
@click.option("--unit", help="Code or name of the unit that filed.")
@click.option("--rule", help="One rule, as in `expectations/`.")
@as_json
@says_why
def checks(
    campaign: str | None, month: str | None, unit: str | None, rule: str | None, as_json: bool
) -> None:
    """Rows that break a rule and values returned, of CAMPAIGN (default: all) and MONTH (the last).

    Of what is served. What stopped a publish is said by `run` and `check`.
    """
    served = snapshots.current(home().snapshots)
    if served is None:
        raise Refused("Nothing is served. Run `python -m pipelines run`.")
    cursor = snapshots.connect(served).cursor()
    known = read(cursor, "campaigns", language=LANGUAGE)["campaign_id"].to_list()
    if campaign is not None and campaign not in known:
        raise Refused(f"There is no campaign {campaign!r}. There are: {', '.join(known)}.")
    found = [
        _found(cursor, each, chosen, unit, rule)
        for each in ([campaign] if campaign else known)
        for chosen in _months(cursor, each, month)
    ]
    if as_json:
        answer({"checks": found}, as_json=True)
        return
    for each in found:
        _echo(each)


def _months(cursor: Connection, campaign: str, month: str | None) -> list[str]:
    """The month asked for, or the last one with data; none of a campaign without any."""
    known = read(cursor, "months", campaign=campaign).filter("has_data")["month"].to_list()
    if month is None:
        return known[-1:]
    if month not in known:
        raise Refused(f"{campaign} has no data for {month}. It has: {', '.join(known) or 'none'}.")
    return [month]


def _found(
    cursor: Connection, campaign: str, month: str, unit: str | None, rule: str | None
) -> dict[str, Any]:
    asked = {"campaign": campaign, "month": month, "track": ALL, "language": LANGUAGE}
    asked |= {"rule": rule or ALL, "severity": ALL}

    def ask(query: str, **more: str) -> pl.DataFrame:
        bound = {**asked, **more}
        return read(cursor, query, **{name: bound[name] for name in needs(query)})

    rules = ask("quality_rules")
    if rule and rule not in rules["rule_id"]:
        raise Refused(f"There is no rule {rule!r}. There are: {', '.join(rules['rule_id'])}.")
    chosen = _unit(ask("quality_units"), unit) if unit else ALL
    return {
        "campaign": campaign,
        "month": month,
        **ask("quality_summary").drop("content_id").row(0, named=True),
        "rules_broken": rules.filter(outcome="failed").to_dicts(),
        "rows_at_fault": ask("quality_count", unit=chosen)["failures"][0],
        "failures_listed": ask("quality_failures", unit=chosen).to_dicts(),
        "rejects_listed": [] if rule else ask("quality_rejects", unit=chosen).to_dicts(),
    }


def _unit(units: pl.DataFrame, asked: str) -> str:
    """The code of a unit that filed for the month, by code or name."""
    for code, name in units.select("unit_id", "unit").rows():
        if asked in (code, name):
            return str(code)
    names = ", ".join(name or code for code, name in units.select("unit_id", "unit").rows())
    raise Refused(f"{asked!r} filed nothing for the month. These did: {names}.")


def _echo(found: dict[str, Any]) -> None:
    t = translator(LANGUAGE)
    click.echo(t("quality.listed", **found))
    for row in found["failures_listed"]:
        place = " · ".join(
            (row["source_file"], row["source_sheet"], t("filing.row", row=row["source_row"]))
        )
        said = findings.failure(t, row)
        severity = t(f"severity.{row['severity']}")
        click.echo(f"  {severity} {row['rule_id']} · {place} · {row['value']}：{said}")
    if (n := len(found["failures_listed"])) < found["rows_at_fault"]:
        click.echo("  " + t("quality.not_all", rows=found["rows_at_fault"], shown=n))
    for row in found["rejects_listed"]:
        click.echo(f"  {t('quality.kind.rejects')} · {sentence(row)}")
