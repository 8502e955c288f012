"""Slips made and put into a folder, with the marked copies beside them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

import polars as pl

from locales import translator
from pipelines.filing.archive import Receipt
from pipelines.slips.marking import Marker
from pipelines.slips.model import Asked, Marked
from pipelines.slips.workbook import Head, slip
from pipelines.stages.workers import Workers, cores
from warehouse.files import write_whole

# What only the sender may see is not for others on the machine either.
PRIVATE = 0o600


@dataclass(frozen=True)
class Request:
    """A slip that is asked for: of which file, what it says, and where it goes."""

    receipt: Receipt
    file: Path
    asked: Asked
    head: Head
    notes: pl.DataFrame
    folder: Path


@dataclass(frozen=True)
class Written:
    """A slip that was written; `copy` is None where no cell could be marked."""

    receipt_id: str
    slip: Path
    copy: Path | None
    items: int


def write(requests: Iterable[Request]) -> Iterator[Written]:
    """Write the slip of each file and its marked copy, in place of earlier ones of that file."""
    requests = list(requests)
    marker = Marker({each.receipt.id: each.asked for each in requests})
    names = _names(requests)
    with Workers(marker, count=min(cores(), len(requests))) as workers:
        jobs = ((each.receipt, each.file) for each in requests)
        for request, marked in zip(requests, workers.read(jobs), strict=True):
            yield _written(request, marked, names[request.receipt.id])


def _written(request: Request, marked: Marked, name: str) -> Written:
    t = translator(request.asked.language)
    copy = request.folder / (t("slips.copy_name", name=name) + marked.ending)
    path = request.folder / (t("slips.slip_name", name=name) + ".xlsx")
    if marked.copy is not None:
        write_whole(copy, marked.copy, mode=PRIVATE)
    head = replace(request.head, copy_name=copy.name)
    write_whole(path, slip(request.asked, head, marked, request.notes), mode=PRIVATE)
    made = copy if marked.copy is not None else None
    return Written(request.receipt.id, path, made, len(marked.lines))


def _names(requests: Iterable[Request]) -> dict[str, str]:
    """What the files are called after; two of one name in a folder bear their receipts as well."""
    stems = {each.receipt.id: PurePosixPath(each.asked.path).stem for each in requests}
    places = [(each.folder, stems[each.receipt.id].lower()) for each in requests]
    return {
        each.receipt.id: stems[each.receipt.id]
        if places.count((each.folder, stems[each.receipt.id].lower())) == 1
        else f"{stems[each.receipt.id]}_{each.receipt.id}"
        for each in requests
    }
