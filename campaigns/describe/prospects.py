"""The rules of attracting projects, as sentences."""

from campaigns.describe.said import Sayer
from campaigns.model import Campaign
from campaigns.prospecting import DutyFloor, Eligibility, ProspectList


def duties(campaign: Campaign, say: Sayer) -> list[str]:
    """A line a post: what it owes in a year."""
    return [
        "- "
        + say(
            "duty",
            post=say.words(one.post),
            n=one.per_year,
            floors=say("or").join(_floor(floor, say) for floor in one.floors),
        )
        + say.source(one.source)
        for one in campaign.duties
    ]


def _floor(floor: DutyFloor, say: Sayer) -> str:
    domain = say(f"domain.{floor.domain}") if floor.domain else say("domain.any")
    if floor.from_yiyuan is not None:
        return say("floor.from", domain=domain, value=say.quantity(floor.from_yiyuan, "亿元"))
    if floor.about_yiyuan is not None:
        return say("floor.about", domain=domain, value=say.quantity(floor.about_yiyuan, "亿元"))
    return domain


def rules(campaign: Campaign, say: Sayer) -> list[str]:
    """Tiers, what may stand on the list, and how it is kept."""
    lines = [
        f"- {say.words(one.name)}{say('colon')}"
        + say("about", value=say.quantity(one.about_yiyuan, "亿元"))
        + (
            say("phrase")
            + say(
                "tier_floor",
                value=say.quantity(one.floor_yiyuan, "亿元"),
                words=say.words(one.floor_for) if one.floor_for else "",
            )
            if one.floor_yiyuan is not None
            else ""
        )
        + say.source(one.source)
        for one in campaign.tiers
    ]
    lines += [
        f"- {say('excluded', name=say.words(one.name))}{say.source(one.source)}"
        for one in campaign.exclusions
    ]
    if campaign.eligibility:
        lines += _eligibility(campaign.eligibility, say)
    if campaign.prospect_list:
        lines += _list(campaign.prospect_list, say)
    return lines


def _eligibility(rule: Eligibility, say: Sayer) -> list[str]:
    said = [
        *([say("one_code")] if rule.one_code_per_site else []),
        *([say("max_phases", phases=rule.max_phases)] if rule.max_phases else []),
        *([say("phase_digits", digits=rule.phase_code_digits)] if rule.phase_code_digits else []),
        *([say("not_started")] if rule.not_started_when_listed else []),
    ]
    lines = [f"- {line}{say.source(rule.source)}" for line in said]
    if rule.phase_mark and rule.phase_mark_source:
        lines.append(f"- {say('phase_mark')}{say.source(rule.phase_mark_source)}")
    return lines


def _list(rule: ProspectList, say: Sayer) -> list[str]:
    reasons = say.names(say(f"exit.{reason}") for reason in rule.exit_reasons)
    nodes = say("arrow").join(say(f"node.{node}") for node in rule.nodes)
    lines = [
        say("exits", reasons=reasons) + say.source(rule.exit_source),
        say("nodes", nodes=nodes) + say.source(rule.nodes_source),
        say("landed", node=say(f"node.{rule.landed_at}")) + say.source(rule.landed_source),
    ]
    if rule.domain and rule.domain_source:
        domain = say("list_domain", domain=say(f"domain.{rule.domain}"))
        lines.append(domain + say.source(rule.domain_source))
    if rule.retire_one_fill_one:
        lines.append(say("fill_up") + say.source(rule.list_source))
    if rule.lists_at_once:
        lines.append(say("at_once") + say.source(rule.list_source))
    if rule.first_in:
        node = say(f"node.{rule.first_in.needs}")
        lines.append(say("first_in", node=node) + say.source(rule.first_in.source))
        alike = say.number(rule.first_in.similarity_from)
        lines.append(say("alike", score=alike) + say.source(rule.first_in.similarity_source))
        if rule.first_in.investor_endings:
            endings = say("endings", endings=say.names(rule.first_in.investor_endings))
            lines.append(endings + say.source(rule.first_in.similarity_source))
    if rule.keeps_secrets and rule.secrets_source:
        lines.append(say("secrets") + say.source(rule.secrets_source))
    return [f"- {line}" for line in lines]
