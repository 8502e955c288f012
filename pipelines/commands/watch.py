"""`watch`: take what is dropped into an inbox, as soon as it is whole, until somebody says stop."""

import json
import logging
import signal
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from pipelines.commands.common import REFUSALS, Refused, keep, wait, writing
from pipelines.commands.report import say_loaded
from pipelines.commands.steps import publish_again, read_with
from pipelines.commands.work import campaign, declared_as, month, unit
from pipelines.filing.archive import Archive
from pipelines.filing.inbox import Inbox
from pipelines.stages import taking
from pipelines.watch.share import Share
from pipelines.watch.whole import Looks, Patience
from warehouse.home import home
from warehouse.store import open_store

log = logging.getLogger(__name__)
SIGNALS = (signal.SIGINT, signal.SIGTERM)


@click.command()
@click.argument(
    "inbox", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option("--every", default=10.0, show_default=True, help="Seconds between two looks.")
@click.option("--settle", default=5.0, show_default=True, help="Seconds a file has to lie still.")
@click.option(
    "--give-up", default=600.0, show_default=True, help="Seconds until a broken one is taken."
)
@click.option(
    "--dead-after", default=300.0, show_default=True, help="Seconds until a claim is taken over."
)
@click.option("--once", is_flag=True, help="Take what is whole now, and end.")
@click.option("--no-publish", is_flag=True, help="Take and read only.")
@campaign
@month
@unit
@keep
@wait
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for machines.")
def watch(
    inbox: Path | None,
    every: float,
    settle: float,
    give_up: float,
    dead_after: float,
    once: bool,
    no_publish: bool,
    campaign: str | None,
    month: str | None,
    unit: str | None,
    keep: int,
    wait_seconds: float,
    as_json: bool,
) -> None:
    """Take whatever is put into INBOX (default: the inbox), and publish it; errors do not end it.

    Files are moved to `.saima/taken` in INBOX, those that cannot be read to `.saima/set-aside`.
    SIGTERM or Ctrl-C ends it between two files.
    """
    folder = inbox or home().create().inbox
    asked = declared_as(campaign, month, unit)
    with Share(folder.resolve(), dead_after_seconds=dead_after) as share:
        watching = Watch(share, asked, Patience(settle, give_up), keep, wait_seconds, as_json)
        watching.publishes = not no_publish
        before = {each: signal.signal(each, lambda *_: watching.stop.set()) for each in SIGNALS}
        try:
            watching.tell("watching", path=str(folder))
            watching.once(settle) if once else watching.go_on(every)
            watching.tell("ended")
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)
    if once and watching.failed:
        raise Refused("Not everything was taken or published; see above.")


@dataclass
class Watch:
    """Round after round: look, claim, take, read, publish. `due`: something is to be published."""

    share: Share
    declared: dict[str, str]
    patience: Patience
    keep: int
    wait_seconds: float
    as_json: bool
    publishes: bool = True
    due: bool = False
    failed: bool = False
    stop: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.looks = Looks(Inbox(self.share.inbox, ()), self.patience)
        self._told: set[Path] = set()
        self._left_alone: set[str] = set()

    def go_on(self, every: float) -> None:
        """Rounds until somebody says stop."""
        while not self.stop.is_set():
            self.round()
            self.stop.wait(every)

    def once(self, settle: float) -> None:
        """Two looks, as far apart as a file has to lie still, and what is whole by then."""
        self.looks.look()
        self.stop.wait(settle)
        self.round()

    def round(self) -> None:
        """One look, and all that follows from it. What goes wrong is told, and tried again."""
        try:
            whole = self.looks.look()
            self._tell_waiting(set(whole))
            self._tell_left_alone()
            for path in self.share.take_over():
                self.tell("taken_over", path=path)
            if whole or self.due or Inbox(self.share.own, ()).files():
                self._take(whole)
        except (click.ClickException, OSError, *REFUSALS) as error:
            self._fail(error.format_message() if isinstance(error, Refused) else str(error))
        except Exception as error:
            log.exception("a round of the watch failed")
            self._fail(f"{type(error).__name__}: {error}")

    def tell(self, event: str, **facts: Any) -> None:
        """A line about what happened."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        if self.as_json:
            click.echo(json.dumps({"at": at, "event": event, **facts}, ensure_ascii=False))
            return
        told = [", ".join(v) if isinstance(v, list) else str(v) for v in facts.values() if v]
        click.echo("  ".join([at, event, *told]))

    def _fail(self, why: str) -> None:
        self.failed = True
        self.tell("failed", why=why)

    def _tell_waiting(self, whole: set[Path]) -> None:
        """Name every file once that is not whole yet, and forget those that are gone."""
        waiting = set(self.looks.waiting()) - whole
        for path in sorted(waiting - self._told):
            self.tell("waiting", path=path.relative_to(self.share.inbox).as_posix())
        self._told = waiting

    def _tell_left_alone(self) -> None:
        """Name every file once that is none of ours, or too large."""
        left_alone = set(self.looks.inbox.left_alone())
        for name in sorted(left_alone - self._left_alone):
            self.tell("left_alone", path=name)
        self._left_alone = left_alone

    def _take(self, whole: list[Path]) -> None:
        with writing(self.wait_seconds) as (place, definitions):
            for path in whole:
                self.share.claim(path)
            archive = Archive(place.archive)
            claimed = list(taking.receive(self.share, archive, self.declared))
            with open_store(place.store) as store:
                loaded = read_with(store, place, definitions, taking.until(self.stop.is_set))
                taking.settle(self.share, store, claimed)
            for each in claimed:
                self.tell(each.outcome, path=each.path, receipts=each.receipts, why=each.why)
                self.failed |= each.outcome == "unread"
            loaded.received = sum(len(each.receipts) for each in claimed)
            say_loaded(loaded)
            self.due |= loaded.read > 0
            if self.due and self.publishes and not self.stop.is_set():
                self.due = False  # what stands in the way now, the next file may settle
                self.tell("published", **publish_again(place, definitions, keep=self.keep))
