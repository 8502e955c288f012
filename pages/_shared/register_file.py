"""The register as a file: all projects that pass the filters, with the columns that are shown.

It is made when it is asked for, by the same query as the page, and read by nothing else.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import polars as pl

from locales import Translator, closest, column_wanyuan, translator
from pages._shared import register
from pages._shared.pick import COMMA
from pages._shared.run import Run
from pages._shared.writing import SHARES
from warehouse import export, workbook
from warehouse.connection import Connection
from warehouse.queries import read

KINDS = ("csv", "xlsx")
CHOICE = ("campaign", "month", "track", "language")
NEEDED = (*CHOICE, "columns")
LOOKS = {"wanyuan": workbook.AMOUNT} | dict.fromkeys(SHARES, workbook.SHARE)
SQL_TYPES: dict[pl.DataType, str] = {pl.String(): "VARCHAR", pl.Date(): "DATE"}
EXACT = pl.Decimal(38, 6)


def addresses(run: Run, asked: Mapping[str, object], columns: Sequence[str]) -> dict[str, str]:
    """Where the server has the rows that pass as a file, by its kind."""
    choice = {
        "campaign": run.choice.campaign,
        "month": run.month,
        "track": run.choice.track,
        "language": run.t.language,
        "columns": COMMA.join(columns),
    }
    said = {name: COMMA.join(ids) for name, ids in asked.items() if isinstance(ids, tuple) and ids}
    order = {"sort": asked["sort"], "order": "falling" if asked["falling"] else "rising"}
    query = urlencode({**choice, **said, **order, "q": asked["q"]})
    return {kind: f"/register/{run.source.served.id}.{kind}?{query}" for kind in KINDS}


def made(connection: Connection, kind: str, asked: Mapping[str, str]) -> bytes:
    """The file. `asked` is what an address says; a column or a way to sort that is unknown is
    passed over, and an id that is unknown finds nothing.
    """
    t = translator(closest(asked["language"]))
    picked = {name: asked[name].split(COMMA) for name in register.FILTERS if asked.get(name)}
    bound = register.bound(
        picked,
        q=asked.get("q", ""),
        sort=asked.get("sort", register.BY_UNIT),
        falling=asked.get("order") == "falling",
        page=1,
        rows=register.ALL_ROWS,
        **{name: asked[name] for name in CHOICE},
    )
    found = read(connection.cursor(), "project_register", **bound).drop_nulls("project_code")
    columns = [each for each in asked["columns"].split(COMMA) if each in register.EVERY]
    rows = register.worded(found, t).select(*columns or register.EVERY)
    texts = _in_unit(rows, t).with_columns(
        pl.col(pl.List(pl.String)).list.join(t("number.separator"))
    )
    return _csv(texts, t) if kind == "csv" else _workbook(texts, t)


def name(asked: Mapping[str, str]) -> str:
    """What the file is called, without its ending."""
    t = translator(closest(asked["language"]))
    return "-".join((asked["campaign"], asked["month"], t("menu.register")))


def _csv(rows: pl.DataFrame, t: Translator) -> bytes:
    return export.as_csv(rows.rename({name: _heading(name, t) for name in rows.columns}))


def _in_unit(rows: pl.DataFrame, t: Translator) -> pl.DataFrame:
    """Amounts, exact, in the unit that the headings of the language name."""
    unit = column_wanyuan(t.language)
    names = [name for name in rows.columns if name.endswith("_wanyuan")]
    return rows.with_columns(
        pl.Series(name, [None if each is None else each / unit for each in rows[name]], EXACT)
        for name in names
    )


def _heading(name: str, t: Translator) -> str:
    return t(f"columns.{name}")


def _workbook(rows: pl.DataFrame, t: Translator) -> bytes:
    columns = [
        workbook.Column(
            _heading(name, t),
            SQL_TYPES.get(kind, "DECIMAL"),
            LOOKS.get(name.rpartition("_")[2], ""),
        )
        for name, kind in rows.schema.items()
    ]
    return b"".join(workbook.one_sheet(t("menu.register"), columns, rows.iter_rows(), t))
