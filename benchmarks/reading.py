"""`python -m benchmarks.reading`: a large workbook beside the bare reader, many small on two cores.

The large one: 200 000 rows of ten columns, ours and python-calamine's own reading in turn, each in
a process of its own. The many: 1 000 workbooks of two sheets, read and conformed by one process
and by two. Nothing here asserts a time: a table is printed.
"""

import io
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROWS, FILES, ROUNDS = 200_000, 1_000, 3
PATH = "yueqing-2021/2021-10/柳市镇.xlsx"
HEADER = ["序号", "项目代码", "月份", "本月完成投资", "累计完成投资", "状态"]
MORE = ["实际开工", "实际竣工", "入统", "形象进度"]


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory(prefix="saima-bench-") as name:
        folder = Path(name)
        large = folder / "large.xlsx"
        large.write_bytes(workbook(ROWS))
        probes = [(_probe("bare", large), _probe("ours", large)) for _ in range(ROUNDS)]
        print(f"{'':34}{'ours':>9}{'floor':>9}{'ratio':>8}  target")
        for at, label in enumerate(("wall s", "CPU s", "peak MiB")):
            floor, ours = (statistics.median(pair[side][at] for pair in probes) for side in (0, 1))
            target = "≤ 1.5 ×" if at < 2 else ""
            print(_line(f"200 k rows, {label}", ours, floor, ours / floor, target))
        small = [folder / f"{number}.xlsx" for number in range(FILES)]
        for number, path in enumerate(small):
            path.write_bytes(workbook(20 + number % 20))
        pairs = [(_pool(small, 1), _pool(small, 2)) for _ in range(ROUNDS)]
        one, two = (statistics.median(pair[side] for pair in pairs) for side in (0, 1))
        print(_line("1 000 workbooks, two cores, wall s", two, one, one / two, "≥ 1.7 × faster"))


def workbook(rows: int) -> bytes:
    """Monthly progress of so many projects, as XlsxWriter writes it."""
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"constant_memory": True}) as book:
        page = book.add_worksheet("月度进展")
        page.write_row(0, 0, ["单位：万元"])
        page.write_row(1, 0, HEADER + MORE)
        for n in range(rows):
            code = f"2019-330382-{10 + n // 10**6:02d}-01-{n % 10**6:06d}"
            done = [n % 977 / 4 + 0.1, n * 1.25]
            text = ["在建", "2021-03-01", None, "是", "主体结构施工至三层"]
            page.write_row(n + 2, 0, [n + 1, code, "2021-10", *done, *text])
    return content.getvalue()


def _line(name: str, ours: float, floor: float, ratio: float, target: str) -> str:
    return f"{name:34}{ours:9.2f}{floor:9.2f}{ratio:8.2f}  {target}".rstrip()


def _probe(name: str, path: Path) -> tuple[float, float, float]:
    """Wall and CPU seconds and peak MiB of one reading in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.reading", name, str(path)]
    seconds, cpu, peak = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return seconds, cpu, peak


def _read(name: str, path: Path) -> None:
    """Read once and print what it took; imports are not counted."""
    import python_calamine

    from pipelines.read import read

    content = path.read_bytes()
    wall, cpu = time.perf_counter(), time.process_time()
    if name == "ours":
        read(content, PATH)
    else:
        with python_calamine.load_workbook(io.BytesIO(content)) as book:
            book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    taken = (time.perf_counter() - wall, time.process_time() - cpu)
    print(json.dumps([*taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def _pool(paths: list[Path], count: int) -> float:
    """Seconds to read and conform all files, from the first answer's process being up."""
    import campaigns
    from pipelines.filing.archive import Receipt
    from pipelines.stages.reader import Reader
    from pipelines.stages.workers import Workers

    receipts = [
        Receipt(PATH, str(number), 0, 0, "2021-11-03T00:00:00+00:00", {})
        for number in range(len(paths))
    ]
    with Workers(Reader(campaigns.load_all()), count=count) as workers:
        warm = list(zip(receipts[: 4 * count], paths, strict=False))
        list(workers.read(warm))
        start = time.perf_counter()
        readings = list(workers.read(zip(receipts, paths, strict=True)))
        seconds = time.perf_counter() - start
    assert len(readings) == len(paths)
    return seconds


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _read(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
