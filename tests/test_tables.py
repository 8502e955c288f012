"""Tables and picks as pages show them, on frames made for the purpose."""

from typing import Any, cast

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from locales import translator
from pages._shared import columns
from pages._shared.run import Run


def _table() -> None:
    from datetime import date
    from decimal import Decimal
    from typing import Any, cast

    import polars as pl
    import streamlit as st

    from locales import translator
    from pages._shared.run import Run
    from pages._shared.tables import readable, table

    class Choice:
        rate_decimals = 2

    frame = pl.DataFrame(
        {
            "unit": ["Town 1", "Town 2"],
            "completion_rate": [Decimal("0.6235"), None],
            "lead_points": [Decimal("-3.5"), None],
            "light": ["red", None],
            "is_carried": [True, False],
            "source_file": ["a.xlsx", None],
            "source_sheet": ["S", None],
            "source_row": [7, None],
        }
    ).with_columns(due_on=pl.lit(date(2021, 9, 30)))
    run = Run(cast(Any, None), cast(Any, Choice()), "2021-09", translator("en"))
    columns = ["unit", "completion_rate", "lead_points", "light"]
    table(frame.select(columns), "alt", run, {"light": "light"})
    st.text(str(readable(frame, run, {}).select("source", "is_carried").rows()))


def test_a_table_shows_shares_as_percent_and_what_is_missing_as_missing() -> None:
    app = AppTest.from_function(_table, default_timeout=30).run()
    assert not app.exception
    shown = app.dataframe[0].value
    assert shown["completion_rate"].tolist()[0] == 62.35
    assert shown["completion_rate"].isna().tolist() == [False, True]
    assert shown["lead_points"].tolist()[0] == -3.5
    assert shown["light"].tolist()[0] == "red"
    assert shown["light"].isna().tolist() == [False, True]


def test_an_origin_is_one_column_and_a_flag_is_a_word() -> None:
    app = AppTest.from_function(_table, default_timeout=30).run()
    assert app.text[0].value == "[('a.xlsx · S · row 7', 'yes'), (None, None)]"


def _picker() -> None:
    from typing import Any, cast

    import polars as pl
    import streamlit as st

    from locales import translator
    from pages._shared.pick import pick
    from pages._shared.run import Run

    run = Run(cast(Any, None), cast(Any, None), "2021-09", translator("en"))
    options = pl.DataFrame({"id": ["t1", "t2"], "name": ["Town 1", "Town 2"]})
    st.text(str(pick(run, "unit", options, default="t2")))
    st.text(str(pick(run, "target", options.clear())))


def picker(**asked: str) -> AppTest:
    app = AppTest.from_function(_picker, default_timeout=30)
    for key, value in asked.items():
        app.query_params[key] = value
    return app.run()


def test_a_pick_comes_from_the_link_and_goes_into_it() -> None:
    app = picker()
    assert [text.value for text in app.text] == ["t2", "None"]
    app.selectbox(key="unit").set_value("t1").run()
    assert app.query_params["unit"] == "t1"
    assert app.text[0].value == "t1"
    assert not app.warning


def test_a_pick_that_does_not_exist_is_said() -> None:
    app = picker(unit="t9")
    assert app.text[0].value == "t2"
    assert "“t9”" in app.warning[0].value
    assert "“Town 2”" in app.warning[0].value


@pytest.mark.parametrize(
    ("name", "values", "text"),
    [
        ("score", [0.0] * 20 + [31.2839], "31.28"),
        ("done", [0.0] * 20 + [12345.6789], "12,345.6789"),
        ("gap_wanyuan", [0.0] * 20 + [-10273.36], "(10,273.36)"),
        ("completion_rate", [None] * 20 + [103.06], "103.06%"),
        ("places_gained", [0] * 20 + [-24], "-24"),
    ],
)
def test_a_long_number_among_short_ones_is_shown_whole(
    name: str, values: list[float | None], text: str
) -> None:
    class Choice:
        rate_decimals = 2

    run = Run(cast(Any, None), cast(Any, Choice()), "2021-09", translator("zh-CN"))
    shown = columns.shown(pl.Series(name, values), run)
    assert shown["width"] >= len(text) * columns.DIGIT_PIXELS + 16, shown  # and the cell's padding
