"""Whether editions are what was published: worked out again from the archive, compared in bytes.

From the filings that an edition lists, the definition, layouts and known errors that it holds and
the editions that it was made upon, a store and a snapshot are made in a folder of their own, with
the code as it is today.
"""

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from campaigns import CampaignError, Definition, load
from locales import translator
from pipelines.conform.known_errors import CorrectionsError
from pipelines.editions import Edition, EditionError, Entry, Issued, Shelf
from pipelines.editions.difference import LANGUAGE, differences
from pipelines.editions.edition import frozen
from pipelines.filing.archive import Archive, Receipt
from pipelines.stages.editions import Tables, figures
from pipelines.stages.load import read_all
from pipelines.stages.publish import candidate
from pipelines.stages.reader import installed
from pipelines.versions import figures_code, reading_code
from warehouse.files import write_whole
from warehouse.home import Home
from warehouse.store import open_store


@dataclass
class Verdict:
    """What became of an edition: nothing wrong, or `problems` in sentences.

    `is_same_code` is whether today's code is the one that it was made with. Where it is not and
    there is no problem, other code gives the same figures.
    """

    entry: Entry
    is_same_code: bool | None = None
    problems: list[str] = field(default_factory=list)


@dataclass
class _Group:
    """Editions that were made of the same filings and the same definition, and upon what."""

    editions: list[tuple[Issued, Verdict]] = field(default_factory=list)
    upon: dict[str, Issued] = field(default_factory=dict)


_Sound = tuple[Issued, list[Issued], Verdict]


class Past(Archive):
    """The archive as an edition knew it."""

    def __init__(self, archive: Archive, edition: Edition) -> None:
        super().__init__(archive.folder)
        self._known = {filed.receipt for filed in edition.filings}

    def receipts(self) -> list[Receipt]:
        """The receipts of the filings that the edition lists, in the order of arrival."""
        return [receipt for receipt in super().receipts() if receipt.id in self._known]


def verify(home: Home, entries: Sequence[Entry]) -> list[Verdict]:
    """A verdict for each of the entries, in their order."""
    shelf, archive = Shelf(home.editions), Archive(home.archive)
    receipts = {receipt.id: receipt for receipt in archive.receipts()}
    verdicts = [Verdict(entry) for entry in entries]
    sound: list[_Sound] = []
    for verdict in verdicts:
        edition = _read(shelf, verdict)
        if edition is None:
            continue
        verdict.is_same_code = edition.code == {
            "figures": figures_code(),
            "reading": reading_code(),
        }
        verdict.problems += _in_the_archive(edition, archive, receipts)
        upon = [] if verdict.problems else _upon(shelf, edition, verdict)
        if not verdict.problems:
            sound.append((Issued(edition, verdict.entry.sha256, None), upon, verdict))
    for group in _groups(sound):
        _again(home, group)
    return verdicts


def _read(shelf: Shelf, verdict: Verdict) -> Edition | None:
    """The edition, if its bytes, its form and its place in the chain are right."""
    t = translator(LANGUAGE)
    try:
        edition = shelf.read(verdict.entry)
    except EditionError as error:
        verdict.problems.append(str(error))
        return None
    if edition.sha256 != verdict.entry.sha256:
        verdict.problems.append(t("editions.not_canonical"))
    own = shelf.entries(edition.campaign)
    at = own.index(verdict.entry)
    expected = own[at - 1].sha256 if at else None
    if edition.follows != expected:
        verdict.problems.append(
            t("editions.chain", expected=expected or "—", found=edition.follows or "—")
        )
    known = {(entry.month, entry.issue): entry.sha256 for entry in own}
    verdict.problems += [
        t("editions.upon", month=upon.month, issue=upon.issue)
        for upon in edition.made_upon
        if known.get((upon.month, upon.issue)) != upon.sha256
    ]
    return edition


def _in_the_archive(
    edition: Edition, archive: Archive, receipts: dict[str, Receipt]
) -> Iterator[str]:
    """Every filing of which the archive has another receipt, another content, or none."""
    t = translator(LANGUAGE)
    for filed in edition.filings:
        receipt = receipts.get(filed.receipt)
        if receipt is None or not archive.has(receipt):
            yield t("editions.missing", path=filed.path)
        elif (receipt.path, receipt.sha256) != (filed.path, filed.sha256):
            yield t("editions.altered_receipt", path=filed.path)
        elif hashlib.sha256(archive.content(receipt)).hexdigest() != filed.sha256:
            yield t("editions.altered_filing", path=filed.path)


def _upon(shelf: Shelf, edition: Edition, verdict: Verdict) -> list[Issued]:
    """The editions that it was made upon; a problem where one of them is not what it was."""
    try:
        return [
            Issued(shelf.read(entry), entry.sha256, None)
            for upon in edition.made_upon
            for entry in [shelf.find(edition.campaign, upon.month, upon.issue)]
        ]
    except EditionError as error:
        verdict.problems.append(str(error))
        return []


def _groups(sound: Iterable[_Sound]) -> list[_Group]:
    """Editions that one rebuild serves: made of the same, and upon no two issues of a month."""
    groups: dict[tuple[object, ...], _Group] = {}
    for one, upon, verdict in sound:
        own = one.edition
        reissued = [(u.edition.month, u.edition.issue) for u in upon if u.edition.issue > 1]
        read_with = tuple(sorted(own.read_with.items()))
        key = (own.campaign, own.definition_sha256, read_with, own.filings, tuple(reissued))
        group = groups.setdefault(key, _Group())
        group.editions.append((one, verdict))
        group.upon.update({each.edition.month: each for each in upon})
    return list(groups.values())


def _again(home: Home, group: _Group) -> None:
    """Work out the editions of a group once more, and note what is other."""
    first = group.editions[0][0].edition
    try:
        tables, definition = _rebuilt(home, first, list(group.upon.values()))
    except (CampaignError, CorrectionsError, EditionError) as error:
        said = translator(LANGUAGE)("editions.definition_unreadable", problem=error)
        for _, verdict in group.editions:
            verdict.problems.append(said)
        return
    names = {unit.code: unit.name.zh for unit in definition.campaign.units}
    for one, verdict in group.editions:
        own = one.edition
        again = replace(own, tables=frozen(tables, own.campaign, own.month))
        if again.content != own.content:
            verdict.problems += differences(own, again, names)


def _rebuilt(home: Home, edition: Edition, upon: Sequence[Issued]) -> tuple[Tables, Definition]:
    with tempfile.TemporaryDirectory(prefix="saima-verify-") as folder:
        place = Home(Path(folder)).create()
        path = place.root / f"{edition.campaign}.toml"
        path.write_bytes(edition.definition_toml.encode())
        definitions = {edition.campaign: load(path)}
        for name, text in edition.read_with.items():
            write_whole(place.root / name, text.encode())
        with open_store(place.store) as store:
            past, reader = Past(Archive(home.archive), edition), installed(place, definitions)
            read_all(store, past, reader, lambda receipts, _: receipts)
            made = candidate(store, definitions)
        return figures(place, definitions, made, upon), definitions[edition.campaign]
