"""What the checks found at each run: a small file for every content, written once.

It is the only thing about checks that does not follow from the archive, so no figure and no
snapshot is made of it; pages read it beside the snapshot. Where it is missing nothing is said.
"""

import functools
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from warehouse.files import write_whole

FORM = "saima-checks/1"
MOST_RUNS = 24
STAMP = "%Y%m%dT%H%M%S.%fZ"
HISTORY = {
    "content_id": pl.String,
    "checked_at": pl.Datetime,
    "checked_rows": pl.Int64,
    "failures": pl.Int64,
    "critical": pl.Int64,
    "opened": pl.Int64,
    "mended": pl.Int64,
}
# Campaign, rule, unit that filed, month and key of a row: what is found again in the next run.
Item = tuple[str, str, str, str, str]


@dataclass(frozen=True)
class Counts:
    """What the checks looked at and found, exactly, filing by filing.

    `rows`: one row per table, filing and month, with the rows looked at (`checked_rows`) and how
    many of them break a rule that is critical or a warning (`broken_rows`). `failures`: one row per
    filing, month and broken rule. `items`: what is at fault by its key (campaign_id, rule_id,
    filed_by, month, item), in this order, to be found again in the next run; not all, if many.
    """

    rows: pl.DataFrame
    failures: pl.DataFrame
    items: pl.DataFrame


@dataclass(frozen=True)
class Checked:
    """One run: `broken` has a record per campaign and rule, `rows` the rows looked at by campaign.

    A record's `items` are null where more were at fault than a file keeps.
    """

    content_id: str
    checked_at: datetime
    rules: frozenset[str]
    rows: dict[str, int]
    broken: tuple[dict[str, Any], ...]


def keep(folder: Path, content_id: str, rules: Iterable[str], counts: Counts) -> None:
    """Write down what a run found, and by which `rules`; of every content the first time only."""
    if any(folder.glob(f"*-{content_id}.json")):
        return
    at = datetime.now(UTC)
    content = {
        "form": FORM,
        "content": content_id,
        "checked_at": at.isoformat(timespec="microseconds"),
        "rules": sorted(rules),
        "rows": dict(sorted(_sums(counts.rows, ["campaign_id"], "checked_rows").rows())),
        "broken": list(_records(counts)),
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    write_whole(folder / f"{at.strftime(STAMP)}-{content_id}.json", text.encode() + b"\n")


def read(folder: Path, campaign_id: str) -> pl.DataFrame:
    """The last runs that changed something for a campaign, the latest first.

    `failures` is how many rows broke a rule then (severity critical or warning), `critical` how
    many of them stopped the publish. `opened` and `mended` compare with the run before, by the
    rules that both know; they are null for the first run, and where not all rows were kept. A file
    that cannot be read is passed over.
    """
    runs = [run for path in sorted(folder.glob("*-*.json")) if (run := _run(path))]
    told = []
    before: Checked | None = None
    for run in runs:
        if campaign_id not in run.rows:
            continue
        row = _told(run, before, campaign_id)
        if not before or row["opened"] or row["mended"] or _differs(run, before, campaign_id):
            told.append(row)
        before = run
    return pl.DataFrame(told[-MOST_RUNS:][::-1], schema=HISTORY)


def _records(counts: Counts) -> Iterator[dict[str, Any]]:
    kept = {
        key: rows.select("filed_by", "month", "item").rows()
        for key, rows in counts.items.group_by("campaign_id", "rule_id", maintain_order=True)
    }
    by = ["campaign_id", "rule_id", "severity"]
    for row in _sums(counts.failures, by, "failures").iter_rows(named=True):
        found = kept.get((row["campaign_id"], row["rule_id"]), [])
        yield row | {"items": found if len(found) == row["failures"] else None}


def _sums(frame: pl.DataFrame, by: list[str], column: str) -> pl.DataFrame:
    return frame.group_by(by).agg(pl.sum(column)).sort(by)


def _differs(run: Checked, before: Checked, campaign_id: str) -> bool:
    """Whether other rows were looked at, or otherwise many were at fault."""
    return run.rows[campaign_id] != before.rows[campaign_id] or (
        _failures(run, campaign_id) != _failures(before, campaign_id)
    )


def _told(run: Checked, before: Checked | None, campaign_id: str) -> dict[str, Any]:
    opened = mended = None
    if before:
        shared = run.rules & before.rules
        now, then = (_items(each, campaign_id, shared) for each in (run, before))
        if now is not None and then is not None:
            opened, mended = len(now - then), len(then - now)
    return {
        "content_id": run.content_id,
        "checked_at": run.checked_at,
        "checked_rows": run.rows[campaign_id],
        "failures": _failures(run, campaign_id),
        "critical": _failures(run, campaign_id, "critical"),
        "opened": opened,
        "mended": mended,
    }


def _failures(run: Checked, campaign_id: str, *severities: str) -> int:
    wanted = severities or ("critical", "warning")
    return sum(
        each["failures"]
        for each in run.broken
        if each["campaign_id"] == campaign_id and each["severity"] in wanted
    )


def _items(run: Checked, campaign_id: str, rules: frozenset[str]) -> set[Item] | None:
    """What was at fault by its key, without what is only counted; None where not all was kept."""
    found: set[Item] = set()
    for each in run.broken:
        if each["campaign_id"] != campaign_id or each["severity"] == "info":
            continue
        if each["rule_id"] not in rules:
            continue
        if each["items"] is None:
            return None
        found |= {(campaign_id, each["rule_id"], *item) for item in each["items"]}
    return found


# Files are never changed, and a page is opened more often than a run is made.
@functools.lru_cache(maxsize=1000)
def _run(path: Path) -> Checked | None:
    try:
        content = json.loads(path.read_text("utf-8"))
        return Checked(
            content_id=content["content"],
            checked_at=datetime.fromisoformat(content["checked_at"]).replace(tzinfo=None),
            rules=frozenset(content["rules"]),
            rows=content["rows"],
            broken=tuple(content["broken"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
