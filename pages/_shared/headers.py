"""Middleware: headers that keep the reader's browser at home, and a page that names its language.

Streamlit's page is the same file for everybody, in English and without a name. It is small, so it
is sent whole every time: what a browser kept may be in the other language. It also gets our own
script and style (`chrome.py`).
"""

from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from locales import LANGUAGES, closest, translator
from pages._shared import chrome

# Streamlit's own scripts and styles need the two `unsafe-inline`; nothing needs another address.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",
}
CONDITIONS = {b"if-none-match", b"if-modified-since", b"accept-encoding", b"range"}


class SecurityHeaders:
    """Adds `HEADERS` to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, with_headers)


class PageLanguage:
    """Puts language and title into the page that Streamlit sends before its first script runs."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; only HTML pages that are got are changed."""
        if scope["type"] != "http" or scope["method"] != "GET":
            return await self.app(scope, receive, send)
        if "text/html" not in Headers(scope=scope).get("accept", ""):
            return await self.app(scope, receive, send)
        kept = [header for header in scope["headers"] if header[0] not in CONDITIONS]
        page = _Page(send, _language(scope))
        return await self.app({**scope, "headers": kept}, receive, page.send)


class _Page:
    """Holds an HTML answer back until it is whole; lets everything else pass."""

    def __init__(self, send: Send, language: str) -> None:
        self._send = send
        self._language = language
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self._start = message
        elif self._start is None or message["type"] != "http.response.body":
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._send_page(self._start)

    async def _send_page(self, start: Message) -> None:
        title = translator(self._language)("product.title")
        body = self._body.replace(
            b'<html lang="en">', f'<html lang="{self._language}">'.encode(), 1
        ).replace(b"<title>Streamlit</title>", f"<title>{title}</title>{chrome.head()}".encode(), 1)
        headers = MutableHeaders(scope=start)
        for name in ("etag", "last-modified"):
            del headers[name]
        headers["content-length"] = str(len(body))
        headers["cache-control"] = "no-cache"
        headers.add_vary_header("Accept-Language")
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _is_page(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    return start["status"] == 200 and headers.get("content-type", "").startswith("text/html")


def _language(scope: Scope) -> str:
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [""])[-1]
    accepted = Headers(scope=scope).get("accept-language", "").partition(",")[0].partition(";")[0]
    return asked if asked in LANGUAGES else closest(accepted or None)
