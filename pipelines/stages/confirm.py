"""The headers of a file as they are to be remembered, once somebody says that they are right."""

from collections.abc import Iterator, Mapping

from pipelines.conform.header import Header
from pipelines.conform.labels import plain
from pipelines.conform.layouts import Layout, Layouts, layout
from pipelines.conform.sheet import NotFound, headers_of
from pipelines.filing.slot import Slot
from pipelines.read import read


def confirmed(content: bytes, path: str, slot: Slot, said: Mapping[str, str]) -> Iterator[Layout]:
    """A layout for each header of the file; `said` names the columns of some labels ("" for none).

    Raises Unreadable as `read`.
    """
    known = Layouts(said={plain(label): name for label, name in said.items()})
    for grid in read(content, path):
        try:
            found = headers_of(grid, slot.table, known)
        except NotFound:
            continue
        yield from map(_layout, found)


def _layout(header: Header) -> Layout:
    names = {match.at: match.name for match in header.matches}
    labels = [stack[-1] if stack else "" for stack in header.stacks]
    return layout(header.table.name, labels, [names.get(at, "") for at in range(len(labels))])
