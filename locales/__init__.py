"""The words of the interface, and how amounts, rates and months are said in each language.

The catalogue of a language is the union of all files in its folder: `section.key` → text, with
`str.format` placeholders. Names of campaigns, units and tracks are not here but in the warehouse.
"""

from locales.catalogue import (
    DEFAULT,
    LANGUAGES,
    CatalogueError,
    Translator,
    closest,
    messages,
    translator,
)
from locales.numbers import (
    MISSING,
    MoneyScale,
    amount,
    column_wanyuan,
    count,
    moment,
    money_scale,
    month_name,
    number,
    percent,
    points,
    score,
)
from locales.quantities import quantity, required

__all__ = [
    "DEFAULT",
    "LANGUAGES",
    "MISSING",
    "CatalogueError",
    "MoneyScale",
    "Translator",
    "amount",
    "closest",
    "column_wanyuan",
    "count",
    "messages",
    "moment",
    "money_scale",
    "month_name",
    "number",
    "percent",
    "points",
    "quantity",
    "required",
    "score",
    "translator",
]
