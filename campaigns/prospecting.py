"""The rules of attracting projects: tiers, duties per post, eligibility, the list."""

import re
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from campaigns.parts import Domain, Id, Part, Source, Words
from campaigns.targets import Size, Tier

Node = Literal[
    "signed_on",
    "company_registered_on",
    "code_obtained_on",
    "land_permit_on",
    "drawings_done_on",
    "construction_permit_on",
    "started_on",
]


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"no regular expression: {error}") from None
    return text


class ProspectTier(Part):
    """A tier of prospects: about how large, and the floor for those that qualify for it."""

    id: Tier
    name: Words
    about_yiyuan: Size
    floor_yiyuan: Size | None = None
    floor_for: Words | None = None
    source: Source


class DutyFloor(Part):
    """A way to meet a duty: a prospect of this size, of this domain if one is named.

    `from_yiyuan` is a floor (以上), `about_yiyuan` a size that a tier's floor defines (左右).
    """

    domain: Domain | None = None
    from_yiyuan: Size | None = None
    about_yiyuan: Size | None = None


class Duty(Part):
    """What a post owes in a year: `per_year` prospects, each meeting one of `floors`.

    `contenders` are the units whose heads hold the post; none where it is not a unit's.
    """

    id: Id
    post: Words
    per_year: Annotated[int, Field(ge=1)]
    floors: Annotated[tuple[DutyFloor, ...], Field(min_length=1)]
    contenders: tuple[Id, ...] = ()
    source: Source


class Exclusion(Part):
    """What may not stand on the list; `words` are recognised in sector, name and content."""

    id: Id
    name: Words
    words: tuple[str, ...] = ()
    source: Source


class Eligibility(Part):
    """Who may stand on the list. `phase_code_digits`: so many first digits of the codes agree.

    `one_code_per_site`: one investor at one place has one project code. `phase_mark` is the regular
    expression of what a name says about its phase (二期): names that differ in it alone are phases.
    """

    domains: tuple[Domain, ...] = ()
    one_code_per_site: bool = False
    max_phases: Annotated[int, Field(ge=1)] | None = None
    phase_code_digits: Annotated[int, Field(ge=1, le=20)] | None = None
    phase_mark: Annotated[str, AfterValidator(_pattern)] | None = None
    phase_mark_source: Source | None = None
    not_started_when_listed: bool = False
    source: Source


class FirstIn(Part):
    """先报先入: who lists first has it. `needs` is the node from which on an entry is protected.

    `similarity_from` (0 to 1) is how alike investor and content must be to be shown as a conflict.
    `investor_endings` say what kind of company it is, and do not tell investors apart.
    """

    needs: Node
    similarity_from: Annotated[Decimal, Field(gt=0, le=1)]
    investor_endings: tuple[str, ...] = ()
    similarity_source: Source
    source: Source


class ProspectList(Part):
    """How the list is kept: reasons to leave it, replacement, nodes in order, what has landed.

    `domain` is that of all prospects, where the list takes but one: no row of it states its own.
    `retire_one_fill_one`: who has fewer than its duty must fill up. `lists_at_once`: 即报即列.
    """

    domain: Domain | None = None
    domain_source: Source | None = None
    exit_reasons: tuple[Literal["started", "policy_changed", "investor_withdrew"], ...]
    exit_source: Source
    retire_one_fill_one: bool = False
    lists_at_once: bool = False
    list_source: Source
    first_in: FirstIn | None = None
    nodes: tuple[Node, ...]
    nodes_source: Source
    landed_at: Node
    landed_source: Source
    keeps_secrets: bool = False
    secrets_source: Source | None = None

    @model_validator(mode="after")
    def _says_whence_the_domain(self) -> Self:
        if (self.domain is None) != (self.domain_source is None):
            raise ValueError("give `domain` and `domain_source` together")
        return self
