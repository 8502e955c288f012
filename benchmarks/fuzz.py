"""`python -m benchmarks.fuzz --seconds N`: spoil files, bytes and cells, and read what is left.

Whatever comes of a spoilt file must be an answer: rows and rejects, or a refusal with a reason.
Nothing may raise, hang or be passed over, and one other cell may change nothing but itself. The
same seed spoils the same file; one that is read wrongly is kept, so that it can become a test.
"""

import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import count, takewhile
from pathlib import Path
from typing import Any

import click

import campaigns
from benchmarks.spoiling import ABOVE, Spoilt, spoilt
from pipelines.filing.archive import Receipt
from pipelines.stages.reader import Reader
from pipelines.stages.workers import Workers, cores
from warehouse.store import Reading

PATHS = {"csv": "yueqing-2021/2021-10/柳市镇_月度进展.csv"}
PATH = "yueqing-2021/2021-10/柳市镇.xlsx"
# The columns of the table from its second, which is the code.
COLUMNS = (
    "project_code",
    "invested_in_month_wanyuan",
    "invested_to_date_wanyuan",
    "status",
    "started_on",
    "site_progress",
)
AMOUNTS = COLUMNS[1:3]
UNITS = {"亿元": Decimal(10_000), "万元": Decimal(1), "元": Decimal("0.0001")}


def job(seed: int) -> tuple[Receipt, bytes]:
    """The file that a seed makes, and where it would have come from."""
    made = spoilt(seed)
    path = PATHS.get(made.kind, PATH)
    moment = "2021-11-03T00:00:00+00:00"
    return Receipt(path, str(seed), len(made.content), 0, moment, {}), made.content


def outcome(reading: Reading, made: Spoilt) -> str:
    """How a reading ended: read, rejects or refused. Raises AssertionError for what must not be."""
    reasons = set(reading.rejects["reason"])
    assert "reader_failed" not in reasons, reading.rejects["value"].to_list()
    if not reading.filings:
        # A table of which nothing is left but its header is told to be that.
        is_told = reasons or reading.left_alone or "table_not_filed" in reading.notes["kind"]
        assert is_told, "neither read nor refused"
        return "refused"
    if made.cell and not reading.rejects["source_row"].is_null().any():
        _hold_to_the_others(reading, made, *made.cell)
    return "rejects" if reasons else "read"


def _hold_to_the_others(reading: Reading, made: Spoilt, row: int, column: int) -> None:
    """Raise AssertionError unless every row but the spoilt one is there, cell for cell."""
    frame = next(f.frame for f in reading.filings if f.table.name == "progress")
    texts = frame.with_columns(frame["started_on"].cast(str))
    found = {at: values for at, *values in texts.select("source_row", *COLUMNS).rows()}
    for at in range(ABOVE, len(made.table) - 1):
        expected = _meant(made.table[at])
        if at != row:
            assert found.pop(at + 1, None) == expected, f"row {at + 1} is not what it was"
    named = {*reading.rejects["source_row"], *reading.notes["source_row"]}
    assert set(found) <= {row + 1}, f"rows of nothing: {set(found)}"
    if row + 1 not in found:
        assert row + 1 in named, f"row {row + 1} is passed over"
        return
    values, expected = found[row + 1], _meant(made.table[row])
    others = [at for at in range(len(COLUMNS)) if at != column - 1]
    assert [values[at] for at in others] == [expected[at] for at in others], "others changed"
    if COLUMNS[column - 1] in AMOUNTS and values[column - 1] is not None:
        assert values[column - 1] in _readings(made.table[row][column]), "another number"


def _meant(cells: list[Any]) -> list[Any]:
    """What the row of an unspoilt table says, amounts in 万元."""
    number, code, _, _, _, day, words = cells
    first, second = Decimal(number) / 4 * 10_000, Decimal(number) * 3 / 2 * 10_000
    return [code, first, second, "under_construction", day, words]


def _readings(value: Any) -> Iterator[Decimal]:
    """The amounts, in 万元, that a cell can be said to spell out."""
    text = unicodedata.normalize(
        "NFKC", f"{value:.15g}" if isinstance(value, float) else str(value)
    )
    bare = "".join(text.split()).replace(",", "")
    unit = next((unit for unit in UNITS if bare.endswith(unit)), None)
    number = Decimal(bare.removesuffix(unit or ""))
    yield (number * UNITS[unit or "亿元"]).quantize(Decimal("0.0001"), "ROUND_HALF_UP")


def run(seconds: float, first: int, folder: Path | None = None) -> Counter[str]:
    """Spoil and read for so long, and count the outcomes. What must not be is kept in `folder`."""
    end = time.monotonic() + seconds
    jobs = (job(seed) for seed in takewhile(lambda _: time.monotonic() < end, count(first)))
    ended: Counter[str] = Counter()
    with Workers(Reader(campaigns.load_all()), count=cores()) as workers:
        for reading in workers.read(jobs):
            made = spoilt(int(reading.sha256))
            try:
                ended[outcome(reading, made)] += 1
            except (AssertionError, ArithmeticError) as problem:
                ended["wrong"] += 1
                print(f"seed {reading.sha256} ({made.kind}): {problem!r}", file=sys.stderr)
                if folder:
                    folder.mkdir(parents=True, exist_ok=True)
                    (folder / reading.sha256).write_bytes(made.content)
    return ended


@click.command(help=__doc__)
@click.option("--seconds", default=600.0, show_default=True)
@click.option("--seed", default=0, show_default=True, help="The first one; each file has the next.")
@click.option("--keep", type=click.Path(file_okay=False, path_type=Path), default=Path("data/fuzz"))
def main(seconds: float, seed: int, keep: Path) -> None:
    """Spoil and read, and print how it ended; exit code 1 if anything was read wrongly."""
    ended = run(seconds, seed, keep)
    print(dict(ended))
    sys.exit(1 if ended["wrong"] else 0)


if __name__ == "__main__":
    main()
