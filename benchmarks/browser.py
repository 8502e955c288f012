"""`python -m benchmarks.browser`: what a reader waits for in a real Chromium, on loopback.

Of each page: seconds to the first text and to the last chart, and what went over the wire; first by
a browser that has never been here, then by the same one again. `CHROMIUM` names the browser.
"""

import os
import time
from pathlib import Path
from typing import Any

import click
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from benchmarks.serving import served
from benchmarks.sessions import sample
from pages._shared import menu

PAGES = (menu.FIRST, "completion", "regions", "standings")
LONGEST_MS = 60_000
ALL_DRAWN = """
[...document.querySelectorAll('[data-testid=stPlotlyChart]')]
    .every(chart => chart.querySelector('.main-svg'))
"""


def visit(context: BrowserContext, url: str) -> tuple[float, float, float]:
    """Seconds to the first text, to the last chart, and MB over the wire."""
    page = context.new_page()
    sent: list[float] = []
    wire: Any = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda event: sent.append(event["encodedDataLength"]))
    start = time.perf_counter()
    page.goto(url)
    page.get_by_test_id("stMain").locator("h1").first.wait_for(timeout=LONGEST_MS)
    text = time.perf_counter() - start
    # The foot comes with the last elements; charts are drawn by a script that is loaded for them.
    page.get_by_test_id("stMain").get_by_test_id("stLinkButton").last.wait_for(timeout=LONGEST_MS)
    while not page.evaluate(ALL_DRAWN):  # our own policy forbids what wait_for_function does
        page.wait_for_timeout(20)
    last = time.perf_counter() - start
    page.close()
    return text, last, sum(sent) / 1e6


def measure(browser: Browser, base: str) -> None:
    """Print a line for each page and visit."""
    print(f"{'page':14}{'visit':8}{'first text s':>14}{'last chart s':>14}{'MB':>8}")
    for name in PAGES:
        context = browser.new_context(locale="zh-CN")
        for which in ("first", "second"):
            url = f"{base}{menu.address(name)}"
            text, last, megabytes = visit(context, url)
            print(f"{name:14}{which:8}{text:14.2f}{last:14.2f}{megabytes:8.2f}", flush=True)
        context.close()


@click.command(help=__doc__)
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="Made if not given.")
def main(data: Path | None) -> None:
    """Serve an installation with the sample, and look at it."""
    with sample(data) as folder, served(folder) as server, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"],
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        measure(chromium, server.url)
        chromium.close()


if __name__ == "__main__":
    main()
