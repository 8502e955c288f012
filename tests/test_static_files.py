"""What never changes is compressed once; everything else is passed on as it is."""

import gzip

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pages._shared.static_files import CompressedOnce
from tests.asgi import get

SCRIPT = b"let answer = 42;\n" * 500
FOR_EVER = {"cache-control": "public, immutable, max-age=31536000", "etag": '"a"'}


@pytest.fixture
def asked() -> list[str]:
    """The paths that the app itself was asked for."""
    return []


@pytest.fixture
def app(asked: list[str]) -> Starlette:
    async def script(request: Request) -> Response:
        asked.append(request.url.path)
        if request.headers.get("if-none-match") == '"a"':
            return Response(status_code=304)
        headers = {} if request.url.path.endswith("index.js") else FOR_EVER
        return Response(SCRIPT, media_type="application/javascript", headers=headers)

    middleware = [Middleware(CompressedOnce), Middleware(GZipMiddleware, minimum_size=1000)]
    return Starlette(routes=[Route("/{path:path}", script)], middleware=middleware)


def test_a_script_is_asked_for_once_and_sent_compressed_to_everybody(
    app: Starlette, asked: list[str]
) -> None:
    answers = [get(app, "/static/js/plot.abc.js", accept_encoding="gzip, br") for _ in range(3)]
    assert asked == ["/static/js/plot.abc.js"]
    for status, headers, body in answers:
        assert status == 200
        assert gzip.decompress(body) == SCRIPT
        assert headers["content-encoding"] == "gzip"
        assert headers["vary"] == "Accept-Encoding"
        assert int(headers["content-length"]) == len(body)
        assert headers["cache-control"] == FOR_EVER["cache-control"]


def test_who_does_not_take_gzip_gets_it_plain(app: Starlette) -> None:
    get(app, "/static/js/plot.abc.js", accept_encoding="gzip")
    _, headers, body = get(app, "/static/js/plot.abc.js", accept_encoding="identity")
    assert "content-encoding" not in headers
    assert body == SCRIPT


def test_what_may_change_is_never_kept(app: Starlette, asked: list[str]) -> None:
    for _ in range(2):
        _, headers, body = get(app, "/static/js/index.js", accept_encoding="gzip")
        assert "content-encoding" not in headers
        assert body == SCRIPT
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/static/js/plot.abc.js", {"if_none_match": '"a"'}, 304),
        ("/static/media/font.woff2", {}, 200),
        ("/export/current/standings.js", {}, 200),
    ],
)
def test_all_else_is_the_apps_to_answer(
    path: str, headers: dict[str, str], status: int, app: Starlette, asked: list[str]
) -> None:
    for _ in range(2):
        assert get(app, path, accept_encoding="gzip", **headers)[0] == status
    assert asked == [path, path]
