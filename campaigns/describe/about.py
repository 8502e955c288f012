"""The rules that a measure follows in a campaign, by name: what a definition says of each part.

A registry of measures names them; the sentences are made of the definition and of nothing else.
"""

import functools
import inspect
from collections.abc import Callable, Iterable
from decimal import Decimal
from importlib import import_module

from campaigns.describe import duties, measures, prospects, race, targets
from campaigns.describe.said import Sayer
from campaigns.model import Campaign
from campaigns.parts import Source
from campaigns.reading import parse

RULES: dict[str, Callable[[Campaign, Sayer], list[str]]] = {
    "bands": race.bands,
    "bottom": race.bottom,
    "closing": duties.closing,
    "comparison": measures.comparison,
    "completion_rate": measures.completion_rate,
    "components": race.components,
    "construction_limits": duties.construction_limits,
    "consequences": race.consequences,
    "contacts": duties.contacts,
    "deductions": race.deductions,
    "duties": prospects.duties,
    "figure": lambda campaign, say: ["- " + figure(campaign, say)],
    "filing": duties.filing,
    "forecast": measures.forecast,
    "issues": duties.issue_levels,
    "monitoring": duties.monitoring,
    "period": lambda campaign, say: ["- " + period(campaign, say)],
    "project_lights": race.project_lights,
    "prospects": prospects.rules,
    "rounding": race.rounding,
    "slow": duties.slow_projects,
    "start_rate": measures.start_rate,
    "targets": targets.targets,
    "ties": race.ties,
    "time_limits": duties.time_limits,
    "unit_lights": race.unit_lights,
}


def rules(definition: str, names: Iterable[str], language: str) -> list[str]:
    """The sentences of these rules as a list in Markdown; none of what is not regulated."""
    campaign, say = _campaign(definition), Sayer(language)
    return [line for name in names for line in RULES[name](campaign, say)]


def clauses(definition: str, names: Iterable[str], language: str) -> list[str]:
    """The clauses that these rules come from, each once; and that a number is ours, at the end."""
    citing = _Citing(language)
    for name in names:
        RULES[name](_campaign(definition), citing)
    ours = [citing("ours_too")] if any(source.ours for source in citing.cited) else []
    cited = [citing("clause", clause=source.clause) for source in citing.cited if source.clause]
    return [*dict.fromkeys(cited), *ours]


class _Citing(Sayer):
    """Keeps what is cited."""

    def __init__(self, language: str) -> None:
        super().__init__(language)
        self.cited: list[Source] = []

    def source(self, source: Source) -> str:
        self.cited.append(source)
        return super().source(source)


def components(definition: str, language: str) -> list[tuple[str, Decimal]]:
    """What the score is made of: names with their shares of all weights, the heaviest first."""
    found, say = _campaign(definition).race.components, Sayer(language)
    total = sum(one.weight for one in found)
    return sorted(((say.words(one.name), one.weight / total) for one in found), key=_heaviest)


def _heaviest(part: tuple[str, Decimal]) -> Decimal:
    return -part[1]


def period(campaign: Campaign, say: Sayer) -> str:
    """From when to when the campaign runs."""
    said = say("period", start=campaign.period.start, end=campaign.period.end)
    return said + say.source(campaign.period.source)


def figure(campaign: Campaign, say: Sayer) -> str:
    """Which figure ranks."""
    return say(f"figure.{campaign.figure}") + say.source(campaign.figure_source)


@functools.cache
def code(module: str) -> str:
    """The source of a module of rules, `campaigns.<module>`; ModuleNotFoundError if none."""
    return inspect.getsource(import_module(f"campaigns.{module}"))


@functools.lru_cache
def _campaign(definition: str) -> Campaign:
    return parse(definition)
