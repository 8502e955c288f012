"""The filings that are measured, as offices make them: title, unit line, Chinese header, a foot.

Made by arithmetic, without chance: the same size gives the same bytes.
"""

from pathlib import Path

import polars as pl

from benchmarks.campaign import FILED, ID, NEXT, OFFICE, unit_names

FOOT = "注：本表为示例数据，纯属虚构 (SYNTHETIC SAMPLE)。"
# Lines above the header: what a floor has to be told to skip.
LINES_ABOVE = 2
CATEGORIES = ["续建", "新开工", "建成", "前期"]
DOMAINS = ["产业", "基础设施", "民生"]
SITES = [
    "完成场地平整，正在进行桩基施工",
    "主体结构施工至三层",
    "主体结构封顶，开始内外装修",
    "设备安装调试，配套管网同步施工",
]


def write_filings(inbox: Path, rows: int, units: int) -> None:
    """File `rows` project-months by the office, and its list of projects."""
    listed = projects(rows, units)
    _write(inbox / ID / FILED[0] / f"{OFFICE}_项目清单.csv", _register(listed))
    path = inbox / ID / f"{FILED[0]}..{FILED[-1]}" / f"{OFFICE}_月度进展.csv"
    _write(path, _progress(listed, FILED).head(rows))


def write_next_month(inbox: Path, rows: int, units: int) -> None:
    """File the month after those for the projects of the first unit."""
    unit = unit_names(units)[0]
    listed = projects(rows, units).filter(unit=unit)
    _write(inbox / ID / NEXT / f"{unit}_月度进展.csv", _progress(listed, [NEXT]))


def projects(rows: int, units: int) -> pl.DataFrame:
    """The projects that make `rows` project-months: code, unit, labels, and what each invests."""
    number = pl.col("number")
    count = -(-rows // len(FILED))
    return pl.DataFrame({"number": range(count)}).with_columns(
        code=pl.format(
            "2019-330382-{}-01-{}",
            (number // 1_000_000 + 10).cast(pl.String),
            (number % 1_000_000).cast(pl.String).str.zfill(6),
        ),
        unit=_one_of(unit_names(units), number),
        category=_one_of(CATEGORIES, number // units),
        domain=_one_of(DOMAINS, number),
        yuan_a_month=number * 7919 % 9_000_000 + 1_000_000,
        yuan_more_each_month=number % 997 + 1,
    )


def _register(listed: pl.DataFrame) -> pl.DataFrame:
    plan = _to_date(pl.lit(len(FILED) + 1))
    return listed.select(
        pl.col("code").alias("项目代码"),
        pl.format("第{}号示例项目", "number").alias("项目名称"),
        pl.col("unit").alias("责任单位"),
        pl.col("domain").alias("领域"),
        pl.col("category").alias("项目类别"),
        _wanyuan(plan).alias("总投资"),
        _wanyuan(plan).alias("计划投资"),
        pl.lit("2024-03-01").alias("计划开工"),
        pl.lit("2025-10-31").alias("计划竣工"),
    )


def _progress(listed: pl.DataFrame, months: list[str]) -> pl.DataFrame:
    """A row per project and month, month after month; a project in four has not been started."""
    first = FILED.index(months[0]) if months[0] in FILED else len(FILED)
    numbered = pl.DataFrame({"month": months, "elapsed": range(first + 1, first + len(months) + 1)})
    waiting = pl.col("category") == "前期"
    done = (pl.col("category") == "建成") & (pl.col("elapsed") > 20)
    elapsed = pl.col("elapsed")
    to_date = pl.when(~waiting).then(_to_date(elapsed)).otherwise(0)
    in_month = pl.when(~waiting).then(_to_date(elapsed) - _to_date(elapsed - 1)).otherwise(0)
    return numbered.join(listed, how="cross").select(
        pl.col("code").alias("项目代码"),
        pl.col("month").alias("月份"),
        _wanyuan(in_month).alias("本月完成投资"),
        _wanyuan(to_date).alias("累计完成投资"),
        pl.when(waiting)
        .then(pl.lit("未开工"))
        .when(done)
        .then(pl.lit("完工"))
        .otherwise(pl.lit("在建"))
        .alias("状态"),
        pl.when(~waiting).then(pl.lit("2024-01-15")).alias("实际开工"),
        pl.when(done).then(pl.lit("2025-08-31")).alias("实际竣工"),
        pl.when(waiting).then(pl.lit("否")).otherwise(pl.lit("是")).alias("入统"),
        _one_of(SITES, pl.col("number") + pl.col("elapsed")).alias("形象进度"),
    )


def _to_date(months: pl.Expr) -> pl.Expr:
    """What a project has invested by then: a little more each month, as nobody invests evenly."""
    more = pl.col("yuan_more_each_month") * (months * (months + 1) // 2)
    return pl.col("yuan_a_month") * months + more


def _wanyuan(yuan: pl.Expr) -> pl.Expr:
    rest = (yuan % 10_000).cast(pl.String).str.zfill(4)
    return pl.format("{}.{}", yuan // 10_000, rest)


def _one_of(words: list[str], number: pl.Expr) -> pl.Expr:
    return pl.lit(pl.Series(words)).gather(number % len(words))


def _write(path: Path, frame: pl.DataFrame) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    commas = "," * (frame.width - 1)
    with path.open("wb") as file:
        file.write(f"\ufeff{path.stem}{commas}\n单位：万元{commas}\n".encode())
        frame.write_csv(file)
        file.write(f"{FOOT}{commas}\n".encode())
