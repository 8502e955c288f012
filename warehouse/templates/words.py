"""What templates say, in both languages at once: Chinese first, English below or beside it."""

from collections.abc import Mapping

from locales import translator
from warehouse.tables import REFERENCE, Column
from warehouse.templates.forms import Field

ZH, EN = translator("zh-CN"), translator("en")
# What Excel takes in the title and the text of a message.
TITLE, MESSAGE = 32, 255
NOTHING: Mapping[str, object] = {}
TO_FILL, REQUIRED = "★", "*"


def both(key: str, separator: str = "\n", values: Mapping[str, object] = NOTHING) -> str:
    """A text in Chinese and in English."""
    return separator.join(t(f"templates.{key}", **values) for t in (ZH, EN))


def header(field: Field, money_unit: str) -> str:
    """The header of a column: its canonical name with the unit, and marks that the reader knows."""
    unit = money_unit if field.column.type == "money" else field.column.unit
    stated = f"（{unit}）" if unit and field.column.type != "integer" else ""
    if field.part == "reference":
        return f"{ZH(f'templates.reference.{field.name}')}{stated}{REFERENCE}"
    mark = TO_FILL * (field.part == "fill")
    return f"{mark}{field.column.zh}{stated}{REQUIRED * field.column.required}"


def header_en(field: Field) -> str:
    """The header in English, without marks."""
    if field.part == "reference":
        return EN(f"templates.reference.{field.name}")
    return field.column.en


def meaning(column: Column) -> str:
    """What a column means, and what may be written in it."""
    lines = [column.meaning.zh, column.meaning.en]
    if column.choices:
        lines.append(" / ".join(f"{choice.zh} {choice.en}" for choice in column.choices))
    return "\n".join(lines)
