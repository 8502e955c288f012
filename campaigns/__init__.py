"""The rules of the game: campaigns as data, and the pure functions that score and rank them.

A campaign is one TOML file. Those of this folder are always there; `SAIMA_CAMPAIGNS` names further
folders (separated as in PATH), so that a new campaign needs no change to the product.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from campaigns.model import Campaign
from campaigns.reading import CampaignError, Definition, load

__all__ = ["Campaign", "CampaignError", "Definition", "folders", "load", "load_all"]

HERE = Path(__file__).parent


def folders() -> list[Path]:
    """Where definitions are looked for: this folder, then those of `SAIMA_CAMPAIGNS`."""
    named = os.environ.get("SAIMA_CAMPAIGNS", "")
    return [HERE, *(Path(part) for part in named.split(os.pathsep) if part)]


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
