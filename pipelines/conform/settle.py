"""What the headers found on a sheet come to: whole tables, rows of others, and mere repeats."""

from dataclasses import replace

from pipelines.conform import match
from pipelines.conform.header import Block, Header, Headers
from pipelines.conform.layouts import Layouts


def sorted_out(blocks: list[Block], layouts: Layouts) -> Headers:
    """Whole tables, the rows of others, and headers that only repeat one above.

    Raises Unclear where a label could be two columns, or two labels the same one.
    """
    result = Headers([])
    for block in blocks:
        if any(header.missing for header in block):
            result.others.append(block[0].bottom)
            continue
        for header in (_completed(each, layouts) for each in block):
            same = [each for each in result.found if each.places == header.places]
            if same and same[-1].stacks == header.stacks:
                result.repeats.extend(range(header.top, header.bottom + 1))
            else:
                result.found.append(header)
    return result


def _completed(header: Header, layouts: Layouts) -> Header:
    """The header with the labels that are near a column; raises Unclear where it cannot be told."""
    matches = [match for match in header.matches if match.how != "fuzzy"]
    match.refuse_twice(matches, header.table)
    if layouts.said or not any(each.how == "remembered" for each in matches):
        matches += match.near(header.stacks, header.table, matches, layouts.said)
        match.refuse_twice(matches, header.table)
    return replace(header, matches=tuple(matches))
