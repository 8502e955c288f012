"""A dashboard served as production serves it, for as long as somebody measures it or tests it."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from warehouse.home import ROOT

COMMAND = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port"]


@dataclass
class Server:
    """A running dashboard."""

    url: str
    process: subprocess.Popen[bytes]


@contextlib.contextmanager
def served(folder: Path, port: int | None = None) -> Iterator[Server]:
    """The dashboard of that installation, by the command that the Makefile uses.

    On a free port, unless one is named. It answers, if only that there is nothing to serve yet.
    """
    port = port or _free_port()
    process = subprocess.Popen(
        [*COMMAND, str(port)],
        cwd=ROOT,
        env={**os.environ, "SAIMA_DATA": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(url)
        yield Server(url, process)
    finally:
        process.terminate()
        process.wait(20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(url: str) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{url}/healthz", timeout=5).close()
        except urllib.error.HTTPError:
            return  # nothing to serve yet
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise RuntimeError("the dashboard did not start")
