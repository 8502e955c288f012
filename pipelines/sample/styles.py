"""How units make their tables: aliases, 亿元, dates as text, dashes for blanks, CSV, and so on."""

from campaigns import Campaign
from pipelines.sample.model import Style

DOTS, CHINESE, ISO = "{0.year}.{0.month}.{0.day}", "{0.year}年{0.month}月{0.day}日", "{0:%Y-%m-%d}"

# Units take them in turn, in the order of the definition.
STYLES = (
    Style(),
    Style(aliases=True, dates=DOTS, blank="—", unit_names="short"),
    Style(money="亿元", money_in_header=True, dates=CHINESE, margin_row=True),
    Style(format="csv", dates=ISO, blank="/"),
    Style(separators=True, blank="/", month_column=True, unit_names="blank"),
    Style(aliases=True, money="亿元", blank="—"),
    Style(margin_column=True, dates=CHINESE, full_width=True, separators=True),
    Style(money_in_header=True, month_column=True, margin_row=True, margin_column=True),
    Style(format="csv", money="亿元", aliases=True, dates=DOTS, blank="—", month_column=True),
    Style(dates=DOTS, aliases=True, separators=True, unit_names="short"),
)


def style_of(campaign: Campaign, unit: str) -> Style:
    """The style of a unit of that campaign."""
    codes = [one.code for one in campaign.units]
    return STYLES[codes.index(unit) % len(STYLES)]
