"""One run of one page for one reader: what pages find when they start.

It lives exactly as long as the run, in the context of its thread, and is shared with nobody.
"""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
import polars as pl

from locales import Translator
from pages._shared.choice import Choice, Track
from pages._shared.data import Chart, Source, Work
from pages._shared.terms import term
from pages._shared.writing import written
from warehouse.queries import needs


@dataclass(frozen=True)
class Run:
    """The snapshot, the reader's choice and words.

    `put_right` are the rows, by file, sheet and row, in which a known error is put right.
    """

    source: Source
    choice: Choice
    month: str
    t: Translator
    put_right: frozenset[tuple[Any, ...]] = frozenset()

    @property
    def tracks(self) -> tuple[Track, ...]:
        """The tracks to be shown: the one chosen, or all, in their order."""
        return self.choice.tracks

    def ask(self, query: str, *, track: str | None = None, **more: object) -> pl.DataFrame:
        """The answer to a query about what of campaign, month and track (or `track`) it binds."""
        chosen = {
            "campaign": self.choice.campaign,
            "month": self.month,
            "track": track or self.choice.track,
        }
        bound = {name: value for name, value in chosen.items() if name in needs(query)}
        return self.source.ask(query, **bound, **more)

    def ask_named(self, query: str, *, track: str | None = None, **more: object) -> pl.DataFrame:
        """Likewise, for a query whose answer has names in the reader's language."""
        return self.ask(query, track=track, language=self.t.language, **more)

    def draw(self, chart: Chart, frame: pl.DataFrame, **options: object) -> go.Figure:
        """The chart of an answer, in the reader's language."""
        return self.source.draw(chart, frame, self.t, **options)

    def work(self, work: Work, *given: Hashable) -> pl.DataFrame | None:
        """What a function of this run and of what is given returns, worked out once for all."""
        return self.source.work(work, self, *given)

    def written(self, row: dict[str, Any]) -> dict[str, str]:
        """Every value of a row as it is written in a sentence."""
        return written(row, self.t, self.choice.rate_decimals)

    def term(self, name: str) -> str | None:
        """What a measure or a term means, in a sentence; None where the glossary is silent.

        A column without words of its own is explained as the measure that it shows.
        """
        return term(self.t, name)

    def say(self, key: str, row: dict[str, Any], **more: object) -> str:
        """A sentence whose placeholders are the columns of a row."""
        return self.t(key, **{**self.written(row), **more})


_RUN: ContextVar[Run] = ContextVar("run")


def current() -> Run:
    """The run that is going on."""
    return _RUN.get()


@contextmanager
def going_on(run: Run) -> Iterator[None]:
    """Let `current` return this run for a while."""
    token = _RUN.set(run)
    try:
        yield
    finally:
        _RUN.reset(token)
