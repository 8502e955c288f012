"""Tables as offices publish them, in every format and in GBK, read to the printed figures."""

import pytest

from campaigns import Campaign
from pipelines.conform.filing import Conformed, conform
from pipelines.filing.slot import Slot
from pipelines.read import read
from tests import formats, trial
from tests.corpus.published import Published, ministry, three_rates

TABLES = (ministry(), three_rates())


def codes(published: Published) -> list[str]:
    return [f"u{number}" for number in range(len(published.units))]


def read_as_filed(published: Published, content: bytes, path: str) -> Conformed:
    dumped = trial.campaign(tracks={"all": codes(published)}).model_dump()
    for contender, name in zip(dumped["tracks"][0]["contenders"], published.units, strict=True):
        contender["name"] = trial.words(name)
    campaign = Campaign.model_validate(dumped)
    slot = Slot(campaign, campaign.office, (published.month,), "totals")
    return conform(read(content, path), slot)


def check(published: Published, result: Conformed) -> None:
    assert result.rejects.is_empty(), result.rejects.to_dicts()
    frame = result.tables["totals"].select("unit_id", *published.columns)
    expected = [(u, *row) for u, row in zip(codes(published), published.rows, strict=True)]
    assert frame.rows() == expected
    assert "note_row" in set(result.notes["kind"])


@pytest.mark.parametrize("published", TABLES, ids=lambda each: each.month)
@pytest.mark.parametrize("format_", formats.BOOKS)
def test_a_published_workbook_reads_to_the_printed_figures(
    published: Published, format_: str
) -> None:
    check(published, read_as_filed(published, formats.BOOKS[format_]([published.page]), "x"))


@pytest.mark.parametrize("published", TABLES, ids=lambda each: each.month)
@pytest.mark.parametrize("encoding", formats.ENCODINGS)
def test_a_published_table_as_text_reads_to_the_same(published: Published, encoding: str) -> None:
    content = formats.csv(published.page.rows, encoding=encoding)
    check(published, read_as_filed(published, content, "x.csv"))
