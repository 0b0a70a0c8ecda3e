from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import chromium
from tests.browser.server import ROOT, Server, environment, serving


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Skips where no Chromium is, unless PMO_BROWSER=required."""
    with chromium() as found:
        if found is None:
            if os.environ.get("PMO_BROWSER") == "required":
                pytest.fail("PMO_BROWSER=required, but no Chromium was found")
            pytest.skip("no Chromium on this machine: make test puts one in place")
        yield found


@pytest.fixture(scope="session")
def demo_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the demo portfolio, made once and copied for every fresh server."""
    path = tmp_path_factory.mktemp("template") / "pmo.duckdb"
    command = [sys.executable, "-m", "pmo_core", "demo", "--db", str(path)]
    subprocess.run(command, cwd=ROOT, env=environment(path), check=True, capture_output=True)
    return path


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, demo_database: Path) -> Iterator[Server]:
    """One server for the tests of a module."""
    with serving(tmp_path_factory.mktemp("server"), template=demo_database) as running:
        yield running


@pytest.fixture
def fresh_server(tmp_path: Path, demo_database: Path) -> Iterator[Callable[[], Server]]:
    """Servers that nobody has visited yet."""
    with ExitStack() as stack:
        count = iter(range(100))
        yield lambda: stack.enter_context(serving(tmp_path / str(next(count)), template=demo_database))
