"""What can be done with definitions from the command line: check, describe, schema.

Exit codes: 0 all is well · 1 something is wrong, the message says what · 2 the command line is
wrong. Problems go to standard error, results to standard output.
"""

from pathlib import Path

import click

from campaigns import CampaignError, Definition, folders, load, load_all
from campaigns.describe import page
from campaigns.writing import schema as schema_text
from locales import DEFAULT, LANGUAGES


@click.group(help=__doc__, context_settings={"max_content_width": 100})
def cli() -> None:
    """All commands."""


@cli.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Check definitions: FILES, or all that are installed. Names every problem in one go."""
    paths = files or tuple(sorted(path for folder in folders() for path in folder.glob("*.toml")))
    wrong = 0
    for path in paths:
        try:
            campaign = load(path).campaign
        except CampaignError as error:
            wrong += 1
            click.echo(str(error), err=True)
        else:
            click.echo(f"{path.name}: {len(campaign.targets)} targets, nothing wrong")
    if not files and not wrong:
        _twice_defined()
    if wrong:
        raise SystemExit(1)


def _twice_defined() -> None:
    try:
        load_all()
    except CampaignError as error:
        raise click.ClickException(str(error)) from None


@cli.command()
@click.argument("campaign")
@click.option("--lang", type=click.Choice(LANGUAGES), default=DEFAULT, show_default=True)
def describe(campaign: str, lang: str) -> None:
    """Print CAMPAIGN (an id, or a file) as a page that people read."""
    click.echo(page(_found(campaign).campaign, lang), nl=False)


@cli.command()
def schema() -> None:
    """Print the JSON Schema by which editors check and complete definitions."""
    click.echo(schema_text(), nl=False)


def _found(name: str) -> Definition:
    try:
        if name.endswith(".toml"):
            return load(Path(name))
        known = load_all()
    except (CampaignError, OSError) as error:
        raise click.ClickException(str(error)) from None
    if name not in known:
        raise click.ClickException(f"There is no campaign {name!r}. There are: {', '.join(known)}.")
    return known[name]
