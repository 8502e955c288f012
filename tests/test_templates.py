"""Templates: what a unit gets, and that what it types is what is read, without a word about it."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from random import Random
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaigns import Definition, load_all
from pipelines.filing.archive import Receipt
from pipelines.stages.reader import Reader
from warehouse import templates
from warehouse.connection import Connection
from warehouse.store import Reading
from warehouse.tables import NOTES_SHEET, REFERENCE, TABLES, Column, Table
from warehouse.templates.forms import forms

DEFINITIONS = load_all()
MONTHS = {
    "yueqing-2021": "2021-11",
    "lishui-2018": "2018-06",
    "jiaxing-2018": "2018-08",
    "linzi-2020": "2020-05",
}
BY_TITLE = {table.zh: table for table in TABLES.values()}
# Title, unit, legend and “synthetic” stand above the two rows of the header.
FIRST_ROW = 7
Cell = Any


@pytest.fixture(scope="module")
def made(snapshot: Connection) -> dict[str, templates.Material]:
    return {name: templates.material(snapshot, name, month) for name, month in MONTHS.items()}


def read(content: bytes, campaign: str, name: str, definitions: Any = None) -> Reading:
    path = f"{campaign}/{MONTHS[campaign]}/{name}"
    receipt = Receipt(path, "", len(content), 0, "2021-12-01T00:00:00+00:00", {})
    return Reader(definitions or DEFINITIONS).read(receipt, content)


def columns(sheet: Any) -> dict[str, int]:
    """The canonical name of each column that is not for reference, by a reading of our own."""
    table, found = BY_TITLE[sheet.title], {}
    for cell in sheet[FIRST_ROW - 2]:
        if cell.value and REFERENCE not in cell.value:
            title = re.sub(r"[★*]|（[^）]*）", "", cell.value)
            found[next(c.name for c in table.columns if c.zh == title)] = cell.column
    return found


def typed(column: Column, random: Random, month: str, serial: int) -> Any:
    """Something that an officer could type into a cell of the column."""
    last = date.fromisoformat(f"{month}-28")
    if column.choices:
        return random.choice(column.choices).zh
    by_type: dict[str, Any] = {
        "money": round(random.uniform(0, 90_000), random.randint(0, 4)),
        "area": round(random.uniform(1, 900), random.randint(0, 4)),
        "percent": round(random.uniform(-40, 140), random.randint(0, 3)),
        "integer": random.randint(0, 900),
        "flag": random.choice(["是", "否"]),
        "month": month,
        "project_code": f"2021-330382-04-01-{serial:06d}",
        "text": f"第{serial}项，按计划推进",
    }
    if column.type == "date":
        return datetime.combine(last - timedelta(days=random.randint(0, 27)), datetime.min.time())
    return by_type[column.type]


def value(column: Column, cell: Any, factor: Decimal = Decimal(1)) -> Any:
    """What a cell says, worked out apart from the reader."""
    if cell is None:
        return None
    if column.choices:
        return next(choice.id for choice in column.choices if choice.zh == cell)
    if column.type == "flag":
        return cell == "是"
    if column.type == "date":
        return cell.date()
    if column.type in ("money", "area", "percent"):
        return Decimal(str(cell)) * (factor if column.type == "money" else 1)
    return cell


def fill(book: Any, month: str, random: Random, spare: int = 2) -> None:
    """Fill in every open cell of the given rows, and the first rows below them."""
    for sheet in book:
        if sheet.title == NOTES_SHEET:
            continue
        places, table = columns(sheet), BY_TITLE[sheet.title]
        first_free = _first_free(sheet, table)
        for row in range(FIRST_ROW, min(first_free + spare, sheet.max_row + 1)):
            for name, at in places.items():
                cell = sheet.cell(row, at)
                serial = row * 100 + at
                if cell.protection.locked:
                    continue
                cell.value = typed(table.column(name), random, month, serial)
                if name == "unit_id":
                    cell.value = book[NOTES_SHEET]["E2"].value


def _first_free(sheet: Any, table: Table) -> int:
    key = columns(sheet)[table.key[0]]
    rows = range(FIRST_ROW, sheet.max_row + 1)
    return next((row for row in rows if sheet.cell(row, key).value is None), sheet.max_row + 1)


def expected(book: Any, unit: templates.Unit, month: str, factor: Decimal) -> dict[str, list[Any]]:
    """The rows of each table as they stand in the workbook, by their row."""
    found: dict[str, list[Any]] = {}
    for sheet in book:
        if sheet.title == NOTES_SHEET:
            continue
        table, places = BY_TITLE[sheet.title], columns(sheet)
        rows = found.setdefault(table.name, [])
        for row in range(FIRST_ROW, sheet.max_row + 1):
            cells = {name: sheet.cell(row, at).value for name, at in places.items()}
            if any(cell is not None for cell in cells.values()):
                values = {n: value(table.column(n), cell, factor) for n, cell in cells.items()}
                if table.has("unit_id") and not unit.is_office:
                    values["unit_id"] = unit.id
                if table.kind == "monthly" and table.has("month"):
                    values["month"] = month
                rows.append((row, values))
    return found


def saved(book: Any) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def without_a_word(reading: Reading) -> None:
    assert reading.rejects.rows() == []
    assert reading.notes.rows() == []
    assert reading.left_alone == ()
    assert set(reading.mapping["how"]) == {"exact"}


def same(reading: Reading, wanted: dict[str, list[Any]]) -> int:
    """Compare everything that was read with what stands in the workbook; how many cells it was."""
    compared = 0
    got = {filing.table.name: filing.frame for filing in reading.filings}
    assert got.keys() == wanted.keys()
    for name, rows in wanted.items():
        frame = {row["source_row"]: row for row in got[name].to_dicts()}
        assert sorted(frame) == [row for row, _ in rows], name
        for number, values in rows:
            read = {c: v for c, v in frame[number].items() if v is not None}
            read = {c: v for c, v in read.items() if c in TABLES[name].names}
            assert read == {c: v for c, v in values.items() if v is not None}, (name, number)
            compared += len(values)
    return compared


def units_of(made: templates.Material) -> Iterator[templates.Unit]:
    """One unit for each set of tables that units have."""
    seen = set()
    for unit in made.units:
        if unit.tables not in seen:
            seen.add(unit.tables)
            yield unit


@pytest.mark.parametrize("campaign", MONTHS)
def test_what_is_typed_is_what_is_read(campaign: str, made: dict[str, templates.Material]) -> None:
    material, month = made[campaign], MONTHS[campaign]
    compared = 0
    for number, unit in enumerate(units_of(material)):
        book = openpyxl.load_workbook(BytesIO(templates.workbook(material, unit)))
        fill(book, month, Random(number))
        reading = read(saved(book), campaign, templates.file_name(unit, month))
        without_a_word(reading)
        assert reading.filed_by == unit.id
        assert reading.is_synthetic
        compared += same(reading, expected(book, unit, month, Decimal(1)))
    assert compared > 500


AMOUNTS = st.decimals(0, Decimal("99999.99999999"), places=8, allow_nan=False)
TEXTS = st.text("项目进展顺利，已完成AB12。", min_size=1, max_size=20)
DAYS = st.dates(date(2018, 6, 1), date(2018, 6, 30))


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    amount=AMOUNTS,
    spent=AMOUNTS,
    text=TEXTS,
    day=DAYS,
    status=st.sampled_from(["未开工", "在建", "停工", "完工"]),
    flag=st.sampled_from(["是", "否"]),
)
def test_whatever_is_typed_in_a_campaign_that_counts_in_yiyuan(
    made: dict[str, templates.Material],
    amount: Decimal,
    spent: Decimal,
    text: str,
    day: date,
    status: str,
    flag: str,
) -> None:
    campaign = "lishui-2018"
    material = made[campaign]
    material = replace(material, heading=replace(material.heading, money_unit="亿元"))
    unit = replace(material.unit("莲都区"), tables=(TABLES["progress"], TABLES["projects"]))
    book = openpyxl.load_workbook(BytesIO(templates.workbook(material, unit)))
    fill(book, MONTHS[campaign], Random(1))
    sheet = book["月度进展"]
    places = columns(sheet)
    cells = {
        "invested_in_month_wanyuan": float(amount),
        "invested_to_date_wanyuan": float(spent),
        "status": status,
        "started_on": datetime.combine(day, datetime.min.time()),
        "registered_in_statistics": flag,
        "site_progress": text,
    }
    for name, cell in cells.items():
        sheet.cell(FIRST_ROW, places[name]).value = cell
    definition = DEFINITIONS[campaign]
    changed = definition.campaign.model_copy(update={"money_unit": "亿元"})
    known = {**DEFINITIONS, campaign: Definition(changed, definition.text, definition.sha256)}
    reading = read(saved(book), campaign, "莲都区.xlsx", known)
    without_a_word(reading)
    frame = next(f.frame for f in reading.filings if f.table.name == "progress")
    row = frame.filter(source_row=FIRST_ROW).to_dicts()[0]
    # Eight decimals of 亿元 are the yuan: 10 000 × 0.00000001 万元 = 0.0001 万元.
    assert row["invested_in_month_wanyuan"] == amount * 10_000
    assert row["invested_to_date_wanyuan"] == spent * 10_000
    assert (row["started_on"], row["site_progress"]) == (day, text)
    ids = {"未开工": "not_started", "在建": "under_construction", "停工": "suspended"}
    assert row["status"] == ids.get(status, "completed")
    assert row["registered_in_statistics"] == (flag == "是")
    same(reading, expected(book, unit, MONTHS[campaign], Decimal(10_000)))


@pytest.mark.parametrize("campaign", MONTHS)
def test_an_unfilled_template_is_the_lists_in_force_and_no_month(
    campaign: str, made: dict[str, templates.Material], snapshot: Connection
) -> None:
    material, month = made[campaign], MONTHS[campaign]
    for unit in units_of(material):
        content = templates.workbook(material, unit)
        reading = read(content, campaign, templates.file_name(unit, month))
        monthly = [table.zh for table in unit.tables if table.kind == "monthly"]
        assert reading.notes.select("kind", "value").rows() == [
            ("table_not_filed", title) for title in monthly
        ]
        # Only what a snapshot hides is asked for: the name of a confidential prospect.
        hidden = reading.rejects.select("table_name", "column_name", "reason").rows()
        assert set(hidden) <= {("prospects", "prospect_name", "missing")}
        assert reading.left_alone == ()
        for filing in reading.filings:
            if filing.table.name != "prospects":
                names = ", ".join(filing.table.names)
                rows = snapshot.cursor().execute(
                    f"""
                    select {names} from {filing.table.name}
                    where filing_id = (
                        select arg_max(filing_id, month) from slots
                        where campaign_id = $campaign and filed_by = $unit
                        and table_name = '{filing.table.name}' and month <= $month
                    )
                    order by source_row
                    """,
                    {"campaign": campaign, "unit": unit.id, "month": month},
                )
                assert filing.frame.select(filing.table.names).rows() == rows.fetchall()


def test_a_share_typed_as_percent_is_read_as_it_is_shown(
    made: dict[str, templates.Material],
) -> None:
    material = made["linzi-2020"]
    office = next(unit for unit in material.units if unit.is_office)
    book = openpyxl.load_workbook(BytesIO(templates.workbook(material, office)))
    sheet = book["统计指标"]
    at = columns(sheet)["value_percent"]
    given = _first_free(sheet, TABLES["indicators"]) - FIRST_ROW
    for row in range(FIRST_ROW, FIRST_ROW + given):
        sheet.cell(row, at).value = 0.125
        sheet.cell(row, at).number_format = "0.0%"
    reading = read(saved(book), "linzi-2020", f"{office.zh}.xlsx")
    without_a_word(reading)
    assert given == 4, "growth of investment and of industry, here and in the benchmark city"
    assert reading.filings[0].frame["value_percent"].to_list() == [Decimal("12.5")] * given


def test_each_unit_gets_the_tables_that_it_files(made: dict[str, templates.Material]) -> None:
    def tables(campaign: str, unit: str) -> list[str]:
        return [table.name for table in made[campaign].unit(unit).tables]

    # The town has filed land and bonds; a list of projects brings progress, and the campaign has
    # levels of issues. The department of Lishui has only filed prospects.
    town = ["progress", "projects", "plans", "issues", "land", "bonds"]
    assert tables("yueqing-2021", "330382001") == town
    assert tables("yueqing-2021", "330382210") == [each for each in town if each != "plans"]
    assert tables("lishui-2018", "D-331100-01") == ["prospects"]
    assert "contacts" in tables("lishui-2018", "莲都区")
    assert tables("linzi-2020", "O-370305-01") == ["indicators"]


def test_a_template_shows_nothing_of_others_and_nothing_confidential(
    made: dict[str, templates.Material], snapshot: Connection
) -> None:
    material = made["lishui-2018"]
    listed = snapshot.cursor().execute(
        "select project_code, filed_by from projects where campaign_id = 'lishui-2018'"
    )
    owner = dict(listed.fetchall())
    for unit in material.units:
        content = BytesIO(templates.workbook(material, unit))
        book = openpyxl.load_workbook(content, read_only=True)
        codes = {
            str(cell)
            for sheet in book
            for row in sheet.iter_rows(values_only=True)
            for cell in row
            if str(cell) in owner
        }
        assert {owner[code] for code in codes} <= {unit.id}
        for row in material.rows["prospects"].get(unit.id, []):
            if row["confidential"]:
                assert [row[name] for name in TABLES["prospects"].hidden] == [None] * 5


def test_hidden_cells_are_open_and_say_why(made: dict[str, templates.Material]) -> None:
    material = made["lishui-2018"]
    unit = next(
        unit
        for unit in material.units
        if any(row["confidential"] for row in material.rows["prospects"].get(unit.id, []))
    )
    book = openpyxl.load_workbook(BytesIO(templates.workbook(material, unit)))
    sheet, rows = book["招引项目"], material.rows["prospects"][unit.id]
    at = next(number for number, row in enumerate(rows) if row["confidential"])
    for name in TABLES["prospects"].hidden:
        cell = sheet.cell(FIRST_ROW + at, columns(sheet)[name])
        assert (cell.value, cell.protection.locked) == (None, False)
        assert "保密" in cell.comment.text
        assert "Confidential" in cell.comment.text


@pytest.mark.parametrize("campaign", MONTHS)
def test_only_what_is_to_be_filled_in_is_open_and_marked(
    campaign: str, made: dict[str, templates.Material]
) -> None:
    material = made[campaign]
    for unit in units_of(material):
        book = openpyxl.load_workbook(BytesIO(templates.workbook(material, unit)))
        for sheet in book:
            assert sheet.protection.sheet, "protected"
            assert not sheet.protection.password
            assert sheet.page_setup.orientation == "landscape"
            assert sheet.page_setup.paperSize == 9, "A4"
            if sheet.title == NOTES_SHEET:
                continue
            assert sheet.freeze_panes == f"B{FIRST_ROW}"
            form = forms()[BY_TITLE[sheet.title].name]
            free = _first_free(sheet, BY_TITLE[sheet.title])
            for cell in sheet[FIRST_ROW - 2]:
                if not cell.value:
                    continue
                below = [sheet.cell(row, cell.column) for row in range(FIRST_ROW, free)]
                is_open = {not each.protection.locked for each in below if each.value is not None}
                if REFERENCE in cell.value:
                    assert is_open <= {False}
                elif cell.value.startswith("★"):
                    assert is_open <= {True}
                    assert {each.border.left.style for each in below} <= {"dashed"}
                assert "\n" in (cell.comment.text if cell.comment else ""), "in both languages"
            marked = any(cell.value.startswith("★") for cell in sheet[5] if cell.value)
            assert marked == bool(form.fill)


def test_cells_are_checked_while_they_are_typed(made: dict[str, templates.Material]) -> None:
    material = made["lishui-2018"]
    unit = material.unit("莲都区")
    book = openpyxl.load_workbook(BytesIO(templates.workbook(material, unit)))

    def rule(title: str, name: str) -> Any:
        sheet = book[title]
        cell = sheet.cell(FIRST_ROW, columns(sheet)[name]).coordinate
        rules = sheet.data_validations.dataValidation
        return next((each for each in rules if cell in each.sqref), None)

    falls = rule("月度进展", "invested_to_date_wanyuan")
    assert (falls.operator, falls.formula1, falls.errorStyle) == (
        "greaterThanOrEqual",
        "C7",
        "warning",
    )
    assert book["月度进展"]["C5"].value == "此前累计完成投资（万元）（参考，不读取）"
    assert "累计" in falls.error
    assert "cumulative" in falls.error
    month = rule("月度进展", "invested_in_month_wanyuan")
    assert (month.type, month.operator, month.formula1, month.errorStyle) == (
        "decimal",
        "greaterThanOrEqual",
        "0",
        None,  # stop, which is what a file leaves out
    )
    assert rule("月度进展", "status").formula1 == '"未开工,在建,停工,完工"'
    assert rule("月度进展", "registered_in_statistics").formula1 == '"是,否"'
    contact = rule("领办联系", "contacted_on")
    days = [date(1899, 12, 30) + timedelta(int(n)) for n in (contact.formula1, contact.formula2)]
    assert days == [date(2018, 6, 1), date(2018, 6, 30)]
    assert rule("问题清单", "project_code").formula1.startswith("'项目清单'!$A$7:")
    assert 'MID(A7,5,1)="-"' in rule("项目清单", "project_code").formula1
    assert rule("项目清单", "project_name") is None


def test_every_message_fits_what_excel_takes(made: dict[str, templates.Material]) -> None:
    for material in made.values():
        unit = max(material.units, key=lambda unit: len(unit.tables))
        book = openpyxl.load_workbook(BytesIO(templates.workbook(material, unit)))
        for rule in (rule for sheet in book for rule in sheet.data_validations.dataValidation):
            assert len(rule.errorTitle) <= 32
            assert len(rule.error) <= 255
            assert len(rule.formula1) <= 255


def test_last_months_figure_is_beside_the_cell_to_fill_in(
    made: dict[str, templates.Material], snapshot: Connection
) -> None:
    material = made["linzi-2020"]
    unit = material.units[0]
    book = openpyxl.load_workbook(BytesIO(templates.workbook(material, unit)))
    sheet = book["月度进展"]
    shown = {
        sheet.cell(row, 1).value: sheet.cell(row, 3).value
        for row in range(FIRST_ROW, _first_free(sheet, TABLES["progress"]))
    }
    filed = snapshot.cursor().execute(
        """
        select project_code, arg_max(invested_to_date_wanyuan, month)
        from progress
        where campaign_id = 'linzi-2020' and filed_by = $unit and month < '2020-05'
        group by all
        """,
        {"unit": unit.id},
    )
    before = {code: float(amount) for code, amount in filed.fetchall()}
    assert before
    assert {code: amount for code, amount in shown.items() if code in before} == before


def test_the_same_snapshot_gives_the_same_bytes(made: dict[str, templates.Material]) -> None:
    material = made["jiaxing-2018"]
    unit = material.units[0]
    assert templates.workbook(material, unit) == templates.workbook(material, unit)


def test_the_zip_has_every_unit_where_it_can_be_filed(
    made: dict[str, templates.Material],
) -> None:
    material = made["linzi-2020"]
    content = b"".join(templates.stream(material, "linzi-2020"))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            f"linzi-2020/2020-05/{unit.zh}-2020-05.xlsx" for unit in material.units
        ]
        first = material.units[0]
        name = archive.namelist()[0]
        assert archive.read(name) == templates.workbook(material, first)


def test_what_there_is_no_template_of_is_said(
    made: dict[str, templates.Material], snapshot: Connection
) -> None:
    with pytest.raises(templates.NoSuchTemplate, match="linzi-2020 2020-01 … 2020-12"):
        templates.material(snapshot, "linzi-2020", "2021-01")
    with pytest.raises(templates.NoSuchTemplate, match=re.escape("闻韶街道 (370305001)")):
        made["linzi-2020"].unit("nowhere")
