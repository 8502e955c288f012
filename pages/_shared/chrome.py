"""What is put into Streamlit's page beside its own script: words, links, print.

Streamlit's interface is in English and cannot be told otherwise; the catalogue's section `chrome`
has what it says (in English) and what is said instead. `chrome.js` replaces the one by the other.
"""

import functools
import hashlib
import json
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from locales import LANGUAGES, messages

HERE = Path(__file__).parent
SECTION = "chrome."
STREAMLITS = "en"
FOR_EVER = "public, max-age=31536000, immutable"


def words(language: str) -> dict[str, object]:
    """What Streamlit says → what is said in that language: whole texts, and those with gaps."""
    there, here = messages(STREAMLITS), messages(language)
    pairs = [(str(there[key]), str(here[key])) for key in there if key.startswith(SECTION)]
    other = [(from_, to) for from_, to in pairs if from_ != to]
    return {
        "phrases": {from_: to for from_, to in other if "{" not in from_},
        "patterns": [pair for pair in other if "{" in pair[0]],
    }


@functools.cache
def script() -> str:
    """The script that every page loads, with the words of every language."""
    said = {language: words(language) for language in LANGUAGES}
    code = (HERE / "chrome.js").read_text("utf-8")
    return f"const SAIMA = {json.dumps(said, ensure_ascii=False)};\n{code}"


@functools.cache
def style() -> str:
    """The style sheet that every page loads."""
    return (HERE / "chrome.css").read_text("utf-8")


@functools.cache
def head() -> str:
    """The tags that stand in the head of the page. Their addresses change with what they name."""
    marks = [hashlib.sha256(text.encode()).hexdigest()[:12] for text in (script(), style())]
    return (
        f'<script src="./chrome.js?v={marks[0]}"></script>'
        f'<link rel="stylesheet" href="./chrome.css?v={marks[1]}">'
    )


async def _script(_request: Request) -> Response:
    return Response(
        script(), media_type="text/javascript", headers={"cache-control": FOR_EVER}
    )


async def _style(_request: Request) -> Response:
    return Response(style(), media_type="text/css", headers={"cache-control": FOR_EVER})


ROUTES = [Route("/chrome.js", _script), Route("/chrome.css", _style)]
