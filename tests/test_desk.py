"""The desk starts the pipeline as others would, and no file or child can hurt the dashboard."""

import json
import sys
import threading
import time
import tomllib
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from locales import translator
from pages._shared import desk
from pages._shared.desk import Declared, DeskError
from pipelines.read import BOUNDS
from pipelines.read.bounds import MEBIBYTE
from tests.office import CAMPAIGN, CODE_A, UNIT, A, Office, progress, projects, write_book
from tests.test_reading_bounds import overlapping
from warehouse.home import ROOT

ZH, EN = translator("zh-CN"), translator("en")
# Says what it was told, with the content of its file, as JSON.
ECHO = """
import json, sys
print(json.dumps({"told": sys.argv[1:], "content": open(sys.argv[-1], "rb").read().decode()}))
"""


def declared(content: bytes, name: str = "九月.xlsx") -> Declared:
    return Declared(content, name, CAMPAIGN, "2021-09", "330382114")


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A command that the desk starts instead of the pipeline; write it before the call."""
    path = tmp_path / "fake.py"
    monkeypatch.setattr(desk, "COMMAND", (sys.executable, str(path)))
    return path


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("SAIMA_DATA", str(tmp_path / "home"))
    return Office(tmp_path / "home")


def test_a_file_is_tried_filed_and_withdrawn_by_the_real_commands(
    office: Office, tmp_path: Path
) -> None:
    write_book(tmp_path / "a.xlsx", {"项目清单": projects(A), "月度进展": progress([CODE_A, 1, 1])})
    dropped = declared((tmp_path / "a.xlsx").read_bytes())
    tried = desk.trial(dropped, ZH)
    assert tried["refused"] is None
    assert [(each["name"], each["rows"]) for each in tried["tables"]] == [
        ("项目清单", 1),
        ("月度进展", 1),
    ]
    # Nothing has been published: the unit's figures are its first ones.
    [own] = [each for each in tried["changes"]["units"] if each["unit"] == UNIT]
    assert own["invested_to_date_wanyuan"] == {"before": None, "after": "1"}
    filed = desk.file(dropped, EN)
    assert filed["path"] == f"{CAMPAIGN}/2021-09/{UNIT}/九月.xlsx"
    assert desk.withdraw(filed["receipt"], ZH)["path"] == filed["path"]
    with pytest.raises(DeskError, match="no receipt"):
        desk.withdraw(filed["receipt"], EN)


def test_a_bomb_is_refused_with_a_sentence_and_the_dashboard_lives(office: Office) -> None:
    bomb = overlapping("xl/worksheets/sheet1.xml", 100 * MEBIBYTE, 100)
    tried = desk.trial(declared(bomb), ZH)
    assert "解压后过大" in tried["refused"]
    assert tried["changes"]["units"] == []
    assert not office.home.archive.exists()


def test_names_and_places_reach_the_command_as_they_are_and_paths_do_not(fake: Path) -> None:
    fake.write_text(ECHO, "utf-8")
    answer = desk.trial(declared("内容".encode(), "--to=../../九月 $(x).xlsx"), EN)
    *options, path = answer["told"]
    assert options == [
        *("trial", "--language=en", "--json"),
        *(f"--campaign={CAMPAIGN}", "--month=2021-09", "--unit=330382114"),
        *("--name=--to=../../九月 $(x).xlsx", "--"),
    ]
    assert answer["content"] == "内容"
    assert Path(path).name == "--to_.._.._九月__(x).xlsx"
    assert not Path(path).exists()  # put away when the call is over


def test_why_a_command_refuses_is_said(fake: Path) -> None:
    fake.write_text("import sys; print('Error: 没有这个单位。', file=sys.stderr); sys.exit(1)")
    with pytest.raises(DeskError, match="^没有这个单位。$"):
        desk.file(declared(b"x"), ZH)


@pytest.mark.parametrize("code", ["sys.exit(2)", "raise ValueError", "os.abort()"])
def test_what_goes_wrong_in_a_command_is_told_without_its_insides(fake: Path, code: str) -> None:
    fake.write_text(f"import os, sys; {code}")
    with pytest.raises(DeskError, match="could not be dealt with"):
        desk.trial(declared(b"x"), EN)


def test_who_takes_too_long_is_ended_with_all_that_it_started(
    fake: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign = tmp_path / "sign"
    child = f"import time; time.sleep(6); open({str(sign)!r}, 'w')"
    fake.write_text(
        "import subprocess, sys, time\n"
        f"subprocess.Popen([sys.executable, '-c', {child!r}])\n"
        "time.sleep(60)"
    )
    monkeypatch.setattr(desk, "SECONDS", 3)
    with pytest.raises(DeskError, match="超过时限"):
        desk.trial(declared(b"x"), ZH)
    time.sleep(5)
    assert not sign.exists()


def test_few_run_at_a_time_and_who_waits_too_long_is_told(
    fake: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "AT_A_TIME", threading.BoundedSemaphore(1))
    monkeypatch.setattr(desk, "SECONDS", 0.2)
    fake.write_text(ECHO, "utf-8")
    with desk.AT_A_TIME, pytest.raises(DeskError, match="Too many"):
        desk.trial(declared(b"x"), EN)
    monkeypatch.setattr(desk, "SECONDS", 60)
    assert desk.trial(declared(b"x"), EN)["content"] == "x"


def test_a_return_slip_comes_back_with_its_name(fake: Path) -> None:
    # What the command promises: a folder to write to, the failures of the trial, an answer.
    fake.write_text(
        "import json, pathlib, sys\n"
        "told = dict(each[2:].split('=', 1) for each in sys.argv[2:] if '=' in each)\n"
        "found = json.load(open(told['failures'], encoding='utf-8'))\n"
        "slip = pathlib.Path(told['to']) / '柳市镇' / '退回单.xlsx'\n"
        "slip.parent.mkdir(parents=True)\n"
        "slip.write_bytes(json.dumps([sys.argv[1], told['language'], found]).encode())\n"
        "made = str(slip) if found else None\n"
        "print(json.dumps({'slip': made, 'copy': None, 'items': len(found)}))\n",
        "utf-8",
    )
    failures = [{"rule_id": "progress_falls", "source_row": 3, "is_own": True}]
    others = [{"rule_id": "project_twice", "source_row": 4, "is_own": False}]
    made = desk.slip(declared(b"x"), failures + others, ZH)
    assert list(made) == ["slip"]
    assert made["slip"].name == "退回单.xlsx"
    assert json.loads(made["slip"].content) == ["slip", "zh-CN", failures]
    assert desk.slip(declared(b"x"), others, ZH) == {}


def test_the_real_command_answers_with_a_slip_and_a_marked_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAIMA_DATA", str(tmp_path / "data"))
    write_book(tmp_path / "柳市镇.xlsx", {"月度进展": progress([CODE_A, "约5", 100])})
    sent = declared((tmp_path / "柳市镇.xlsx").read_bytes())
    made = desk.slip(sent, [], ZH)
    assert list(made) == ["slip", "copy"]
    copy = openpyxl.load_workbook(BytesIO(made["copy"].content))
    assert copy["月度进展"]["B3"].value == "约5"
    assert "5" in copy["月度进展"]["B3"].comment.text
    shown = openpyxl.load_workbook(BytesIO(made["slip"].content)).active.values
    assert any("B3" in row and "约5" in row for row in shown)


@pytest.mark.parametrize(("said", "is_open"), [("", True), ("on", True), ("off", False)])
def test_the_desk_can_be_closed(monkeypatch: pytest.MonkeyPatch, said: str, is_open: bool) -> None:
    monkeypatch.setenv(desk.SWITCH, said)
    assert desk.is_open() is is_open


def test_the_page_takes_files_of_the_size_that_the_bounds_say() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert config["server"]["maxUploadSize"] * MEBIBYTE == BOUNDS.upload_bytes
    assert BOUNDS.upload_bytes <= BOUNDS.file_bytes
