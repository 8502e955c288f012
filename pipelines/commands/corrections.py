"""The commands about corrections: what a later filing changed, and known errors put right."""

from typing import Any

import click

import campaigns
from campaigns.model import names_of
from locales import translator
from pipelines.commands.common import Refused, answer, as_json, says_why
from pipelines.commands.report import LANGUAGE, became
from pipelines.conform import known_errors
from warehouse import snapshots
from warehouse.connection import Connection
from warehouse.home import home
from warehouse.queries import read
from warehouse.tables import said

PLACE = ("source_file", "source_sheet", "source_row")


@click.command()
@click.argument("receipt_or_campaign")
@click.argument("month", required=False)
@click.argument("unit", required=False)
@as_json
@says_why
def difference(
    receipt_or_campaign: str, month: str | None, unit: str | None, as_json: bool
) -> None:
    """What a correction changed: of a RECEIPT, or of CAMPAIGN MONTH UNIT, as it is served."""
    if bool(month) != bool(unit):
        raise click.UsageError("Name a RECEIPT, or a CAMPAIGN, a MONTH and a UNIT.")
    cursor = _served()
    every = read(
        cursor, "superseded_filings", campaign=None, month=month, track="all", language=LANGUAGE
    )
    chosen = (
        every.filter(campaign_id=receipt_or_campaign, filed_by=_unit(receipt_or_campaign, unit))
        if unit
        else every.filter(receipt_id=receipt_or_campaign)
    )
    if chosen.is_empty():
        raise Refused(translator(LANGUAGE)("corrections.no_filing"))
    found = [filing | {"differences": _differences(cursor, filing)} for filing in chosen.to_dicts()]
    if as_json:
        answer({"filings": found}, as_json=True)
        return
    for filing in found:
        _echo(filing)


@click.command()
@click.option("--check", is_flag=True, help="Exit code 1 if an entry is without effect.")
@as_json
@says_why
def corrections(check: bool, as_json: bool) -> None:
    """Known errors of filings: what is put right in the open, and what has no effect (any more)."""
    books = known_errors.load_all(home().corrections, campaigns.load_all())
    entries = known_errors.frame(books)
    served = _known(entries.is_empty())
    if as_json:
        answer({"entries": entries.height, "known_errors": served}, as_json=True)
    else:
        for row in served:
            click.echo(_sentence(row))
        click.echo(translator(LANGUAGE)("corrections.checked", n=entries.height))
    idle = [row["known_error_id"] for row in served if row["state"] != "applied"]
    if check and idle:
        raise Refused(f"Without effect: {', '.join(idle)}. Remove them, or correct them.")


def _served() -> Connection:
    served = snapshots.current(home().snapshots)
    if served is None:
        raise Refused("Nothing is served. Run `python -m pipelines run`.")
    return snapshots.connect(served).cursor()


def _known(is_none: bool) -> list[dict[str, Any]]:
    """What became of the entries in what is served; nothing where there are none."""
    return (
        []
        if is_none
        else read(_served(), "known_errors", campaign=None, language=LANGUAGE).to_dicts()
    )


def _unit(campaign: str, unit: str | None) -> str:
    definition = campaigns.load_all().get(campaign)
    units = definition.campaign.units if definition else ()
    return next((each.code for each in units if unit in names_of(each)), str(unit))


def _differences(cursor: Connection, filing: dict[str, Any]) -> list[dict[str, Any]]:
    asked = {"filing": filing["filing_id"], "month": filing["month"], "language": LANGUAGE}
    return read(cursor, "filing_differences", **asked).to_dicts()


def _echo(filing: dict[str, Any]) -> None:
    t = translator(LANGUAGE)
    click.echo(
        t(
            "corrections.line",
            unit=filing["unit"],
            table=said.table_name(t, filing["table_name"]),
            month=filing["month"],
            before=filing["file_before"],
            after=filing["file_after"],
        )
    )
    for row in filing["differences"]:
        prefix = "before_" if row["change"] == "dropped" else ""
        place = dict(zip(("file", "sheet", "row"), (row[prefix + p] for p in PLACE), strict=True))
        told = {"row": row["row_key"], "place": t("tables.place", **place)}
        if row["column_name"]:
            told |= _values(row)
        click.echo(t(f"corrections.line_{row['change']}", **told))


def _values(row: dict[str, Any]) -> dict[str, str]:
    t = translator(LANGUAGE)
    table, column = row["table_name"], row["column_name"]
    hidden = t("corrections.hidden") if row["is_hidden"] else None
    sides = {side: row[f"value_{side}"] for side in ("before", "after")}
    texts = {side: hidden or said.value(t, table, column, v) for side, v in sides.items()}
    return {"column": said.column_name(t, table, column), **texts}


def _sentence(row: dict[str, Any]) -> str:
    t = translator(LANGUAGE)
    column = said.column_name(t, row["table_name"], row["column_name"])
    place = (row["campaign_id"], row["known_error_id"], row["unit"], row["month"], row["row_key"])
    return f"{' · '.join(place)} · {column}：{became(row)}"
