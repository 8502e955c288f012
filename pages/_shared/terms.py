"""What a word on a page means: said where it stands, by the name of its column or card."""

from locales import Translator, messages
from warehouse.measures import measure_of


def term(t: Translator, name: str) -> str | None:
    """What a measure or a term means, in a sentence; None of what explains itself.

    A column without words of its own is explained as the measure that it shows.
    """
    known = messages(t.language)
    if f"terms.{name}" in known:
        return t(f"terms.{name}")
    measure = measure_of(name)
    return t(f"terms.{measure.id}") if measure else None
