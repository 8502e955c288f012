"""The steps that several commands take: read what has come, publish what is held."""

from collections.abc import Mapping
from typing import Any

from campaigns import Definition
from pipelines.commands.common import Refused, progress_bar
from pipelines.commands.report import say_checks
from pipelines.editions import Shelf
from pipelines.filing.archive import Archive
from pipelines.stages import load as loading
from pipelines.stages import publish as publishing
from pipelines.stages.reader import installed
from warehouse.home import Home
from warehouse.store import Store, open_store


def read_with(
    store: Store,
    place: Home,
    definitions: Mapping[str, Definition],
    progress: loading.Progress = progress_bar,
) -> loading.Loaded:
    """Read what the archive holds and the store does not, with all that the installation knows."""
    return loading.read_all(
        store,
        Archive(place.archive),
        installed(place, definitions),
        progress,
    )


def publish_again(
    place: Home,
    definitions: Mapping[str, Definition],
    *,
    keep: int,
    again: bool = False,
    why: str = "publish",
) -> dict[str, Any]:
    """Publish what the store holds, checked if it has not been; Refused if that cannot be.

    `again` publishes even what a rollback went back from; `why` is what `history` will say.
    """
    with open_store(place.store) as store:
        made = publishing.candidate(store, definitions, Shelf(place.editions).entries())
        broken = publishing.stand_in_the_way(store, made.content)
    if publishing.is_refused(place, made.id) and not again:
        raise Refused(
            f"Nothing was published: a rollback went back from {made.id}, and nothing new has gone "
            "in since. Use `publish --again` to serve it after all."
        )
    if not made.months_with_data and Archive(place.archive).receipts():
        raise Refused(
            "Nothing was published: the store is empty, or was made by another version. Use "
            "`python -m pipelines run`, which fills it again from the archive."
        )
    if not made.months_with_data:
        raise Refused(
            f"Nothing was published: nothing has been filed yet. Put workbooks into {place.inbox}, "
            "or write sample filings there with `python -m pipelines sample`."
        )
    if broken is None:
        results = publishing.check_store(place, definitions, made.content)
        say_checks(place, made.content, results)
        broken = results.filter(severity="critical", outcome="failed")
    if not broken.is_empty():
        raise Refused(
            f"Nothing was published: {', '.join(broken['rule_id'])}. The old snapshot is still "
            "served. Have the rows above corrected and filed again."
        )
    changed = publishing.publish(place, definitions, made, keep=keep, why=why)
    return {"snapshot": made.id, "published": changed}
