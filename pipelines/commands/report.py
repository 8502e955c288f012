"""What a command tells the engineer about rejects and checks: place, value, reason and remedy."""

from collections import Counter
from typing import Any

import click
import polars as pl

from locales import findings, translator
from pipelines.commands.common import Refused, say
from pipelines.commands.understood import where
from pipelines.editions.difference import said
from pipelines.stages.load import Loaded, reasons
from warehouse import snapshots
from warehouse.home import Home, known_errors_of
from warehouse.queries import read
from warehouse.store import open_store
from warehouse.tables import TABLES
from warehouse.tables.said import value as said_value

LANGUAGE = "zh-CN"
SHOWN_ROWS = 100


def say_loaded(loaded: Loaded) -> dict[str, Any]:
    """Name every reject, and return the counts."""
    rejects = pl.concat(loaded.rejects) if loaded.rejects else pl.DataFrame()
    for row in rejects.head(SHOWN_ROWS).iter_rows(named=True):
        say(sentence(row))
    if rejects.height > SHOWN_ROWS:
        say(f"… {rejects.height - SHOWN_ROWS} more; all of them are in the snapshot's `rejects`.")
    for name in loaded.left_alone:
        say(translator(LANGUAGE)("filing.left_alone", name=name))
    for row in loaded.known_errors:
        if row["state"] != "applied":
            say(known_error_sentence(row))
    return {
        "received": loaded.received,
        "read": loaded.read,
        "rows": loaded.rows,
        "rejected_rows": loaded.rejected_rows,
        "reasons": dict(sorted(reasons(loaded).items())),
        "notes": dict(sorted(loaded.notes.items())),
        "left_alone": loaded.left_alone,
        "known_errors": dict(sorted(Counter(r["state"] for r in loaded.known_errors).items())),
    }


def sentence(reject: dict[str, Any]) -> str:
    """A reject in words: file, sheet, row, column, value, what is wrong and what to do."""
    t = translator(LANGUAGE)
    place = " · ".join(part for part in (reject["source_file"], where(reject, t)) if part)
    return f"{place}：{findings.reject(t, reject)}"


def known_error_sentence(row: dict[str, Any]) -> str:
    """What became of a known error, where it stands, and what to do about it."""
    table = TABLES[row["table_name"]]
    where = (known_errors_of(row["campaign_id"]), row["known_error_id"])
    cell = (table.zh, row["row_key"], row["month"], table.column(row["column_name"]).zh)
    return f"{' · '.join(where)}（{' · '.join(cell)}）：{became(row)}"


def became(row: dict[str, Any]) -> str:
    """What became of a known error, its values in words."""
    t = translator(LANGUAGE)
    values = {
        name: row[name] and said_value(t, row["table_name"], row["column_name"], row[name])
        for name in ("wrong", "right_value", "value_found")
    }
    return findings.known_error(t, row | values)


def note_sentence(note: dict[str, Any]) -> str:
    """A note in words: its place, and what was read otherwise than written, or left out."""
    t = translator(LANGUAGE)
    return f"{where(note, t)}：{findings.note(t, note)}"


def say_checks(place: Home, snapshot: str, results: pl.DataFrame) -> dict[str, int]:
    """Name every broken rule, and return how many are broken, by severity.

    With their rows, but where a rule only informs: those are in the snapshot.
    """
    t = translator(LANGUAGE)
    broken = results.filter(outcome="failed")
    with open_store(place.store) as store:
        failures = store.frame(
            "select * from check_failures where snapshot_id = $snapshot", snapshot=snapshot
        )
    for rule in broken.iter_rows(named=True):
        say(f"{rule['severity']}: {t('checks.' + rule['rule_id'])} ({rule['failures']})")
        shown = SHOWN_ROWS if rule["severity"] != "info" else 0
        rows = failures.filter(rule_id=rule["rule_id"]).head(shown)
        for row in rows.iter_rows(named=True):
            at = t("filing.row", row=row["source_row"])
            where = " · ".join(filter(None, (row["source_file"], row["source_sheet"], at)))
            say(f"    {where}：{findings.remedy(t, row)}")
    severities = ("critical", "warning", "info")
    counts = {name: broken.filter(severity=name).height for name in severities}
    return {"rules": results.height, **counts}


def say_changes(place: Home, campaign: str, month: str, *, aloud: bool) -> dict[str, Any]:
    """Who stands otherwise than published and why, from the snapshot that is served."""
    served = snapshots.current(place.snapshots)
    if served is None:
        raise Refused("Nothing is served. Run `python -m pipelines run`.")
    cursor = snapshots.connect(served).cursor()
    asked = {"campaign": campaign, "month": month, "track": "all", "language": LANGUAGE}
    changes = read(cursor, "edition_changes", **asked).to_dicts()
    causes = read(cursor, "edition_causes", **asked).to_dicts()
    for change in changes if aloud else ():
        t = translator(LANGUAGE)
        click.echo(t("editions.changed", **{name: said(value) for name, value in change.items()}))
        for cause in causes:
            if cause["unit_id"] == change["unit_id"]:
                click.echo(f"    {because(cause)}")
    return {"changes": changes, "causes": causes}


def because(cause: dict[str, Any]) -> str:
    """Why a unit stands otherwise, in words: who, and by which filing."""
    t = translator(LANGUAGE)
    who = t(f"editions.relation_{cause['relation']}", unit=cause["other"])
    why = t(
        f"editions.because_{cause['reason']}",
        received_at=cause["received_at"],
        file=cause["source_file"],
        table=cause["table_name"],
    )
    return t("editions.cause", who=who, why=why)
