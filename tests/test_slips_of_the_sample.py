"""Every fault planted in the sample is on the slip of its unit at its cell, and nothing else is."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import pipelines
from tests.test_slips import lines
from warehouse.home import Home


@pytest.fixture
def planted(sample_home: Home) -> list[dict[str, Any]]:
    manifest = json.loads((sample_home.inbox / "manifest.json").read_text("utf-8"))
    return list(manifest["faults"])


def slips(home: Home, to: Path) -> list[dict[str, Any]]:
    """All slips, and what each of its lines says; the manifest's names are worked out by hand."""
    made = json.loads(pipelines(home.root, "slips", "--to", str(to), "--json"))["slips"]
    return [
        {**line, "unit": Path(each["slip"]).parent.relative_to(to).as_posix(), "made": each}
        for each in made
        for line in lines(each["slip"])
    ]


def test_every_planted_fault_is_on_the_slip_of_its_unit_and_nothing_else(
    sample_copy: Home, planted: list[dict[str, Any]], tmp_path: Path
) -> None:
    found = slips(sample_copy, tmp_path / "slips")
    assert len(found) == len(planted) >= 13
    expected = {
        (
            # <campaign>/<month>/, and the file under which it was filed
            fault["file"].rpartition("/")[0],
            fault["file"].rpartition("/")[2],
            fault["row"],
            "必须更正" if fault["reason"] else "请核对",
        )
        for fault in planted
    }
    assert expected == {
        (
            line["unit"].rpartition("/")[0],
            line["file"],
            int("".join(sign for sign in line["cell"] if sign.isdigit())),
            line["demand"],
        )
        for line in found
    }
    for line in found:
        (fault,) = [
            each
            for each in planted
            if each["file"].endswith(f"/{line['file']}")
            and each["file"].startswith(line["unit"].rpartition("/")[0])
            and str(each["row"]) == line["cell"][1:]
        ]
        assert line["header"].endswith(fault["header"].rpartition("\n")[2])
        assert line["sheet"] == fault["sheet"] or not fault["sheet"]
        _is_marked(line)
        if fault["reason"]:
            assert line["found"] == fault["value"]


def _is_marked(line: dict[str, Any]) -> None:
    """The cell of the copy says the same, and the cells beside it nothing."""
    sheet = openpyxl.load_workbook(line["made"]["copy"])[line["link"].location.split("'")[1]]
    comments = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment}
    assert line["cell"] in comments
    assert line["wrong"] in sheet[line["cell"]].comment.text
    assert str(sheet[line["cell"]].value or "") == line["found"] or line["demand"] == "请核对"
