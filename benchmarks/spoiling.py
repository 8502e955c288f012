"""Files that are spoilt for the fuzzer: bytes, parts of packages, rows, and single cells.

The same seed spoils the same file. Where just one cell is another, it is said which, so that
whoever reads the file can be held to the others.
"""

import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests import formats

CODE = "2017-330382-04-01-{:06d}"
HEADER = ["序号", "项目代码", "本月完成投资", "累计完成投资", "状态", "实际开工", "形象进度"]
# Title, unit and header stand above the first row of data.
ABOVE = 3
# What people and programs put into cells.
STRANGE: tuple[Any, ...] = (
    *(None, "", " ", "#REF!", "=A1", "约1200", "1e400", "-0", "nan", "inf", "１２３", "1,234.5"),
    *(
        "9" * 400,
        "\x00",
        "\ufeff",
        "合计",
        "注：",
        "项目代码",
        "单位：亿元",
        "单位：元",
        "2021-02-30",
    ),
    *("2021年13月", "99999", "😀" * 50, 1e308, -1e-308, 10**15, 0.1 + 0.2, "亿元", "600万元", "5%"),
    *(
        "'",
        '"',
        "\r\n",
        ",",
        ";",
        "\t",
        "1;2",
        '1"2',
        "小计",
        "一、",
        "（1）",
        "累计完成投资",
        "1.5亿元",
    ),
    *(12345678901234567, "0x10", "1_000", "１，２３４", "12E-1", "1 234", "−5", "—", "无"),
)
BYTES_A_TIME = (1, 2, 8, 64)
Table = list[list[Any]]


@dataclass(frozen=True)
class Spoilt:
    """A file of a kind; `cell` is the row and column, from 0, of the only one that is other."""

    kind: str
    content: bytes
    table: Table
    cell: tuple[int, int] | None = None


Spoil = Callable[[random.Random], Spoilt]


def rows(chance: random.Random) -> Table:
    """A table as an office files it."""
    data = [
        [n, CODE.format(n), n / 4, n * 1.5, "在建", "2021-09-30", "主体施工"]
        for n in range(1, chance.randint(2, 9))
    ]
    return [["2021年10月月度进展表"], ["单位：亿元"], list(HEADER), *data, ["合计", None, 9, 9]]


def one_cell(chance: random.Random) -> Spoilt:
    """A file of any format in which one cell of the data is another."""
    table = rows(chance)
    row, column = chance.randrange(ABOVE, len(table) - 1), chance.randrange(1, len(HEADER))
    table[row][column] = chance.choice(STRANGE)
    kind, content = _written(chance, table)
    return Spoilt(kind, content, table, (row, column))


def cells(chance: random.Random) -> Spoilt:
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
    return Spoilt(*_written(chance, table), table)


def some_bytes(chance: random.Random) -> Spoilt:
    """A file of any format in which some bytes are others, missing, doubled, or cut off."""
    table = rows(chance)
    kind, content = _written(chance, table)
    return Spoilt(kind, _with_other_bytes(chance, content), table)


def parts(chance: random.Random) -> Spoilt:
    """A zipped workbook whose XML or records are spoilt inside, packed as if nothing were wrong."""
    table = rows(chance)
    kind, files = _unzipped(chance, table)
    name = chance.choice([name for name in files if len(files[name]) > 100])
    part = bytearray(files[name])
    for _ in range(chance.choice(BYTES_A_TIME)):
        part[chance.randrange(len(part))] = chance.randrange(256)
    return Spoilt(kind, formats.zipped({**files, name: bytes(part)}), table)


def packages(chance: random.Random) -> Spoilt:
    """A zipped workbook with parts missing, exchanged, renamed or stored otherwise."""
    table = rows(chance)
    kind, files = _unzipped(chance, table)
    for _ in range(chance.randint(1, 3)):
        one, other = chance.choice(list(files)), chance.choice(list(files))
        match chance.randrange(5):
            case 0 if len(files) > 1:
                del files[one]
            case 1:
                files[one], files[other] = files[other], files[one]
            case 2:
                files[chance.choice([one.upper(), f"/{one}", one.replace("/", "\\")])] = files[one]
            case 3:
                files[one] = b""
            case _:
                files[one] = files[one] * 2
    how = chance.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
    content = formats.zipped(dict(files), how)
    garbage = chance.randbytes(chance.choice([0, 0, 7, 70]))
    return Spoilt(kind, chance.choice([garbage + content, content + garbage]), table)


def directory(chance: random.Random) -> Spoilt:
    """A zipped workbook whose directory is wrong about sizes, places, flags or methods."""
    table = rows(chance)
    kind = chance.choice(["xlsx", "xlsm", "ods", "xlsb"])
    content = bytearray(formats.WORKBOOKS[kind](_texts(table)))
    begin = content.find(b"PK\x01\x02")
    for _ in range(chance.choice(BYTES_A_TIME)):
        content[chance.randrange(begin, len(content))] = chance.choice(
            [0, 1, 8, 0xFF, begin & 0xFF]
        )
    return Spoilt(kind, bytes(content), table)


SPOILS: tuple[Spoil, ...] = (one_cell, one_cell, cells, some_bytes, parts, packages, directory)


def spoilt(seed: int) -> Spoilt:
    """The file that a seed makes."""
    chance = random.Random(seed)
    return chance.choice(SPOILS)(chance)


def _with_other_bytes(chance: random.Random, content: bytes) -> bytes:
    other = bytearray(content)
    for _ in range(chance.choice(BYTES_A_TIME)):
        at = chance.randrange(len(other) or 1)
        match chance.randrange(4):
            case 0:
                other[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del other[at : at + chance.choice(BYTES_A_TIME)]
            case 2:
                other[at:at] = other[at : at + chance.choice(BYTES_A_TIME)]
            case _:
                other = other[: max(at, 16)]
    return bytes(other)


def _unzipped(chance: random.Random, table: Table) -> tuple[str, dict[str, bytes]]:
    kind = chance.choice(["xlsx", "xlsm", "ods", "xlsb"])
    return kind, formats.unzipped(formats.WORKBOOKS[kind](_texts(table)))


def _written(chance: random.Random, table: Table) -> tuple[str, bytes]:
    kind = chance.choice([*formats.WORKBOOKS, "csv", "csv"])
    if kind == "csv":
        encoding = chance.choice(formats.ENCODINGS)
        return kind, formats.csv(table, chance.choice(formats.DELIMITERS), encoding)
    return kind, formats.WORKBOOKS[kind](_texts(table))


def _texts(table: Table) -> Table:
    """What the writers can write: no control characters, no whole numbers beyond a double's."""
    return [
        [value.replace("\x00", "") if isinstance(value, str) else value for value in row]
        for row in table
    ]
