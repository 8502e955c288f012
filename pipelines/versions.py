"""What figures depend on besides the filings: code and definitions, as hashes.

They make a snapshot's id and say which filings have to be read again after a change.
"""

import functools
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from campaigns import Definition
from locales import LANGUAGES
from warehouse.home import ROOT

READING = ("pipelines/filing", "pipelines/read", "pipelines/conform", "warehouse/tables")
FIGURES = (
    "campaigns",
    "warehouse/marts",
    "warehouse/snapshots",
    "expectations",
    "pipelines/figures",
    "pipelines/editions",
)
FIGURES_FILES = (
    "warehouse/macros.sql",
    "pipelines/stages/publish.py",
    # The words of a consequence's condition stand in the snapshot.
    *(f"locales/{language}/definitions.toml" for language in LANGUAGES),
)


@functools.cache
def reading_code() -> str:
    """The version of the code and descriptions that files are read with."""
    return _hash_files(_sources(READING))


@functools.cache
def figures_code() -> str:
    """The version of the code that makes figures of rows, marts and checks included."""
    return _hash_files([*_sources(FIGURES), *(ROOT / name for name in FIGURES_FILES)])


def reader(definition: Definition | None, definitions: Mapping[str, Definition]) -> str:
    """What a filing of this campaign is read with; of no known campaign: with all of them."""
    used = [definition] if definition else definitions.values()
    return _hash([reading_code(), *(each.sha256 for each in used)])


def snapshot_id(facts: Iterable[str], definitions: Mapping[str, Definition]) -> str:
    """The id of what is made of these filings, definitions and code: the same in, the same out."""
    return _hash([figures_code(), *(each.sha256 for each in definitions.values()), *facts])[:16]


def _sources(folders: Iterable[str]) -> list[Path]:
    return sorted(
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".sql"} or (path.suffix == ".toml" and folder != "campaigns")
    )


def _hash_files(paths: Iterable[Path]) -> str:
    parts = [f"{path.relative_to(ROOT).as_posix()}\n{path.read_text('utf-8')}" for path in paths]
    return _hash(parts)


def _hash(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()
