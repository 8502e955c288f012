"""The data to take away, by addresses that programs can keep: the whole snapshot, or one table.

`/export/<snapshot>.zip` and `/export/<snapshot>/<table>.csv` or `.xlsx`, with `?campaign=`,
`&month=` and `&lang=`. In place of a snapshot's id, `current` stands for the one that is served.
"""

from collections.abc import Iterator

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from locales import DEFAULT, LANGUAGES, Translator, moment, translator
from pages._shared.attachment import attached
from warehouse import export, rows, snapshots, workbook
from warehouse.connection import Connection
from warehouse.home import home
from warehouse.queries import read
from warehouse.rows import NotThere, Rows

CURRENT = "current"


async def whole(request: Request) -> Response:
    """The CSV snapshot, of one campaign where `?campaign=` names it; 404 if there is none."""
    return await run_in_threadpool(_answer, request, "zip")


async def one_csv(request: Request) -> Response:
    """A table as CSV, under its columns' own names; 404 if there is none of that name."""
    return await run_in_threadpool(_answer, request, "csv")


async def one_xlsx(request: Request) -> Response:
    """A table as a workbook in the reader's language; 404 if there is none, 413 if too large."""
    return await run_in_threadpool(_answer, request, "xlsx")


def _answer(request: Request, ending: str) -> Response:
    asked = request.path_params["snapshot"]
    folder = home().snapshots
    served = snapshots.current(folder) if asked == CURRENT else snapshots.find(folder, asked)
    if served is None:
        return PlainTextResponse("no such snapshot", status_code=404)
    connection = snapshots.connect(served)
    try:
        return _file(connection, served.id, request, ending)
    except Exception as error:
        connection.close()
        if isinstance(error, NotThere):
            return PlainTextResponse(str(error), status_code=404)
        if isinstance(error, workbook.TooManyRows):
            return PlainTextResponse(str(error), status_code=413)
        raise


def _file(connection: Connection, snapshot: str, request: Request, ending: str) -> Response:
    wanted = request.query_params
    campaign, month = wanted.get("campaign"), wanted.get("month")
    if ending == "zip":
        parts = export.stream(connection, campaign=campaign)
        return attached(export.file_name(snapshot, campaign), _closing(connection, parts))
    language = wanted.get("lang")
    t = translator(language if language in LANGUAGES else DEFAULT)
    found = rows.asked_for(connection, request.path_params["table"], campaign, month, t.language)
    name = "-".join(part for part in (found.name, campaign, month, snapshot) if part)
    if ending == "csv":
        parts = export.one_csv(found)
    else:
        parts = workbook.stream(found, t, _about(connection, found, t))
    return attached(f"{name}.{ending}", _closing(connection, parts))


def _about(connection: Connection, found: Rows, t: Translator) -> dict[str, str]:
    """What a workbook says of where it comes from."""
    row = read(connection.cursor(), "snapshot").row(0, named=True)
    said = {
        "table": found.name,
        "snapshot": row["snapshot_id"],
        "received": moment(row["last_received_at"], t.language),
    }
    about = {t(f"take_away.about_{name}"): text for name, text in said.items()}
    campaigns = read(connection.cursor(), "campaigns", language=t.language)
    synthetic = campaigns.filter("is_synthetic")["campaign"].to_list()
    if synthetic:
        about[t("take_away.about_synthetic")] = t("number.separator").join(synthetic)
    return about


def _closing(connection: Connection, parts: Iterator[bytes]) -> Iterator[bytes]:
    with connection:
        yield from parts


ROUTES = [
    Route("/export/{snapshot}.zip", whole),
    Route("/export/{snapshot}/{table}.csv", one_csv),
    Route("/export/{snapshot}/{table}.xlsx", one_xlsx),
]
