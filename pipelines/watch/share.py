"""The folder `.saima` in an inbox, by which those who watch it keep out of each other's way.

`claimed-by-<host>-<pid>-…` holds the files that somebody is taking: a file is claimed by renaming
it there, which only one can. Its owner writes `.heartbeat` every now and then; whose heartbeat has
stopped is dead, and others take the files over. What has been taken lies in `taken/<day>`, and what
could not be read in `set-aside`, under the file's name and the beginning of its hash: nothing is
ever written over.
"""

import hashlib
import os
import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from campaigns.calendar import CHINA

FOLDER = ".saima"
CLAIMED = "claimed-by-"
HEARTBEAT = ".heartbeat"
BEATS_UNTIL_DEAD = 5
MARK_DIGITS = 12


class Share:
    """An inbox as one of those who watch it uses it. Use it as a context: the heart beats in it."""

    def __init__(self, inbox: Path, *, dead_after_seconds: float) -> None:
        self.inbox, self.dead_after_seconds = inbox, dead_after_seconds
        name = f"{CLAIMED}{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"
        self.own = inbox / FOLDER / name
        self._ended = threading.Event()
        self._heart = threading.Thread(target=self._live, name="heartbeat", daemon=True)

    def __enter__(self) -> "Share":
        self._beat()
        self._heart.start()
        return self

    def __exit__(self, *_: object) -> None:
        """What is still claimed can be taken over at once."""
        self._ended.set()
        self._heart.join()
        (self.own / HEARTBEAT).unlink(missing_ok=True)
        _remove_empty(self.own)

    def claim(self, path: Path) -> bool:
        """Take a file of the inbox for oneself; False if somebody else was faster."""
        return self._into(self.own / path.relative_to(self.inbox), path)

    def take_over(self) -> list[str]:
        """Claim what the dead have claimed; returns the paths in the inbox."""
        self._beat()
        taken = []
        for folder in (self.inbox / FOLDER).glob(f"{CLAIMED}*"):
            if folder != self.own and self._is_dead(folder):
                taken += list(self._inherit(folder))
        return taken

    def take(self, path: Path) -> Path:
        """Put a claimed file where all lie that have been taken; returns the place."""
        day = datetime.now(CHINA).date().isoformat()
        return self._away(path, Path("taken", day))

    def set_aside(self, path: Path, why: str) -> Path:
        """Put a claimed file where nobody tries it again, with a text that says why beside it."""
        place = self._away(path, Path("set-aside"))
        place.with_name(f"{place.name}.txt").write_text(why, "utf-8")
        return place

    def _away(self, path: Path, folder: Path) -> Path:
        mark = hashlib.sha256(path.read_bytes()).hexdigest()[:MARK_DIGITS]
        name = path.relative_to(self.own).with_name(f"{path.stem}.{mark}{path.suffix}")
        place = self.inbox / FOLDER / folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)  # what lies there under the same mark are the same bytes
        return place

    def _into(self, place: Path, path: Path) -> bool:
        """Rename a file into one's own folder, where nobody else writes."""
        if place.exists():  # an earlier one of that name has to be gone first
            return False
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            path.rename(place)
        except OSError:  # gone, or (on Windows shares) still open elsewhere
            return False
        return True

    def _inherit(self, folder: Path) -> Iterator[str]:
        for path in [p for p in folder.rglob("*") if p.is_file() and p.name != HEARTBEAT]:
            name = path.relative_to(folder)
            if self._into(self.own / name, path):
                yield name.as_posix()
        (folder / HEARTBEAT).unlink(missing_ok=True)
        _remove_empty(folder)

    def _is_dead(self, folder: Path) -> bool:
        """Whether nobody writes the heartbeat any more, by the clock of the share alone."""
        now = (self.own / HEARTBEAT).stat().st_mtime
        with suppress(FileNotFoundError):
            return now - (folder / HEARTBEAT).stat().st_mtime > self.dead_after_seconds
        # Without one its owner has ended, or has only just begun and claimed nothing yet.
        return any(path.is_file() for path in folder.rglob("*"))

    def _beat(self) -> None:
        self.own.mkdir(parents=True, exist_ok=True)
        (self.own / HEARTBEAT).write_text(datetime.now(CHINA).isoformat(), "utf-8")

    def _live(self) -> None:
        while not self._ended.wait(self.dead_after_seconds / BEATS_UNTIL_DEAD):
            with suppress(OSError):  # the share may be away for a while
                self._beat()


def _remove_empty(folder: Path) -> None:
    """Remove the folder and those in it, as far as nothing lies in them."""
    for each in sorted((p for p in folder.rglob("*") if p.is_dir()), reverse=True):
        with suppress(OSError):
            each.rmdir()
    with suppress(OSError):
        folder.rmdir()
