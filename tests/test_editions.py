"""Editions: frozen once, refused or numbered afterwards, reproduced to the byte; streaks upon them.

A derby of eight towns over 30, 61 and 91 of 91 days. Each has one project to invest 91 万元 in, so
30, 61 and 91 are planned by the ends of the months, and a town with n % of that scores n.
"""

import json
import shutil
import signal
import stat
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from expectations import RESULTS, Found
from pipelines.editions import Shelf
from pipelines.editions.edition import parse
from pipelines.versions import figures_code
from tests.office import PROGRESS_HEADER, PROJECT_HEADER, Office, Sheet
from tests.test_crash import start
from warehouse.check_history import Counts
from warehouse.store import writer

SEPTEMBER, OCTOBER, NOVEMBER = "2021-09", "2021-10", "2021-11"
PLANNED = {SEPTEMBER: 30, OCTOBER: 61, NOVEMBER: 91}
FILED_AT = {SEPTEMBER: "2021-10-03", OCTOBER: "2021-11-03", NOVEMBER: "2021-12-03"}
TOWNS = [f"t{n}" for n in range(1, 9)]
USUAL = dict(zip(TOWNS, (95, 90, 80, 70, 60, 50, 40, 30), strict=True))
DERBY = """
id = "derby"
name = { zh = "八镇赛", en = "Derby" }
short_name = { zh = "八镇赛", en = "Derby" }
document = "trial"
period = { start = "2021-09-01", end = "2021-11-30", source = { ours = true } }
deadline_day = 5
deadline_source = { ours = true }
figure = "reported"
figure_source = { ours = true }
office = { code = "office", name = { zh = "办公室", en = "Office" } }

[[domains]]
id = "industry"
name = { zh = "产业", en = "Industry" }

[[categories]]
id = "ongoing"
name = { zh = "续建", en = "Ongoing" }

[[tracks]]
id = "towns"
name = { zh = "乡镇", en = "Towns" }
contenders = [
    TOWNS
]

[race]
unit_lights = { green = 90, yellow = 75, source = { ours = true } }
project_lights = { green = 1, yellow = 0.8, source = { ours = true } }
bottom = { size = 3, min_ranked = 7, source = { ours = true } }

[[race.components]]
kind = "attainment"
stage = "build"
name = { zh = "续建", en = "Build" }
weight = 100
source = { ours = true }
"""


def derby() -> str:
    towns = (f'{{ code = "{t}", name = {{ zh = "{t}镇", en = "{t}" }} }},' for t in TOWNS)
    return DERBY.replace("TOWNS", "\n    ".join(towns))


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    (tmp_path / "campaigns").mkdir()
    (tmp_path / "campaigns" / "derby.toml").write_text(derby(), "utf-8")
    monkeypatch.setenv("SAIMA_CAMPAIGNS", str(tmp_path / "campaigns"))
    monkeypatch.setattr("expectations.check", nothing_broken)
    return Office(tmp_path / "home")


def nothing_broken(*_: object) -> Found:
    """The checks' own tests are elsewhere; here they would take most of the time."""
    passed = [("projects", "code_check_digit", "warning", "passed", 0)]
    results = pl.DataFrame(passed, schema=RESULTS, orient="row")
    filing = ["suite", "campaign_id", "filed_by", "filing_id", "month"]
    rows = pl.DataFrame(schema=[*filing, "checked_rows", "broken_rows"])
    broken = pl.DataFrame(schema=[*filing, "rule_id", "severity", "failures"])
    items = pl.DataFrame(schema=["campaign_id", "rule_id", "filed_by", "month", "item"])
    return Found(results, pl.DataFrame(), Counts(rows, broken, items))


def file(office: Office, month: str, scores: dict[str, int], **more: str) -> None:
    """Each town's progress, so that it scores this. In September the lists come with it."""
    for town, score in scores.items():
        done = PLANNED[month] * score / 100
        code = f"2017-330382-04-01-00000{town[1:]}"
        sheets: dict[str, Sheet] = {
            "月度进展": [["单位：万元"], PROGRESS_HEADER, [code, None, done]]
        }
        if month == SEPTEMBER and not more:
            sheets["项目清单"] = listed(town, 91)
        name = f"{town}{more.get('suffix', '')}.xlsx"
        at = more.get("at", FILED_AT[month])
        office.file(sheets, campaign="derby", month=month, name=name, at=f"{at}T08:00:00")


def listed(town: str, plan: int | None) -> list[list[Any]]:
    code = f"2017-330382-04-01-00000{town[1:]}"
    return [["单位：万元"], PROJECT_HEADER, [code, f"{town}项目", "产业", "续建", 500, plan]]


def correct(office: Office, month: str, town: str, score: int) -> None:
    file(office, month, {town: score}, suffix="（更正）", at="2022-01-20")
    office.run()


def publish(office: Office, *arguments: str) -> dict[str, Any]:
    result = office.call("edition", "publish", "derby", *arguments, "--json")
    assert result.exit_code == 0, result.output
    return dict(json.loads(result.stdout))


def refused(office: Office, *arguments: str) -> str:
    result = office.call("edition", *arguments)
    assert result.exit_code == 1, result.output
    return result.stderr


def published(office: Office, *months: str) -> None:
    """The usual scores in each of the months, each published before the next is filed."""
    for month in months:
        file(office, month, USUAL)
        office.run()
        publish(office, month)


def standing(office: Office, town: str, month: str, *columns: str) -> tuple[Any, ...]:
    names = ", ".join(columns)
    where = f"campaign_id = 'derby' and unit_id = '{town}' and month = '{month}'"
    return office.ask(f"select {names} from standings where {where}")[0]


def edition(office: Office, month: str, issue: int | None = None) -> dict[str, dict[str, Any]]:
    shelf = Shelf(office.home.editions)
    found = shelf.read(shelf.find("derby", month, issue))
    return {row["unit_id"]: row for row in found.standings}


def verified(office: Office) -> dict[str, list[str]]:
    """By month and issue, what is wrong."""
    result = office.call("edition", "verify", "--json")
    found = json.loads(result.stdout)["editions"]
    assert (result.exit_code == 0) == all(one["reproduced"] for one in found)
    return {f"{one['month']}.{one['issue']}": one["problems"] for one in found}


# --- publishing


def test_an_edition_freezes_the_month_and_says_what_it_was_made_of(office: Office) -> None:
    file(office, SEPTEMBER, USUAL)
    served = office.run()["snapshot"]
    assert publish(office, SEPTEMBER)["editions"] == ["derby 2021-09 (1)"]
    path = Shelf(office.home.editions).path("derby", SEPTEMBER, 1)
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    found = parse(path.read_bytes())
    assert found.content == path.read_bytes()
    assert (found.snapshot, found.issue, found.follows, found.left_out) == (served, 1, None, ())
    assert found.definition_toml == derby()
    assert found.code["figures"] == figures_code()
    assert sorted(filed.path for filed in found.filings) == [
        f"derby/2021-09/{town}.xlsx" for town in TOWNS
    ]
    rows = {row["unit_id"]: (row["rank"], row["score"], row["streak"]) for row in found.standings}
    assert rows["t1"] == (1, "95", 0)
    assert rows["t8"] == (8, "30", 1)


def test_publishing_makes_a_new_snapshot_at_once_without_checking_again(office: Office) -> None:
    file(office, SEPTEMBER, USUAL)
    before = office.run()["snapshot"]
    assert office.ask("select count(*) from editions") == [(0,)]
    after = publish(office, SEPTEMBER)
    assert after["published"] is True
    assert after["snapshot"] != before
    assert office.ask("select month, issue, is_in_force from editions") == [(SEPTEMBER, 1, True)]
    moves = json.loads(office.call("history", "--json").stdout)["history"]
    assert moves[0]["why"] == "edition derby 2021-09 (1)"
    status = json.loads(office.call("status", "--json").stdout)
    assert status["editions"] == {"derby": [SEPTEMBER]}
    assert office.run()["published"] is False


def test_publishing_the_same_again_does_nothing(office: Office) -> None:
    published(office, SEPTEMBER)
    path = Shelf(office.home.editions).path("derby", SEPTEMBER, 1)
    first = path.read_bytes()
    again = publish(office, SEPTEMBER)
    assert (again["editions"], again["published"]) == ([], False)
    assert publish(office, SEPTEMBER, "--reissue", "no reason at all")["editions"] == []
    assert path.read_bytes() == first
    assert len(Shelf(office.home.editions).entries()) == 1


def test_a_month_that_differs_is_refused_and_the_difference_is_named(office: Office) -> None:
    published(office, SEPTEMBER)
    correct(office, SEPTEMBER, "t8", 55)
    said = refused(office, "publish", "derby", SEPTEMBER)
    assert "t8镇：名次 8 → 6" in said
    assert "t8镇：得分 30 → 55" in said
    assert "--reissue" in said


def test_a_reissue_is_numbered_and_the_first_issue_stays(office: Office) -> None:
    published(office, SEPTEMBER)
    first = Shelf(office.home.editions).path("derby", SEPTEMBER, 1).read_bytes()
    correct(office, SEPTEMBER, "t8", 55)
    assert publish(office, SEPTEMBER, "--reissue", "t8更正")["editions"] == ["derby 2021-09 (2)"]
    assert Shelf(office.home.editions).path("derby", SEPTEMBER, 1).read_bytes() == first
    assert edition(office, SEPTEMBER, 1)["t8"]["rank"] == 8
    assert edition(office, SEPTEMBER)["t8"]["rank"] == 6
    assert office.ask("select issue, is_in_force, reason from editions order by issue") == [
        (1, False, None),
        (2, True, "t8更正"),
    ]
    assert verified(office) == {"2021-09.1": [], "2021-09.2": []}


def test_a_month_is_published_after_those_before_it(office: Office) -> None:
    for month in (SEPTEMBER, OCTOBER):
        file(office, month, USUAL)
    office.run()
    assert "2021-09 has data and is not published" in refused(office, "publish", "derby", OCTOBER)
    assert "has no data" in refused(office, "publish", "derby", NOVEMBER)
    assert "There is no campaign" in refused(office, "publish", "nobody", OCTOBER)
    assert not Shelf(office.home.editions).entries()


def test_only_what_the_archive_says_and_everybody_sees_is_published(office: Office) -> None:
    file(office, SEPTEMBER, USUAL)
    office.run()
    file(office, SEPTEMBER, {"t8": 55}, suffix="（更正）", at="2022-01-20")
    assert office.call("load").exit_code == 0
    assert "is not what the archive says" in refused(office, "publish", "derby", SEPTEMBER)


def test_several_months_at_once_are_the_same_as_one_after_the_other(
    office: Office, tmp_path: Path
) -> None:
    together = Office(tmp_path / "together")
    for each in (office, together):
        for month in (SEPTEMBER, OCTOBER, NOVEMBER):
            file(each, month, USUAL)
        each.run()
    for month in (SEPTEMBER, OCTOBER):
        publish(office, month)
    assert publish(together, "--all-but-last")["editions"] == [
        "derby 2021-09 (1)",
        "derby 2021-10 (1)",
    ]
    for month in (SEPTEMBER, OCTOBER):
        assert edition(office, month) == edition(together, month)
    assert edition(together, OCTOBER)["t8"]["streak"] == 2
    assert publish(together, "--all-but-last")["editions"] == []
    assert verified(together) == {"2021-09.1": [], "2021-10.1": []}


# --- streaks and restatement


def test_a_correction_after_publication_changes_no_streak_and_shows_as_restated(
    office: Office,
) -> None:
    """t8 is last in all three months. As corrected it was fifth in October."""
    published(office, SEPTEMBER, OCTOBER, NOVEMBER)
    assert standing(office, "t8", NOVEMBER, "streak", "movement") == (3, 0)
    correct(office, OCTOBER, "t8", 65)
    # As published, nothing has changed; November still goes back to October's edition.
    assert edition(office, OCTOBER)["t8"]["rank"] == 8
    assert standing(office, "t8", NOVEMBER, "streak", "movement") == (3, 0)
    # Restated, October is another one: t5, t6 and t7 are a place further down, t5 in the bottom.
    assert standing(office, "t8", OCTOBER, "rank", "streak", "movement") == (5, 0, 3)
    changed = office.ask(
        "select unit_id, published_rank, restated_rank, published_streak, restated_streak, is_own "
        "from edition_changes where month = '2021-10' order by unit_id"
    )
    assert changed == [
        ("t5", 5, 6, 0, 1, False),
        ("t6", 6, 7, 2, 2, False),
        ("t7", 7, 8, 2, 2, False),
        ("t8", 8, 5, 2, 0, True),
    ]
    assert office.ask("select count(*) from edition_changes where month != '2021-10'") == [(0,)]
    causes = office.ask(
        "select unit_id, relation, other_id, reason, source_file, table_name from edition_causes "
        "order by unit_id"
    )
    filing = ("t8", "filing", "derby/2021-10/t8（更正）.xlsx", "progress")
    assert causes == [
        ("t5", "passed", *filing),
        ("t6", "passed", *filing),
        ("t7", "passed", *filing),
        ("t8", "own", *filing),
    ]


def test_the_difference_names_who_moved_and_the_filing(office: Office) -> None:
    published(office, SEPTEMBER)
    correct(office, SEPTEMBER, "t8", 55)
    said = office.call("edition", "difference", "derby", SEPTEMBER).stdout
    assert "t8镇：名次 8 → 6，得分 30.0000 → 55.0000，连续末三位 1 → 1" in said
    assert "被t8镇反超：2022-01-20 08:00:00 收到 derby/2021-09/t8（更正）.xlsx（progress）" in said
    found = json.loads(office.call("edition", "difference", "derby", SEPTEMBER, "--json").stdout)
    assert [row["unit_id"] for row in found["changes"]] == ["t8", "t6", "t7"]


def test_a_reissue_is_what_later_streaks_go_back_to(office: Office) -> None:
    published(office, SEPTEMBER)
    file(office, OCTOBER, USUAL)
    office.run()
    publish(office, OCTOBER)
    correct(office, SEPTEMBER, "t8", 85)
    publish(office, SEPTEMBER, "--reissue", "t8更正")
    # September: 95 90 85(t8) 80 …, so t8 was third and out of the bottom.
    assert standing(office, "t8", OCTOBER, "streak", "movement") == (1, 3 - 8)
    assert edition(office, OCTOBER)["t8"]["streak"] == 2
    why = office.ask(
        "select unit_id, reason from edition_causes where month = '2021-10' and unit_id = 't8'"
    )
    assert why == [("t8", "reissue")]
    assert verified(office) == {"2021-09.1": [], "2021-10.1": [], "2021-09.2": []}


def test_another_definition_is_the_cause_where_no_filing_is(office: Office, tmp_path: Path) -> None:
    published(office, SEPTEMBER)
    path = tmp_path / "campaigns" / "derby.toml"
    path.write_text(derby().replace("green = 90", "green = 80"), "utf-8")
    office.run()
    assert office.ask("select unit_id, relation, reason, filing_id from edition_causes") == [
        ("t3", None, "definition", None)
    ]
    assert verified(office) == {"2021-09.1": []}  # with the definition that it holds


def test_a_unit_that_drops_out_breaks_its_streak(office: Office) -> None:
    """In October t8's list plans nothing, so nothing is due; of seven, t5 to t7 are the last."""
    published(office, SEPTEMBER)
    place = {"campaign": "derby", "name": "t8_清单.xlsx"}
    office.file({"项目清单": listed("t8", None)}, month=OCTOBER, at="2021-11-02T08:00:00", **place)
    file(office, OCTOBER, {town: USUAL[town] for town in TOWNS[:7]})
    office.run()
    publish(office, OCTOBER)
    assert edition(office, OCTOBER)["t8"]["state"] == "nothing_due"
    office.file({"项目清单": listed("t8", 91)}, month=NOVEMBER, at="2021-12-02T08:00:00", **place)
    file(office, NOVEMBER, USUAL)
    office.run()
    assert standing(office, "t8", NOVEMBER, "rank", "streak", "movement") == (8, 1, None)
    assert standing(office, "t7", NOVEMBER, "rank", "streak", "movement") == (7, 3, 0)
    assert standing(office, "t5", NOVEMBER, "streak") == (0,)


def test_a_month_that_nobody_filed_is_no_published_month(office: Office) -> None:
    published(office, SEPTEMBER, NOVEMBER)
    found = parse(Shelf(office.home.editions).path("derby", NOVEMBER, 1).read_bytes())
    assert (found.left_out, [upon.month for upon in found.made_upon]) == ((), [SEPTEMBER])
    assert edition(office, NOVEMBER)["t8"]["streak"] == 2


def test_a_month_may_be_left_out_and_stays_so(office: Office) -> None:
    published(office, SEPTEMBER)
    file(office, OCTOBER, USUAL | {"t8": 99})
    file(office, NOVEMBER, USUAL)
    office.run()
    assert "--skip 2021-10" in refused(office, "publish", "derby", NOVEMBER)
    wrong = refused(office, "publish", "derby", NOVEMBER, "--skip", SEPTEMBER)
    assert "2021-09 cannot be left out" in wrong
    publish(office, NOVEMBER, "--skip", OCTOBER)
    assert office.ask("select left_out from editions where month = '2021-11'") == [(OCTOBER,)]
    assert edition(office, NOVEMBER)["t8"]["streak"] == 2  # October, where it led, is passed over
    assert "was left out" in refused(office, "publish", "derby", OCTOBER)


def test_a_month_without_edition_is_provisional(office: Office) -> None:
    for month in (SEPTEMBER, OCTOBER):
        file(office, month, USUAL)
    office.run()
    assert standing(office, "t8", OCTOBER, "rank", "streak", "movement") == (8, 1, None)


# --- what can be relied on


def test_an_edition_is_reproduced_to_the_byte_after_corrections(office: Office) -> None:
    published(office, SEPTEMBER, OCTOBER)
    correct(office, SEPTEMBER, "t8", 55)
    correct(office, OCTOBER, "t7", 97)
    assert verified(office) == {"2021-09.1": [], "2021-10.1": []}


def test_a_changed_byte_of_an_edition_is_found(office: Office) -> None:
    published(office, SEPTEMBER, OCTOBER)
    path = Shelf(office.home.editions).path("derby", SEPTEMBER, 1)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b'"30"', b'"31"', 1))
    found = verified(office)
    assert "is not what was published" in found["2021-09.1"][0]
    assert "is not what was published" in refused(office, "publish", "derby", OCTOBER)


def test_a_changed_byte_of_the_archive_is_found(office: Office) -> None:
    published(office, SEPTEMBER)
    shelf = Shelf(office.home.editions)
    filed = next(f for f in shelf.issued()[0].edition.filings if f.path.endswith("t8.xlsx"))
    path = office.home.archive / "files" / filed.sha256[:2] / filed.sha256
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)
    assert verified(office) == {"2021-09.1": [f"{filed.path}：归档中的文件与发布时不同"]}
    path.unlink()
    assert "没有这份报送" in verified(office)["2021-09.1"][0]


def test_an_edition_that_was_made_up_afterwards_does_not_verify(office: Office) -> None:
    """Whole and canonical, entered in the ledger, but not what the filings say."""
    published(office, SEPTEMBER)
    shelf = Shelf(office.home.editions)
    entry = shelf.find("derby", SEPTEMBER)
    path = shelf.path("derby", SEPTEMBER, 1)
    forged = parse(path.read_bytes().replace(b'"30"', b'"91"'))
    (path.parent / "ledger.jsonl").unlink()
    shelf.keep(forged)
    assert shelf.find("derby", SEPTEMBER).sha256 != entry.sha256
    assert "t8镇：得分 91 → 30" in verified(office)["2021-09.1"]


def test_a_line_taken_out_of_the_ledger_breaks_the_chain(office: Office) -> None:
    published(office, SEPTEMBER, OCTOBER)
    ledger = office.home.editions / "derby" / "ledger.jsonl"
    ledger.write_text(ledger.read_text("utf-8").splitlines(keepends=True)[1], "utf-8")
    assert "所承接的一期应为 —" in verified(office)["2021-10.1"][0]


def test_other_code_is_said_beside_the_result(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(office, SEPTEMBER)
    monkeypatch.setattr("pipelines.stages.verify.figures_code", lambda: "other")
    said = office.call("edition", "verify", "derby").stdout
    assert said == "derby 2021-09 (1): the same bytes, made with other code than today's\n"


def test_nobody_publishes_while_another_writes(office: Office) -> None:
    file(office, SEPTEMBER, USUAL)
    office.run()
    with writer(office.root, command="somebody", wait_seconds=1):
        said = refused(office, "publish", "derby", SEPTEMBER, "--wait", "0.1")
    assert "`somebody` has been writing" in said
    assert not Shelf(office.home.editions).entries()


def test_the_list_and_the_table_as_it_was_published(office: Office) -> None:
    published(office, SEPTEMBER, OCTOBER)
    lines = office.call("edition", "list").stdout.splitlines()
    assert [line.split()[1:4] for line in lines] == [
        ["derby", SEPTEMBER, "1"],
        ["derby", OCTOBER, "1"],
    ]
    shown = json.loads(office.call("edition", "show", "derby", OCTOBER, "--json").stdout)
    assert (shown["issue"], shown["filings"]) == (1, 16)
    assert {row["unit_id"]: Decimal(row["score"]) for row in shown["standings"]} == USUAL
    assert (
        "towns  8  t8  30  red  2  ranked"
        in office.call("edition", "show", "derby", OCTOBER).stdout
    )
    assert "no such edition" in refused(office, "show", "derby", NOVEMBER)


@pytest.mark.parametrize(
    "arguments",
    [[], ["derby"], ["derby", SEPTEMBER, "--all-but-last"], ["--all-but-last"]],
)
def test_a_publish_names_a_month_or_a_campaign(office: Office, arguments: list[str]) -> None:
    assert office.call("edition", "publish", *arguments).exit_code == 2


@pytest.mark.slow
def test_killed_at_any_of_its_writes_a_publish_leaves_whole_editions_or_none(
    office: Office, tmp_path: Path
) -> None:
    file(office, SEPTEMBER, USUAL)
    office.run()
    command = ("edition", "publish", "derby", SEPTEMBER)
    undisturbed = Office(tmp_path / "undisturbed")
    shutil.copytree(office.root, undisturbed.root)
    run = start(undisturbed, "event", 0, *command)
    assert run.returncode == 0, run.stderr
    expected = Shelf(undisturbed.home.editions).path("derby", SEPTEMBER, 1).read_bytes()
    events = int(run.stderr.split()[-1])
    for point in range(1, events + 1, max(1, events // 6)):
        killed = Office(tmp_path / str(point))
        shutil.copytree(office.root, killed.root)
        done: subprocess.CompletedProcess[str] = start(killed, "event", point, *command)
        assert done.returncode == -signal.SIGKILL
        for entry in Shelf(killed.home.editions).entries():
            assert Shelf(killed.home.editions).read(entry).content == expected
        publish(killed, SEPTEMBER)
        assert Shelf(killed.home.editions).path("derby", SEPTEMBER, 1).read_bytes() == expected
        assert killed.ask("select count(*) from editions") == [(1,)]
        assert not list(killed.home.editions.rglob("*.tmp"))
