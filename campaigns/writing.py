"""A campaign as the text of a file, and the schema by which editors check such files."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from campaigns.model import Campaign

SCHEMA = Path(__file__).parent / "schema.json"


def to_toml(campaign: Campaign) -> str:
    """The campaign as a TOML file: what is read from it equals the campaign.

    Defaults are left out; so are comments, which a campaign does not keep.
    """
    table = campaign.model_dump(exclude_defaults=True)
    lists = {key: value for key, value in table.items() if _is_tables(value)}
    lines = [f"{key} = {_value(value)}" for key, value in table.items() if key not in lists]
    for key, entries in lists.items():
        for entry in entries:
            lines += ["", f"[[{key}]]", *(f"{name} = {_value(one)}" for name, one in entry.items())]
    return "\n".join(lines) + "\n"


def schema() -> str:
    """The JSON Schema of a definition."""
    described = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Campaign.model_json_schema(),
    }
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


def _is_tables(value: object) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], dict)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_value(one)}" for key, one in value.items()) + " }"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    # A TOML string is a JSON string, save that it escapes DEL.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
