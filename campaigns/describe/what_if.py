"""How a race differs from another, in words: what every figure of a tried race is labelled with."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from campaigns.describe.said import Sayer
from campaigns.rules import Indicator, Ladder, Race
from locales import translator

Value = Decimal | int | str | None
# What stands in a definition as a share, and is said in percent.
SHARES = {"cap", "project_green", "project_yellow"}
# Whatever is left out altogether counts nothing.
LEFT_OUT = {"weight": Decimal(0), "deduction": Decimal(0)}


def label(before: Race, after: Race, language: str) -> str:
    """Everything that is other in `after`, as a line that is never empty."""
    t = translator(language)
    changes = t("what_if.and").join(_changes(before, after, language))
    return t("what_if.label", changes=changes or t("what_if.nothing"))


def _changes(before: Race, after: Race, language: str) -> Iterator[str]:
    names, new = _names(before, Sayer(language)), _settings(after)
    for setting, was in _settings(before).items():
        kind = setting[0]
        if setting not in new and kind not in LEFT_OUT:
            continue
        now = new.get(setting, LEFT_OUT.get(kind))
        if now != was:
            said = (_value(kind, value, language) for value in (was, now))
            values = dict(zip(("before", "after"), said, strict=True))
            yield translator(language)(f"what_if.{kind}", name=names.get(setting, ""), **values)


def _settings(race: Race) -> Mapping[tuple[str, ...], Value]:
    """Everything that can be tried, by its kind and what it is of."""
    found: dict[tuple[str, ...], Value] = {}
    for one in race.components:
        found["weight", one.id] = one.weight
        found["cap", one.id] = one.cap
        if isinstance(one, Ladder):
            found |= {("rung", one.id, rung.id): rung.points for rung in one.rungs}
        if isinstance(one, Indicator):
            found["target", one.id] = one.target
    found |= {("deduction", rule.id): rule.points for rule in race.deductions}
    return found | {
        ("green",): race.unit_lights.green,
        ("yellow",): race.unit_lights.yellow,
        ("project_green",): race.project_lights.green,
        ("project_yellow",): race.project_lights.yellow,
        ("bottom_size",): race.bottom.size,
        ("min_ranked",): race.bottom.min_ranked,
        ("tie_method",): race.tie_method,
    }


def _names(race: Race, say: Sayer) -> Mapping[tuple[str, ...], str]:
    """The names of what settings are of; those of the whole race have none."""
    found: dict[tuple[str, ...], str] = {}
    for rule in race.deductions:
        found["deduction", rule.id] = say.words(rule.name)
    for one in race.components:
        found |= {(kind, one.id): say.words(one.name) for kind in ("weight", "cap", "target")}
        if isinstance(one, Ladder):
            found |= {("rung", one.id, rung.id): say.words(rung.name) for rung in one.rungs}
    return found


def _value(kind: str, value: Value, language: str) -> str:
    say, t = Sayer(language), translator(language)
    if value is None:
        return t(f"what_if.no_{kind}")
    if isinstance(value, str):
        return t(f"what_if.{value}")
    if kind in SHARES:
        return t("what_if.percent", n=say.number(Decimal(value) * 100))
    return say.number(Decimal(value))
