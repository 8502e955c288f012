"""Ways of writing a value that mean just that value, with the note that some of them call for."""

from datetime import date
from decimal import Decimal
from typing import Any

from tests.corpus.recipe import CODE, IN_MONTH, REGISTERED, STARTED, STATUS, TO_DATE, WORDS

# Column, what is typed, what it means, and the kind of note; amounts in 万元.
Spelling = tuple[str, Any, Any, str | None]
CODE_1, DAY = "2017-330382-04-01-000002", date(2021, 9, 30)
ANYWHERE: tuple[Spelling, ...] = (
    *(
        (IN_MONTH, text, Decimal("12345.6"), None)
        for text in ("12,345.6", "１２，３４５．６", " 12345.60 ")
    ),
    *(
        (IN_MONTH, text, Decimal("12345.6"), None)
        for text in ("+12345.6", "1 2345.6", "\u300012345.6\u00a0")
    ),
    (IN_MONTH, "-12.5", Decimal("-12.5"), None),
    (IN_MONTH, 12345.6, Decimal("12345.6"), None),
    *((IN_MONTH, text, None, None) for text in ("—", "-", "/", "无", "　", "——")),
    (TO_DATE, "600万元", Decimal(600), "own_unit"),
    (TO_DATE, "1.5 亿元", Decimal(15000), "own_unit"),
    (TO_DATE, "12,000元", Decimal("1.2"), "own_unit"),
    *(
        (STARTED, text, DAY, None)
        for text in ("2021-09-30", "2021.9.30", "2021/9/30", "2021年9月30日")
    ),
    *(
        (STARTED, text, DAY, None)
        for text in ("２０２１．９．３０", "20210930", "2021-9-30 00:00:00")
    ),
    (STARTED, "2021年9月", date(2021, 9, 1), "month_as_date"),
    *((STATUS, text, "under_construction", None) for text in ("建设中", " 在建 ", "施工中")),
    *((REGISTERED, text, True, None) for text in ("√", "有", "1")),
    *((REGISTERED, text, False, None) for text in ("×", "0")),
    *(
        (CODE, text, CODE_1, None)
        for text in ("20173303820401000002", "２０１７-330382-04-01-000002")
    ),
    (CODE, f" {CODE_1}\u3000", CODE_1, None),
    (WORDS, '三层，"主楼"；\t附楼', '三层，"主楼"；\t附楼', None),
    (WORDS, "第一行\n第二行", "第一行\n第二行", None),
    (WORDS, "𠮷田厂房 ①㎡", "𠮷田厂房 ①㎡", None),
)
# Serial numbers of days are dates only where a workbook says what they count from.
IN_WORKBOOKS: tuple[Spelling, ...] = (
    (STARTED, 44469, DAY, "serial_date"),
    (STARTED, DAY, DAY, None),
    (REGISTERED, True, True, None),
)
