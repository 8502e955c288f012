"""Middleware: what never changes is compressed once and kept, not again for every reader.

Streamlit names its scripts by their content and says that they are immutable; compressing the
largest takes most of a second of a core. They are kept compressed for as long as the server runs.
"""

import asyncio
import gzip
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FOLDER = "/static/"
ENDINGS = (".js", ".css")
LEVEL = 6
# Of these the answer differs from one reader to the next.
CONDITIONS = ("if-none-match", "if-modified-since", "range")


@dataclass
class _Answer:
    """An answer as it is being made."""

    start: Message = field(default_factory=dict)
    parts: list[bytes] = field(default_factory=list)

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
        else:
            self.parts.append(message.get("body", b""))

    @property
    def is_for_ever(self) -> bool:
        headers = Headers(raw=self.start["headers"])
        return self.start["status"] == 200 and "immutable" in headers.get("cache-control", "")


class CompressedOnce:
    """Answers scripts and styles out of memory, compressed; asks the app for all else."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`; it must not compress what is asked for without `accept-encoding`."""
        self.app = app
        self._kept: dict[str, _Answer] = {}
        self._making = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if not _is_asked(scope):
            await self.app(scope, receive, send)
            return
        answer = self._kept.get(scope["path"])
        if answer is None:
            async with self._making:
                answer = self._kept.get(scope["path"]) or await self._made(scope, receive)
        await send(answer.start)
        await send({"type": "http.response.body", "body": b"".join(answer.parts)})

    async def _made(self, scope: Scope, receive: Receive) -> _Answer:
        plain = [header for header in scope["headers"] if header[0] != b"accept-encoding"]
        answer = _Answer()
        await self.app({**scope, "headers": plain}, receive, answer.send)
        if answer.is_for_ever:
            body = await run_in_threadpool(gzip.compress, b"".join(answer.parts), LEVEL, mtime=0)
            answer.parts = [body]
            headers = MutableHeaders(scope=answer.start)
            headers["content-encoding"] = "gzip"
            headers["content-length"] = str(len(body))
            headers["vary"] = "Accept-Encoding"
            self._kept[scope["path"]] = answer
        return answer


def _is_asked(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    headers = Headers(scope=scope)
    return (
        scope["path"].startswith(FOLDER)
        and scope["path"].endswith(ENDINGS)
        and "gzip" in headers.get("accept-encoding", "")
        and not any(name in headers for name in CONDITIONS)
    )
