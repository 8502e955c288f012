"""`look`: one file read dry. What was understood of it, and what was not; nothing is written.

Except with `--confirm`: the headers found, corrected by `--column`, are remembered for the unit.
"""

from pathlib import Path
from typing import Any

import click
import polars as pl

import campaigns
from locales import translator
from pipelines.commands import understood
from pipelines.commands.common import answer, as_json, say, says_why
from pipelines.commands.dry import receipt_of, slot_of
from pipelines.commands.report import LANGUAGE, note_sentence, sentence
from pipelines.conform import layouts
from pipelines.filing.archive import Receipt
from pipelines.filing.slot import Slot
from pipelines.stages.confirm import confirmed
from pipelines.stages.reader import installed
from pipelines.stages.workers import Workers
from warehouse.home import Home, home
from warehouse.store import Reading


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--campaign", help="Whose filing it is, if the path does not say.")
@click.option("--month", help="YYYY-MM, or YYYY-MM..YYYY-MM for a back-fill.")
@click.option("--unit", help="Code or name of the unit that files.")
@click.option("--confirm", is_flag=True, help="Remember the headers of this file for its unit.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="HEADER=COLUMN",
    help="With --confirm: what a header stands for (nothing after = for none of ours).",
)
@as_json
@says_why
def look(
    file: Path,
    campaign: str | None,
    month: str | None,
    unit: str | None,
    confirm: bool,
    columns: tuple[str, ...],
    as_json: bool,
) -> None:
    """Read FILE and say what was understood: tables, headers, rows, notes, rejects."""
    said = {"campaign": campaign, "month": month, "unit": unit}
    declared = {name: value for name, value in said.items() if value}
    place_ = home()
    receipt = receipt_of(file, place_, declared)
    definitions = campaigns.load_all()
    slot = slot_of(receipt, definitions)
    with Workers(installed(place_, definitions), count=1) as workers:
        (reading,) = workers.read([(receipt, file)])
        if confirm and not _is_refused(reading):
            _remember(file, receipt, slot, place_, _pairs(columns))
            (reading,) = workers.read([(receipt, file)])
    _show(reading, as_json=as_json)


def _is_refused(reading: Reading) -> bool:
    """Whether the file could not even be opened."""
    whole = reading.rejects.filter(pl.col("source_sheet").is_null())
    return any(reason != "not_a_table" for reason in whole["reason"])


def _remember(file: Path, receipt: Receipt, slot: Slot, place_: Home, said: dict[str, str]) -> None:
    path = layouts.path_of(place_.layouts, slot.campaign.id, slot.unit.code)
    for layout in confirmed(file.read_bytes(), receipt.path, slot, said):
        layouts.remember(path, layout)
        say(f"{layout.table.zh}: {path}")


def _pairs(columns: tuple[str, ...]) -> dict[str, str]:
    wrong = [each for each in columns if "=" not in each]
    if wrong:
        raise click.BadParameter(f"{wrong[0]}: write HEADER=COLUMN")
    return {header: name for header, _, name in (each.rpartition("=") for each in columns)}


def _show(reading: Reading, *, as_json: bool) -> None:
    t = translator(LANGUAGE)
    tables = understood.tables(reading, t)
    if as_json:
        answer(
            {
                "tables": tables,
                "mapping": reading.mapping.to_dicts(),
                "notes": reading.notes.to_dicts(),
                "rejects": reading.rejects.to_dicts(),
                "left_alone": list(reading.left_alone),
            },
            as_json=True,
        )
        return
    for each in tables:
        said = {"rows": each["rows"], "rejected": each["rejected"]}
        click.echo(t("filing.rows_taken", table=each["name"], **said))
        _show_mapping(reading.mapping.filter(table_name=each["table"]))
    for note in _with_file(reading.notes, reading.path):
        click.echo(note_sentence(note))
    for reject in _with_file(reading.rejects, reading.path):
        click.echo(sentence(reject))
    for name in reading.left_alone:
        click.echo(t("filing.left_alone", name=name))


def _show_mapping(mapping: pl.DataFrame) -> None:
    t = translator(LANGUAGE)
    for row in mapping.iter_rows(named=True):
        how = t(f"filing.found_{row['how']}", score=f"{row['score']:g}")
        at = f"{row['source_sheet']}!{row['sheet_column']}{row['header_row']}"
        click.echo(f"  {at}  {row['header']} → {understood.named(row, t)}（{how}）")


def _with_file(frame: pl.DataFrame, path: str) -> list[dict[str, Any]]:
    return frame.with_columns(source_file=pl.lit(path)).to_dicts()
