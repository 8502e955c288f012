"""A link keeps the reader's choice, a click leads on, and a frozen link keeps its data."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from locales import LANGUAGES
from pages._shared import links, menu
from pages._shared.links import LED, Lead
from tests.dashboard_snapshot import example, write
from tests.test_pages import fine, opened

CHOICE = {"campaign": "alpha", "month": "2021-11", "track": "towns", "lang": "en"}
OLD, NEW = "aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb"
TO_UNIT = Lead("reasons", ("unit",))
TO_CELL = Lead("reasons", ("unit", "month"))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The reader's URL, with a pick of some page."""
    params = CHOICE | {"part": "build"}
    monkeypatch.setattr(st, "query_params", params)
    return params


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", kept)
    return kept


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An old snapshot and the one that is served."""
    for snapshot in (OLD, NEW):
        write(tmp_path / "snapshots", example(), snapshot)
    monkeypatch.setenv("SAIMA_DATA", str(tmp_path))
    return tmp_path


def foot(app: AppTest) -> str:
    """The line at the foot of the page that names the snapshot."""
    lines = [str(each.value) for each in app.main.caption]
    return next(line for line in lines if " · snapshot " in line or " · 快照 " in line)


def test_every_page_has_a_script_and_its_name_is_its_address() -> None:
    for name in menu.SCRIPTS:
        assert menu.script(name).is_file()
        assert menu.script(name).stem == name
        assert menu.address(name) == ("/" if name == menu.FIRST else f"/{name}")


def test_the_address_of_a_page_keeps_the_choice_and_adds_picks(asked: dict[str, str]) -> None:
    address = urlsplit(links.to("reasons", unit="厂/区 1", part=None))
    assert address.path == "/reasons"
    found = {key: values[0] for key, values in parse_qs(address.query).items()}
    assert found == CHOICE | {"unit": "厂/区 1"}
    assert asked["part"] == "build"


@pytest.mark.usefixtures("asked")
def test_a_point_leads_where_its_ids_say(session: dict[str, Any]) -> None:
    def click(leads: Lead, customdata: object) -> object:
        session.clear()
        point = {"curve_number": 0, "point_index": 0, "customdata": customdata}
        session["chart"] = SimpleNamespace(selection=SimpleNamespace(points=[point]))
        links.point_clicked("chart", leads)
        return session.get(LED)

    assert click(TO_UNIT, ["hover", "u1"]) == ("reasons", CHOICE | {"unit": "u1"})
    there = CHOICE | {"unit": "u1", "month": "2021-09"}
    assert click(TO_CELL, ["hover", "u1", "2021-09"]) == ("reasons", there)
    assert click(TO_CELL, {"0": "hover", "1": "u1", "2": "2021-09"}) == ("reasons", there)
    assert click(TO_UNIT, ["hover", None]) is None
    assert click(TO_UNIT, "hover") is None
    assert click(TO_CELL, ["hover", "u1"]) is None


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    ("selection", "unit"),
    [
        ({"rows": [1], "cells": []}, "u2"),
        ({"rows": [], "cells": [(0, "name")]}, "u1"),
        ({"rows": [], "cells": [(0, "rate")]}, None),  # read or copied, not followed
        ({"rows": [2], "cells": []}, None),  # leads nowhere
    ],
)
def test_a_row_leads_where_its_ids_say(
    session: dict[str, Any], selection: dict[str, Any], unit: str | None
) -> None:
    session["table"] = SimpleNamespace(selection=selection)
    links.row_clicked("table", TO_UNIT, [("u1",), ("u2",), (None,)], "name")
    assert session.get(LED) == (("reasons", CHOICE | {"unit": unit}) if unit else None)


@pytest.mark.usefixtures("two")
def test_what_was_clicked_opens_before_anything_is_drawn() -> None:
    app = opened("progress/regions", **CHOICE)
    app.session_state[LED] = ("completion", dict(CHOICE))
    app.run()
    assert app.title[0].value == "Investment completed"
    assert LED not in app.session_state


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_frozen_link_shows_its_snapshot_and_says_that_there_is_newer_data(language: str) -> None:
    app = opened("progress/completion", **CHOICE | {"lang": language, "snapshot": OLD})
    assert fine(app)
    assert OLD[:8] in foot(app)
    assert OLD[:8] in app.warning[0].value
    assert opened("progress/completion", **CHOICE | {"snapshot": NEW}).warning.len == 0


@pytest.mark.usefixtures("two")
def test_a_snapshot_that_is_not_kept_is_named() -> None:
    for asked in ("00000000000000cc", "../../etc/passwd"):
        app = opened("progress/completion", **CHOICE | {"snapshot": asked})
        assert fine(app)
        assert asked in app.warning[0].value
        assert NEW[:8] in foot(app)


@pytest.mark.usefixtures("two")
def test_both_links_can_be_copied_and_only_one_is_frozen() -> None:
    living, frozen = (code.value for code in opened("progress/completion", **CHOICE).code)
    assert parse_qs(urlsplit(living).query) == {key: [value] for key, value in CHOICE.items()}
    assert parse_qs(urlsplit(frozen).query)["snapshot"] == [NEW]


def _picks() -> None:
    """A page of picks, as a script of its own."""
    import polars as pl
    import streamlit as st

    from locales import translator
    from pages._shared import pick

    class Run:
        t = translator("en")

    options = pl.DataFrame({"id": ["a", "b"], "name": ["Anna", "Ben"]})
    run: Any = Run()
    st.text(pick.many(run, "unit", options))
    st.text(pick.view(run, "month", {"x": "Ex", "y": "Why"}, label="View"))
    st.text(pick.typed(run, "unit_name"))


def picks(monkeypatch: pytest.MonkeyPatch, **asked: str) -> AppTest:
    from locales import messages

    monkeypatch.setitem(messages("en"), "picks.unit_name", "Name")
    app = AppTest.from_function(_picks)
    for key, value in asked.items():
        app.query_params[key] = value
    return app.run()


def shown(app: AppTest) -> list[str]:
    return [text.value for text in app.text]


def test_picks_come_from_the_link_and_go_back_into_it(monkeypatch: pytest.MonkeyPatch) -> None:
    app = picks(monkeypatch)
    assert shown(app) == ["[]", "x", ""]
    app.multiselect[0].set_value(["b"]).run()
    app.text_input[0].set_value(" port ").run()
    assert shown(app) == ["['b']", "x", "port"]
    assert app.query_params["unit"] == "b"
    assert app.query_params["unit_name"] == "port"
    app.multiselect[0].set_value([]).run()
    app.text_input[0].set_value("").run()
    assert "unit" not in app.query_params
    assert "unit_name" not in app.query_params


def test_what_a_link_asks_for_in_vain_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    app = picks(monkeypatch, unit="b,zz,a", month="q")
    assert shown(app)[:2] == ["['a', 'b']", "x"]
    assert "zz" in app.warning[0].value
    assert "q" in app.warning[1].value
    assert "Ex" in app.warning[1].value
