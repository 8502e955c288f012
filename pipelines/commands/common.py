"""What the commands share: options, the installation, output, errors."""

import functools
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click

import campaigns
from campaigns import CampaignError, Definition
from expectations import CheckError
from pipelines.conform.known_errors import CorrectionsError
from pipelines.editions import EditionError
from pipelines.filing.archive import Receipt
from warehouse.home import Home, home
from warehouse.snapshots.pointer import NoSuchSnapshot
from warehouse.store import Busy, writer

F = TypeVar("F", bound=Callable[..., Any])

as_json = click.option("--json", "as_json", is_flag=True, help="One JSON object, for machines.")
wait = click.option(
    "--wait",
    "wait_seconds",
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait for another writer.",
)
keep = click.option(
    "--keep",
    default=60,
    show_default=True,
    type=click.IntRange(min=1),
    help="How many snapshots to keep for a rollback.",
)


REFUSALS = (CampaignError, CorrectionsError, CheckError, EditionError, Busy, NoSuchSnapshot)


class Refused(click.ClickException):
    """Nothing was published or done; exit code 1."""

    exit_code = 1


def says_why(command: F) -> F:
    """Turn the ways in which a command can fail into a sentence and exit code 1."""

    @functools.wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except REFUSALS as error:
            raise Refused(str(error)) from None

    return wrapped  # type: ignore[return-value]


@contextmanager
def writing(wait_seconds: float) -> Iterator[tuple[Home, dict[str, Definition]]]:
    """The installation and the definitions, with nobody else writing."""
    definitions = campaigns.load_all()
    place = home().create()
    command = "python -m pipelines " + " ".join(sys.argv[1:])
    with writer(place.root, command=command, wait_seconds=wait_seconds):
        yield place, definitions


def progress_bar(receipts: Iterable[Receipt], count: int) -> Iterator[Receipt]:
    """The same receipts, with a bar on standard error if that is a terminal."""
    if not sys.stderr.isatty():
        yield from receipts
        return
    with click.progressbar(
        receipts,
        length=count,
        label="Reading",
        file=sys.stderr,
        item_show_func=lambda receipt: receipt.path if receipt else "",
    ) as bar:
        yield from bar


def say(text: str) -> None:
    """A line for people."""
    click.echo(text, err=True)


def answer(result: dict[str, Any], *, as_json: bool) -> None:
    """The result of a command: a line a fact, or one JSON object."""
    if as_json:
        click.echo(json.dumps(result, ensure_ascii=False, indent=2, default=str))
        return
    for name, value in result.items():
        text = ", ".join(map(str, value)) if isinstance(value, list) else value
        click.echo(f"{name}: {text if text not in (None, '') else '—'}")
