"""The way to the warehouse: one snapshot per run, answers kept as long as it is served.

A run settles on its snapshot once and holds its connection, so two charts never come from two
snapshots, and one that is replaced or pruned meanwhile stays readable until the run is over.
"""

import functools
from collections.abc import Callable, Hashable
from dataclasses import dataclass

import plotly.graph_objects as go
import polars as pl
import streamlit as st

from locales import Translator
from warehouse import snapshots
from warehouse.home import home
from warehouse.queries import read

ATTEMPTS = 5
OPEN_SNAPSHOTS = 6
ANSWERS = 8000
FIGURES = 2000
WORKS = 500

Options = tuple[tuple[str, object], ...]
Chart = Callable[..., go.Figure]
Work = Callable[..., pl.DataFrame | None]


class Same:
    """A frame by its identity: two answers are the same question's if they are the same object."""

    def __init__(self, frame: pl.DataFrame) -> None:
        """Hold the frame."""
        self.frame = frame

    def __hash__(self) -> int:
        """The frame's identity, which lasts as long as this does."""
        return id(self.frame)

    def __eq__(self, other: object) -> bool:
        """Whether it is the very same frame."""
        return isinstance(other, Same) and self.frame is other.frame


@dataclass(frozen=True)
class Source:
    """A snapshot, opened, with the answers it has given and what was drawn and worked out of them.

    All are shared by all readers: never change one. `work(does, *given)` is what a function makes
    of what is given, worked out once per snapshot.
    """

    served: snapshots.Served
    answer: Callable[[str, Options], pl.DataFrame]
    drawing: Callable[[Chart, Same, Translator, Options], go.Figure]
    work: Work

    def ask(self, query: str, **params: object) -> pl.DataFrame:
        """The answer to a query. It is computed once per snapshot, not once per reader."""
        return self.answer(query, tuple(sorted(params.items())))

    def draw(
        self, chart: Chart, frame: pl.DataFrame, t: Translator, **options: object
    ) -> go.Figure:
        """The chart of an answer. It is drawn once per snapshot, not once per reader."""
        return self.drawing(chart, Same(frame), t, tuple(sorted(options.items())))


def settle(asked: str | None = None) -> Source | None:
    """The snapshot asked for if it is kept, else the one that is served now; None without any."""
    folder = home().snapshots
    frozen = snapshots.find(folder, asked) if asked else None
    for attempt in range(ATTEMPTS):
        served = frozen or snapshots.current(folder)
        if served is None:
            return None
        try:
            return _open(served.id, str(served.path), served)
        except Exception:
            # Pruned between the pointer and the file: another one is served by now.
            if served.path.exists() or attempt == ATTEMPTS - 1:
                raise
            frozen = None
    return None


def served_now() -> str | None:
    """The id of the snapshot that everybody else sees; None before the first."""
    served = snapshots.current(home().snapshots)
    return served.id if served else None


# The one served, the one before it, and those that frozen links lead to.
@st.cache_resource(max_entries=OPEN_SNAPSHOTS, show_spinner=False)
def _open(snapshot_id: str, path: str, _served: snapshots.Served) -> Source:
    connection = snapshots.connect(_served)

    # Not st.cache_data: it copies every frame for every reader, which costs more than the query,
    # and keeps the answers of snapshots that are long gone.
    @functools.lru_cache(maxsize=ANSWERS)
    def answer(query: str, params: Options) -> pl.DataFrame:
        return read(connection.cursor(), query, **dict(params))

    @functools.lru_cache(maxsize=FIGURES)
    def drawing(chart: Chart, frame: Same, t: Translator, options: Options) -> go.Figure:
        return chart(frame.frame, t, **dict(options))

    @functools.lru_cache(maxsize=WORKS)
    def work(does: Work, *given: Hashable) -> pl.DataFrame | None:
        return does(*given)

    return Source(_served, answer, drawing, work)
