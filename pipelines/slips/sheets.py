"""Rows of a printed sheet: widths, heights that fit what they say, borders, a frozen header."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

LINE_POINTS, PADDING_POINTS = 15, 5
MOST_POINTS = 400  # a row cannot be much higher than 409
FONT = "SimSun"
MARK = " " * 7  # as wide as what is shown behind a usual value
PLAIN: Mapping[int | None, str] = {}
LONGEST = 2_000  # more than that nobody reads in a cell


def formats(book: Any, usual: str) -> Mapping[str, Any]:
    """The few styles of a slip; `usual` is shown behind a value, and is no part of it."""
    plain = {"font_name": FONT, "font_size": 10, "valign": "vcenter", "text_wrap": True}
    boxed = {**plain, "border": 1}
    return {
        "title": book.add_format(
            {"font_name": "SimHei", "font_size": 18, "align": "center", "valign": "vcenter"}
        ),
        "label": book.add_format({**boxed, "bold": True, "bg_color": "#F2F2F2"}),
        "fact": book.add_format(boxed),
        "header": book.add_format(
            {**boxed, "bold": True, "bg_color": "#D9D9D9", "align": "center"}
        ),
        "cell": book.add_format({**boxed, "num_format": "@"}),
        "usual": book.add_format({**boxed, "num_format": f'@"{usual}"', "italic": True}),
        "strong": book.add_format({**boxed, "bold": True}),
        "link": book.add_format({**boxed, "font_color": "#0563C1", "underline": 1}),
        "line": book.add_format(plain),
    }


class Page:
    """A sheet that is filled row by row."""

    def __init__(self, sheet: Any, styles: Mapping[str, Any], widths: Sequence[int]) -> None:
        self.sheet, self.styles, self.widths = sheet, styles, widths
        self._next = 0
        self._half = 0
        self._tallest = 0
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)

    def title(self, text: str) -> None:
        """The name of the form, over the whole width."""
        self._across(0, len(self.widths) - 1, text, "title")
        self._end(34)

    def fact(self, label: str, text: str) -> None:
        """A label and what it says, two to a row."""
        middle = len(self.widths) // 2 + 1
        start, end = ((0, middle), (middle, len(self.widths)))[self._half]
        values = start + 2 if not self._half else start + 1
        self._across(start, values - 1, label, "label")
        self._across(values, end - 1, text, "fact")
        self._tallest = max(self._tallest, self._height([text], [sum(self.widths[values:end])]))
        self._half += 1
        if self._half > 1:
            self._end(self._tallest)

    def header(self, texts: Sequence[str]) -> None:
        """The names of the columns; what comes above stays in sight, and on every printed page."""
        if self._half:
            self._end(self._tallest)
        for column, text in enumerate(texts):
            self.sheet.write_string(self._next, column, text, self.styles["header"])
        self.sheet.freeze_panes(self._next + 1, 0)
        self.sheet.repeat_rows(self._next)
        self._end(2 * LINE_POINTS)

    def row(
        self,
        texts: Sequence[str],
        other: Mapping[int | None, str] = PLAIN,
        *,
        link: tuple[int, str | None] = (0, None),
    ) -> None:
        """A line; some columns of it may have another style, and one lead somewhere."""
        shown = [text + MARK * (other.get(at) == "usual") for at, text in enumerate(texts)]
        for column, text in enumerate(texts):
            style = self.styles[other.get(column, "cell")]
            if link[1] and column == link[0]:
                self.sheet.write_url(self._next, column, link[1], self.styles["link"], text)
            else:
                self.sheet.write_string(self._next, column, text[:LONGEST], style)
        self._end(self._height(shown, self.widths))

    def line(self, text: str) -> None:
        """A sentence over the whole width."""
        self._across(0, len(self.widths) - 1, text, "line")
        self._end(self._height([text], [sum(self.widths)]))

    def stamp(self, texts: Sequence[str]) -> None:
        """Places to sign and stamp, with room for it."""
        middle = len(self.widths) - 3
        self._across(0, middle - 1, texts[0], "line")
        self._across(middle, len(self.widths) - 1, texts[1], "line")
        self._end(3 * LINE_POINTS)

    def _across(self, first: int, last: int, text: str, style: str) -> None:
        if first == last:
            self.sheet.write_string(self._next, first, text, self.styles[style])
            return
        self.sheet.merge_range(self._next, first, self._next, last, "", self.styles[style])
        self.sheet.write_string(self._next, first, text, self.styles[style])

    def _height(self, texts: Sequence[str], widths: Sequence[int]) -> int:
        most = max(_lines(text, width) for text, width in zip(texts, widths, strict=True))
        return min(MOST_POINTS, most * LINE_POINTS + PADDING_POINTS)

    def _end(self, height: int) -> None:
        self.sheet.set_row(self._next, height)
        self._next += 1
        self._half = self._tallest = 0


def _lines(text: str, width: int) -> int:
    """How many lines a text takes; a Chinese character is as wide as two others."""
    return sum(1 + max(0, _width(part) - 1) // max(1, width - 1) for part in text.split("\n"))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)
