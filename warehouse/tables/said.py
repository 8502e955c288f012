"""What was filed, in words: the name of a column, and a value that is kept as text."""

from decimal import Decimal
from typing import Protocol

from locales import Translator, number
from warehouse.tables import TABLES

NUMBERS = {"money", "area", "percent", "integer"}


class Named(Protocol):
    """Whatever is called something in both languages: a table, a column, a choice, a unit."""

    @property
    def zh(self) -> str:
        """In Chinese."""

    @property
    def en(self) -> str:
        """In English."""


def word(t: Translator, described: Named) -> str:
    """What something that has a name in both languages is called in the reader's."""
    return described.en if t.language == "en" else described.zh


def table_name(t: Translator, table: str) -> str:
    """What a table is called."""
    return word(t, TABLES[table])


def column_name(t: Translator, table: str, column: str) -> str:
    """What a column is called, with its unit where it has one."""
    found = TABLES[table].column(column)
    name = word(t, found)
    if not found.unit:
        return name
    unit = t(f"corrections.unit_{found.type}")
    return t("corrections.measured", name=name, unit=unit)


def choices(t: Translator, table: str, column: str) -> dict[str, str]:
    """What a column may be filed as, in its order: ids and what they are called."""
    return {each.id: word(t, each) for each in TABLES[table].column(column).choices}


def value(t: Translator, table: str, column: str, text: str | None) -> str:
    """A value as its readers write it, exact; a word where there is none."""
    if not text:
        return t("corrections.blank")
    found = TABLES[table].column(column)
    if found.type in NUMBERS:
        return number(Decimal(text), t.language)
    if found.type == "flag":
        return t(f"corrections.flag_{text}")
    return choices(t, table, column).get(text, text)
