"""The commands that write files for people: sample filings, the CSV snapshot."""

from pathlib import Path

import click

from pipelines.commands.common import Refused, answer, as_json, say, says_why
from warehouse import export as exporting
from warehouse import snapshots
from warehouse.home import home
from warehouse.rows import NoSuchCampaign


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--seed", default=2021, show_default=True, help="Another seed, other figures.")
@click.option("--corrections", is_flag=True, help="Those that come after publication instead.")
def sample(folder: Path, seed: int, corrections: bool) -> None:
    """Write synthetic filings of the sample campaigns to FOLDER, as units would file them."""
    from pipelines.sample import write  # imported here: nothing else needs its writer

    manifest = write(folder, seed=seed, corrections=corrections)
    say(f"{len(manifest.filings)} filings with {len(manifest.faults)} planted faults in {folder}.")


@click.command()
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder that the zip is written to.",
)
@click.option("--campaign", help="Only this campaign.")
@click.option("--snapshot", help="Not the snapshot that is served, but this one.")
@as_json
@says_why
def export(out: Path, campaign: str | None, snapshot: str | None, as_json: bool) -> None:
    """Write a snapshot as one zip of CSV files with a manifest."""
    folder = home().snapshots
    served = snapshots.find(folder, snapshot) if snapshot else snapshots.current(folder)
    if served is None:
        raise Refused("There is no such snapshot. See `python -m pipelines history`.")
    out.mkdir(parents=True, exist_ok=True)
    path = out / exporting.file_name(served.id, campaign)
    try:
        parts = exporting.stream(snapshots.connect(served), campaign=campaign)
        with path.open("wb") as file:
            file.writelines(parts)
    except NoSuchCampaign as error:
        path.unlink(missing_ok=True)
        raise Refused(str(error)) from None
    answer(
        {"snapshot": served.id, "file": str(path), "bytes": path.stat().st_size}, as_json=as_json
    )
