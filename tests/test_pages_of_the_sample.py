"""Every page of the menu opens on the sample: each campaign, both languages, early and late."""

import re

import pytest

from campaigns import load_all
from campaigns.calendar import months
from locales import LANGUAGES, messages
from pages._shared.menu import MENU
from tests.test_pages import fine, opened, said
from warehouse.home import Home

PAGES = [path.removesuffix(".py") for pages in MENU.values() for path in pages.values()]
CAMPAIGNS = {name: definition.campaign for name, definition in load_all().items()}
SECTIONS = {str(key).partition(".")[0] for key in messages("en")}
# Where a link leads is not read, and the tables to take away are called like keys.
ADDRESS = re.compile(r"\]\([^)]*\)")
KEY = re.compile(r"\b([a-z_]+)\.[a-z_]+(?![\w/])")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_every_page_opens_at_every_time(
    page: str, language: str, campaign: str, sample_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAIMA_DATA", str(sample_home.root))
    names = [each.month for each in months(CAMPAIGNS[campaign])]
    for month in {names[0], names[len(names) // 2], names[-1]}:
        app = opened(page, campaign=campaign, lang=language, month=month)
        assert fine(app), (month, [error.value for error in app.error])
        assert app.title, month
        shown = ADDRESS.sub("]", said(app).replace("app.py", ""))
        keys = [found[0] for found in KEY.finditer(shown) if found[1] in SECTIONS]
        assert not keys, (month, keys)
