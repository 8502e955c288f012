"""How DuckDB is opened: never with the network, never with extensions, one way per purpose."""

from pathlib import Path

import duckdb

Connection = duckdb.DuckDBPyConnection
Error = duckdb.Error

# DuckDB 2.0 looks for missing extensions on the internet unless told not to.
Config = dict[str, str | bool | int | float | list[str]]
OFFLINE: Config = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
READ_ONLY: Config = {**OFFLINE, "enable_external_access": False, "lock_configuration": True}


def writing(path: Path) -> Connection:
    """The only connection that may write to the file. Rows keep no order but the one asked for."""
    return duckdb.connect(path, config={**OFFLINE, "preserve_insertion_order": "false"})


def reading(path: Path) -> Connection:
    """A locked-down connection for reading; take a cursor of it for every question."""
    return duckdb.connect(path, read_only=True, config=READ_ONLY)
