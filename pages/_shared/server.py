"""What the server answers beside the pages: its health, templates, and the data to take away.

The middleware compresses what Streamlit sends as it is, tells the browser to talk to nobody else,
and names the page and its language before the first script has run.
"""

import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.requests import Request
from starlette.responses import (
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Route
from streamlit.runtime.pages_manager import PagesManager

from charts import theme
from pages._shared import chrome, collector, downloads, menu, register_file
from pages._shared.attachment import MEDIA, attached
from pages._shared.headers import PageLanguage, SecurityHeaders
from pages._shared.static_files import CompressedOnce
from warehouse import snapshots, templates
from warehouse.home import home
from warehouse.queries import read

HEAVY = ("pandas", "polars", "pyarrow")


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Import what is heavy before the first reader comes; close the snapshots at the end."""
    # A folder called `pages` makes Streamlit take the app for one of an older kind until the first
    # run has called st.navigation; a deep link that comes first would be told "Page not found".
    PagesManager.uses_pages_directory = False
    warm()
    async with collector.kept_quick():
        yield
    st.cache_resource.clear()


def warm() -> None:
    """Import what is heavy."""
    for name in HEAVY:
        importlib.import_module(name)
    theme.figure([{"type": kind} for kind in ("bar", "scatter", "heatmap")], height=100).to_json()


async def healthz(_request: Request) -> Response:
    """`ok` and the snapshot served; 503 while there is none, or it cannot be read."""
    return await run_in_threadpool(_health)


def _health() -> Response:
    try:
        served = snapshots.current(home().snapshots)
        if served is not None:
            with snapshots.connect(served) as connection:
                read(connection, "snapshot")
            return JSONResponse({"ok": True, "snapshot": served.id})
    except Exception as error:  # whatever it is, a probe wants an answer
        return JSONResponse({"ok": False, "error": type(error).__name__}, status_code=503)
    return JSONResponse({"ok": False, "snapshot": None}, status_code=503)


async def template(request: Request) -> Response:
    """The workbook that a unit fills in for a month, or a zip of all units'; 404 if none."""
    return await run_in_threadpool(_template, **request.path_params)


def _template(snapshot: str, campaign: str, month: str, unit: str | None = None) -> Response:
    served = snapshots.find(home().snapshots, snapshot)
    if served is None:
        return PlainTextResponse("no such snapshot", status_code=404)
    try:
        with snapshots.connect(served) as connection:
            made = templates.material(connection, campaign, month)
        one = made.unit(unit) if unit else None
    except templates.NoSuchTemplate as error:
        return PlainTextResponse(str(error), status_code=404)
    if one is None:
        return attached(f"{campaign}-{month}.zip", templates.stream(made, campaign))
    return attached(templates.file_name(one, month), iter([templates.workbook(made, one)]))


async def register(request: Request) -> Response:
    """The projects that pass the filters of an address, as a file; 404 if there is no snapshot."""
    asked = dict(request.query_params)
    return await run_in_threadpool(_register, **request.path_params, asked=asked)


def _register(snapshot: str, kind: str, asked: dict[str, str]) -> Response:
    served = snapshots.find(home().snapshots, snapshot)
    if served is None or kind not in register_file.KINDS:
        return PlainTextResponse("no such snapshot", status_code=404)
    if missing := [name for name in register_file.NEEDED if name not in asked]:
        return PlainTextResponse(f"not given: {', '.join(missing)}", status_code=400)
    with snapshots.connect(served) as connection:
        content = register_file.made(connection, kind, asked)
    return attached(f"{register_file.name(asked)}.{kind}", iter([content]))


async def first_page(request: Request) -> Response:
    """The first page by its name: Streamlit knows it only as `/`."""
    return RedirectResponse(f"{menu.address(menu.FIRST)}?{request.url.query}")


ROUTES = [
    *chrome.ROUTES,
    Route(f"/{menu.FIRST}", first_page),
    Route("/healthz", healthz),
    *downloads.ROUTES,
    Route("/register/{snapshot}.{kind}", register),
    Route("/templates/{snapshot}/{campaign}/{month}/{unit}.xlsx", template),
    Route("/templates/{snapshot}/{campaign}/{month}.zip", template),
]
MIDDLEWARE = [
    Middleware(CompressedOnce),  # the first: it keeps answers as they leave the others
    Middleware(
        GZipMiddleware,
        minimum_size=1000,
        compresslevel=5,
        exclude_content_types=(*DEFAULT_EXCLUDED_CONTENT_TYPES, MEDIA["xlsx"]),
    ),
    Middleware(SecurityHeaders),
    Middleware(PageLanguage),
]
