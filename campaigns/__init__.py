"""The rules of the game: campaigns as data, and the pure functions that score and rank them.

A campaign is one TOML file. Those of this folder are always there; `SAIMA_CAMPAIGNS` names further
folders (separated as in PATH), so that a new campaign needs no change to the product.
"""

import hashlib
import os
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pydantic import ValidationError

from campaigns.model import Campaign

__all__ = ["Campaign", "CampaignError", "Definition", "folders", "load", "load_all"]

HERE = Path(__file__).parent


class CampaignError(Exception):
    """A definition cannot be used; the message names every file, key and remedy."""


@dataclass(frozen=True)
class Definition:
    """A campaign together with the file it was read from, byte for byte."""

    campaign: Campaign
    text: str
    sha256: str


def folders() -> list[Path]:
    """Where definitions are looked for: this folder, then those of `SAIMA_CAMPAIGNS`."""
    named = os.environ.get("SAIMA_CAMPAIGNS", "")
    return [HERE, *(Path(part) for part in named.split(os.pathsep) if part)]


def load(path: Path) -> Definition:
    """The campaign that a file defines. Raises CampaignError with everything wrong with it."""
    content = path.read_bytes()
    try:
        campaign = Campaign.model_validate(
            tomllib.loads(content.decode("utf-8"), parse_float=Decimal)
        )
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CampaignError(
            f"{path.name}: not a TOML file: {error}. Mend the line named."
        ) from None
    except ValidationError as error:
        raise CampaignError("\n".join(_sentences(path, error))) from None
    if campaign.id != path.stem:
        raise CampaignError(
            f"{path.name}: id: is {campaign.id!r}. "
            f"Name the file {campaign.id}.toml, or change the id."
        )
    return Definition(campaign, content.decode("utf-8"), hashlib.sha256(content).hexdigest())


def load_all(where: Iterable[Path] | None = None) -> dict[str, Definition]:
    """All campaigns by id, ids in order. Raises CampaignError with the problems of all files."""
    found: dict[str, Definition] = {}
    problems: list[str] = []
    for path in sorted(p for folder in where or folders() for p in folder.glob("*.toml")):
        try:
            definition = load(path)
        except CampaignError as error:
            problems.append(str(error))
            continue
        if definition.campaign.id in found:
            problems.append(f"{path}: id: {definition.campaign.id!r} is defined twice. Delete one.")
        found[definition.campaign.id] = definition
    if problems:
        raise CampaignError("\n".join(problems))
    return dict(sorted(found.items()))


REMEDIES = {
    "missing": "Add it.",
    "extra_forbidden": "There is no such key: correct its name, or delete it.",
    "literal_error": "Write one of those values.",
}


def _sentences(path: Path, error: ValidationError) -> list[str]:
    return [
        f"{path.name}: {'.'.join(map(str, problem['loc'])) or 'file'}: {problem['msg']}"
        f"{_value(problem['input'])}. {REMEDIES.get(problem['type'], 'Correct the value.')}"
        for problem in error.errors()
    ]


def _value(value: object) -> str:
    return f" (found {value!r})" if isinstance(value, str | int | float) else ""
