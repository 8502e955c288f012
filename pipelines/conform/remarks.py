"""What is said of a sheet and its headers beside its rows: hidden, near, confirmed, unread."""

from pipelines.conform import notes
from pipelines.conform.notes import note, spans
from pipelines.conform.sheet import Found
from pipelines.read.grid import Grid

HEADER_NOTES = {"fuzzy": "fuzzy_header", "remembered": "remembered_header"}
Record = dict[str, object]


def hidden(grid: Grid, tables: list[Found]) -> list[Record]:
    """Notes on what is hidden where our tables stand; it was read like all the rest."""
    said = []
    if grid.is_hidden:
        said.append(note("hidden_sheet", sheet=grid.sheet, value=grid.sheet))
    inside = [r for r in grid.hidden_rows if any(t.first_row <= r < t.end_row for t in tables)]
    if inside:
        texts = spans(row + 1 for row in inside)
        said.append(note("hidden_rows", sheet=grid.sheet, row=inside[0] + 1, value=texts))
    across = [c for c in grid.hidden_columns if any(t.left <= c <= t.right for t in tables)]
    if across:
        said.append(note("hidden_columns", sheet=grid.sheet, value=notes.letters(across)))
    return said


def of_headers(grid: Grid, found: Found) -> list[Record]:
    """Notes on headers that are only near a column, or were confirmed, or are none of ours."""
    place = {"table": found.table.name, "sheet": grid.sheet}
    said = [
        note(
            HEADER_NOTES[match.how],
            **place,
            row=found.first_row,
            column=match.name,
            value=match.label,
            detail=f"{match.score:g}",
        )
        for match in found.matches
        if match.how != "exact"
    ]
    if found.unread:
        said.append(
            note("unread_headers", **place, row=found.first_row, value="、".join(found.unread))
        )
    return said


def mapping(grid: Grid, found: Found) -> list[Record]:
    """Which header is which column, as notes.MAPPING has it."""
    return [
        {
            "table_name": found.table.name,
            "source_sheet": grid.sheet,
            "header_row": found.first_row,
            "sheet_column": notes.letter(match.at),
            "header": match.label,
            "column_name": match.name,
            "how": match.how,
            "score": match.score,
        }
        for match in found.matches
    ]
