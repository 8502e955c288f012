"""Words: the same in both languages, none in code; numbers as the language's readers say them."""

import ast
import re
import string
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from locales import (
    LANGUAGES,
    amount,
    closest,
    column_wanyuan,
    messages,
    moment,
    money_scale,
    month_name,
    percent,
    points,
    score,
    translator,
)
from locales.catalogue import Text

ROOT = Path(__file__).parent.parent
CHINESE = re.compile(r"[\u4e00-\u9fff]")
UNITS = {"元", "万元", "亿元", "亩", "个"}
FOLDERS = ("pages", "charts", "locales", "warehouse", "campaigns", "pipelines")
# What offices write in their filings is recognised there, and made up for the samples.
OFFICES = {"sample", "conform", "read", "filing"}


def placeholders(text: Text) -> set[str]:
    forms = text.values() if isinstance(text, dict) else [text]
    return {name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_keys_and_same_placeholders_as_in_chinese(language: str) -> None:
    def shape(texts: dict[str, Text]) -> dict[str, set[str]]:
        return {key: placeholders(text) for key, text in texts.items()}

    assert shape(dict(messages(language))) == shape(dict(messages("zh-CN")))


def test_no_text_in_chinese_stands_in_the_code() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("*.py"))
        if OFFICES.isdisjoint(path.relative_to(ROOT).parts)
        for line, text in _strings(path)
        if CHINESE.search(text) and text not in UNITS
    ]
    assert found == []


def _strings(path: Path) -> list[tuple[int, str]]:
    """The string literals of a file that are not docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    said = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in said
    ]


@pytest.mark.parametrize(
    ("wanyuan", "chinese", "english"),
    [
        ("10000", "1.00 亿元", "CNY 100.0 m"),
        ("9999.9999", "10,000 万元", "CNY 100.0 m"),
        ("12345.6789", "1.23 亿元", "CNY 123.5 m"),
        ("-12350", "-1.24 亿元", "CNY -123.5 m"),
        ("1234.5", "1,235 万元", "CNY 12.3 m"),
        ("0.5", "0.50 万元", "CNY 0.005 m"),
        ("0", "0 万元", "CNY 0.0 m"),
        (None, "—", "—"),
    ],
)
def test_an_amount_is_said_as_its_readers_say_it(
    wanyuan: str | None, chinese: str, english: str
) -> None:
    value = None if wanyuan is None else Decimal(wanyuan)
    assert (amount(value, "zh-CN"), amount(value, "en")) == (chinese, english)


def test_halves_are_rounded_up_and_not_to_the_even_neighbour() -> None:
    assert percent(Decimal("0.62345"), "en", 2) == "62.35%"
    assert percent(Decimal("0.62345"), "en", 1) == "62.3%"
    assert percent(Decimal("0.125"), "en", 0) == "13%"
    assert score(Decimal("0.125"), "en") == "0.13"
    assert points(Decimal("-0.125"), "en", 2) == "−0.13 pp"


def test_a_rate_may_pass_a_hundred_percent() -> None:
    assert percent(Decimal("1.475"), "zh-CN", 2) == "147.50%"


def test_points_carry_their_sign_unless_a_word_says_it() -> None:
    assert points(Decimal("3.2"), "zh-CN", 2) == "+3.20 个百分点"
    assert points(Decimal("0.001"), "en", 2) == "0.00 pp"
    assert points(Decimal("3.2"), "en", 1, signed=False) == "3.2 pp"


def test_months_and_moments() -> None:
    assert month_name("2021-11", "zh-CN") == "2021年11月"
    assert month_name("2021-11", "en") == "November 2021"
    assert moment(datetime(2021, 12, 5, 18, 30), "en") == "2021-12-06 02:30"
    assert moment(None, "en") == "—"


def test_a_chart_is_drawn_in_the_unit_of_its_largest_amount() -> None:
    assert money_scale([None, Decimal(3), Decimal(20_000)], "zh-CN").wanyuan == 10_000
    assert money_scale([Decimal(3)], "zh-CN").wanyuan == 1
    assert money_scale([Decimal(3)], "en").wanyuan == 100
    assert money_scale([], "zh-CN").wanyuan == 1


def test_the_headings_of_amounts_name_the_unit_that_tables_show_them_in() -> None:
    """万元 in Chinese and CNY m, a hundred times as much, in English."""
    assert [column_wanyuan(each) for each in ("zh-CN", "en")] == [Decimal(1), Decimal(100)]
    for language, unit in (("zh-CN", "（万元）"), ("en", "(CNY m)")):
        texts = messages(language)
        headings = [k for k in texts if k.startswith("columns.") and k.endswith("_wanyuan")]
        assert len(headings) > 20
        assert [key for key in headings if not str(texts[key]).endswith(unit)] == []


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        (None, "zh-CN"),
        ("zh", "zh-CN"),
        ("zh-TW", "zh-CN"),
        ("en-GB", "en"),
        ("en_US", "en"),
        ("fr-FR", "en"),
    ],
)
def test_the_language_closest_to_the_browsers(locale: str | None, language: str) -> None:
    assert closest(locale) == language


def test_english_tells_one_from_many() -> None:
    t = translator("en")
    assert t("standings.months_in_bottom", n=1) == "bottom three for 1 month"
    assert t("standings.months_in_bottom", n=3) == "bottom three for 3 months"


def test_a_missing_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        translator("en")("frame.nothing_of_this_name")
