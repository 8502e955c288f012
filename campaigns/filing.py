"""What a campaign asks of filings: what is taken of a faulty one, and when who is reminded.

Both have settings of ours where a definition says nothing, so that a campaign needs no section.
"""

from typing import Annotated, Literal

from pydantic import Field

from campaigns.measures import OURS
from campaigns.parts import Part, Source


class Filing(Part):
    """How filings are taken, and from how many days before they are due units are reminded.

    `accept` is `rows` (the good rows count, the filing is incomplete) or `whole_file` (if anything
    in the file is returned nothing of it counts, and what was filed before stays in force).
    """

    accept: Literal["rows", "whole_file"] = "rows"
    remind_days: Annotated[int, Field(ge=0, le=28)] = 3
    source: Source = OURS
