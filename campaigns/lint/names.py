"""What is wrong with names: two of the same, and names of things that nobody has defined."""

from collections.abc import Iterator

from campaigns.lint.problem import Problem, unknown
from campaigns.model import Campaign, names_of
from campaigns.parts import repeated

# Sections whose entries are called by an id, and so may not share one.
NAMED = (
    "tracks",
    "targets",
    "named_projects",
    "indicators",
    "plans",
    "time_limits",
    "tiers",
    "duties",
    "exclusions",
    "consequences",
    "issue_levels",
    "reviews",
    "domains",
    "categories",
)


def ids(campaign: Campaign) -> Iterator[Problem]:
    """Entries of a section with the same id."""
    for section in NAMED:
        for twice in repeated(entry.id for entry in getattr(campaign, section, ())):
            yield Problem(section, f"two are called {twice}", "Give one of them another id.")


def units(campaign: Campaign) -> Iterator[Problem]:
    """Units that a filing could not tell apart."""
    for twice in repeated(name for unit in campaign.units for name in names_of(unit)):
        yield Problem(
            "tracks",
            f"two units are called {twice}",
            "Give one of them another code, name or alias.",
        )


def consequences(campaign: Campaign) -> Iterator[Problem]:
    """Consequences of levels and targets that do not exist."""
    targets = {target.id for target in campaign.targets}
    levels = {level.id for level in campaign.issue_levels}
    for one in campaign.consequences:
        for key, value, known in (
            ("level", one.when.level, levels),
            ("target", one.when.target, targets),
        ):
            if value is not None and value not in known:
                yield unknown(f"consequences.{one.id}.when.{key}", value, known)


def duties(campaign: Campaign) -> Iterator[Problem]:
    """Duties of units that do not race."""
    known = {unit.code for unit in campaign.contenders}
    for duty in campaign.duties:
        for code in duty.contenders:
            if code not in known:
                yield unknown(f"duties.{duty.id}.contenders", code, known)


def links(campaign: Campaign) -> Iterator[Problem]:
    """Plans of targets and benchmarks of indicators that do not exist."""
    targets = {target.id for target in campaign.targets}
    indicators = {indicator.id for indicator in campaign.indicators}
    for plan in campaign.plans:
        for target in plan.targets:
            if target not in targets:
                yield unknown(f"plans.{plan.id}.targets", target, targets)
    for benchmark in campaign.benchmarks:
        for indicator in benchmark.indicators:
            if indicator not in indicators:
                yield unknown(f"benchmarks.{benchmark.code}.indicators", indicator, indicators)


def prospect_list(campaign: Campaign) -> Iterator[Problem]:
    """Nodes that the list does not have."""
    listed = campaign.prospect_list
    if listed is None:
        return
    for key, node in (
        ("landed_at", listed.landed_at),
        ("first_in.needs", listed.first_in.needs if listed.first_in else None),
    ):
        if node is not None and node not in listed.nodes:
            yield unknown(f"prospect_list.{key}", node, listed.nodes)
