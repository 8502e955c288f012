"""A file as an answer of the server: the browser keeps it under its name, Chinese or not."""

from collections.abc import Iterator
from urllib.parse import quote

from starlette.responses import Response, StreamingResponse

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def attached(name: str, parts: Iterator[bytes]) -> Response:
    """The file of that name, which ends as the file does (`.csv`, `.xlsx`, `.zip`), in pieces.

    A name that a header cannot hold is said encoded (RFC 6266), beside a plain one for old clients.
    """
    ending = name.rpartition(".")[2]
    encoded = quote(name, safe="")
    kept = f'filename="{name}"'
    if encoded != name:
        kept = f"filename=\"saima.{ending}\"; filename*=UTF-8''{encoded}"
    headers = {"content-disposition": f"attachment; {kept}"}
    return StreamingResponse(parts, media_type=MEDIA[ending], headers=headers)
