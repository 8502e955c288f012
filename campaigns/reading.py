"""From a file to a campaign: everything wrong with the file is found in one go.

A part that cannot be read does not hide what is wrong with the others: whatever is sound is
checked for contradictions all the same.
"""

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from campaigns.lint import Problem, problems
from campaigns.model import Campaign

Place = tuple[int | str, ...]


class CampaignError(Exception):
    """A definition cannot be used; the message names every file, key and remedy."""


@dataclass(frozen=True)
class Definition:
    """A campaign together with the file it was read from, byte for byte.

    It is what gets published, so it takes nothing but a campaign: not what was only tried.
    """

    campaign: Campaign
    text: str
    sha256: str

    def __post_init__(self) -> None:
        if not isinstance(self.campaign, Campaign):
            raise TypeError(
                f"A definition is of a campaign, not of {type(self.campaign).__name__}."
            )


def load(path: Path) -> Definition:
    """The campaign that a file defines. Raises CampaignError with everything wrong with it."""
    content = path.read_bytes()
    try:
        table = tomllib.loads(content.decode("utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CampaignError(
            f"{path.name}: not a TOML file: {error}. Mend the line named."
        ) from None
    campaign, wrong = read(table)
    if table.get("id", path.stem) != path.stem:
        remedy = f"Name the file {table['id']}.toml, or change the id."
        wrong.append(Problem("id", f"is {table['id']!r}", remedy))
    if wrong or campaign is None:
        raise CampaignError("\n".join(f"{path.name}: {problem}" for problem in wrong))
    return Definition(campaign, content.decode("utf-8"), hashlib.sha256(content).hexdigest())


def parse(text: str) -> Campaign:
    """The campaign of a file's text that has been checked: as a snapshot keeps it."""
    return Campaign.model_validate(tomllib.loads(text, parse_float=Decimal))


def read(table: Mapping[str, Any]) -> tuple[Campaign | None, list[Problem]]:
    """The campaign of a parsed file, if it can be read, and everything wrong with it."""
    try:
        campaign = Campaign.model_validate(table)
    except ValidationError as error:
        places = [problem["loc"] for problem in error.errors()]
        sound, broken = _sound(table, places)
        return None, [*_unreadable(table, error), *problems(sound, broken)]
    return campaign, problems(campaign)


def _sound(table: Mapping[str, Any], places: Iterable[Place]) -> tuple[Campaign, frozenset[str]]:
    """What of a definition can be read, and the names of the sections that are not whole.

    Sections are read one by one; of a list, the entries that are at fault are left out. Checks
    that need a whole section are not run without it, so what is missing here is never looked at.
    """
    faulty = {(place[0], place[1] if len(place) > 1 else None) for place in places if place}
    broken = frozenset(str(section) for section, _ in faulty)
    kept: dict[str, Any] = {}
    for name, field in Campaign.model_fields.items():
        value = table.get(name)
        if isinstance(value, list):
            value = [one for at, one in enumerate(value) if (name, at) not in faulty]
        elif name in broken or value is None:
            continue
        section: TypeAdapter[Any] = TypeAdapter(field.annotation or Any)
        kept[name] = section.validate_python(value)
    return Campaign.model_construct(**kept), broken


REMEDIES = {
    "missing": "Add it.",
    "extra_forbidden": "There is no such key: correct its name, or delete it.",
    "literal_error": "Write one of those values.",
}


def _unreadable(table: Mapping[str, Any], error: ValidationError) -> list[Problem]:
    return [
        Problem(
            _key(table, problem["loc"]) or "file",
            f"{problem['msg']}{_value(problem['input'])}",
            REMEDIES.get(problem["type"], "Correct the value."),
        )
        for problem in error.errors()
        if not _is_echo(problem, error)
    ]


def _is_echo(problem: ErrorDetails, error: ValidationError) -> bool:
    """Whether a list is too short only because its entries, reported too, could not be read."""
    place = problem["loc"]
    return problem["type"] == "too_short" and any(
        len(other["loc"]) > len(place) and other["loc"][: len(place)] == place
        for other in error.errors()
    )


def _key(table: Any, place: Place) -> str:
    """The place within the file; entries of a list go by id or code, if they have one."""
    parts = []
    for part in place:
        try:
            table = table[part]
        except (LookupError, TypeError):
            table = None
        name = table.get("id", table.get("code")) if isinstance(table, dict) else None
        parts.append(str(name if isinstance(part, int) and name else part))
    return ".".join(parts)


def _value(value: object) -> str:
    return f" (found {value!r})" if isinstance(value, str | int | float) else ""
