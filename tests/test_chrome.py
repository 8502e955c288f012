"""What every page gets beside Streamlit's own script, without a browser: words, style, tags."""

import re
import tomllib

import pytest

from charts import rate_months, theme
from locales import LANGUAGES, messages
from pages._shared import chrome
from tests.test_pages import answer
from warehouse.home import ROOT

COLOURS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
OF_TEXT, OF_GRAPHICS = 4.5, 3.0  # WCAG 2.1 AA
CAPTION = 0.6  # how opaque Streamlit writes a caption


def channels(colour: str) -> list[float]:
    return [each / 255 for each in bytes.fromhex(colour.removeprefix("#"))]


def luminance(rgb: list[float]) -> float:
    """Of WCAG 2.1, 0 for black and 1 for white."""
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: list[float], other: list[float]) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_the_standard_says() -> None:
    # Black on white is 21 : 1 by definition; #767676 is the lightest grey that passes on white.
    assert contrast(channels("#000000"), channels("#ffffff")) == pytest.approx(21)
    assert contrast(channels("#767676"), channels("#ffffff")) >= OF_TEXT
    assert contrast(channels("#777777"), channels("#ffffff")) < OF_TEXT


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
def test_text_and_captions_are_legible(scheme: str, ground: str) -> None:
    text, under = (channels(COLOURS[scheme][name]) for name in ("textColor", ground))
    caption = [CAPTION * t + (1 - CAPTION) * g for t, g in zip(text, under, strict=True)]
    assert contrast(text, under) >= OF_TEXT
    assert contrast(caption, under) >= OF_TEXT


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_links_and_buttons_are_legible(scheme: str) -> None:
    colours = COLOURS[scheme]
    ground = channels(colours["backgroundColor"])
    assert contrast(channels(colours["primaryColor"]), channels("#ffffff")) >= OF_TEXT
    assert contrast(channels(colours["primaryColor"]), ground) >= OF_GRAPHICS
    link = colours.get("linkColor", colours["primaryColor"])
    assert contrast(channels(link), ground) >= OF_TEXT


@pytest.mark.parametrize(("scheme", "at"), [("light", 0), ("dark", 1)])
def test_what_is_drawn_is_seen_and_what_is_written_is_legible(scheme: str, at: int) -> None:
    ground = channels(COLOURS[scheme]["backgroundColor"])
    drawn = {theme.AHEAD, theme.BEHIND, theme.MUTED, *theme.LEADERS}
    assert drawn < set(theme.WRITTEN)
    for colour, written in theme.WRITTEN.items():
        assert contrast(channels(written[at]), ground) >= OF_TEXT, colour
    for colour in drawn:
        assert contrast(channels(colour), ground) >= OF_GRAPHICS, colour


def test_figures_in_a_heat_map_are_legible_on_every_shade() -> None:
    shades = [str(shade) for _, shade in theme.SHADES]
    for shade in (*shades, rate_months.GREY):
        assert contrast(channels(rate_months.TEXT["color"]), channels(shade)) >= OF_TEXT, shade


def test_every_colour_of_words_in_figures_is_in_the_style_sheet() -> None:
    style = chrome.style()
    for written in theme.WRITTEN.values():
        assert all(f"fill: {colour} !important" in style for colour in written)
    # #3182bd is 49, 130, 189: as browsers write what Plotly wrote.
    assert '.js-plotly-plot text[style*="fill: rgb(49, 130, 189)"] { fill: #1f6aa5' in style


def test_the_words_are_pairs_of_what_streamlit_says_and_what_is_said() -> None:
    assert chrome.words("en")["phrases"] == {}
    chinese = chrome.words("zh-CN")
    phrases = chinese["phrases"]
    assert isinstance(phrases, dict)
    assert phrases["Search"] == "在表中查找"
    assert ("Search: {table}", "在表中查找（{table}）") in list(chinese["patterns"])  # type: ignore[call-overload]


def test_what_streamlit_says_is_listed_once() -> None:
    said = [text for key, text in messages("en").items() if key.startswith("chrome.")]
    assert len(said) == len(set(map(str, said)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_loads_script_and_style_of_this_server(language: str) -> None:
    _, _, body = answer(f"/regions?lang={language}", accept="text/html")
    tags = re.findall(r'(?:src|href)="\./(chrome\.\w+\?v=\w{12})"', body.decode())
    assert [tag.partition("?")[0] for tag in tags] == ["chrome.js", "chrome.css"]
    for tag, kind in zip(tags, ("text/javascript", "text/css"), strict=True):
        status, headers, _ = answer(f"/{tag}")
        assert status == 200
        assert headers["content-type"].startswith(kind)
        assert "immutable" in headers["cache-control"]
