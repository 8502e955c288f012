"""The command that writes the workbooks which units fill in."""

from pathlib import Path
from typing import Any

import click

from pipelines.commands.common import Refused, answer, as_json, says_why
from warehouse import snapshots
from warehouse import templates as made
from warehouse.home import home


@click.command()
@click.argument("campaign")
@click.argument("month")
@click.option("--unit", help="Code or name of the one unit that is asked for.")
@click.option(
    "--to",
    "folder",
    default="templates",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder in which <CAMPAIGN>/<MONTH>/ is made.",
)
@as_json
@says_why
def templates(campaign: str, month: str, unit: str | None, folder: Path, as_json: bool) -> None:
    """Write the workbooks that the units of CAMPAIGN fill in for MONTH (YYYY-MM)."""
    served = snapshots.current(home().snapshots)
    if served is None:
        raise Refused("Nothing has been published yet. Run `python -m pipelines run` first.")
    try:
        with snapshots.connect(served) as connection:
            material = made.material(connection, campaign, month)
        units = [material.unit(unit)] if unit else material.units
    except made.NoSuchTemplate as error:
        raise Refused(str(error)) from None
    place = folder / campaign / month
    place.mkdir(parents=True, exist_ok=True)
    files = [_write(place, material, each) for each in units]
    if as_json:
        answer({"snapshot": served.id, "templates": files}, as_json=True)
        return
    for file in files:
        click.echo(f"{file['file']}  {', '.join(file['tables'])}")


def _write(place: Path, material: made.Material, unit: made.Unit) -> dict[str, Any]:
    path = place / made.file_name(unit, material.heading.month)
    path.write_bytes(made.workbook(material, unit))
    return {"unit": unit.id, "file": str(path), "tables": [table.name for table in unit.tables]}
