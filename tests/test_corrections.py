"""Known errors put right in the open: applied, stale, unmatched; refused entries; editions."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from campaigns import load_all
from pipelines.conform import known_errors
from pipelines.conform.known_errors import CorrectionsError
from pipelines.editions import Shelf
from tests.office import CAMPAIGN, CODE_A, CODE_B, UNIT, A, B, Office, progress, projects

DEFINITIONS = load_all()
ENTRY: dict[str, Any] = {
    "id": "slip-1",
    "table": "progress",
    "unit": UNIT,
    "month": "2021-09",
    "key": {"project_code": CODE_A},
    "column": "invested_to_date_wanyuan",
    "wrong": 3000,
    "right": "300.5",
    "reason": "少一个小数点，已电话核实",
    "decided_by": "市重点办",
    "decided_on": "2021-10-09",
}


def toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f'"{k}" = {toml(v)}' for k, v in value.items()) + " }"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)


def write(root: Path, *entries: dict[str, Any], campaign: str = CAMPAIGN) -> Path:
    """The file of known errors with these entries."""
    path = root / "corrections" / f"{campaign}.toml"
    path.parent.mkdir(exist_ok=True)
    blocks = [
        "[[corrections]]\n" + "\n".join(f"{k} = {toml(v)}" for k, v in e.items()) for e in entries
    ]
    path.write_text("\n\n".join(blocks), "utf-8")
    return path


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A unit that filed 3000 for A in September, with the list of A and B."""
    office = Office(tmp_path)
    office.file(
        {"项目清单": projects(A, B), "月度进展": progress([CODE_A, 3000, 3000], [CODE_B, 20, 20])}
    )
    return office


def states(office: Office) -> list[tuple[Any, ...]]:
    return office.ask("select known_error_id, state, value_found from known_errors order by all")


def to_date(office: Office) -> dict[str, Decimal]:
    sql = "select project_code, invested_to_date_wanyuan from progress"
    return dict(office.ask(sql))


def test_what_is_known_to_be_wrong_is_put_right_while_it_is_still_there(office: Office) -> None:
    first = office.run()
    assert to_date(office)[CODE_A] == 3000
    write(office.root, ENTRY)
    again = office.run()
    # One file is read again, and only because of the entry; the snapshot is another one.
    assert (again["received"], again["read"]) == (0, 1)
    assert again["snapshot"] != first["snapshot"]
    assert again["known_errors"] == {"applied": 1}
    assert to_date(office) == {CODE_A: Decimal("300.5"), CODE_B: Decimal(20)}
    row = office.ask(
        "select state, table_name, filed_by, month, row_key, column_name, wrong, right_value, "
        "reason, decided_by, decided_on::varchar, letter, source_sheet, source_row "
        "from known_errors"
    )
    # The rows of the sheet: unit line, header, A in row 3.
    assert row == [
        (
            *("applied", "progress", "330382114", "2021-09", CODE_A, "invested_to_date_wanyuan"),
            *("3000", "300.5", ENTRY["reason"], "市重点办", "2021-10-09", None, "月度进展", 3),
        )
    ]
    # The row itself says so, where its origin is told.
    assert office.ask("select kind, value, source_row from notes where kind like 'known%'") == [
        ("known_error_applied", "3000 → 300.5", 3)
    ]
    assert office.run()["published"] is False


def test_once_the_sender_has_mended_it_the_entry_changes_nothing_and_is_named(
    office: Office,
) -> None:
    write(office.root, ENTRY)
    office.run()
    office.file(
        {"月度进展": progress([CODE_A, 310, 310], [CODE_B, 20, 20])},
        name=f"{UNIT}（更正）.xlsx",
        at="2021-10-09T08:00:00",
    )
    result = office.call("run")
    assert result.exit_code == 0
    assert to_date(office)[CODE_A] == 310
    assert states(office) == [("slip-1", "stale", "310")]
    assert "slip-1" in result.stderr
    assert "请从更正文件中删去此条目" in result.stderr
    # And at every run, until it is removed.
    assert "slip-1" in office.call("run").stderr
    checked = office.call("corrections", "--check")
    assert checked.exit_code == 1
    assert "slip-1" in checked.stderr


def test_a_value_that_is_off_by_a_yuan_is_another_value(office: Office) -> None:
    write(office.root, ENTRY | {"wrong": "3000.0001"})
    assert office.run()["known_errors"] == {"stale": 1}
    assert to_date(office)[CODE_A] == 3000


@pytest.mark.parametrize(
    "other",
    [
        {"key": {"project_code": "2017-330382-04-01-000009"}},  # no such row
        {"month": "2021-10"},  # nothing filed for the month
        {"unit": "虹桥镇"},  # nobody filed
    ],
)
def test_an_entry_for_a_row_that_is_not_there_is_named(
    office: Office, other: dict[str, Any]
) -> None:
    write(office.root, ENTRY | other)
    result = office.call("run")
    assert result.exit_code == 0
    assert states(office) == [("slip-1", "unmatched", None)]
    assert to_date(office)[CODE_A] == 3000
    assert "slip-1" in result.stderr


def test_blanks_choices_dates_and_flags_can_be_put_right(office: Office) -> None:
    # The list has no planned start, and says 续建 (ongoing) of A.
    on_list = ENTRY | {"table": "projects"}
    write(
        office.root,
        on_list | {"id": "a", "column": "planned_start", "wrong": "", "right": "2021-09-25"},
        on_list | {"id": "b", "column": "category", "wrong": "续建", "right": "new_start"},
        on_list | {"id": "c", "column": "is_manufacturing", "wrong": "", "right": True},
        on_list | {"id": "d", "column": "period_plan_wanyuan", "wrong": 1000, "right": ""},
    )
    assert office.run()["known_errors"] == {"applied": 4}
    row = office.ask(
        "select planned_start::varchar, category, is_manufacturing, period_plan_wanyuan "
        f"from projects where project_code = '{CODE_A}'"
    )
    assert row == [("2021-09-25", "new_start", True, None)]


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"table": "progess"}, "there is no table 'progess'"),
        ({"column": "invested"}, "no column 'invested'"),
        ({"column": "project_code"}, "part of the key"),
        ({"unit": "柳市县"}, "nobody files as '柳市县'"),
        ({"month": "2020-09"}, "'2020-09' is not within 2021-09"),
        ({"key": {"project": CODE_A}}, "key has to name project_code, month"),
        ({"key": {"project_code": "A"}}, "key: 'A' is no value of project_code"),
        ({"key": {"project_code": CODE_A, "month": "2021-10"}}, "in key '2021-10'"),
        ({"wrong": "三千"}, "wrong: '三千' is no value of invested_to_date_wanyuan (money)"),
        ({"right": "1.00005"}, "right: '1.00005' is no value"),  # more exact than the yuan
        ({"right": 3000}, "wrong and right are both 3000"),
        ({"reason": ""}, "reason: "),
        ({"decided_on": "gestern"}, "decided_on: "),
        ({"column": "status", "wrong": "在建", "right": "建"}, "under_construction"),
        ({"colour": "red"}, "colour: "),
    ],
)
def test_a_wrong_entry_is_refused_with_file_entry_and_remedy(
    tmp_path: Path, other: dict[str, Any], told: str
) -> None:
    path = write(tmp_path, ENTRY | other)
    with pytest.raises(CorrectionsError) as error:
        known_errors.load(path, DEFINITIONS[CAMPAIGN].campaign)
    assert told in str(error.value)
    assert f"{CAMPAIGN}.toml" in str(error.value)
    assert "slip-1" in str(error.value)


def test_two_entries_for_one_cell_are_refused_and_nothing_is_published(office: Office) -> None:
    write(
        office.root,
        ENTRY,
        ENTRY | {"id": "slip-2", "key": {"project_code": CODE_A, "month": "2021-09"}},
    )
    result = office.call("run")
    assert result.exit_code == 1
    assert f"corrections/{CAMPAIGN}.toml" in result.stderr
    assert "entries slip-1, slip-2 are about the same cell" in result.stderr
    # What was filed is in the archive all the same.
    assert len(list((office.root / "archive" / "receipts").iterdir())) == 1


def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, ENTRY | {"column": "x"}, ENTRY | {"id": "two", "right": "y"})
    write(tmp_path, ENTRY, campaign="nowhere")
    with pytest.raises(CorrectionsError) as error:
        known_errors.load_all(tmp_path / "corrections", DEFINITIONS)
    assert [word in str(error.value) for word in ("'x'", "'y'", "'nowhere'")] == [True] * 3


def test_an_edition_is_reproduced_with_what_was_known_when_it_was_published(
    office: Office,
) -> None:
    write(office.root, ENTRY)
    office.run()
    assert office.call("edition", "publish", CAMPAIGN, "2021-09").exit_code == 0
    shelf = Shelf(office.home.editions)
    edition = shelf.read(shelf.find(CAMPAIGN, "2021-09"))
    text = (office.root / "corrections" / f"{CAMPAIGN}.toml").read_text("utf-8")
    assert edition.read_with == {f"corrections/{CAMPAIGN}.toml": text}
    write(office.root, ENTRY | {"right": "900"})
    office.run()
    assert to_date(office)[CODE_A] == 900
    # Today's figures are other; what was published is worked out as it was.
    assert office.call("edition", "verify").exit_code == 0
    changed = office.ask("select distinct reason from edition_causes")
    assert changed in ([("known_errors",)], [])
    (office.root / "corrections" / f"{CAMPAIGN}.toml").unlink()
    assert office.run()["known_errors"] == {}
    assert to_date(office)[CODE_A] == 3000
    assert office.call("edition", "verify").exit_code == 0


def test_an_edition_without_known_errors_has_the_bytes_that_it_always_had(office: Office) -> None:
    office.run()
    assert office.call("edition", "publish", CAMPAIGN, "2021-09").exit_code == 0
    entry = Shelf(office.home.editions).find(CAMPAIGN, "2021-09")
    edition = Shelf(office.home.editions).read(entry)
    assert b"read_with" not in edition.content
    assert edition.sha256 == entry.sha256
    write(office.root, ENTRY)
    office.run()
    assert office.call("edition", "verify").exit_code == 0
