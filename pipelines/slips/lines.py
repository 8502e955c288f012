"""The lines of a slip: every fault of a file with its cell, in the order of the workbook."""

from collections.abc import Iterator, Sequence

from locales import findings, translator
from pipelines.read import Grid
from pipelines.slips.examples import Example, Examples
from pipelines.slips.model import Asked, Item, Line
from pipelines.slips.places import Place, Places


def lines(asked: Asked, grids: Sequence[Grid]) -> tuple[Line, ...]:
    """A line for each fault; the rows that share a merged cell share a line.

    Without the file's grids the lines are the same but for merged cells, and show values as they
    were read.
    """
    places = Places(asked.mapping, grids)
    examples = Examples(asked)
    told = []
    for number, (place, item) in enumerate(_in_order(asked.items, places), 1):
        found = places.text(place)
        found = str(item.row["value"] or "") if found is None else found
        beside = places.beside(place)
        example = examples.of(item, place, found.strip(), beside, number)
        told.append(_line(asked, item, place, number, found, example))
    return tuple(told)


def _line(
    asked: Asked, item: Item, place: Place, number: int, found: str, example: Example
) -> Line:
    t = translator(asked.language)
    say = findings.reject if item.is_reject else findings.failure
    return Line(
        number=number,
        must_be_mended=item.must_be_mended,
        sheet=place.sheet,
        cell=place.cell,
        area=place.area,
        header=place.header,
        found=found,
        wrong=say(t, item.row),
        example=example.text,
        is_usual=example.is_usual,
        since=item.since,
    )


def _in_order(items: Sequence[Item], places: Places) -> Iterator[tuple[Place, Item]]:
    """Faults from the first sheet to the last, row by row; those of a merged cell once."""
    order = {sheet: number for number, sheet in enumerate(places.grids)}
    placed = [(places.find(item.row), item) for item in items]
    placed.sort(
        key=lambda each: (
            order.get(each[0].sheet, -1 if not each[0].sheet else len(order)),
            each[0].sheet,
            each[0].row or 0,
            each[0].column or 0,
        )
    )
    seen = set()
    for place, item in placed:
        key = (place, item.reason, None if place.column is not None else item.row["value"])
        if key not in seen:
            seen.add(key)
            yield place, item
