"""A trial: the rules that a reader wants to see instead of the definition's. It is never stored.

The URL is the only memory, in one parameter: `try=<campaign>;weight.build=40;cap.build=110;…`, so a
trial can be sent to a colleague and belongs to its campaign alone. Shares are percents, and nothing
after the `=` means none. What equals the definition is left out.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import polars as pl
import streamlit as st

from campaigns import Campaign, CampaignError
from campaigns.components import Filed
from campaigns.describe.said import Sayer
from campaigns.describe.what_if import SHARES, names
from campaigns.reading import parse
from campaigns.tried import Tried, summary, what_if
from campaigns.what_if import Setting, Value, changes_of, settings
from pages._shared import show
from pages._shared.run import Run

TRY = "try"
# Projects' lights have no effect on the race of units; ties go by the document.
LEFT_ALONE = {("project_green",), ("project_yellow",), ("tie_method",)}
COUNTS = {"bottom_size", "min_ranked"}
MAY_BE_NONE = {"cap", "target"}
STEPS = {"deduction": 0.5}
GROUP_PIXELS = 350
BOX_PIXELS = 165
PERCENT = Decimal(100)


@dataclass(frozen=True)
class Trial:
    """The campaign as the snapshot was made by it, all its settings and what is tried instead."""

    campaign: Campaign
    defined: Mapping[Setting, Value]
    tried: Mapping[Setting, Value]

    def run(self) -> Tried:
        """The race by these rules. Raises CampaignError where they contradict each other."""
        return what_if(self.campaign, changes_of(self.tried))


def asked(run: Run) -> Trial:
    """The trial of the URL. What it names and cannot be tried is said."""
    campaign = _campaign_of(run)
    defined = {
        setting: value
        for setting, value in settings(campaign.race).items()
        if setting not in LEFT_ALONE
    }
    of, _, text = st.query_params.get(TRY, "").partition(";")
    tried: dict[Setting, Value] = {}
    for part in text.split(";") if of == campaign.id and text else ():
        name, _, written = part.partition("=")
        setting = tuple(name.split("."))
        try:
            if setting not in defined:
                raise ValueError(name)
            tried[setting] = _read(setting, written)
        except (ValueError, InvalidOperation):
            st.warning(show.plain(run.t("trial.unknown", asked=part)))
    changed = {key: value for key, value in tried.items() if value != defined[key]}
    return Trial(campaign, defined, changed)


def draw(trial: Trial, run: Run) -> None:
    """A box per setting, by what it is of: components and deductions, then the race as a whole."""
    say = Sayer(run.t.language)
    race = trial.campaign.race
    called = names(race, say)
    sources = {rule.id: say.source(rule.source) for rule in (*race.components, *race.deductions)}
    titles = {rule.id: say.words(rule.name) for rule in (*race.components, *race.deductions)}
    groups: dict[str, list[Setting]] = {}
    for setting in trial.defined:
        groups.setdefault("".join(setting[1:2]), []).append(setting)
    with st.container(horizontal=True):
        for of, group in groups.items():
            title = f"{titles[of]} {sources[of]}" if of else run.t("trial.whole")
            with st.container(width=GROUP_PIXELS):
                st.markdown(f"**{show.plain(title)}**")
                with st.container(horizontal=True):
                    for setting in group:
                        name = called.get(setting, "")
                        _box(setting, trial, run.t(f"trial.{setting[0]}", name=name))


def compared(trial: Trial, run: Run) -> pl.DataFrame | None:
    """Every contender of the tracks shown, by both rules, with its name; in the order as tried.

    None where the rules contradict each other.
    """
    return run.work(_compared, frozenset(trial.tried.items()))


def _compared(run: Run, tried: frozenset[tuple[Setting, Value]]) -> pl.DataFrame | None:
    try:
        race = what_if(_campaign_of(run), changes_of(dict(tried)))
    except CampaignError:
        return None
    units = run.ask_named("units_in_race").select("unit_id", "unit")
    return (
        race.differences(Filed.asked(run.ask), [run.month], run.t.language)
        .join(units, on="unit_id")
        .sort("track_id", "rank_after", "rank_before", nulls_last=True)
    )


def outcome(table: pl.DataFrame) -> dict[str, object]:
    """What became of the trial: the numbers of `summary`, and the names of who joins and leaves."""
    called = dict(table.select("unit_id", "unit").iter_rows())
    found = summary(table)
    return found | {key: [called[each] for each in found[key]] for key in ("joined", "left")}


def _campaign_of(run: Run) -> Campaign:
    return _campaign(run.ask("definition")["definition_toml"][0])


@functools.lru_cache(maxsize=32)
def _campaign(text: str) -> Campaign:
    return parse(text)


def _read(setting: Setting, written: str) -> Value:
    if not written and setting[0] in MAY_BE_NONE:
        return None
    if setting[0] in COUNTS:
        return int(written)
    number = Decimal(written)
    if not number.is_finite():
        raise ValueError(written)
    return number / PERCENT if setting[0] in SHARES else number


def _shown(setting: Setting, value: Value) -> Decimal | None:
    """A value as it stands in the URL and in its box."""
    if value is None:
        return None
    return Decimal(value) * PERCENT if setting[0] in SHARES else Decimal(value)


def _box(setting: Setting, trial: Trial, label: str) -> None:
    key = ".".join((TRY, *setting))
    shown = _shown(setting, trial.tried.get(setting, trial.defined[setting]))
    kind = int if setting[0] in COUNTS else float
    st.session_state[key] = None if shown is None else kind(shown)
    st.number_input(
        label,
        value=None,
        min_value=kind(0),
        step=kind(STEPS.get(setting[0], 1)),
        format=None if kind is int else "%g",
        key=key,
        on_change=_keep,
        args=(key, setting, trial),
        width=BOX_PIXELS,
    )


def _keep(key: str, setting: Setting, trial: Trial) -> None:
    """Bring the URL up to date with what has been typed; an emptied box goes back or means none."""
    typed = st.session_state[key]
    value = trial.defined[setting]
    if typed is not None or setting[0] in MAY_BE_NONE:
        value = _read(setting, "" if typed is None else str(typed))
    tried = {**trial.tried, setting: value}
    parts = [
        f"{'.'.join(each)}={'' if shown is None else format(shown.normalize(), 'f')}"
        for each, now in tried.items()
        if now != trial.defined[each]
        for shown in [_shown(each, now)]
    ]
    if parts:
        st.query_params[TRY] = ";".join((trial.campaign.id, *parts))
    else:
        reset()


def reset() -> None:
    """Back to the rules of the definition."""
    st.query_params.pop(TRY, None)
