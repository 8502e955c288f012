"""`python -m benchmarks`: measure, print the table, and write it as JSON if asked to."""

import json
import os
import platform
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from benchmarks.rounds import Row, benchmark

HEADINGS = ("rows", "metric", "ours", "floor", "ratio", "target", "peak MiB")


@click.command(help=__doc__)
@click.option("--sizes", default="10000,100000,1000000", show_default=True, metavar="N,N,…")
@click.option("--units", default=300, show_default=True, type=click.IntRange(3, 999))
@click.option("--json", "path", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
def main(sizes: str, units: int, path: Path | None) -> None:
    """Measure at every size; rows are printed as they are known."""
    print(line(HEADINGS))
    rows: list[Row] = []
    for size in map(int, sizes.split(",")):
        for row in benchmark(size, units, _say):
            rows.append(row)
            print(line(cells(row)), flush=True)
    if path:
        path.write_text(json.dumps(document(rows, units), ensure_ascii=False, indent=1), "utf-8")


def _say(text: str) -> None:
    click.echo(text, err=True)


def cells(row: Row) -> tuple[str, ...]:
    """A row as it is printed; what there is not is left empty."""
    decimals = {"s": 2, "ms": 1}.get(row.unit, 0)
    return (
        f"{row.rows:,}",
        row.metric,
        f"{row.ours:.{decimals}f} {row.unit}",
        "" if row.floor is None else f"{row.floor:.{decimals}f} {row.unit}",
        "" if row.ratio is None else f"{row.ratio:.1f} ×",
        row.target,
        "" if row.peak_mib is None else f"{row.peak_mib:,.0f}",
    )


def line(texts: tuple[str, ...]) -> str:
    """A line of the table."""
    widths = (9, 20, 9, 9, 7, 17, 8)
    left = (1, 5)
    return "  ".join(
        text.ljust(width) if column in left else text.rjust(width)
        for column, (text, width) in enumerate(zip(texts, widths, strict=True))
    ).rstrip()


def document(rows: list[Row], units: int) -> dict[str, object]:
    """The whole result, with when and on what kind of machine."""
    return {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "units": units,
        "rows": [asdict(row) | {"ratio": row.ratio} for row in rows],
    }


main()
