"""The filing page's way to the pipeline: child processes of the command line, never an import.

What is dropped on the page may be hostile, so it is read by others than the dashboard's process:
it is laid into a temporary folder, `python -m pipelines` is started on it, and what comes back is a
JSON object of bounded size. A few run at a time; who waits too long is told so.
"""

import functools
import hashlib
import json
import logging
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from locales import Translator
from warehouse.home import ROOT

log = logging.getLogger(__name__)

SWITCH = "SAIMA_FILING"
COMMAND = (sys.executable, "-m", "pipelines")
# The largest file that may be dropped is read in a minute; longer than this nobody waits.
SECONDS = 180
# Each takes a core and up to the reader's bound of memory.
AT_A_TIME = threading.BoundedSemaphore(2)
DONE, REFUSED = 0, 1
UNSAFE = r"[^\w.（）()-]"
# A file system counts bytes, of which a character may take four.
NAME_CHARACTERS = 60


class DeskError(Exception):
    """It could not be done; the message is for the reader."""


@dataclass(frozen=True)
class Declared:
    """A file as it was dropped, and what was declared of it. `unit` is a code."""

    content: bytes
    name: str
    campaign: str
    month: str
    unit: str

    @functools.cached_property
    def sha256(self) -> str:
        """What tells its content from any other."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def options(self) -> tuple[str, ...]:
        """What the command line is told of it."""
        said = {"campaign": self.campaign, "month": self.month, "unit": self.unit}
        return tuple(f"--{name}={value}" for name, value in said.items())


@dataclass(frozen=True)
class Made:
    """A workbook that was made for the sender: its file name, and its bytes."""

    name: str
    content: bytes


def is_open() -> bool:
    """Whether this dashboard takes filings."""
    return os.environ.get(SWITCH, "").lower() not in ("off", "0", "no", "false")


def trial(declared: Declared, t: Translator) -> dict[str, Any]:
    """What was understood of the file, and what it would change. Nothing is kept."""
    return _with_file("trial", declared, t)


def file(declared: Declared, t: Translator) -> dict[str, Any]:
    """File it: `receipt`, `received_at` and `path`; `is_new` is false where it was there."""
    return _with_file("file", declared, t)


def withdraw(receipt: str, t: Translator) -> dict[str, Any]:
    """Take a filing back that has not been published yet."""
    return _call(["withdraw", receipt, "--wait=2"], t)


def slip(declared: Declared, failures: Sequence[dict[str, Any]], t: Translator) -> dict[str, Made]:
    """The return slip of a file (`slip`), with the broken rules that its trial found, and the file
    itself with the cells marked (`copy`), where it can be opened; empty without items.

    What its rows break is the sender's; the rows of others are not sent to it.
    """
    with _laid(declared) as path:
        folder = path.parent.parent
        found = folder / "failures.json"
        own = [each for each in failures if each["is_own"]]
        found.write_text(json.dumps(own, ensure_ascii=False), "utf-8")
        options = [*declared.options, f"--to={folder / 'slip'}", f"--failures={found}"]
        answer = _call(["slip", *options, "--", str(path)], t)
        made = {name: Path(answer[name]) for name in ("slip", "copy") if answer[name]}
        return {name: Made(path.name, path.read_bytes()) for name, path in made.items()}


def _with_file(verb: str, declared: Declared, t: Translator) -> dict[str, Any]:
    with _laid(declared) as path:
        options = [*declared.options, f"--name={declared.name}"]
        return _call([verb, *options, "--", str(path)], t)


@contextmanager
def _laid(declared: Declared) -> Iterator[Path]:
    """The file in a folder of its own. What the sender calls it is no path."""
    with tempfile.TemporaryDirectory(prefix="saima-desk-") as folder:
        path = Path(folder) / "filed" / _safe(declared.name)
        path.parent.mkdir()
        path.write_bytes(declared.content)
        yield path


def _safe(name: str) -> str:
    """The end of a name, with nothing in it that means something to a file system or a command."""
    return re.sub(UNSAFE, "_", name)[-NAME_CHARACTERS:].lstrip(".") or "_"


def _call(arguments: Sequence[str], t: Translator) -> dict[str, Any]:
    if not AT_A_TIME.acquire(timeout=SECONDS):
        raise DeskError(t("desk.busy"))
    try:
        code, out, said = _run([*COMMAND, arguments[0], *_told(t), *arguments[1:]])
    except subprocess.TimeoutExpired:
        raise DeskError(t("desk.too_slow")) from None
    finally:
        AT_A_TIME.release()
    _, is_sentence, why = f"\n{said}".rpartition("\nError: ")
    if code == REFUSED and is_sentence:
        raise DeskError(why.strip())
    if code != DONE:
        log.error("`pipelines %s` ended with %s: %s", arguments[0], code, said)
        raise DeskError(t("desk.failed"))
    answer: dict[str, Any] = json.loads(out)
    return answer


def _told(t: Translator) -> tuple[str, ...]:
    return (f"--language={t.language}", "--json")


def _run(command: Sequence[str]) -> tuple[int, str, str]:
    """Exit code and what was said; who takes too long is ended with all that it started."""
    child = subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    try:
        out, said = child.communicate(timeout=SECONDS)
    except BaseException:
        os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
        raise
    return child.returncode, out, said
