"""What is wrong with the rules of the race: what nobody counts, reaches or files."""

from collections.abc import Iterator

from campaigns.deductions import COUNTED
from campaigns.lint.problem import Problem, unknown
from campaigns.model import Campaign
from campaigns.parts import repeated
from campaigns.rules import Indicator, Ladder


def deductions(campaign: Campaign) -> Iterator[Problem]:
    """Deductions for what nobody counts, or counts otherwise."""
    for rule in campaign.race.deductions:
        key = f"race.deductions.{rule.id}"
        if rule.id not in COUNTED:
            yield unknown(key, rule.id, COUNTED)
        elif rule.per not in COUNTED[rule.id]:
            yield unknown(f"{key}.per", rule.per, COUNTED[rule.id])
        if rule.id == "no_contact" and campaign.contact_duty is None:
            yield Problem(key, "nobody owes a contact", "Add `[contact_duty]`.")


def rungs(campaign: Campaign) -> Iterator[Problem]:
    """Rungs that nothing reaches, and such as are reached by the same."""
    for ladder in campaign.race.components:
        if not isinstance(ladder, Ladder):
            continue
        key = f"race.components.{ladder.id}.rungs"
        for rung in ladder.rungs:
            if rung.event is None and not rung.milestones:
                yield Problem(
                    f"{key}.{rung.id}",
                    "nothing reaches it",
                    "Give an `event`, or the names of its `milestones`.",
                )
        ways = [way for rung in ladder.rungs for way in (rung.event, *rung.milestones) if way]
        for twice in repeated(ways):
            yield Problem(
                key, f"{twice} reaches two rungs", "Leave it where it earns what it should."
            )


def indicators(campaign: Campaign) -> Iterator[Problem]:
    """Components of indicators that nobody has defined."""
    known = {indicator.id for indicator in campaign.indicators}
    for component in campaign.race.components:
        if isinstance(component, Indicator) and component.indicator not in known:
            key = f"race.components.{component.id}.indicator"
            yield unknown(key, component.indicator, known)
