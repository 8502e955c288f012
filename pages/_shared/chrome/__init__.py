"""What every page gets beside Streamlit's own script: words, links, the way back, phone, print.

Streamlit's interface is in English and cannot be told otherwise. The catalogue's section `chrome`
has what it says (in English) and what is said instead; `print` and `points` have texts
of ours.
"""

import functools
import hashlib
import json
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from charts import theme
from locales import LANGUAGES, messages

HERE = Path(__file__).parent
SCRIPTS = ("watch", "words", "links", "back", "reach", "places", "points", "grid", "phone", "print")
STREAMLITS = "en"
FOR_EVER = {"cache-control": "public, max-age=31536000, immutable"}


def words(language: str) -> dict[str, object]:
    """What Streamlit says → what is said in that language: whole texts, and those with gaps."""
    there, here = _section("chrome", STREAMLITS), _section("chrome", language)
    other = {said: here[key] for key, said in there.items() if said != here[key]}
    return {
        "phrases": {said: instead for said, instead in other.items() if "{" not in said},
        "patterns": [pair for pair in other.items() if "{" in pair[0]],
        "own": _section("print", language) | _section("points", language),
    }


@functools.cache
def script() -> str:
    """The script of every page, with the words of every language."""
    said = {language: words(language) for language in LANGUAGES}
    parts = [(HERE / f"{name}.js").read_text("utf-8") for name in SCRIPTS]
    return "\n".join(
        ["(() => {", f"const SAIMA = {json.dumps(said, ensure_ascii=False)};", *parts, "})();"]
    )


@functools.cache
def style() -> str:
    """The style sheet of every page: what stands in the file, and legible words in figures."""
    light, dark = ("\n".join(_written(scheme)) for scheme in (0, 1))
    on_dark = f"@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}"
    return "\n".join([(HERE / "style.css").read_text("utf-8"), light, on_dark])


@functools.cache
def head() -> str:
    """The tags in the head of the page. An address changes with what it names."""
    marks = [hashlib.sha256(text.encode()).hexdigest()[:12] for text in (script(), style())]
    return (
        f'<script src="./chrome.js?v={marks[0]}"></script>'
        f'<link rel="stylesheet" href="./chrome.css?v={marks[1]}">'
    )


def _written(scheme: int) -> list[str]:
    """For each colour that figures are drawn in, the one that its words are written in."""
    text = '.js-plotly-plot text[style*="fill: {}"] {{ fill: {} !important }}'
    return [text.format(_rgb(drawn), said[scheme]) for drawn, said in theme.WRITTEN.items()]


def _rgb(colour: str) -> str:
    """A colour as browsers write it."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return f"rgb({red}, {green}, {blue})"


def _section(name: str, language: str) -> dict[str, str]:
    texts = {key: str(text) for key, text in messages(language).items()}
    return {key: text for key, text in texts.items() if key.startswith(f"{name}.")}


async def _script(_request: Request) -> Response:
    return Response(script(), media_type="text/javascript", headers=FOR_EVER)


async def _style(_request: Request) -> Response:
    return Response(style(), media_type="text/css", headers=FOR_EVER)


ROUTES = [Route("/chrome.js", _script), Route("/chrome.css", _style)]
