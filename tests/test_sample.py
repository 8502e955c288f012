"""The sample filings: the documents' numbers, nothing wrong but what was planted, and the files.

Everything is worked out from `truth` and from the files themselves, without the product's reader.
"""

import csv
import io
import json
import re
import tomllib
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from campaigns import HERE, load_all
from campaigns.calendar import months
from pipelines.sample import Manifest, PlantedFault, files, truth, write
from pipelines.sample.codes import check_digit, is_new_form
from pipelines.sample.filed import build
from pipelines.sample.manifest import manifest_of
from warehouse.tables import TABLES

CODE = re.compile(r"^\d{4}-\d{6}-\d{2}-\d{2}-\d{6}$")
NOTICE = "本表为示例数据，纯属虚构 (SYNTHETIC SAMPLE)"
CAMPAIGNS = {id: found.campaign for id, found in load_all([HERE]).items()}
FOUR = ("yueqing-2021", "lishui-2018", "jiaxing-2018", "linzi-2020")
LAST = {id: months(CAMPAIGNS[id])[-1].month for id in FOUR}
NAMED = tomllib.loads(
    (Path(__file__).parents[1] / "pipelines/sample/yueqing.toml").read_text("utf-8")
)
TRUTH = truth()
PLANTED = manifest_of(2021, build(2021)).faults
Rows = list[dict[str, Any]]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Manifest]:
    folder = tmp_path_factory.mktemp("sample")
    return folder, write(folder)


def register(campaign: str, table: str = "projects", month: str = "") -> Rows:
    return TRUTH.register(campaign, table, month or LAST[campaign])


def progress(campaign: str) -> dict[str, list[dict[str, Any]]]:
    """The current progress rows of each project, by month."""
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for filed in sorted(TRUTH.current(campaign, "progress"), key=lambda one: one.month):
        for row in filed.rows:
            rows[str(row["project_code"])].append(row)
    return rows


def yiyuan(rows: Rows, column: str) -> Decimal:
    return sum((row[column] for row in rows), Decimal(0)) / 10_000


def sheet(folder: Path, file: str, name: str) -> list[list[Any]]:
    if file.endswith(".csv"):
        return list(csv.reader(io.StringIO((folder / file).read_bytes().decode("gb18030"))))
    book = CalamineWorkbook.from_path(str(folder / file))
    return book.get_sheet_by_name(name).to_python(skip_empty_area=False)


# --- the documents' numbers


def test_yueqing_has_the_split_of_the_document() -> None:
    split = Counter((p["domain"], p["category"]) for p in register("yueqing-2021"))
    assert split == {
        ("industry", "ongoing"): 24,  # 二(一)
        ("industry", "completion"): 6,
        ("industry", "new_start"): 7,  # what 37 leaves
        ("infrastructure", "preliminary"): 10,  # 二(二)
        ("infrastructure", "new_start"): 19,
        ("infrastructure", "completion"): 19,
        ("infrastructure", "ongoing"): 60,
        ("livelihood", "preliminary"): 8,  # 二(三)
        ("livelihood", "new_start"): 6,
        ("livelihood", "completion"): 3,
        ("livelihood", "ongoing"): 27,
    }


def test_yueqing_plans_75_2_yiyuan_and_the_stated_parts_at_least() -> None:
    projects = register("yueqing-2021")

    def planned(domain: str, *categories: str) -> Decimal:
        own = [p for p in projects if p["domain"] == domain and p["category"] in categories]
        return yiyuan(own, "period_plan_wanyuan")

    assert yiyuan(projects, "period_plan_wanyuan") == Decimal("75.2")
    assert planned("industry", "ongoing", "completion") >= Decimal("18.9")
    assert planned("infrastructure", "ongoing") >= Decimal("33.3")
    assert planned("livelihood", "ongoing") >= Decimal("10.9")


@pytest.mark.parametrize("named", NAMED["projects"], ids=lambda one: one["name"])
def test_yueqing_lists_the_projects_that_the_document_names(named: dict[str, Any]) -> None:
    row = next(p for p in register("yueqing-2021") if p["project_name"] == named["name"])
    assert (row["domain"], row["category"]) == (named["domain"], named["category"])
    assert row["total_investment_wanyuan"] == Decimal(named["total_yiyuan"]) * 10_000


def test_the_totals_that_3_1_and_3_3_state() -> None:
    totals = {p["name"]: p["total_yiyuan"] for p in NAMED["projects"] if "clause" in p}
    assert sorted(totals.values()) == ["21", "5.7", "51", "54", "6", "9"]
    assert {p["total_yiyuan"] for p in NAMED["prospects"]} == {"12", "10"}


def test_yueqing_completes_six_industry_projects_of_10_yiyuan_four_in_manufacturing() -> None:
    big = [
        p
        for p in register("yueqing-2021")
        if (p["domain"], p["category"]) == ("industry", "completion")
    ]
    assert all(p["total_investment_wanyuan"] >= 100_000 for p in big)
    assert sum(p["is_manufacturing"] for p in big) == 4


def test_every_contender_of_yueqing_has_two_projects_at_least() -> None:
    held = Counter(p["unit_id"] for p in register("yueqing-2021"))
    assert set(held) == {unit.code for unit in CAMPAIGNS["yueqing-2021"].contenders}
    assert min(held.values()) >= 2


def test_yueqing_milestones_parcels_and_bonds() -> None:
    domain = {p["project_code"]: p["domain"] for p in register("yueqing-2021")}
    nodes = Counter(domain[m["project_code"]] for m in register("yueqing-2021", "milestones"))
    assert nodes == {"infrastructure": 32, "livelihood": 20}
    assert len(register("yueqing-2021", "land")) == 71
    bonds = register("yueqing-2021", "bonds")
    assert Counter(bond["kind"] for bond in bonds) == {"payment": 15, "reserve": 21}
    assert yiyuan([b for b in bonds if b["kind"] == "payment"], "amount_wanyuan") == 27
    assert yiyuan([b for b in bonds if b["kind"] == "reserve"], "amount_wanyuan") >= 80


def test_linzi_has_100_projects_of_854_5_yiyuan() -> None:
    projects = register("linzi-2020")
    assert len(projects) == 100
    assert yiyuan(projects, "total_investment_wanyuan") == Decimal("854.5")


def test_linzi_files_growth_here_and_in_the_benchmark_city_each_month() -> None:
    filed = TRUTH.current("linzi-2020", "indicators")
    assert len({one.month for one in filed}) == 12
    # A planted fault names a third place, once.
    places = [row["place"] for one in filed for row in one.rows]
    assert set(places) == {"临淄区", "江阴市", "广饶县"}
    assert places.count("广饶县") == 1


def test_lishui_has_120_projects_each_with_a_monthly_plan_and_issues_on_every_level() -> None:
    projects = {p["project_code"] for p in register("lishui-2018")}
    assert len(projects) == 120
    assert {p["project_code"] for p in register("lishui-2018", "plans")} == projects
    levels = {choice.id for choice in TABLES["issues"].column("level").choices}
    assert {issue["level"] for issue in register("lishui-2018", "issues")} == levels


def test_jiaxing_prospects_pass_their_nodes_in_order_and_leave_with_a_reason() -> None:
    prospects = register("jiaxing-2018", "prospects")
    nodes = [c.name for c in TABLES["prospects"].columns if c.type == "date"][:-1]
    assert len(prospects) >= 60
    for prospect in prospects:
        days = [prospect[node] for node in nodes]
        reached = [day for day in days if day]
        assert days[: len(reached)] == sorted(reached)
        assert (prospect["exited_on"] is None) == (prospect["exit_reason"] is None)
    assert len({p["exit_reason"] for p in prospects}) == 4


def test_jiaxing_has_two_conflicts_of_investor() -> None:
    by_deal: dict[object, set[object]] = defaultdict(set)
    for prospect in register("jiaxing-2018", "prospects"):
        by_deal[prospect["investor"], prospect["content"]].add(prospect["unit_id"])
    assert sum(len(units) > 1 for units in by_deal.values()) == 2


# --- nothing is wrong but what was planted


def planted(campaign: str, rule: str) -> set[tuple[str, str]]:
    """Project and month of the rows in which a fault of that rule was planted."""
    cells = {(f.file, f.table, f.row) for f in PLANTED if f.rule == rule}
    return {
        (str(row["project_code"]), filed.month)
        for filed in TRUTH.campaigns[campaign]
        for row, at in zip(filed.rows, filed.source_rows, strict=True)
        if (filed.file, filed.table, at) in cells
    }


@pytest.mark.parametrize("campaign", FOUR)
def test_cumulative_amounts_never_fall_and_months_are_their_differences(campaign: str) -> None:
    falls, disagrees = set(), set()
    for code, rows in progress(campaign).items():
        before = None
        for row in rows:
            now, month = row["invested_to_date_wanyuan"], row["invested_in_month_wanyuan"]
            if before and now < before["invested_to_date_wanyuan"]:
                falls.add((code, row["month"]))
            last = before["invested_to_date_wanyuan"] if before else Decimal(0)
            if month is not None and month != now - last:
                disagrees.add((code, row["month"]))
            before = row
    assert falls == planted(campaign, "progress_falls")
    assert disagrees == planted(campaign, "progress_month_disagrees")


@pytest.mark.parametrize("campaign", FOUR)
def test_nothing_costs_more_than_its_total_and_every_project_is_listed(campaign: str) -> None:
    over, unknown = set(), set()
    for filed in TRUTH.current(campaign, "progress"):
        listed = {p["project_code"]: p for p in register(campaign, month=filed.month)}
        for row in filed.rows:
            code = str(row["project_code"])
            if code not in listed:
                unknown.add((code, filed.month))
            elif row["invested_to_date_wanyuan"] > listed[code]["total_investment_wanyuan"]:
                over.add((code, filed.month))
    assert over == planted(campaign, "progress_over_total")
    assert unknown == planted(campaign, "progress_unknown_project")


@pytest.mark.parametrize("campaign", FOUR)
def test_plans_add_up_to_the_period_plan(campaign: str) -> None:
    planned: Counter[str] = Counter()
    for row in register(campaign, "plans"):
        planned[row["project_code"]] += row["planned_investment_wanyuan"]
    periods = {p["project_code"]: p["period_plan_wanyuan"] for p in register(campaign)}
    assert {code: periods[code] for code in planned} == dict(planned)


@pytest.mark.parametrize("campaign", FOUR)
def test_nothing_is_reported_before_it_happens(campaign: str) -> None:
    ends = {month.month: month.last_day for month in months(CAMPAIGNS[campaign])}
    happened = ("done_on", "cleared_on", "started_on", "completed_on", "signed_on", "resolved_on")
    for filed in TRUTH.campaigns[campaign]:
        for row in filed.rows:
            days = [day for name in happened if isinstance(day := row.get(name), date)]
            assert all(day <= ends[filed.month] for day in days)


@pytest.mark.parametrize("campaign", FOUR)
def test_no_filing_names_a_key_twice_or_lacks_what_is_required(campaign: str) -> None:
    for filed in TRUTH.campaigns[campaign]:
        table = TABLES[filed.table]
        keys = [tuple(row[name] for name in table.key) for row in filed.rows]
        assert len(keys) == len(set(keys))
        required = [column.name for column in table.columns if column.required]
        assert all(row[name] is not None for row in filed.rows for name in required)


def test_codes_are_well_formed_and_new_ones_end_in_their_check_digit() -> None:
    wrong = set()
    for campaign in FOUR:
        for row in register(campaign):
            code = str(row["project_code"])
            assert CODE.match(code)
            digits = code.replace("-", "")
            if is_new_form(code) and check_digit(digits[:-1]) != digits[-1]:
                wrong.add(code)
    assert wrong == {code for code, _ in planted("yueqing-2021", "code_check_digit")}
    assert len(wrong) == 1


@pytest.mark.parametrize(("digits", "check"), [("0794", "5"), ("00200667308", "5")])
def test_check_digits_after_iso_7064_mod_11_10(digits: str, check: str) -> None:
    assert check_digit(digits) == check


def test_eight_filings_are_late_six_are_corrected_and_one_unit_is_silent_once() -> None:
    every = [filed for filings in TRUTH.campaigns.values() for filed in filings]
    late = {(f.campaign, f.unit, f.month) for f in every if f.late and not f.corrects}
    assert len(late) == 8
    corrections = [filed for filed in every if filed.corrects]
    assert len({(f.campaign, f.unit, f.month) for f in corrections}) == 6
    assert len({f.campaign for f in corrections if f.after_publication}) == 3
    filed = Counter(f.unit for f in TRUTH.campaigns["yueqing-2021"] if f.table == "progress")
    assert [unit for unit, times in filed.items() if times == 3] == ["330382212"]


def test_a_correction_changes_figures() -> None:
    for filings in TRUTH.campaigns.values():
        for right in (filed for filed in filings if filed.corrects):
            first = next(
                f
                for f in filings
                if (f.unit, f.month, f.table) == (right.unit, right.month, right.table)
            )
            assert first.filed_at < right.filed_at
            assert yiyuan(first.rows, "invested_to_date_wanyuan") < yiyuan(
                right.rows, "invested_to_date_wanyuan"
            )


# --- the files


def test_the_same_seed_gives_the_same_bytes_and_times(
    sample: tuple[Path, Manifest], tmp_path: Path
) -> None:
    build.cache_clear()
    again = build(2021)
    first = [filed for filed in again if not filed.filing.after_publication]
    assert manifest_of(2021, tuple(first)) == sample[1]
    for filed in first[::11]:
        files.write(tmp_path, filed.filing, filed.style, filed.grids)
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) > 80
    for path in written:
        same = sample[0] / path.relative_to(tmp_path)
        assert path.read_bytes() == same.read_bytes()
        assert path.stat().st_mtime == same.stat().st_mtime


def test_another_seed_gives_other_figures_in_the_same_split() -> None:
    other = truth(7).register("yueqing-2021", "projects", "2021-12")
    assert yiyuan(other, "period_plan_wanyuan") == Decimal("75.2")
    assert len(other) == 189
    assert other != register("yueqing-2021")


def test_the_manifest_lists_every_file_with_its_moment(sample: tuple[Path, Manifest]) -> None:
    folder, manifest = sample
    written = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert (written["seed"], written["synthetic"]) == (2021, True)
    on_disk = {
        str(p.relative_to(folder)) for p in folder.rglob("*") if p.suffix in (".xlsx", ".csv")
    }
    assert {one["file"] for one in written["filings"]} == on_disk - {"manifest.json"}
    for one in manifest.filings:
        moment = datetime.fromisoformat(one.filed_at)
        assert (folder / one.file).stat().st_mtime == moment.timestamp()
        assert one.corrects is None or (folder / one.corrects).exists()


def test_corrections_after_publication_are_files_of_their_own(
    sample: tuple[Path, Manifest], tmp_path: Path
) -> None:
    later = write(tmp_path, corrections=True)
    assert len(later.filings) == 3
    assert {one.corrects for one in later.filings} <= {one.file for one in sample[1].filings}
    assert not {one.file for one in later.filings} & {one.file for one in sample[1].filings}
    assert (tmp_path / "corrections.json").exists()
    assert not (tmp_path / "manifest.json").exists()


def test_every_fault_stands_in_the_cell_that_the_manifest_names(
    sample: tuple[Path, Manifest],
) -> None:
    folder, manifest = sample
    reasons = Counter(fault.reason or fault.rule for fault in manifest.faults)
    assert len(manifest.faults) == 19
    assert len(reasons) == 18
    assert reasons["duplicate_key"] == 2
    for fault in manifest.faults:
        assert _written(folder, fault) == fault.value


def _written(folder: Path, fault: PlantedFault) -> str:
    rows = sheet(folder, fault.file, fault.sheet)
    head = next(row for row in rows if "序号" in row)
    below = rows[rows.index(head) + 1]
    plain = [re.sub("（.*）", "", str(text)) for text in (*head, *below)]
    at = plain.index(re.sub("（.*）", "", fault.header)) % len(head)
    value = rows[fault.row - 1][at]
    return f"{Decimal(str(value)).normalize():f}" if isinstance(value, float) else str(value)


def test_totals_at_the_foot_are_the_sums_of_the_cells_above(
    sample: tuple[Path, Manifest],
) -> None:
    folder, manifest = sample
    broken = {fault.file for fault in manifest.faults if fault.reason == "not_a_number"}
    checked = 0
    for filed in (f for filings in TRUTH.campaigns.values() for f in filings):
        if filed.table != "progress" or filed.file in broken or filed.after_publication:
            continue
        rows = sheet(folder, filed.file, filed.sheet)
        head = next(row for row in rows if "序号" in row)
        left = head.index("序号")
        foot = next(row for row in rows if row[left] == "合计")
        body = [row for row in rows[: rows.index(foot)] if _numbered(row[left])]
        for at, total in enumerate(foot):
            if at > left and str(total):
                assert _number(total) == sum(_number(row[at]) for row in body)
                checked += 1
    assert checked > 900


def _numbered(cell: object) -> bool:
    return isinstance(cell, float) or str(cell).isdigit()


def _number(cell: object) -> Decimal:
    text = str(cell).replace(",", "")
    return Decimal(0) if text in ("", "—", "/") else Decimal(text)


def test_every_sheet_says_that_it_is_synthetic_and_names_no_person(
    sample: tuple[Path, Manifest],
) -> None:
    folder, manifest = sample
    for one in manifest.filings[::9]:
        path = folder / one.file
        names = [""] if path.suffix == ".csv" else CalamineWorkbook.from_path(path).sheet_names
        for name in names:
            cells = [str(cell) for row in sheet(folder, one.file, name) for cell in row]
            assert any(NOTICE in cell for cell in cells)
            assert "填表人：综合科" in cells


def test_officials_are_offices_and_posts() -> None:
    for campaign in FOUR:
        for row in register(campaign):
            assert re.search("(负责人|副市长)$", str(row["lead_official"]))
            assert str(row["officer"]).endswith("岗")
            assert str(row["owner"]).endswith("公司")
    for filed in TRUTH.current("lishui-2018", "contacts"):
        assert all(str(row["official"]).endswith("负责人") for row in filed.rows)


def test_the_first_filing_comes_after_its_month_and_mostly_by_the_deadline() -> None:
    for campaign in FOUR:
        due = {month.month: month for month in months(CAMPAIGNS[campaign])}
        for filed in TRUTH.campaigns[campaign]:
            month = due[filed.month]
            day = (filed.filed_at + timedelta(hours=8)).date()
            assert day > month.last_day
            assert (day > month.filing_due_on) == filed.late
