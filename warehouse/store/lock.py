"""One writer at a time, and a name for whoever has the store.

The lock is the operating system's, so it goes with the process, however that ends.
"""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout


class Busy(Exception):
    """Another writer has the store; the message says which one, and since when."""


@contextmanager
def writer(root: Path, *, command: str, wait_seconds: float) -> Iterator[None]:
    """Hold the right to write to the installation at `root`; raises Busy after the wait."""
    holder = root / "writer.json"
    lock = FileLock(root / "writer.lock")
    try:
        lock.acquire(timeout=wait_seconds)
    except Timeout:
        raise Busy(_sentence(holder)) from None
    try:
        holder.write_text(json.dumps(_me(command)), "utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _me(command: str) -> dict[str, object]:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    return {"pid": os.getpid(), "host": socket.gethostname(), "command": command, "since": since}


def _sentence(holder: Path) -> str:
    try:
        who = json.loads(holder.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return "Another process is writing. Wait for it, or try again with a longer --wait."
    return (
        f"`{who['command']}` has been writing since {who['since']} "
        f"(process {who['pid']} on {who['host']}). Wait for it, or try again with a longer --wait."
    )
