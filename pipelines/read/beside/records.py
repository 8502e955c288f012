"""Records of the binary formats: a number, a length, and that many bytes."""

from collections.abc import Iterator
from struct import unpack_from

from pipelines.read.grid import Unreadable

Record = tuple[int, int, int]


def biff8(stream: bytes, at: int = 0) -> Iterator[Record]:
    """The records of an .xls stream: kind, and where its bytes begin and end."""
    while at + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, at)
        yield kind, at + 4, min(at + 4 + length, len(stream))
        at += 4 + length


def biff12(stream: bytes) -> Iterator[Record]:
    """The same of an .xlsb part, in which kind and length are of one to four bytes."""
    at = 0
    try:
        while at < len(stream):
            kind, at = _kind(stream, at)
            length, at = _length(stream, at)
            yield kind, at, min(at + length, len(stream))
            at += length
    except IndexError:
        raise Unreadable("damaged", "BIFF12") from None


def _kind(stream: bytes, at: int) -> tuple[int, int]:
    first = stream[at]
    if first & 0x80:
        return (first & 0x7F) | (stream[at + 1] & 0x7F) << 7, at + 2
    return first, at + 1


def _length(stream: bytes, at: int) -> tuple[int, int]:
    length = 0
    for place in range(4):
        byte = stream[at]
        at += 1
        length |= (byte & 0x7F) << 7 * place
        if not byte & 0x80:
            break
    return length, at
