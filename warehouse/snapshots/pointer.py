"""Which snapshot is served, which were, and how to go back to one.

`CURRENT` is a small JSON file that is replaced whole. `history.jsonl` is written after it; a move
that was cut off in between is written down by the next one.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from warehouse.files import sync_file, write_whole

ID = re.compile(r"[0-9a-f]{16}")


class NoSuchSnapshot(Exception):
    """There is no snapshot of that id; the message lists those there are."""


@dataclass(frozen=True)
class Served:
    """A snapshot that can be opened."""

    id: str
    path: Path


@dataclass(frozen=True)
class Move:
    """The pointer was set to `snapshot` at `at` (ISO, UTC), by a publish or a rollback.

    `refused` is the snapshot that a rollback went back from: it is not published again until
    something else has gone in.
    """

    snapshot: str
    at: str
    why: str
    refused: str | None = None


def current(folder: Path) -> Served | None:
    """The snapshot that is served; None if nothing has been published yet."""
    move = last_move(folder)
    return find(folder, move.snapshot) if move else None


def find(folder: Path, snapshot_id: str) -> Served | None:
    """The snapshot of that id; None if the id is malformed or there is none."""
    path = path_of(folder, snapshot_id)
    return Served(snapshot_id, path) if ID.fullmatch(snapshot_id) and path.is_file() else None


def path_of(folder: Path, snapshot_id: str) -> Path:
    """Where the snapshot of that id lies, or would lie."""
    return folder / f"{snapshot_id}.duckdb"


def last_move(folder: Path) -> Move | None:
    """What the pointer says; None if there is none yet."""
    try:
        return Move(**json.loads((folder / "CURRENT").read_text("utf-8")))
    except FileNotFoundError:
        return None


def serve(folder: Path, snapshot_id: str, *, why: str, refused: str | None = None) -> Move:
    """Move the pointer to a snapshot. This is the moment at which readers see it."""
    move = Move(snapshot_id, datetime.now(UTC).isoformat(timespec="seconds"), why, refused)
    _write_down(folder)
    write_whole(folder / "CURRENT", json.dumps(asdict(move)).encode())
    _write_down(folder)
    return move


def roll_back(folder: Path, snapshot_id: str) -> Move:
    """Serve an earlier snapshot again; the one served until now is refused from now on."""
    target = find(folder, snapshot_id)
    if target is None:
        there = ", ".join(path.stem for path in sorted(folder.glob("*.duckdb"))) or "none"
        raise NoSuchSnapshot(f"There is no snapshot {snapshot_id!r}. There are: {there}.")
    before = last_move(folder)
    refused = before.snapshot if before and before.snapshot != snapshot_id else None
    return serve(folder, target.id, why="rollback", refused=refused)


def history(folder: Path) -> list[Move]:
    """Every move of the pointer, the latest first."""
    moves = list(_written(folder))
    last = last_move(folder)
    if last and last not in moves:
        moves.append(last)
    return moves[::-1]


def _written(folder: Path) -> Iterator[Move]:
    path = folder / "history.jsonl"
    if not path.exists():
        return
    for line in path.read_text("utf-8").splitlines():
        try:
            yield Move(**json.loads(line))
        except ValueError:  # a line that was cut off by a crash; the pointer itself is whole
            continue


def _write_down(folder: Path) -> None:
    move = last_move(folder)
    if move is None or move in _written(folder):
        return
    path = folder / "history.jsonl"
    torn = path.exists() and not path.read_bytes().endswith(b"\n")
    with path.open("a", encoding="utf-8") as file:
        file.write("\n" * torn + json.dumps(asdict(move)) + "\n")
    sync_file(path)
