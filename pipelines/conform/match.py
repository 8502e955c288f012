"""Which label is which column of a table: by its names, by what was confirmed, or nearly.

A near match is by rapidfuzz's ratio (the share of letters that two texts have in common, in order)
and always reported. A word that tells measures apart must stand in both or in neither, however
near they are: what was planned is not what was done.
"""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from pipelines.conform.labels import is_reference, plain
from warehouse.tables import TABLES, Table

NEAR = 85.0
# So near to the best that nobody can say which is meant.
AS_NEAR = 5.0
SHORTEST = 3
TELLING = (
    *("计划", "实际", "预计", "拟", "应", "目标", "本月", "当月", "上月", "本年", "上年", "去年"),
    *(
        "年初",
        "季",
        "累计",
        "同比",
        "环比",
        "增长",
        "增速",
        "率",
        "占",
        "比",
        "未",
        "不",
        "非",
        "剩余",
    ),
    *("开工", "竣工", "投产", "统计", "其中", "平均", "序时", "代码", "名称", "备注"),
)

NOTHING: Mapping[str, str] = {}
Stack = tuple[str, ...]
How = Literal["exact", "remembered", "fuzzy"]


@dataclass(frozen=True)
class Match:
    """A column of the table found under a label; `at` is the grid's column, `score` 100 if sure."""

    name: str
    at: int
    label: str
    how: How
    score: float = 100.0


@dataclass(eq=False)
class Unclear(Exception):
    """A label near two columns, or two labels of one column; never guessed."""

    reason: str
    value: str
    expected: str = ""


def exact(stacks: Sequence[Stack], table: Table, said: Mapping[str, str] = NOTHING) -> list[Match]:
    """The labels that are names of columns; `stacks` are the texts above each column, top down.

    `said` are columns by label that somebody has named; empty ones are no columns.
    """
    found = []
    for at, stack in enumerate(stacks):
        if is_reference(stack):
            continue
        told = said.get(plain(stack[-1])) if stack else None
        name = _named(stack, table.name) if told is None else told
        if name and table.has(name):
            how: How = "exact" if told is None else "remembered"
            found.append(Match(name, at, _shown(stack), how))
    return found


def near(
    stacks: Sequence[Stack],
    table: Table,
    taken: Sequence[Match],
    said: Mapping[str, str] = NOTHING,
) -> list[Match]:
    """The labels left over that are near a column left over; raises Unclear rather than guess."""
    sure, places = {match.name for match in taken}, {match.at for match in taken}
    found: list[Match] = []
    for at, stack in enumerate(stacks):
        label = plain(stack[-1]) if stack else ""
        if at in places or len(label) < SHORTEST or label in said or is_reference(stack):
            continue
        if any(reading in all_known() for reading in _readings(stack)):
            continue  # it is another table's column, or not told apart from one of ours
        scores = _scores(stack, table.name)
        best = max(scores, key=lambda name: scores[name], default=None)
        if best is None or best in sure:
            continue
        rivals = [name for name, score in scores.items() if score > scores[best] - AS_NEAR]
        if len(rivals) > 1:
            titles = "、".join(table.column(name).zh for name in rivals)
            raise Unclear("header_unclear", _shown(stack), titles)
        found.append(Match(best, at, _shown(stack), "fuzzy", round(scores[best], 1)))
    return found


def refuse_twice(matches: Sequence[Match], table: Table) -> None:
    """Raise Unclear where two labels are the same column, with both named."""
    for match in matches:
        same = [other.label for other in matches if other.name == match.name]
        if len(same) > 1:
            raise Unclear("column_twice", "、".join(same), table.column(match.name).zh)


@functools.cache
def known(table: str) -> dict[str, str]:
    """The canonical name for every plain label of the table's columns."""
    return {plain(h): c.name for c in reversed(TABLES[table].columns) for h in c.headers}


@functools.cache
def all_known() -> frozenset[str]:
    """The plain labels of the columns of all tables."""
    return frozenset(label for table in TABLES for label in known(table))


@functools.lru_cache(100_000)
def _named(stack: Stack, table: str) -> str | None:
    """The column that the most telling reading of the texts is the name of.

    计划 over 开工时间 is 计划开工时间; where that is a column of another table, it is none here.
    """
    for label in _readings(stack):
        if label in known(table):
            return known(table)[label]
        if label in all_known():
            return None
    return None


def _readings(stack: Stack) -> list[str]:
    """All texts joined, then fewer from above, and at last the lowest alone."""
    words = [plain(text) for text in stack if plain(text)]
    joined = [words[at:] for at in range(len(words))]
    return [reading for parts in joined for reading in ("".join(parts), "".join(reversed(parts)))]


@functools.lru_cache(100_000)
def _scores(stack: Stack, table: str) -> dict[str, float]:
    scores: dict[str, float] = {}
    told = _telling(plain("".join(stack)))
    for label, name in known(table).items():
        if len(label) < SHORTEST or _telling(label) != told:
            continue
        best = max(fuzz.ratio(reading, label) for reading in _readings(stack))
        if best >= NEAR:
            scores[name] = max(scores.get(name, 0.0), best)
    return scores


@functools.lru_cache(100_000)
def _telling(text: str) -> tuple[str, ...]:
    return tuple(word for word in TELLING if word in text)


def _shown(stack: Stack) -> str:
    return " / ".join(stack[-2:]) if len(stack) > 1 else (stack[0] if stack else "")
