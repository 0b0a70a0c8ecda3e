"""A server of the product on a free port, with a database of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 90


@dataclass(frozen=True)
class Server:
    """A running server: where it answers, and what it has written."""

    port: int
    database: Path
    log: Path
    pid: int = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def page(self, name: str, query: str = "") -> str:
        """Address of a page; the first of the list answers at the root."""
        return f"{self.address}/{'' if name == 'overview' else name}{'?' + query if query else ''}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(database: Path) -> dict[str, str]:
    """The machine's environment without the settings of whoever runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PMO_", "STREAMLIT_"))}
    return kept | {"PMO_DATABASE": str(database), "PYTHONUNBUFFERED": "1"}


@contextmanager
def serving(
    folder: Path, *, template: Path | None = None, program: Sequence[str] = ("serve.py",)
) -> Iterator[Server]:
    """Start the server in a fresh process and stop it afterwards; `template` is a database to begin with."""
    folder.mkdir(parents=True, exist_ok=True)
    server = Server(free_port(), folder / "pmo.duckdb", folder / "server.log")
    if template is not None:
        shutil.copy(template, server.database)
    with server.log.open("w") as log:
        process = subprocess.Popen(
            [sys.executable, *program, "--port", str(server.port)],
            cwd=ROOT,
            env=environment(server.database),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(server, process)
        yield replace(server, pid=process.pid)
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}:\n{server.log.read_text()}")
        try:
            with urllib.request.urlopen(f"{server.address}/healthz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not answer in {START_SECONDS} s:\n{server.log.read_text()}")
