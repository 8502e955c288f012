"""An office for tests: files small workbooks into an inbox of its own, and runs the commands."""

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from click.testing import CliRunner, Result

from pipelines.commands import cli
from warehouse import snapshots
from warehouse.home import Home

CAMPAIGN = "yueqing-2021"
UNIT = "柳市镇"
CODE_A = "2017-330382-04-01-000001"
CODE_B = "2017-330382-04-01-000002"

PROJECT_HEADER = ["项目代码", "项目名称", "领域", "项目类别", "总投资", "计划投资"]
PROGRESS_HEADER = ["项目代码", "本月完成投资", "累计完成投资"]
Sheet = list[list[Any]]


@dataclass
class Office:
    """An installation in a folder, and what can be done there."""

    root: Path

    @property
    def home(self) -> Home:
        return Home(self.root)

    def file(
        self,
        sheets: dict[str, Sheet],
        *,
        month: str = "2021-09",
        name: str = f"{UNIT}.xlsx",
        campaign: str = CAMPAIGN,
        at: str = "2021-10-03T08:00:00",
    ) -> Path:
        """Put a workbook into the inbox, filed at that moment (UTC)."""
        path = self.root / "inbox" / campaign / month / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_book(path, sheets)
        moment = datetime.fromisoformat(at).replace(tzinfo=UTC).timestamp()
        os.utime(path, (moment, moment))
        return path

    def call(self, *arguments: str) -> Result:
        """Run a command; an unexpected exception is raised here."""
        runner = CliRunner(env={"SAIMA_DATA": str(self.root)})
        result = runner.invoke(cli, list(arguments))
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    def run(self) -> dict[str, Any]:
        """`run --json`, which has to succeed."""
        result = self.call("run", "--json")
        assert result.exit_code == 0, result.output
        return dict(json.loads(result.stdout))

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows that the served snapshot answers with."""
        served = snapshots.current(self.home.snapshots)
        assert served is not None
        connection = snapshots.connect(served)
        try:
            return list(connection.execute(sql).fetchall())
        finally:
            connection.close()


def write_book(path: Path, sheets: dict[str, Sheet]) -> None:
    """A workbook with these cells."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, value in enumerate(cells):
                    sheet.write(row, column, value)


def projects(*rows: list[Any]) -> Sheet:
    """A project list in 万元."""
    return [["单位：万元"], PROJECT_HEADER, *rows]


def progress(*rows: list[Any]) -> Sheet:
    """A month's progress in 万元."""
    return [["单位：万元"], PROGRESS_HEADER, *rows]


A = [CODE_A, "甲项目", "产业", "续建", 5000, 1000]
B = [CODE_B, "乙项目", "民生", "续建", 8000, 3000]
