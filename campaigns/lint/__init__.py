"""What is wrong with a definition that no part of it can tell alone: sums, gaps, contradictions.

Each check is one function of the campaign that yields problems. A check says which sections it
needs whole: where one of them could not even be read, the check is left out, so that a mistyped
contender is not reported once more for every target that names it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from campaigns.lint import limits, names, race, streaks, targets
from campaigns.lint.problem import Problem
from campaigns.model import Campaign

__all__ = ["RULES", "Problem", "Rule", "problems"]


@dataclass(frozen=True)
class Rule:
    """A check, and the sections of a definition that it cannot do without."""

    check: Callable[[Campaign], Iterable[Problem]]
    needs: frozenset[str] = frozenset()


RULES = (
    Rule(names.ids),
    Rule(names.units, frozenset({"tracks", "office"})),
    Rule(limits.weights, frozenset({"race"})),
    Rule(race.deductions, frozenset({"race", "contact_duty"})),
    Rule(race.rungs, frozenset({"race"})),
    Rule(race.indicators, frozenset({"race", "indicators"})),
    Rule(limits.construction_limits, frozenset({"construction_limits"})),
    Rule(limits.reminders, frozenset({"deadline_day", "filing"})),
    Rule(limits.issue_levels, frozenset({"issue_levels"})),
    Rule(limits.upside_down),
    Rule(limits.marathons, frozenset({"slow_projects", "construction_limits"})),
    Rule(targets.dates, frozenset({"period"})),
    Rule(targets.contradictions, frozenset({"period"})),
    Rule(targets.references, frozenset({"tracks", "indicators", "named_projects"})),
    Rule(targets.sections, frozenset({"prospect_list"})),
    Rule(names.consequences, frozenset({"targets", "issue_levels"})),
    Rule(streaks.lengths, frozenset({"period"})),
    Rule(streaks.bottoms, frozenset({"tracks", "race"})),
    Rule(names.duties, frozenset({"tracks"})),
    Rule(names.links, frozenset({"targets", "indicators"})),
    Rule(names.prospect_list, frozenset({"prospect_list"})),
)


def problems(campaign: Campaign, broken: frozenset[str] = frozenset()) -> list[Problem]:
    """Everything that contradicts itself, in the order of the checks.

    `broken` are sections of which something could not be read.
    """
    return [
        problem for rule in RULES if not rule.needs & broken for problem in rule.check(campaign)
    ]
