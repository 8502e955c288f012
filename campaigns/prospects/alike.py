"""When two names mean the same: normal forms, and how alike two texts are.

Likeness is the indel similarity: of all characters of both, the share that need be neither put in
nor taken out to make one text of the other. Candidates are found by rapidfuzz; what is compared
with a threshold is a fraction of whole numbers.
"""

import functools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

NUMBER = re.compile(r"\d+")
BLOCK = 500
SLACK = 0.01  # of 100: candidates are looked for a little below the threshold, then taken exactly
Pair = tuple[str, str]
Likeness = tuple[int, int]


@functools.lru_cache(maxsize=65_536)
def plain(text: str | None) -> str:
    """The text by its letters and digits alone: one width and case, no spaces, no punctuation."""
    folded = unicodedata.normalize("NFKC", text or "").casefold()
    return "".join(letter for letter in folded if letter.isalnum())


@functools.lru_cache(maxsize=65_536)
def investor_name(text: str | None, endings: tuple[str, ...]) -> str:
    """The plain name without what only says which kind of company it is, however often it ends so.

    A name that consists of endings alone is kept whole.
    """
    name = plain(text)
    plain_endings = sorted(filter(None, map(plain, endings)), key=len, reverse=True)
    kept = name
    while ending := next((each for each in plain_endings if kept.endswith(each)), None):
        kept = kept.removesuffix(ending)
    return kept or name


def likeness(pairs: Sequence[Pair]) -> list[Likeness]:
    """For each pair of texts, how many characters of both agree, and how many there are."""
    if not pairs:
        return []
    left, right = zip(*pairs, strict=True)
    apart = process.cpdist(left, right, scorer=Indel.distance, dtype=np.int32)
    sizes = [len(a) + len(b) for a, b in pairs]
    return [(size - int(off), size) for size, off in zip(sizes, apart, strict=True)]


def is_alike(found: Likeness, at_least: Decimal) -> bool:
    """Whether the likeness reaches the threshold; exactly at it, it does."""
    agree, size = found
    return agree >= at_least * size


def alike_names(names: Iterable[str], at_least: Decimal) -> dict[Pair, Likeness]:
    """Every pair of names that are alike, both ways round, each with itself too.

    Numbers do not blur: No. 1 and No. 2 are not alike, however long the rest of their names.
    """
    every = sorted(set(names))
    cutoff = float(at_least * 100) - SLACK
    found: list[Pair] = []
    for start in range(0, len(every), BLOCK):
        block = every[start : start + BLOCK]
        scores = process.cdist(
            block, every, scorer=fuzz.ratio, score_cutoff=cutoff, dtype=np.float32
        )
        found += [(block[i], every[j]) for i, j in np.argwhere(scores > 0).tolist()]
    same = [(a, b) for a, b in found if NUMBER.findall(a) == NUMBER.findall(b)]
    return {
        pair: each
        for pair, each in zip(same, likeness(same), strict=True)
        if is_alike(each, at_least)
    }
