"""A bomb, a crash or a hang takes down its own file and nothing else, within seconds and memory."""

import io
import os
import random
import struct
import sys
import time
import zipfile
import zlib
from base64 import b64encode
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
import xlwt

import campaigns
from pipelines.conform.rejects import LONGEST_VALUE
from pipelines.filing.archive import Receipt
from pipelines.read import BOUNDS, Bounds, Unreadable, read
from pipelines.stages.reader import Reader
from pipelines.stages.workers import Workers
from tests import formats
from tests.test_reading_faults import raw_xlsx
from tests.test_reading_formats import CODES, HEADER, PATH, TYPED, expected
from warehouse.home import ROOT

DEFINITIONS = campaigns.load_all()
GOOD = formats.xlsx([["单位：亿元"], HEADER, *TYPED])
SECONDS = 20.0  # of a machine that does much else; alone it takes one or two
MEBIBYTE = 1 << 20


def receipt(number: int = 0, path: str = PATH) -> Receipt:
    return Receipt(path, str(number), 0, 0, f"2021-11-03T00:00:{number:02d}+00:00", {})


def outcomes(contents: list[bytes], bounds: Bounds = BOUNDS, count: int = 2) -> list[str]:
    """For each file the reason of its refusal, or `read`."""
    jobs = [(receipt(number), content) for number, content in enumerate(contents)]
    with Workers(Reader(DEFINITIONS, bounds=bounds), count=count) as workers:
        readings = list(workers.read(jobs))
    assert [each.receipt_id for each in readings] == [job[0].id for job in jobs]
    reasons = [each.rejects["reason"].to_list() for each in readings]
    return [found[0] if found else "read" for found in reasons]


def overlapping(name: str, size: int, times: int) -> bytes:
    """A zip whose directory names the same packed zeros again and again."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr(name, bytes(size))
        packed = package.infolist()[-1]
        for number in range(times):
            again = zipfile.ZipInfo(f"{name}{number}")
            for fact in ("CRC", "compress_size", "file_size", "header_offset", "compress_type"):
                setattr(again, fact, getattr(packed, fact))
            package.filelist.append(again)
    return content.getvalue()


def test_a_megabyte_that_unpacks_to_ten_gigabytes_is_refused() -> None:
    bomb = overlapping("xl/worksheets/sheet1.xml", 100 * MEBIBYTE, 100)
    assert len(bomb) < MEBIBYTE
    begin = time.monotonic()
    with pytest.raises(Unreadable) as problem:
        read(bomb, PATH)
    assert problem.value.reason == "unpacks_too_large"
    assert time.monotonic() - begin < SECONDS


def test_one_part_of_little_but_zeros_is_refused() -> None:
    with pytest.raises(Unreadable) as problem:
        read(overlapping("xl/sharedStrings.xml", 64 * MEBIBYTE, 0), PATH)
    assert problem.value.reason == "unpacks_too_large"


def test_a_part_that_unpacks_to_more_than_it_says_is_refused() -> None:
    """The directory and the part's own head say 1 000 bytes; packed are 300 MiB."""
    sheet = b"<worksheet><sheetData>" + b" " * (300 * MEBIBYTE)
    content = bytearray(raw_xlsx("<sheetData/>"))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as package:
        files = {name: package.read(name) for name in package.namelist()}
    made = bytearray(formats.zipped({**files, "xl/worksheets/sheet1.xml": sheet}))
    real, said = len(sheet).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    crc = zlib.crc32(sheet).to_bytes(4, "little")
    assert made.count(crc) == 2
    made = bytearray(bytes(made).replace(real, said))
    assert outcomes([bytes(made), GOOD], count=1) == ["damaged", "read"]


def test_a_sheet_of_seventeen_thousand_million_cells_takes_down_only_itself() -> None:
    row = '<row r="{0}"><c r="{1}{0}"><v>1</v></c></row>'
    cells = row.format(1, "A") + row.format(1048576, "XFD")
    bomb = raw_xlsx(f"<sheetData>{cells}</sheetData>")
    begin = time.monotonic()
    assert outcomes([GOOD, bomb, GOOD, bomb, GOOD]) == [
        "read",
        "too_much_memory",
        "read",
        "too_much_memory",
        "read",
    ]
    assert time.monotonic() - begin < 3 * SECONDS


def test_a_sheet_that_claims_to_be_large_and_is_not_is_read() -> None:
    cells = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{CODES[0]}</t></is></c></row>'
    claim = raw_xlsx(f'<dimension ref="A1:XFD1048576"/><sheetData>{cells}</sheetData>')
    (grid,) = read(claim, PATH)
    assert grid.cells.shape == (1, 1)


def test_ten_thousand_sheets_are_refused() -> None:
    parts: dict[str, str | bytes] = {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<w/>"}
    parts |= {f"xl/worksheets/sheet{number}.xml": "<worksheet/>" for number in range(10_000)}
    begin = time.monotonic()
    with pytest.raises(Unreadable) as problem:
        read(formats.zipped(parts), PATH)
    assert problem.value.reason == "too_many_members"
    assert time.monotonic() - begin < SECONDS


def test_a_bomb_of_shared_texts_is_refused_within_the_memory_of_its_process() -> None:
    book = formats.unzipped(raw_xlsx("<sheetData/>"))
    texts = b"<sst><si><t>" + b"a" * (300 * MEBIBYTE) + b"</t></si></sst>"
    bomb = formats.zipped({**book, "xl/sharedStrings.xml": texts})
    assert len(bomb) < MEBIBYTE
    assert outcomes([bomb, GOOD], count=1) == ["unpacks_too_large", "read"]


def test_a_zip_that_holds_itself_and_zips_in_zips_are_not_followed() -> None:
    inner = GOOD
    for depth in range(50):
        inner = formats.zipped({f"{depth}.zip": inner})
    quine = formats.zipped({"r.zip": formats.zipped({"r.zip": inner[:200]})})
    assert outcomes([inner, quine, GOOD], count=1) == ["nested_zip", "nested_zip", "read"]


def test_an_old_workbook_that_claims_to_be_as_large_as_it_can_takes_down_only_itself() -> None:
    """The first only claims it; the other has a cell at the end of 65 536 × 256."""
    content = bytearray(formats.xls([["x"]]))
    at = content.index(struct.pack("<HH", 0x0200, 14))
    struct.pack_into("<IIHH", content, at + 4, 0, 0xFFFFFFFF, 0, 0xFFFF)
    far = xlwt.Workbook()
    far.add_sheet("月度进展").write(65535, 255, "x")
    end = io.BytesIO()
    far.save(end)
    first, *rest = outcomes([bytes(content), end.getvalue(), GOOD], count=1)
    assert first in {"not_a_table", "damaged", "too_large", "too_much_memory"}
    assert rest == ["too_large", "read"]


def test_text_of_one_endless_line_is_refused() -> None:
    """200 MB without a line's end: one cell, a million cells, and a quote that is never closed."""
    one, many = b"a" * (200 * MEBIBYTE), b"1," * (100 * MEBIBYTE)
    quoted = b'"' + b"a\n" * (60 * MEBIBYTE)
    found = outcomes([one, many, quoted, GOOD], count=1)
    assert found[3] == "read"
    assert set(found[:3]) <= {"too_large", "damaged", "not_a_table", "too_much_memory"}
    assert found[1] == "too_large"


def test_a_million_columns_are_refused() -> None:
    (reason,) = outcomes([b",".join([b"x"] * 1_000_000) + b"\n"], count=1)
    assert reason == "too_large"


def test_a_cell_of_32_megabytes_is_refused_and_not_repeated_in_the_reject() -> None:
    """In text no cell is so long; in a workbook it is no amount, and its beginning says so."""
    header = ["项目代码", "本月完成投资", "累计完成投资"]
    noise = b64encode(random.Random(1).randbytes(24 * MEBIBYTE)).decode()
    rows: formats.Rows = [header, [CODES[0], 1, noise], [CODES[1], 1, 2]]
    cells = f'<c t="inlineStr"><is><t>{CODES[0]}</t></is></c><c/><c t="str"><v>{noise}</v></c>'
    labels = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in header)
    book = raw_xlsx(f"<sheetData><row>{labels}</row><row>{cells}</row></sheetData>")
    assert outcomes([formats.csv(rows), book, GOOD], count=1) == ["damaged", "not_a_number", "read"]
    (value,) = Reader(DEFINITIONS).read(receipt(), book).rejects["value"]
    assert value == noise[:LONGEST_VALUE]


def test_every_limit_of_a_process_that_reads_is_set() -> None:
    """What the system holds the child to is what the bounds say."""
    with Workers(Reader(DEFINITIONS), count=1) as workers:
        list(workers.read([(receipt(), GOOD)]))
        (child,) = psutil.Process().children()
        assert child.rlimit(psutil.RLIMIT_AS)[0] == BOUNDS.memory_bytes
        assert child.rlimit(psutil.RLIMIT_FSIZE)[0] == child.rlimit(psutil.RLIMIT_CORE)[0] == 0
        assert 0 < child.rlimit(psutil.RLIMIT_CPU)[0] <= 2 * BOUNDS.cpu_seconds


def test_too_many_sheets_of_an_old_workbook_are_refused() -> None:
    book = xlwt.Workbook()
    for number in range(BOUNDS.sheets + 1):
        book.add_sheet(str(number))
    content = io.BytesIO()
    book.save(content)
    with pytest.raises(Unreadable) as problem:
        read(content.getvalue(), PATH)
    assert problem.value.reason == "too_many_sheets"


def test_a_file_sheet_or_text_beyond_its_bounds_is_refused() -> None:
    small = replace(BOUNDS, rows=3)
    for content in (GOOD, formats.csv([HEADER, *TYPED])):
        with pytest.raises(Unreadable) as problem:
            read(content, PATH, small)
        assert problem.value.reason == "too_large"
    with pytest.raises(Unreadable) as problem:
        read(GOOD, PATH, replace(BOUNDS, file_bytes=100))
    assert problem.value.reason == "file_too_large"


def test_entities_are_never_expanded() -> None:
    """A billion laughs, in a sheet that has to be gone through because of an error in it."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    whole = raw_xlsx('<sheetData><row r="1"><c r="A1" t="e"><v>&l9;</v></c></row></sheetData>')
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        files = {name: package.read(name) for name in package.namelist()}
    sheet = files["xl/worksheets/sheet1.xml"].decode()
    files["xl/worksheets/sheet1.xml"] = f"<!DOCTYPE x [{laughs}]>{sheet}".encode()
    with pytest.raises(Unreadable) as problem:
        read(formats.zipped(dict(files)), PATH)
    assert problem.value.reason == "damaged"


def test_whoever_takes_too_long_is_ended() -> None:
    assert outcomes([GOOD], replace(BOUNDS, seconds=0)) == ["took_too_long"]
    rows = "\n".join(f"2017-330382-04-01-{n:06d},{n},{n}" for n in range(900_000))
    large = f"项目代码,本月完成投资,累计完成投资\n{rows}\n".encode()
    begin = time.monotonic()
    assert outcomes([large, GOOD], replace(BOUNDS, cpu_seconds=0), count=1)[0] == "took_too_long"
    assert time.monotonic() - begin < 3 * SECONDS


def test_whoever_wants_too_much_memory_is_ended() -> None:
    rows = "\n".join(f"2017-330382-04-01-{n:06d},{n},{n}" for n in range(900_000))
    large = f"项目代码,本月完成投资,累计完成投资\n{rows}\n".encode()
    tight = replace(BOUNDS, memory_bytes=600 * MEBIBYTE)
    assert outcomes([large], tight, count=1)[0] in {"too_much_memory", "reader_failed"}


@pytest.mark.parametrize("count", [1, 3])
def test_files_come_back_in_order_and_as_they_read_alone(tmp_path: Path, count: int) -> None:
    contents = [GOOD, b"%PDF", formats.csv([HEADER, *TYPED]), b"", GOOD] * 8
    jobs: list[tuple[Receipt, Path | bytes]] = []
    for number, content in enumerate(contents):
        path = tmp_path / str(number)
        path.write_bytes(content)
        jobs.append((receipt(number % 60), path if number % 2 else content))
    reader = Reader(DEFINITIONS)
    with Workers(reader, count=count) as workers:
        together = list(workers.read(jobs))
    alone = [reader.read(job[0], content) for job, content in zip(jobs, contents, strict=True)]
    for ours, theirs in zip(together, alone, strict=True):
        assert ours.receipt_id == theirs.receipt_id
        assert ours.rejects.equals(theirs.rejects)
        assert ours.notes.equals(theirs.notes)
        assert len(ours.filings) == len(theirs.filings)
        for one, other in zip(ours.filings, theirs.filings, strict=True):
            assert one.frame.equals(other.frame)
    assert together[0].filings[0].frame.height == len(expected())


READS_FOR_EVER = """
import sys, campaigns
from pathlib import Path
from pipelines.conform.rejects import LONGEST_VALUE
from pipelines.filing.archive import Receipt
from pipelines.stages.reader import Reader
from pipelines.stages.workers import Workers
receipt = Receipt("yueqing-2021/2021-10/柳市镇.xlsx", "", 0, 0, "2021-11-03T00:00:00+00:00", {})
with Workers(Reader(campaigns.load_all()), count=1) as workers:
    list(workers.read([(receipt, Path(sys.argv[1]))]))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process ends with its file")
def test_whoever_is_killed_leaves_no_process_that_reads_on(tmp_path: Path) -> None:
    """The child waits for a pipe that nobody writes to, so it would never end by itself."""
    pipe = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)
    parent = psutil.Popen([sys.executable, "-c", READS_FOR_EVER, str(pipe)], cwd=ROOT)
    writer = os.open(pipe, os.O_WRONLY)  # returns once the child has opened its end
    children = parent.children()
    assert len(children) == 1
    parent.kill()
    parent.wait()
    assert psutil.wait_procs(children, timeout=60)[1] == []
    os.close(writer)


def test_nobody_reads_where_there_is_nothing_to_read() -> None:
    with Workers(Reader(DEFINITIONS), count=2) as workers:
        assert list(workers.read([])) == []
