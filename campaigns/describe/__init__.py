"""A campaign as a page that people read, in Chinese or English, every rule with its clause.

The page is Markdown: readable as it is in a terminal, and wherever Markdown is shown. What the
campaign does not regulate has no section.
"""

from campaigns.describe import about, duties, measures, prospects, race, targets
from campaigns.describe.said import Sayer
from campaigns.model import Campaign

SECTIONS = (
    ("filing", duties.filing),
    ("targets", targets.targets),
    ("benchmarks", targets.benchmarks),
    ("named_projects", targets.named_projects),
    ("plans", targets.plans),
    ("race", race.race),
    ("deductions", race.deductions),
    ("consequences", race.consequences),
    ("limits", duties.limits),
    ("slow", duties.slow_projects),
    ("closing", duties.closing),
    ("duties", prospects.duties),
    ("prospects", prospects.rules),
    ("contacts", duties.contacts),
    ("issues", duties.issue_levels),
    ("reviews", duties.reviews),
    ("measures", measures.measures),
    ("contenders", race.contenders),
)


def page(campaign: Campaign, language: str) -> str:
    """The whole definition in that language."""
    say = Sayer(language)
    lines = [f"# {say.words(campaign.name)}", "", *_head(campaign, say)]
    for heading, section in SECTIONS:
        found = section(campaign, say)
        if found:
            lines += ["", f"## {say(f'heading.{heading}')}", "", *found]
    return "\n".join(lines) + "\n"


def _head(campaign: Campaign, say: Sayer) -> list[str]:
    return [
        say("document", document=campaign.document),
        "",
        "- " + about.period(campaign, say),
        "- " + say("office", name=say.words(campaign.office.name)),
        "- " + about.figure(campaign, say),
    ]
