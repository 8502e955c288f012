"""Regions: units compared, in as many ways as an analyst needs to be fair to them."""

from pages._shared import benchmark, fair, pick, regions, show
from pages._shared.run import current

VIEWS = {
    "rates": regions.against_time,
    "months": regions.by_month,
    "slope": regions.two_months,
    "courses": regions.courses,
    "mix": fair.mix,
    "funnel": fair.by_size,
    "benchmark": benchmark.side_by_side,
}

run = current()
summary = run.ask_named("region_summary").row(0, named=True)

if run.ask_named("region_rates").is_empty():
    show.nothing_here(run, run.t("menu.regions"))

show.opening(run.t("menu.regions"), run.say(f"regions.sentence_{summary['state']}", summary))
names = {view: run.t(f"regions.views.{view}") for view in VIEWS}
VIEWS[pick.view(run, "view", names, label=run.t("regions.view"))](run)
