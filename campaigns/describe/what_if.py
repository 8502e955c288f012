"""How a race differs from another, in words: what every figure of a tried race is labelled with."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from campaigns.describe.said import Sayer
from campaigns.rules import Ladder, Race
from campaigns.what_if import Setting, Value, settings
from locales import translator

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
    named, new = names(before, Sayer(language)), settings(after)
    for setting, was in settings(before).items():
        kind = setting[0]
        if setting not in new and kind not in LEFT_OUT:
            continue
        now = new.get(setting, LEFT_OUT.get(kind))
        if now != was:
            said = (_value(kind, value, language) for value in (was, now))
            values = dict(zip(("before", "after"), said, strict=True))
            yield translator(language)(f"what_if.{kind}", name=named.get(setting, ""), **values)


def names(race: Race, say: Sayer) -> Mapping[Setting, str]:
    """The names of what settings are of; those of the whole race have none."""
    found: dict[Setting, str] = {}
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
