"""Every file of the corpus reads to the right values, or is refused for the right reason.

What has to come out is worked out by the recipe that typed the file (tests/corpus); nothing of the
reader is asked for it. All of it is compared: values, their places, rejects, notes, other tables.
The files are written into a folder and read by the processes that read filings.
"""

from decimal import Decimal

import pytest

import campaigns
from pipelines.conform.remarks import HEADER_NOTES
from pipelines.conform.rows import READ_AS
from pipelines.filing.archive import Receipt
from pipelines.stages.reader import Reader
from pipelines.stages.workers import Workers, cores
from tests.corpus.cases import Case, cases
from tests.corpus.recipe import COLUMNS
from warehouse.store import Reading

CASES = {case.name: case for case in cases()}


@pytest.fixture(scope="module")
def readings(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Reading]:
    """What is read of each file that a test of this run asks for."""
    folder = tmp_path_factory.mktemp("corpus")
    specs = [getattr(item, "callspec", None) for item in request.session.items]
    asked = {spec.params.get("name") for spec in specs if spec is not None}
    names = [name for name in CASES if name in asked]
    jobs = [(_receipt(CASES[name]), folder / str(at)) for at, name in enumerate(names)]
    for name, (_, path) in zip(names, jobs, strict=True):
        path.write_bytes(CASES[name].make())
    with Workers(Reader(campaigns.load_all()), count=cores()) as workers:
        return dict(zip(names, workers.read(jobs), strict=True))


def _receipt(case: Case) -> Receipt:
    return Receipt(case.path, case.name, 0, 0, "2021-11-03T00:00:00+00:00", {})


@pytest.mark.parametrize("name", CASES)
def test_a_file_of_the_corpus_reads_to_what_was_typed_or_is_refused(
    readings: dict[str, Reading], name: str
) -> None:
    case, reading = CASES[name], readings[name]
    frames = {filing.table.name: filing.frame for filing in reading.filings}
    own = frames.pop("progress", None)
    taken = own.select("source_sheet", "source_row", *COLUMNS).rows() if own is not None else []
    assert sorted(taken, key=str) == sorted(case.rows, key=str)
    said = reading.rejects.select("source_sheet", "source_row", "column_name", "reason").rows()
    assert sorted(said, key=str) == sorted(case.rejects, key=str)
    assert set(reading.notes["kind"]) == case.notes
    assert {name: frame.height for name, frame in frames.items()} == case.others
    assert reading.left_alone == case.left_alone


def test_the_corpus_has_more_than_a_thousand_files_each_with_its_own_name() -> None:
    assert len(CASES) == len(cases()) > 1000
    amounts = [row[3] for case in CASES.values() for row in case.rows]
    assert all(isinstance(each, Decimal | None) for each in amounts)


def test_every_kind_of_note_is_called_for_by_some_file() -> None:
    """But for the one on confirmed headers, which needs somebody who has confirmed them."""
    left_out = {"total_row", "note_row", "section_row", "repeated_header", "numbering_row"}
    hidden = {"hidden_sheet", "hidden_rows", "hidden_columns"}
    others = {"merged_cells", "unread_headers", *HEADER_NOTES.values()} - {"remembered_header"}
    kinds = {kind for kind, _, _ in READ_AS} | left_out | hidden | others | {"not_filed"}
    assert {kind for case in CASES.values() for kind in case.notes} == kinds
