"""Addresses by the hundred: what the links of one choice have in common is written once."""

from typing import Any, Self
from urllib.parse import urlencode

from pages._shared import links, menu
from pages._shared.show import plain


class Ways:
    """The addresses of pages for the reader's choice, or for one with these picks laid over it."""

    def __init__(self, **picks: str) -> None:
        """Keep what all of them have; the URL is read once."""
        self.chosen = links.kept(**picks)
        self.query = urlencode(self.chosen)

    @classmethod
    def of(cls, row: dict[str, Any]) -> Self:
        """Those for the campaign and month of a row: all tracks, the reader's language."""
        return cls(campaign=row["campaign_id"], month=row["month"], track="all")

    def to(self, page: str, **picks: str) -> str:
        """The address of a page, with these picks."""
        if not picks:
            return f"{menu.address(page)}?{self.query}"
        if picks.keys() & self.chosen.keys():
            return f"{menu.address(page)}?{urlencode(self.chosen | picks)}"
        return f"{menu.address(page)}?{self.query}&{urlencode(picks)}"

    def unit(self, unit_id: str, name: str, page: str = "reasons", **picks: str) -> str:
        """A unit's name as a link to why it has its rank, or to another page about it."""
        return f"[{plain(name)}]({self.to(page, unit=unit_id, **picks)})"
