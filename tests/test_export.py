"""What people take away: complete, explained, harmless, the same for the same snapshot."""

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.office import CODE_A, A, Office, progress, projects
from warehouse import export, snapshots

# One that begins with `=` does not even come in: it is a formula that nobody worked out.
EVIL = '@HYPERLINK("http://x")'


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    place = Office(tmp_path_factory.mktemp("office"))
    evil = [A[0], EVIL, *A[2:]]
    place.file({"项目清单": projects(evil), "月度进展": progress([CODE_A, -5.5, 100])})
    place.file({"项目清单": projects([CODE_A, *A[1:]])}, campaign="linzi-2020", month="2020-01",
               name="闻韶街道.xlsx")  # fmt: skip
    place.run()
    return place


def zipped(office: Office, campaign: str | None = None) -> bytes:
    served = snapshots.current(office.home.snapshots)
    assert served
    connection = snapshots.connect(served)
    return b"".join(export.stream(connection, campaign=campaign))


def opened(office: Office, campaign: str | None = None) -> tuple[dict[str, bytes], dict[str, Any]]:
    with zipfile.ZipFile(io.BytesIO(zipped(office, campaign))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return files, json.loads(files["manifest.json"])


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_there_is_a_csv_for_every_table_of_the_snapshot(office: Office) -> None:
    files, _ = opened(office)
    tables = {name for (name,) in office.ask("select table_name from duckdb_tables()")}
    assert set(files) == {f"{name}.csv" for name in tables} | {"manifest.json"}


def test_the_manifest_says_what_is_in_it_and_its_hashes_are_true(office: Office) -> None:
    files, manifest = opened(office)
    served = snapshots.current(office.home.snapshots)
    assert served
    assert manifest["snapshot"] == served.id
    assert {entry["file"] for entry in manifest["files"]} == set(files) - {"manifest.json"}
    for entry in manifest["files"]:
        content = files[entry["file"]]
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()
        assert entry["rows"] == len(rows(content))
        names = next(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert [column["name"] for column in entry["columns"]] == names


def test_every_column_has_a_meaning_in_both_languages_and_money_its_unit(office: Office) -> None:
    _, manifest = opened(office)
    columns = [column for entry in manifest["files"] for column in entry["columns"]]
    assert all(column["meaning_zh"] and column["meaning_en"] for column in columns)
    money = [column for column in columns if column["name"].endswith("_wanyuan")]
    assert money
    assert {column["unit"] for column in money} == {"万元"}


def test_excel_opens_it_as_it_is(office: Office) -> None:
    files, _ = opened(office)
    assert all(
        content.startswith(b"\xef\xbb\xbf")
        for name, content in files.items()
        if name != "manifest.json"
    )
    assert b'"330382114"' in files["projects.csv"], "a code is a text, not a number"


def test_a_text_that_looks_like_a_formula_is_harmless_and_a_negative_number_stays_one(
    office: Office,
) -> None:
    files, _ = opened(office)
    names = {row["project_name"] for row in rows(files["projects.csv"])}
    assert f"'{EVIL}" in names
    assert rows(files["progress.csv"])[0]["invested_in_month_wanyuan"] == "-5.5000"


def test_the_same_snapshot_gives_the_same_bytes(office: Office) -> None:
    assert zipped(office) == zipped(office)


def test_a_campaign_can_be_taken_away_alone(office: Office) -> None:
    files, manifest = opened(office, "linzi-2020")
    assert manifest["filters"] == {"campaign": "linzi-2020"}
    assert {row["campaign_id"] for row in rows(files["projects.csv"])} == {"linzi-2020"}


def test_the_command_writes_the_same_zip_and_names_an_unknown_campaign(
    office: Office, tmp_path: Path
) -> None:
    result = office.call("export", "--out", str(tmp_path), "--json")
    assert Path(json.loads(result.stdout)["file"]).read_bytes() == zipped(office)
    refused = office.call("export", "--out", str(tmp_path), "--campaign", "nowhere")
    assert (refused.exit_code, "linzi-2020" in refused.stderr) == (1, True)
