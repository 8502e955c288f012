"""What somebody may have meant by a value that was not taken, written so that it is read.

For the return slip alone: nothing is ever read so. Only what leaves nothing out is proposed: where
a word stands beside the number that could change it, there is no proposal.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date

from rapidfuzz import fuzz, process

from campaigns.calendar import last_day
from pipelines.conform.labels import TO_WANYUAN
from pipelines.conform.patterns import GROUPED, NUMBER
from warehouse.tables import Column

UNIT = "|".join(sorted(TO_WANYUAN, key=len, reverse=True))
AMOUNT = re.compile(rf"[+-]?[0-9][0-9,]*(?:\.[0-9]+)?\s*(?P<unit>{UNIT})?")
# What may stand beside a number without making another one of it.
AROUND = re.compile(
    r"(?:大约|约为|约|将近|接近|近|左右|上下|有余|余|多|超过|超|估算|暂估|预估|预计|估计|暂定|初步|"
    r"累计|完成|投资|共计|合计|共|已|人民币|[\s~≈?!。、;:*'\"])*"
)
OF_TYPE = {"area": "亩", "percent": "%", "integer": "个"}
TIME = re.compile(r"[\sT]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?")
END_OF_MONTH = re.compile(r"月\s*(?:底|末|下旬)")
COMPACT = re.compile(r"(?:19|20)[0-9]{6}")
YES, NO = re.compile(r"[是有已√]|yes"), re.compile(r"[否无未没×]|不是|no")
ALIKE = 50
CENTURY = 2000


def proposal(value: str, column: Column) -> str | None:
    """The nearest value that the column can have, as it should be written; None if none is near."""
    text = unicodedata.normalize("NFKC", value).strip()
    find = FINDERS.get(column.type)
    return find(text, column) if find else None


def nearest(text: str, names: Sequence[str]) -> str | None:
    """The name that is most like a text; None where none is like it, or two are as much."""
    found = process.extract(text, names, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=2)
    if not found or (len(found) > 1 and found[0][1] == found[1][1]):
        return None
    return str(found[0][0])


def _amount(text: str, column: Column) -> str | None:
    matches = list(AMOUNT.finditer(text))
    if len(matches) != 1:
        return None
    unit = matches[0]["unit"] or ""
    number = matches[0][0].removesuffix(unit).strip()
    if re.match(GROUPED, number):
        number = number.replace(",", "")
    rest = AMOUNT.sub(" ", text).replace(OF_TYPE.get(column.type, " "), " ")
    is_plain = re.match(NUMBER, number) and AROUND.fullmatch(rest)
    if not is_plain or (unit and column.type != "money"):
        return None
    return number + unit


def _whole(text: str, column: Column) -> str | None:
    number = _amount(text, column)
    whole, _, fraction = (number or "").partition(".")
    return whole or None if not fraction.strip("0") else None


def _date(text: str, _: Column) -> str | None:
    numbers = _numbers(TIME.sub("", text))
    if _is_month(numbers):
        last = last_day(*numbers)
        return (last if END_OF_MONTH.search(text) else last.replace(day=1)).isoformat()
    if len(numbers) != len(("year", "month", "day")):
        return None
    if numbers[0] < 100 and numbers[2] < 100:
        numbers[0] += CENTURY
    for year, month, number in (numbers, numbers[::-1]):
        if _is_month([year, month]) and 1 <= number <= 31:
            return day_of(year, month, number).isoformat()
    return None


def day_of(year: int, month: int, day: int) -> date:
    """The day, or the last one of a month that has fewer."""
    with suppress(ValueError):
        return date(year, month, day)
    return last_day(year, month)


def _month(text: str, _: Column) -> str | None:
    numbers = _numbers(text)[:2]
    return f"{numbers[0]:04d}-{numbers[1]:02d}" if _is_month(numbers) else None


def _numbers(text: str) -> list[int]:
    if compact := COMPACT.fullmatch(text):
        return [int(part) for part in (compact[0][:4], compact[0][4:6], compact[0][6:])]
    return [int(digits) for digits in re.findall(r"[0-9]+", text)]


def _is_month(numbers: Sequence[int]) -> bool:
    return len(numbers) == 2 and 1900 <= numbers[0] < 2100 and 1 <= numbers[1] <= 12


def _flag(text: str, _: Column) -> str | None:
    if NO.search(text.lower()):
        return "否"
    return "是" if YES.search(text.lower()) else None


def _choice(text: str, column: Column) -> str | None:
    written = {
        name: choice.zh
        for choice in column.choices
        for name in (choice.zh, choice.en, *choice.aliases)
    }
    near = nearest(re.sub(r"\W", "", text), list(written))
    return written[near] if near else None


FINDERS: dict[str, Callable[[str, Column], str | None]] = {
    "money": _amount,
    "area": _amount,
    "percent": _amount,
    "integer": _whole,
    "date": _date,
    "month": _month,
    "flag": _flag,
    "choice": _choice,
}
