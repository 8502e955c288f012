"""Zips in the inbox, one file looked at dry, and what is kept of a reading."""

import hashlib
import json
from pathlib import Path

import pytest

from pipelines.filing.archive import Archive, Receipt
from pipelines.filing.bundle import members
from pipelines.filing.inbox import Inbox
from pipelines.stages import load as loading
from tests import formats
from tests.office import Office
from tests.test_reading_formats import CODES, HEADER, TYPED
from warehouse.store import open_store

MONTH = "yueqing-2021/2021-10"
GOOD = formats.xlsx([["单位：亿元"], HEADER, *TYPED])


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def drop(office: Office, name: str, content: bytes) -> Path:
    path = office.root / "inbox" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def received(office: Office) -> list[str]:
    archive = Archive(office.home.archive)
    loading.receive(Inbox(office.home.inbox, archive.receipts()), archive, {})
    return sorted(receipt.path for receipt in archive.receipts())


def test_each_file_of_a_zip_is_received_as_if_it_lay_beside_it(office: Office) -> None:
    files: dict[str, str | bytes] = {
        "柳市镇.xlsx": GOOD,
        "sub/虹桥镇_月度进展.csv": formats.csv([HEADER]),
        "__MACOSX/x": "y",
    }
    drop(office, f"{MONTH}/十月.zip", formats.zipped(files))
    paths = [f"{MONTH}/十月.zip/sub/虹桥镇_月度进展.csv", f"{MONTH}/十月.zip/柳市镇.xlsx"]
    assert received(office) == paths
    assert received(office) == paths  # done again, nothing is new


def test_a_zip_is_archived_as_it_came_and_its_files_name_it(office: Office) -> None:
    content = formats.zipped({"柳市镇.xlsx": GOOD, "虹桥镇.xlsx": GOOD})
    path = drop(office, f"{MONTH}/十月.zip", content)
    assert json.loads(office.call("load", "--json").stdout)["read"] == 2
    archive = Archive(office.home.archive)
    receipts = archive.receipts()
    assert [archive.bundle(receipt) for receipt in receipts] == [content, content]
    assert {receipt.bundle for receipt in receipts} == {hashlib.sha256(content).hexdigest()}
    path.touch()  # nothing new has come
    again = json.loads(office.call("load", "--json").stdout)
    assert (again["received"], again["read"]) == (0, 0)
    drop(office, f"{MONTH}/柳市镇.csv", b"x")
    received(office)
    assert [r.bundle for r in archive.receipts() if r.path.endswith(".csv")] == [""]


@pytest.mark.parametrize("files", [{}, {"__MACOSX/._x": "y", "Thumbs.db": "z"}])
def test_a_zip_without_files_is_refused_and_not_passed_over(
    office: Office, files: dict[str, str | bytes]
) -> None:
    drop(office, f"{MONTH}/柳市镇.zip", formats.zipped(files))
    (reason,) = json.loads(office.call("load", "--json").stdout)["reasons"]
    assert reason == ("empty_file" if files else "not_a_workbook")


def test_a_zip_with_names_of_windows_and_of_climbers() -> None:
    content = formats.zipped({"..\\..\\十月\\柳市镇.xlsx": GOOD, "/etc/x.csv": "a"})
    assert [name for name, _ in members(content) or []] == ["十月/柳市镇.xlsx", "etc/x.csv"]
    assert members(GOOD) is None
    assert members(b"PK\x03\x04 broken") is None


def test_a_zip_in_a_zip_is_refused_with_a_sentence(office: Office) -> None:
    inner = formats.zipped({"柳市镇.xlsx": GOOD})
    drop(office, f"{MONTH}/a.zip", formats.zipped({"柳市镇.xlsx": GOOD, "虹桥镇.zip": inner}))
    result = office.call("load", "--json")
    answer = json.loads(result.stdout)
    assert (answer["received"], answer["rows"], answer["reasons"]) == (2, 4, {"nested_zip": 1})


def test_notes_and_mapping_are_kept_and_go_with_their_receipt(office: Office) -> None:
    path = drop(office, f"{MONTH}/柳市镇.xlsx", GOOD)
    assert office.call("load").exit_code == 0
    with open_store(office.home.store) as store:
        found = store.frame("select how, count(*) as columns from mappings group by all")
    assert found.rows() == [("exact", 6)]
    path.unlink()
    for file in (office.home.archive / "receipts").iterdir():
        file.unlink()
    assert office.call("load").exit_code == 0
    with open_store(office.home.store) as store:
        assert store.frame("from mappings").is_empty()


def test_a_file_is_looked_at_dry_and_its_headers_confirmed(office: Office) -> None:
    rows: list[list[object]] = [
        ["单位：万元"],
        ["项目代码", "累计完成投资额"],
        [CODES[0], 7],
        ["合计", 7],
    ]
    path = drop(office, f"{MONTH}/柳市镇.xlsx", formats.xlsx(rows))
    looked = office.call("look", str(path))
    assert "累计完成投资额 → 累计完成投资（相近 92.3）" in looked.stdout
    assert "月度进展：读取 1 行，退回 0 行" in looked.stdout
    assert "合计行，未计入：合计 7" in looked.stdout
    assert not office.home.store.exists()
    office.call(
        "look", str(path), "--confirm", "--column", "累计完成投资额=invested_to_date_wanyuan"
    )
    again = json.loads(office.call("look", str(path), "--json").stdout)
    assert {row["how"] for row in again["mapping"]} == {"remembered"}
    assert (office.home.layouts / "yueqing-2021" / "330382114.toml").exists()


def test_a_confirmed_layout_is_part_of_what_a_filing_is_read_with(office: Office) -> None:
    path = drop(office, f"{MONTH}/柳市镇.xlsx", GOOD)
    drop(office, f"{MONTH}/虹桥镇.xlsx", formats.xlsx([["单位：元"], HEADER, *TYPED[:1]]))
    assert json.loads(office.call("load", "--json").stdout)["read"] == 2
    assert json.loads(office.call("load", "--json").stdout)["read"] == 0
    office.call("look", str(path), "--confirm")
    assert json.loads(office.call("load", "--json").stdout)["read"] == 1


def test_what_cannot_be_a_filing_is_named_and_not_received(office: Office) -> None:
    drop(office, f"{MONTH}/柳市镇.docx", b"x")
    inbox = Inbox(office.home.inbox, [])
    assert (inbox.files(), inbox.left_alone()) == ([], ["柳市镇.docx"])


def test_a_receipts_id_does_not_depend_on_what_came_with_it() -> None:
    one = Receipt("a", "b", 1, 2, "c", {})
    assert one.id == Receipt("a", "b", 9, 9, "c", {}).id
