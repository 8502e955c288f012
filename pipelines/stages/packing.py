"""Values between two processes of ours: as Python packs them, and frames as Arrow beside that.

What is sent is a number of parts, the length of each, and the parts. The first is the value; the
others are its frames, which are copied into the pipe and out of it and nowhere else.
"""

import io
import pickle
from collections.abc import Callable
from functools import partial
from typing import IO, Any, cast

import polars as pl

LENGTH_BYTES = 8
# Fills a piece of memory from wherever the value comes.
Fill = Callable[[memoryview], None]


def send(pipe: IO[bytes], value: object) -> None:
    """Write a value to a pipe."""
    frames: list[pickle.PickleBuffer] = []
    packed = io.BytesIO()
    _Pickler(packed, protocol=5, buffer_callback=frames.append).dump(value)
    parts = [packed.getbuffer(), *(frame.raw() for frame in frames)]
    for number in (len(parts), *map(len, parts)):
        pipe.write(number.to_bytes(LENGTH_BYTES, "little"))
    for part in parts:
        pipe.write(part)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:
    """The next value of a pipe; raises EOFError at its end."""
    return taken(partial(_fill, cast(io.BufferedReader, pipe)))


def taken(fill: Fill) -> Any:
    """A value out of what `fill` gives."""
    sizes = [_number(fill) for _ in range(_number(fill))]
    value, *frames = [_part(fill, size) for size in sizes]
    return pickle.loads(value, buffers=frames)


def _fill(pipe: io.BufferedReader, room: memoryview) -> None:
    while room:
        count = pipe.readinto(room)
        if not count:
            raise EOFError
        room = room[count:]


def _number(fill: Fill) -> int:
    return int.from_bytes(_part(fill, LENGTH_BYTES), "little")


def _part(fill: Fill, size: int) -> bytearray:
    room = bytearray(size)
    fill(memoryview(room))
    return room


class _Pickler(pickle.Pickler):
    """Frames go as Arrow, which takes less time than their own way."""

    def reducer_override(self, value: object) -> Any:
        if not isinstance(value, pl.DataFrame):
            return NotImplemented
        content = io.BytesIO()
        value.write_ipc(content, compression="uncompressed")
        return _frame, (pickle.PickleBuffer(content.getbuffer()),)


def _frame(content: bytearray) -> pl.DataFrame:
    """The frame that lies in these bytes, and goes on lying there."""
    import pyarrow  # only who takes frames needs it: processes that read never do

    return cast(
        pl.DataFrame, pl.from_arrow(pyarrow.ipc.open_file(pyarrow.py_buffer(content)).read_all())
    )
