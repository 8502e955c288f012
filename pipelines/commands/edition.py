"""The commands for editions; publishing a month is here, looking at editions in `published`."""

import click

from pipelines.commands.common import answer, as_json, keep, say, says_why, wait, writing
from pipelines.commands.published import difference, list_, show, verify
from pipelines.commands.steps import publish_again
from pipelines.editions import Edition, EditionError, Shelf
from pipelines.stages import editions as publishing
from pipelines.stages.editions import Asked
from pipelines.stages.ground import Ground, ground


@click.group()
def edition() -> None:
    """Months as they were published: frozen, kept for ever, reproducible from the archive."""


@edition.command()
@click.argument("campaign", required=False)
@click.argument("month", required=False)
@click.option("--skip", multiple=True, metavar="MONTH", help="Leave an earlier month out for good.")
@click.option("--reissue", "reason", metavar="REASON", help="Publish once more what has changed.")
@click.option("--all-but-last", is_flag=True, help="Every month with data but the last one.")
@click.option("--synthetic", is_flag=True, help="Of all campaigns, those with sample data alone.")
@keep
@wait
@as_json
@says_why
def publish(
    campaign: str | None,
    month: str | None,
    skip: tuple[str, ...],
    reason: str | None,
    all_but_last: bool,
    synthetic: bool,
    keep: int,
    wait_seconds: float,
    as_json: bool,
) -> None:
    """Freeze MONTH of CAMPAIGN as it is served now, and publish a snapshot that knows of it.

    A month that is published already and has not changed is left as it is; one that has changed is
    published again only with --reissue, as the next issue beside the first.
    """
    if all_but_last == bool(month) or not (campaign or synthetic) or (month and not campaign):
        raise click.UsageError("Name a CAMPAIGN and a MONTH, or use --all-but-last.")
    with writing(wait_seconds) as (place, definitions):
        on = ground(place, definitions)
        asked = (
            [Asked(each, own) for each, own in _all_but_last(on, campaign, synthetic=synthetic)]
            if all_but_last
            else [Asked(str(campaign), str(month), skip, reason)]
        )
        new = [one for one in publishing.editions(on, asked) if _is_new(on, one)]
        shelf = Shelf(place.editions)
        for one in new:
            shelf.keep(one)
        why = "edition " + ", ".join(one.name for one in new[:1]) + " …" * (len(new) > 1)
        published = publish_again(place, definitions, keep=keep, why=why)
        names = [one.name for one in new]
        answer({"editions": names, **published}, as_json=as_json)


def _all_but_last(on: Ground, campaign: str | None, *, synthetic: bool) -> list[tuple[str, str]]:
    """The months that may still be published, without the last one that has data."""
    return [
        (name, month)
        for name in on.definitions
        if campaign in (None, name) and (not synthetic or name in on.made.synthetic)
        for month in on.unpublished(name)
        if month != on.months(name)[-1]
    ]


def _is_new(on: Ground, edition: Edition) -> bool:
    """Whether it is to be published; Refused where the month was and differs, and no reason is."""
    differing = publishing.differing(on, edition)
    if differing is None:
        return True
    if differing and edition.reason is None:
        for sentence in differing:
            say(sentence)
        raise EditionError(
            f"{edition.campaign} {edition.month} is published already and differs now, as said "
            'above. To publish it once more beside the first, use --reissue "REASON".'
        )
    return bool(differing)


for command in (list_, show, verify, difference):
    edition.add_command(command)
