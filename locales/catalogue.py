"""The catalogue: one folder per language, one TOML file per part of the product.

A text is a string or, where a language tells one from many, a table `{ one, other }` chosen by the
placeholder `n`. A missing key is an error, not an empty label: tests open every page.
"""

import functools
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
DEFAULT = "zh-CN"
LANGUAGES = (DEFAULT, "en")

Text = str | dict[str, str]
FORMS = {"one", "other"}


class CatalogueError(Exception):
    """The files of a language contradict each other; the message names the key."""


@dataclass(frozen=True)
class Translator:
    """Finds the words of one language: `t("frame.month", month=…)`."""

    language: str

    def __call__(self, key: str, **values: object) -> str:
        """The text of that key with its placeholders filled. KeyError if there is none."""
        text = messages(self.language)[key]
        if isinstance(text, dict):
            text = text["one" if values.get("n") in (1, "1") else "other"]
        return text.format(**values)


def translator(language: str) -> Translator:
    """The function that pages and charts are given to find their words with."""
    return Translator(language)


def closest(locale: str | None) -> str:
    """The language that suits a browser's locale best: its own, else English, else Chinese.

    No locale means Chinese; a locale in neither language means English.
    """
    wanted = (locale or DEFAULT).replace("_", "-").partition("-")[0].lower()
    return next((known for known in LANGUAGES if known.partition("-")[0] == wanted), "en")


@functools.cache
def messages(language: str) -> Mapping[str, Text]:
    """All texts of a language by `section.key`. Raises CatalogueError if a key is given twice."""
    found: dict[str, Text] = {}
    for path in sorted((HERE / language).glob("*.toml")):
        for key, text in _flat(tomllib.loads(path.read_text("utf-8"))):
            if key in found:
                raise CatalogueError(f"{language}/{path.name}: {key} is also in another file.")
            found[key] = text
    return found


def _flat(table: dict[str, object], prefix: str = "") -> Iterator[tuple[str, Text]]:
    for key, value in table.items():
        if isinstance(value, dict) and set(value) != FORMS:
            yield from _flat(value, f"{prefix}{key}.")
        elif isinstance(value, dict):
            yield f"{prefix}{key}", {form: str(text) for form, text in value.items()}
        else:
            yield f"{prefix}{key}", str(value)
