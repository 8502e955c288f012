"""The vocabulary that names are made of, read once."""

import functools
import tomllib
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

HERE = Path(__file__).parent


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Subject(_Part):
    """Names of projects of one kind; `industry` is the code's group for it."""

    domain: str
    manufacturing: bool
    names: tuple[str, ...]
    sector: str
    industry: str


class Vocabulary(_Part):
    """All words of `vocabulary.toml`, lists by subject."""

    subjects: tuple[Subject, ...]
    owners: dict[str, str]
    site: dict[str, tuple[str, ...]]
    preliminary: dict[str, tuple[str, ...]]
    issues: dict[str, tuple[str, ...]]
    contacts: dict[str, tuple[str, ...]]
    prospects: dict[str, tuple[str, ...]]


@functools.cache
def read(file: str) -> dict[str, Any]:
    """The contents of a TOML file of this folder."""
    return tomllib.loads((HERE / file).read_text("utf-8"))


@functools.cache
def vocabulary() -> Vocabulary:
    """The words that the sample's names are made of."""
    return Vocabulary.model_validate(read("vocabulary.toml"))
