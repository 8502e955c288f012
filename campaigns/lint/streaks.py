"""What is wrong with streaks: consequences that no unit could ever meet."""

from collections.abc import Iterator

from campaigns.lint.problem import Problem
from campaigns.model import Campaign


def lengths(campaign: Campaign) -> Iterator[Problem]:
    """Streaks of more months than the campaign has."""
    start, end = campaign.period.start, campaign.period.end
    there_are = 12 * (end.year - start.year) + end.month - start.month + 1
    for one in campaign.consequences:
        if one.when.months is not None and one.when.months > there_are:
            yield Problem(
                f"consequences.{one.id}.when.months",
                f"{one.when.months} months running, and the campaign has {there_are}",
                "Make it fewer, or leave the consequence out.",
            )


def bottoms(campaign: Campaign) -> Iterator[Problem]:
    """Streaks where no track is large enough for a bottom."""
    needed = campaign.race.bottom.min_ranked
    largest = max((len(track.contenders) for track in campaign.tracks), default=0)
    if largest >= needed:
        return
    for one in campaign.consequences:
        if one.when.kind == "streak":
            yield Problem(
                f"consequences.{one.id}.when",
                f"nobody is ever in the bottom: it needs {needed} ranked units, and the largest "
                f"track has {largest}",
                "Lower `race.bottom.min_ranked`, or leave the consequence out.",
            )
