"""What stands above a column: its name freed of ornaments, and the unit that it states.

A unit that is stated and not known is never passed over: an amount read in the wrong unit looks
like any other.
"""

import functools
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from warehouse.tables import MONEY_UNITS, REFERENCE

# Those of campaigns, and others that offices write; the smallest first.
TO_WANYUAN = {
    "元": MONEY_UNITS["元"],
    "千元": Decimal("0.1"),
    "万元": MONEY_UNITS["万元"],
    "百万元": Decimal(100),
    "亿元": MONEY_UNITS["亿元"],
}
BRACKETS = re.compile(r"[（(\[【〔](.*?)[)）\]】〕]")
# Any amount of any money, so that 万美元 is not read as 元.
MONEY = r"(?:人民币)?(?P<{0}>[十百千万亿]*(?:美|港|欧|日|英|台|澳)?元)"
STATED = re.compile(MONEY.format("unit"))
AT_END = re.compile(rf"(?:[/／:：,，、\s]|单位)+{MONEY.format('apart')}$|{MONEY.format('close')}$")
FOREIGN = re.compile(r"yuan|rmb|cny|usd|eur|[$€£¥￥]|million|billion", re.IGNORECASE)
UNIT_LINE = re.compile(
    rf"(?<![\u4e00-\u9fff])(?:金额|货币|计量|计价)?单位\s*[:：]\s*{MONEY.format('unit')}"
)
# In a title: 月度进展表（万元）.
TITLE_UNIT = re.compile(rf"[（(]\s*{MONEY.format('unit')}\s*[)）]\s*$")
ORNAMENTS = re.compile(r"^[*＊★☆▲△●]+|[*＊★☆▲△●]+$")
# Units of other measures than money that would be taken for the one that a column is kept in.
OTHER_MEASURES = {
    "area": re.compile(r"公顷|平方|㎡|m2|m²|\bha\b|hectare|顷", re.IGNORECASE),
    "percent": re.compile(r"‰|千分"),
}


@functools.lru_cache(100_000)
def plain(label: str) -> str:
    """A label without spaces, line breaks, brackets, ornaments, a unit at its end, and case."""
    bare = BRACKETS.sub("", unicodedata.normalize("NFKC", re.sub(r"\s", "", label)))
    bare = ORNAMENTS.sub("", bare).lower()
    match = AT_END.search(bare)
    return bare[: match.start()] if match and match.start() and _is_unit(match) else bare


def money_unit(label: str) -> str | None:
    """The unit of money that a label states, known or not; None where it states none."""
    for bracket in reversed(BRACKETS.findall(label)):
        if match := STATED.search(bracket):
            return match["unit"]
        if match := FOREIGN.search(bracket):
            return str(bracket)
    match = AT_END.search(re.sub(r"\s", "", BRACKETS.sub("", label)))
    return (match["apart"] or match["close"]) if match and _is_unit(match) else None


def line_unit(text: str, *, whole: bool = False) -> str | None:
    """The unit of money that a line states, known or not; if `whole`, a line of nothing else."""
    if whole:
        match = UNIT_LINE.match(text.strip().lstrip("（(【["))
    else:
        match = UNIT_LINE.search(text) or TITLE_UNIT.search(text)
    return match["unit"] if match else None


def other_measure(label: str, type_: str) -> str | None:
    """A unit in the label that the column's type is not kept in."""
    pattern = OTHER_MEASURES.get(type_)
    match = pattern.search(label) if pattern else None
    return match[0] if match else None


def is_reference(labels: Iterable[str]) -> bool:
    """Whether the texts above a column say that it only reminds whoever fills in the others."""
    return any(REFERENCE in label for label in labels)


def _is_unit(match: re.Match[str]) -> bool:
    """Whether an ending is a unit: set apart, or with a multiplier. A 单元 is none."""
    return bool(match["apart"]) or len(match["close"] or "") > 1
