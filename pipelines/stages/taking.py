"""Claimed files taken: archived with a receipt, read, and put where they belong.

A file that whoever read it did not survive, or that raises, is set aside after this one try; its
bytes are in the archive all the same, and its receipt says why it was refused.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from locales import LANGUAGES, findings, translator
from pipelines.filing.archive import Archive, Receipt
from pipelines.filing.inbox import Inbox
from pipelines.watch.share import Share
from warehouse.store import Store

# Reasons of rejects that are about the reading, not about what stands in the file.
POISON = ("too_much_memory", "took_too_long", "reader_failed")
POISONED = """
select path, reason, value
from (
    select
        readings.path,
        any_value(rejects.reason) as reason,
        any_value(rejects.value) as value,
    from readings
    left join rejects
        on rejects.receipt_id = readings.receipt_id
        and list_contains($poison, rejects.reason)
    group by readings.receipt_id, readings.path, readings.received_at
    qualify row_number() over (
        partition by readings.path order by readings.received_at desc, readings.receipt_id desc
    ) = 1
)
where reason is not null
"""
Outcome = Literal["taken", "known", "set_aside", "lost", "unread"]


@dataclass
class Claimed:
    """A file that was claimed: its path in the inbox, and the receipts that it was given.

    `known` files say what was received from their path before. A `lost` one has been taken over by
    somebody else, who thought that this one was dead. An `unread` one could not be read from the
    share; it stays claimed and is tried again.
    """

    path: str
    outcome: Outcome
    receipts: list[str] = field(default_factory=list)
    why: str | None = None
    at: str | None = None


def receive(share: Share, archive: Archive, declared: dict[str, str]) -> Iterator[Claimed]:
    """Archive every claimed file that is new, one after the other, with a receipt.

    OSError where the archive cannot be written: what is left stays claimed, and is tried again.
    """
    inbox = Inbox(share.own, archive.receipts())
    for path in inbox.files():
        claimed = Claimed(path.relative_to(share.own).as_posix(), "known")
        try:
            arrivals = list(inbox.arrivals_of(path, declared))
        except FileNotFoundError:
            claimed.outcome = "lost"
        except OSError as error:
            claimed.outcome, claimed.why = "unread", str(error)
        except Exception as error:  # whatever the file does, the others are taken
            _set_aside(share, claimed, "reader_failed", f"{type(error).__name__}: {error}")
        else:
            for arrival in arrivals:
                archive.keep(arrival.receipt, arrival.content, arrival.bundle)
                claimed.receipts.append(arrival.receipt.id)
                claimed.outcome = "taken"
        yield claimed


def settle(share: Share, store: Store, claimed: list[Claimed]) -> None:
    """Put every claimed file away, now that it has been read."""
    poisoned = {
        path: (reason, value)
        for path, reason, value in store.frame(POISONED, poison=list(POISON)).rows()
    }
    for each in claimed:
        if each.outcome not in ("taken", "known"):
            continue
        try:
            if poison := _poison(each.path, poisoned):
                _set_aside(share, each, *poison)
            else:
                each.at = share.take(share.own / each.path).as_posix()
        except FileNotFoundError:
            each.outcome = "lost"


def until(stopped: Callable[[], bool]) -> Callable[[Iterable[Receipt], int], Iterator[Receipt]]:
    """A progress for `read_all` that ends between two files once somebody wants to stop."""

    def going_on(receipts: Iterable[Receipt], _: int) -> Iterator[Receipt]:
        for receipt in receipts:
            if stopped():
                return
            yield receipt

    return going_on


def _poison(path: str, poisoned: Mapping[str, tuple[str, str]]) -> tuple[str, str] | None:
    """Why the file, or one within the zip that it is, could not be read."""
    inside = (why for name, why in poisoned.items() if name.startswith(f"{path}/"))
    return poisoned.get(path) or next(inside, None)


def _set_aside(share: Share, claimed: Claimed, reason: str, value: str) -> None:
    row = {"reason": reason, "value": value, "expected": ""}
    claimed.why = findings.reject(translator(LANGUAGES[0]), row)
    place = share.set_aside(share.own / claimed.path, _text(claimed.path, row))
    claimed.outcome, claimed.at = "set_aside", place.as_posix()


def _text(path: str, row: Mapping[str, str]) -> str:
    parts = []
    for language in LANGUAGES:
        t = translator(language)
        parts.append(t("watch.set_aside", path=path, why=findings.reject(t, row)))
    return "\n\n".join(parts) + "\n"
