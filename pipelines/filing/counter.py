"""Files that are handed in over the counter: what they are is declared, not told by a path.

Their receipts lie beside those of the inbox and are read like them. The path of such a receipt is
made up of what was declared and the name that the sender gave the file:
`<campaign>/<month>/<unit>/<name>`.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from campaigns import Campaign
from pipelines.filing.archive import Archive, Receipt
from pipelines.filing.slot import Slot, Unplaced, place
from pipelines.read.content import ZIP
from pipelines.read.grid import Unreadable
from pipelines.read.package import kind, open_package

Campaigns = Mapping[str, Campaign]
NAME_CHARACTERS = 120
UNNAMED = "filing"


def receipt(name: str, content: bytes, declared: Mapping[str, str], known: Campaigns) -> Receipt:
    """The receipt of a file that is handed in now, in UTC to the microsecond.

    `declared` has campaign, month and unit (by any of its names). Raises Unplaced where they name
    nothing, and where the file is a bundle: who hands in sees what becomes of one file.
    """
    draft = Receipt(
        path="/".join([declared["campaign"], declared["month"], declared["unit"], called(name)]),
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        modified_ns=0,
        received_at=datetime.now(UTC).isoformat(timespec="microseconds"),
        declared=dict(declared),
    )
    slot = place(draft, known)
    if _is_bundle(content):
        raise Unplaced("bundle_at_the_counter", called(name), "")
    parts = (slot.campaign.id, declared["month"], called(slot.unit.name.zh), called(name))
    return replace(draft, path="/".join(parts), declared={**declared, "unit": slot.unit.code})


def file(archive: Archive, new: Receipt, content: bytes, known: Campaigns) -> Receipt:
    """Keep a file that was handed in, and return its receipt.

    If the last one received for its unit and months is the same, nothing is kept and that one is
    returned; bytes that something else has come after are a filing of their own.
    """
    slot = place(new, known)
    with archive.taking():
        before = [each for each in archive.receipts() if _meets(_slot(each, known), slot)]
        last = before[-1] if before else None
        if last and last.sha256 == new.sha256 and _slot(last, known) == slot:
            return last
        archive.keep(new, content)
    return new


def called(name: str) -> str:
    """A name as it may stand in a path: its last part, without what nobody sees, not too long."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(each for each in last if each.isprintable()).strip(" .")
    stem, dot, ending = shown.rpartition(".")
    if len(shown) > NAME_CHARACTERS and dot and len(ending) < NAME_CHARACTERS:
        return stem[: NAME_CHARACTERS - len(ending) - 1] + dot + ending
    return shown[:NAME_CHARACTERS].strip(" .") or UNNAMED


def _slot(receipt: Receipt, known: Campaigns) -> Slot | None:
    try:
        return place(receipt, known)
    except Unplaced:
        return None


def _meets(one: Slot | None, other: Slot) -> bool:
    """Whether both are of the same unit, and of a month in common."""
    if one is None or (one.campaign.id, one.unit) != (other.campaign.id, other.unit):
        return False
    return not set(one.months).isdisjoint(other.months)


def _is_bundle(content: bytes) -> bool:
    if not content.startswith(ZIP):
        return False
    try:
        with open_package(content) as package:
            return kind(package) == "bundle"
    except Unreadable:
        return False  # whoever reads it says why
