"""The commands for return slips: of what has been filed, and of one file that has not been."""

import json
import shutil
from pathlib import Path
from typing import Any

import click

import campaigns
from locales import DEFAULT, LANGUAGES, translator
from pipelines.commands.common import Refused, answer, as_json, say, says_why, wait, writing
from pipelines.commands.dry import receipt_of, slot_of
from pipelines.editions import Shelf
from pipelines.filing.archive import Archive
from pipelines.slips.facts import NEEDED
from pipelines.slips.filed import Wanted, requests, waiting
from pipelines.slips.made import Written, write
from pipelines.slips.unfiled import codes_served, request
from pipelines.stages.publish import candidate, stand_in_the_way
from pipelines.stages.reader import installed
from pipelines.stages.workers import Workers
from warehouse.home import Home, home
from warehouse.store import open_store

language = click.option(
    "--language", type=click.Choice(LANGUAGES), default=DEFAULT, show_default=True
)
folder = click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write to (default: `slips` in SAIMA_DATA).",
)


@click.command()
@click.argument("campaign", required=False)
@click.argument("month", required=False)
@click.option("--unit", help="Code or name of the unit that filed.")
@click.option("--receipt", help="Of one filing alone.")
@folder
@language
@wait
@as_json
@says_why
def slips(
    campaign: str | None,
    month: str | None,
    unit: str | None,
    receipt: str | None,
    folder: Path | None,
    language: str,
    wait_seconds: float,
    as_json: bool,
) -> None:
    """Write the return slip of every filing with open items, and a marked copy of its workbook.

    They go to <campaign>/<month>/<unit>/ in the folder, and to nobody but the sender.
    """
    wanted = Wanted(campaign, month, unit, receipt)
    with writing(wait_seconds) as (place, definitions):
        if campaign is not None and campaign not in definitions:
            raise Refused(
                f"There is no campaign {campaign!r}. There are: {', '.join(definitions)}."
            )
        with open_store(place.store) as store:
            made = candidate(store, definitions, Shelf(place.editions).entries())
            if stand_in_the_way(store, made.content) is None:
                say(translator(language)("slips.unchecked"))
            asked = list(
                requests(
                    store,
                    Archive(place.archive),
                    definitions,
                    made.content,
                    wanted,
                    folder or place.slips,
                    language=language,
                )
            )
        if folder is None and wanted == Wanted():
            shutil.rmtree(place.slips, ignore_errors=True)  # what is mended has no slip any more
        written = list(write(asked))
    if as_json:
        answer({"slips": [_facts(each) for each in written]}, as_json=True)
        return
    for each in written:
        click.echo("\n".join(str(path) for path in (each.slip, each.copy) if path))
    if not written:
        say(translator(language)("slips.nothing"))


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--campaign", help="Whose filing it is, if the path does not say.")
@click.option("--month", help="YYYY-MM, or YYYY-MM..YYYY-MM for a back-fill.")
@click.option("--unit", help="Code or name of the unit that files.")
@click.option(
    "--failures",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A JSON list of rules that the file would break, as rows of `check_failures`.",
)
@folder
@language
@as_json
@says_why
def slip(
    file: Path,
    campaign: str | None,
    month: str | None,
    unit: str | None,
    failures: Path | None,
    folder: Path | None,
    language: str,
    as_json: bool,
) -> None:
    """Write the return slip that FILE would get if it were filed; nothing is filed or stored.

    Without anything to mend or check there is none.
    """
    declared = {name: value for name, value in _said(campaign, month, unit).items() if value}
    place, definitions = home(), campaigns.load_all()
    receipt = receipt_of(file, place, declared)
    slot = slot_of(receipt, definitions)
    with Workers(installed(place, definitions), count=1) as workers:
        (reading,) = workers.read([(receipt, file)])
    asked = request(
        receipt,
        file,
        slot,
        reading,
        _failures(failures),
        folder or place.slips,
        codes=codes_served(place.snapshots, slot),
        language=language,
    )
    written = next(iter(write([asked] if asked else [])), None)
    answer(
        {
            "slip": str(written.slip) if written else None,
            "copy": str(written.copy) if written and written.copy else None,
            "items": written.items if written else 0,
        },
        as_json=as_json,
    )


def say_waiting(place: Home, definitions: dict[str, campaigns.Definition]) -> int:
    """Say how many filings have something to mend or to check, and how to get their slips."""
    with open_store(place.store) as store:
        made = candidate(store, definitions, Shelf(place.editions).entries())
        number = waiting(store, made.content)
    if number:
        say(translator(DEFAULT)("slips.waiting", n=number))
    return number


def _said(campaign: str | None, month: str | None, unit: str | None) -> dict[str, str | None]:
    return {"campaign": campaign, "month": month, "unit": unit}


def _failures(path: Path | None) -> list[dict[str, Any]]:
    """The rows of a file of failures; Refused where it is no list of them."""
    if path is None:
        return []
    try:
        rows = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise Refused(f"{path.name} is no JSON: {error}") from None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Refused(f"{path.name}: write a list of objects, one for each broken row.")
    missing = sorted({name for row in rows for name in NEEDED if name not in row})
    if missing:
        raise Refused(f"{path.name}: every row needs {', '.join(missing)}.")
    return rows


def _facts(written: Written) -> dict[str, Any]:
    return {
        "receipt": written.receipt_id,
        "slip": str(written.slip),
        "copy": str(written.copy) if written.copy else None,
        "items": written.items,
    }
