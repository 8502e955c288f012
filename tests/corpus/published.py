"""Tables as offices have published them: their titles, two-level headers, units and footnotes.

The figures are published ones, typed again (tests/data/README.md says whose); the files are ours.
"""

import csv
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.formats import Merge, Page

DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True)
class Published:
    """A published table: its month, its sheet, the units in it, and what must be read of it.

    `columns` and `rows` are those of the table `totals`.
    """

    month: str
    page: Page
    units: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def ministry() -> Published:
    """Starts of May 2022, as the ministry printed them: a rate, or 全部开工, and a note."""
    with (DATA / "mohurd" / "published.csv").open(encoding="utf-8", newline="") as file:
        lines = [line for line in csv.reader(file) if line[0] == "2022-05"]
    header = ["序号", "省份", "计划任务数（个）", "累计新开工小区数（个）", "开工率"]
    rows: list[list[Any]] = [
        ["2022年1—5月全国城镇老旧小区改造进展情况"],
        header,
        *(
            [int(n), name, int(plan), int(started), rate]
            for _, n, name, plan, started, rate in lines
        ),
        ["注：本表按公布的数据重新录入。"],
    ]
    return Published(
        "2022-05",
        Page(rows, "汇总", [(0, 0, 0, 4)]),
        tuple(line[2] for line in lines),
        ("planned_starts", "started"),
        tuple((int(plan), int(started)) for _, _, _, plan, started, _ in lines),
    )


def three_rates() -> Published:
    """三率: money, starts and completions, each with its rate, under titles merged over two."""
    with (DATA / "published" / "three-rates.csv").open(encoding="utf-8", newline="") as file:
        _, *lines = csv.reader(file)
    groups = ["县市区", "投资", None, "开工", None, "竣工", None]
    below = [
        None,
        "完成投资（亿元）",
        "占年度计划（%）",
        "开工（个）",
        "开工率（%）",
        "竣工（个）",
        "竣工率（%）",
    ]
    rows: list[list[Any]] = [
        ["重大项目“三率”完成情况表", *[None] * 6],
        groups,
        below,
        *([name, *(float(text) if text else None for text in figures)] for name, *figures in lines),
        ["注：本表按公布的数据重新录入；空白处原无数据。", *[None] * 6],
    ]
    merges: list[Merge] = [(0, 0, 0, 6), (1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 1, 4), (1, 5, 1, 6)]
    return Published(
        "2021-12",
        Page(rows, "汇总", merges),
        tuple(line[0] for line in lines),
        ("invested_to_date_wanyuan", "started", "completed"),
        tuple(
            (Decimal(money) * 10000, int(started), int(done) if done else None)
            for _, money, _, started, _, done, _ in lines
        ),
    )
