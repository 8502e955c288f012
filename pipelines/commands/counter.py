"""The commands behind the filing page: try a file, file it, take it back.

`trial` writes nothing; `file` keeps the file for the next run and needs no other writer's leave;
`withdraw` takes back what no snapshot has shown yet.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

import campaigns
from campaigns import Definition
from locales import LANGUAGES, Translator, translator
from pipelines.commands import tried
from pipelines.commands.common import F, Refused, answer, as_json, says_why, wait, writing
from pipelines.filing import counter
from pipelines.filing.archive import Archive, Receipt
from pipelines.filing.slot import Unplaced
from pipelines.read import BOUNDS
from pipelines.read.bounds import MEBIBYTE
from pipelines.stages.reader import installed
from pipelines.stages.trial import trial as trying
from pipelines.stages.workers import Workers
from warehouse import snapshots
from warehouse.home import Home, home
from warehouse.queries import read
from warehouse.store import Busy, open_store
from warehouse.store.thaw import OtherVersion

language = click.option(
    "--language", type=click.Choice(LANGUAGES), default=LANGUAGES[0], help="Of what is answered."
)


def handed_in(command: F) -> F:
    """The argument and options of a file that is handed in, and what is declared of it."""
    options: list[Callable[[F], F]] = [
        click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path)),
        click.option("--campaign", required=True, help="Id of the campaign."),
        click.option("--month", required=True, help="YYYY-MM, or YYYY-MM..YYYY-MM."),
        click.option("--unit", required=True, help="Code or name of the unit that files."),
        click.option("--name", help="What the sender calls the file, if not as it is called here."),
        language,
        as_json,
    ]
    for option in reversed(options):
        command = option(command)
    return command


@click.command()
@handed_in
@says_why
def trial(
    file: Path,
    campaign: str,
    month: str,
    unit: str,
    name: str | None,
    language: str,
    as_json: bool,
) -> None:
    """Read FILE dry and say what is wrong, and what of the figures it would change."""
    t, place, definitions = translator(language), home(), campaigns.load_all()
    declared = {"campaign": campaign, "month": month, "unit": unit}
    try:
        receipt = _receipt(file, name or file.name, declared, definitions)
    except Unplaced as problem:
        _show(tried.refused(_sentence(problem, t)), t, as_json=as_json)
        return
    with Workers(installed(place, definitions), count=1) as workers:
        (reading,) = workers.read([(receipt, file)])
    if refusal := tried.refusal(reading, t):
        _show(tried.refused(refusal) | tried.read_of(reading, t), t, as_json=as_json)
        return
    definition = definitions[campaign]
    try:
        found = trying(place, definition, reading)
    except OtherVersion:
        raise Refused(t("desk.other_version")) from None
    _show(tried.said(reading, found, definition.campaign, t), t, as_json=as_json)


@click.command("file")
@handed_in
@says_why
def file_(
    file: Path,
    campaign: str,
    month: str,
    unit: str,
    name: str | None,
    language: str,
    as_json: bool,
) -> None:
    """Keep FILE as filed now; the next run reads and publishes it. Filed twice, it is kept once."""
    definitions = campaigns.load_all()
    declared = {"campaign": campaign, "month": month, "unit": unit}
    known = {id_: each.campaign for id_, each in definitions.items()}
    try:
        new = _receipt(file, name or file.name, declared, definitions)
    except Unplaced as problem:
        raise Refused(_sentence(problem, translator(language))) from None
    kept = counter.file(Archive(home().create().archive), new, file.read_bytes(), known)
    facts = {"receipt": kept.id, "received_at": kept.received_at, "path": kept.path}
    answer(facts | {"is_new": kept == new}, as_json=as_json)


@click.command()
@click.argument("receipt")
@wait
@language
@as_json
@says_why
def withdraw(receipt: str, wait_seconds: float, language: str, as_json: bool) -> None:
    """Take back what was filed under RECEIPT, as long as no snapshot has shown it."""
    try:
        answer(_withdrawn(receipt, wait_seconds, translator(language)), as_json=as_json)
    except Busy:
        raise Refused(translator(language)("desk.being_published")) from None


def _withdrawn(receipt: str, wait_seconds: float, t: Translator) -> dict[str, str]:
    """Nobody else writes meanwhile, so that no run publishes what is being withdrawn."""
    with writing(wait_seconds) as (place, _):
        archive = Archive(place.archive)
        found = next((each for each in archive.receipts() if each.id == receipt), None)
        if found is None:
            raise Refused(t("desk.no_such_receipt", receipt=receipt))
        if _is_published(place, receipt):
            raise Refused(t("desk.published", receipt=receipt))
        at = datetime.now(UTC).isoformat(timespec="seconds")
        archive.withdraw(found, at)
        with open_store(place.store) as store:
            store.forget_all_but({each.id for each in archive.receipts()})
    return {"receipt": receipt, "withdrawn_at": at, "path": found.path}


def _show(found: dict[str, Any], t: Translator, *, as_json: bool) -> None:
    """All of it as JSON, or what matters most in lines."""
    if as_json:
        answer(found, as_json=True)
        return
    for line in tried.lines(found, t):
        click.echo(line)


def _receipt(
    file: Path, name: str, declared: dict[str, str], definitions: dict[str, Definition]
) -> Receipt:
    if (size := file.stat().st_size) > BOUNDS.file_bytes:
        sizes = f"{size // MEBIBYTE} MiB > {BOUNDS.file_bytes // MEBIBYTE} MiB"
        raise Unplaced("file_too_large", sizes, "")
    known = {id_: each.campaign for id_, each in definitions.items()}
    return counter.receipt(name, file.read_bytes(), declared, known)


def _sentence(problem: Unplaced, t: Translator) -> str:
    return t(f"filing.{problem.reason}", value=problem.value, expected=problem.expected)


def _is_published(place: Home, receipt: str) -> bool:
    """Whether a snapshot that is or was served has the receipt, as far as they are still there."""
    served = {move.snapshot: None for move in snapshots.history(place.snapshots)}
    for id_ in served:
        found = snapshots.find(place.snapshots, id_)
        if found and _has(found, receipt):
            return True
    return False


def _has(served: snapshots.Served, receipt: str) -> bool:
    connection = snapshots.connect(served)
    try:
        return bool(read(connection, "receipt", receipt=receipt).height)
    finally:
        connection.close()
