"""What points are taken off for, counted a second time in plain Python, by the words of DOMAIN §3.

missed_monthly_target  planned in the month > completed in it, or a milestone due in it not done by
                       its end; of what was filed for the month. Lists stand, but of milestones only
                       a list filed for the month says what was done.
late_filing            the first filing of unit and month came after the deadline's day in China, or
                       has not come though that day was over when the campaign last received
                       anything. Owed by units that have filed a list of projects or prospects.
overdue_issue          projects with an issue past its due day at the month's end and not resolved
no_contact             projects with fewer contacts in the month than their lead official owes;
                       completed ones owe none, nor is anything known where nothing was filed

Of projects: all that the unit lists.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from tests.reference import Amount, Project, Reference, Row, total

CHINA = timedelta(hours=8)
Missed = dict[str, tuple[int | None, int | None]]


def deductions(reference: Reference, unit: str, month: str) -> Missed:
    """(count, of_projects) of every kind that the definition names and that can be counted."""
    own = [project for project in reference.projects[month] if project.unit == unit]
    found: Missed = {}
    if own:
        codes = {project.code for project in own}
        found["missed_monthly_target"] = _of(own, missed_targets(reference, own, month))
        found["overdue_issue"] = _of(own, codes & overdue(reference, month))
        found["no_contact"] = _of(own, not_contacted(reference, own, month))
    late = is_late(reference, unit, month)
    if late is not NOT_OWED:
        found["late_filing"] = (None if late is None else int(bool(late)), None)
    named = {rule.id for rule in reference.campaign.race.deductions}
    return {kind: counted for kind, counted in found.items() if kind in named}


def _of(own: list[Project], codes: set[str] | None) -> tuple[int | None, int]:
    return None if codes is None else len(codes), len(own)


def missed_targets(reference: Reference, own: list[Project], month: str) -> set[str] | None:
    """None where nothing of the month is known."""
    at = reference.months[month]
    codes = {project.code for project in own}
    nodes: list[Row] = [
        row
        for (table, _, filed_for), filing in reference.current.items()
        if table == "milestones" and filed_for == month
        for row in filing.rows
        if row["project_code"] in codes
    ]
    missed = {
        str(row["project_code"])
        for row in nodes
        if row["planned_on"].strftime("%Y-%m") == month
        and not (row["done_on"] and row["done_on"] <= at.last_day)
    }
    plans = {
        row["project_code"]: row["planned_investment_wanyuan"]
        for rows in reference.register("plans", month).values()
        for row in rows
        if row["month"] == month
    }
    for project in own:
        planned, done = plans.get(project.code), in_month(reference, project.code, month)
        if planned is not None and done is not None and planned > done:
            missed.add(project.code)
    return missed if nodes or any(project.is_filed for project in own) else None


def in_month(reference: Reference, code: str, month: str) -> Amount:
    """Completed in the month alone, like compared with like; None where it cannot be known."""
    rows = reference.progress[code]
    if month not in rows:
        return None
    names = list(reference.months)
    before = names[names.index(month) - 1] if names.index(month) else None
    row, earlier = rows[month], rows.get(before or "")
    counted = _difference(row, earlier, before, "statistical_to_date_wanyuan")
    if reference.campaign.figure == "statistical" and counted is not None:
        return counted
    if row["invested_in_month_wanyuan"] is not None:
        return _amount(row["invested_in_month_wanyuan"])
    known = [rows[name] for name in names if name in rows and before and name <= before]
    summed = (
        {"invested_to_date_wanyuan": _to_date(known)} if earlier and _has_figure(earlier) else None
    )
    return _difference(row, summed, before, "invested_to_date_wanyuan")


def _amount(value: Any) -> Amount:
    amount: Amount = value
    return amount


def _difference(row: Any, earlier: Any, before: str | None, column: str) -> Amount:
    now = _amount(row[column])
    if now is None or before is None:
        return now
    then = _amount(earlier[column]) if earlier else None
    return None if then is None else now - then


def _has_figure(row: Any) -> bool:
    return (
        row["invested_to_date_wanyuan"] is not None or row["invested_in_month_wanyuan"] is not None
    )


def _to_date(rows: list[Any]) -> Amount:
    figure: Amount = None
    for row in rows:
        to_date = row["invested_to_date_wanyuan"]
        figure = (
            to_date if to_date is not None else total((figure, row["invested_in_month_wanyuan"]))
        )
    return figure


def overdue(reference: Reference, month: str) -> set[str]:
    end = reference.months[month].last_day
    return {
        str(row["project_code"])
        for rows in reference.register("issues", month).values()
        for row in rows
        if row["due_on"] and row["due_on"] < end
        if not (row["resolved_on"] and row["resolved_on"] <= end)
    }


def not_contacted(reference: Reference, own: list[Project], month: str) -> set[str] | None:
    duty = reference.campaign.contact_duty
    contacts = [
        row["project_code"]
        for (table, _, filed_for), filing in reference.current.items()
        if table == "contacts" and filed_for == month
        for row in filing.rows
    ]
    filers = {unit for _, unit, filed_for in reference.current if filed_for == month}
    lister = {
        row["project_code"]: unit
        for unit, rows in reference.register("projects", month).items()
        for row in rows
    }
    seen = [project for project in own if lister[project.code] in filers]
    if not seen:
        return None
    return {
        project.code
        for project in seen
        if duty
        and (not duty.categories or project.category in duty.categories)
        and not project.is_completed
        and contacts.count(project.code) < duty.times_per_month
    }


NOT_OWED = object()


def is_late(reference: Reference, unit: str, month: str) -> Any:
    """True or False; None before the deadline; NOT_OWED."""
    owes = any(unit in reference.register(table, month) for table in ("projects", "prospects"))
    if not owes:
        return NOT_OWED
    year, number = int(month[:4]), int(month[5:])
    due = date(year + number // 12, number % 12 + 1, reference.campaign.deadline_day)
    moments = [
        each.filed_at for each in reference.filed if (each.unit, each.month) == (unit, month)
    ]
    if moments:
        return (min(moments) + CHINA).date() > due
    last = max(each.filed_at for each in reference.filed)
    return True if (last + CHINA).date() > due else None


def cases(reference: Reference, month: str) -> Iterator[tuple[str, str, str]]:
    """(unit, kind, project) of every project that missed something."""
    for unit in {project.unit for project in reference.projects[month]}:
        own = [project for project in reference.projects[month] if project.unit == unit]
        late = overdue(reference, month)
        for kind, codes in (
            ("missed_monthly_target", missed_targets(reference, own, month)),
            ("overdue_issue", {project.code for project in own} & late),
            ("no_contact", not_contacted(reference, own, month)),
        ):
            yield from ((unit, kind, code) for code in codes or ())
