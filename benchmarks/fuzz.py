"""`python -m benchmarks.fuzz --seconds N`: spoil files, bytes and cells, and read what is left.

Whatever comes of a spoilt file must be an answer: rows and rejects, or a refusal with a reason.
Nothing may raise, hang or be passed over. The same seed spoils the same file; one that gets no
answer is kept, so that it can become a test.
"""

import io
import random
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import count, takewhile
from pathlib import Path
from typing import Any

import click

import campaigns
from pipelines.filing.archive import Receipt
from pipelines.stages.reader import Reader
from pipelines.stages.workers import Workers, cores
from tests import formats
from warehouse.store import Reading

CODE = "2017-330382-04-01-{:06d}"
HEADER = ["序号", "项目代码", "本月完成投资", "累计完成投资", "状态", "实际开工", "形象进度"]
PATHS = {"csv": "yueqing-2021/2021-10/柳市镇_月度进展.csv"}
PATH = "yueqing-2021/2021-10/柳市镇.xlsx"
# What people and programs put into cells.
STRANGE: tuple[Any, ...] = (
    None,
    "",
    " ",
    "#REF!",
    "=A1",
    "约1200",
    "1e400",
    "-0",
    "nan",
    "inf",
    "１２３",
    "1,234.5",
    "9" * 400,
    "\x00",
    "\ufeff",
    "合计",
    "注：",
    "项目代码",
    "单位：亿元",
    "2021-02-30",
    "2021年13月",
    "99999",
    "😀" * 50,
    1e308,
    -1e-308,
    10**15,
    0.1 + 0.2,
    "亿元",
    "600万元",
    "5%",
    "'",
    '"',
    "\r\n",
    ",",
)
BYTES_A_TIME = (1, 2, 8, 64)
Spoil = Callable[[random.Random], tuple[str, bytes]]


def rows(chance: random.Random) -> list[list[Any]]:
    """A table as an office files it."""
    data = [
        [n, CODE.format(n), n / 4, n * 1.5, "在建", "2021-09-30", "主体施工"]
        for n in range(1, chance.randint(2, 9))
    ]
    return [["2021年10月月度进展表"], ["单位：亿元"], list(HEADER), *data, ["合计", None, 9, 9]]


def spoilt_cells(chance: random.Random) -> tuple[str, bytes]:
    """A file of any format in which some cells, rows or columns are not what they were."""
    table = rows(chance)
    for _ in range(chance.randint(1, 6)):
        row = chance.choice(table)
        at = chance.randrange(len(row) or 1)
        match chance.randrange(5):
            case 0:
                table.insert(chance.randrange(len(table)), list(chance.choice(table)))
            case 1:
                table.remove(row)
                table = table or [[None]]
            case 2:
                chance.shuffle(row)
            case _ if row:
                row[at] = chance.choice(STRANGE)
    return _written(chance, table)


def spoilt_bytes(chance: random.Random) -> tuple[str, bytes]:
    """A file of any format in which some bytes are others, missing, doubled, or cut off."""
    kind, content = _written(chance, rows(chance))
    spoilt = bytearray(content)
    for _ in range(chance.choice(BYTES_A_TIME)):
        at = chance.randrange(len(spoilt) or 1)
        match chance.randrange(4):
            case 0:
                spoilt[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del spoilt[at : at + chance.choice(BYTES_A_TIME)]
            case 2:
                spoilt[at:at] = spoilt[at : at + chance.choice(BYTES_A_TIME)]
            case _:
                spoilt = spoilt[: max(at, 16)]
    return kind, bytes(spoilt)


def spoilt_parts(chance: random.Random) -> tuple[str, bytes]:
    """A zipped workbook whose XML or records are spoilt inside, packed as if nothing were wrong."""
    kind = chance.choice(["xlsx", "ods", "xlsb"])
    with zipfile.ZipFile(io.BytesIO(formats.WORKBOOKS[kind](_texts(rows(chance))))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = chance.choice([name for name in parts if len(parts[name]) > 100])
    part = bytearray(parts[name])
    for _ in range(chance.choice(BYTES_A_TIME)):
        part[chance.randrange(len(part))] = chance.randrange(256)
    return kind, formats.zipped({**parts, name: bytes(part)})


def _written(chance: random.Random, table: Sequence[Sequence[Any]]) -> tuple[str, bytes]:
    kind = chance.choice([*formats.WORKBOOKS, "csv", "csv"])
    if kind == "csv":
        encoding = chance.choice(formats.ENCODINGS)
        return kind, formats.csv(table, chance.choice(",;\t"), encoding)
    return kind, formats.WORKBOOKS[kind](_texts(table))


def _texts(table: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """What the writers can write: no control characters, no numbers beyond a double."""
    return [
        [value.replace("\x00", "") if isinstance(value, str) else value for value in row]
        for row in table
    ]


SPOILS: tuple[Spoil, ...] = (spoilt_cells, spoilt_bytes, spoilt_parts)


def spoilt(seed: int) -> tuple[Receipt, bytes]:
    """The file that a seed makes, and where it would have come from."""
    chance = random.Random(seed)
    kind, content = chance.choice(SPOILS)(chance)
    path = PATHS.get(kind, PATH)
    return Receipt(path, str(seed), len(content), 0, "2021-11-03T00:00:00+00:00", {}), content


def outcome(reading: Reading) -> str:
    """How a reading ended: read, rejects or refused. Raises AssertionError for what must not be."""
    reasons = set(reading.rejects["reason"])
    seed = reading.sha256
    assert "reader_failed" not in reasons, f"{seed}: {reading.rejects['value'].to_list()}"
    if not reading.filings:
        assert reasons or reading.left_alone, f"{seed}: neither read nor refused"
        return "refused"
    return "rejects" if reasons else "read"


def run(seconds: float, first: int, folder: Path | None = None) -> Counter[str]:
    """Spoil and read for so long, and count the outcomes. What must not be is kept in `folder`."""
    end = time.monotonic() + seconds
    jobs = (spoilt(seed) for seed in takewhile(lambda _: time.monotonic() < end, count(first)))
    ended: Counter[str] = Counter()
    with Workers(Reader(campaigns.load_all()), count=cores()) as workers:
        for reading in workers.read(jobs):
            try:
                ended[outcome(reading)] += 1
            except AssertionError:
                if folder:
                    folder.mkdir(parents=True, exist_ok=True)
                    (folder / reading.sha256).write_bytes(spoilt(int(reading.sha256))[1])
                raise
    return ended


@click.command(help=__doc__)
@click.option("--seconds", default=600.0, show_default=True)
@click.option("--seed", default=0, show_default=True, help="The first one; each file has the next.")
@click.option("--keep", type=click.Path(file_okay=False, path_type=Path), default=Path("data/fuzz"))
def main(seconds: float, seed: int, keep: Path) -> None:
    """Spoil and read, and print how it ended."""
    print(dict(run(seconds, seed, keep)))


if __name__ == "__main__":
    main()
