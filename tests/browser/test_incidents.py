"""A fault of ours, wherever it happens: the reader gets a sentence and a number, the log where it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pages.shared.frame import DOORS
from tests.browser.server import ROOT, Server, serving
from tests.hostile.breaking import SECRET
from tests.hostile.client import Client, client


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, demo_database: Path) -> Iterator[Server]:
    program = ("-m", "tests.hostile.breaking")
    with serving(tmp_path_factory.mktemp("breaking"), template=demo_database, program=program) as running:
        yield running


@pytest.fixture
def visitor(server: Server) -> Iterator[Client]:
    with client(server.port) as session:
        yield session


def told(server: Server, visitor: Client) -> None:
    """One incident was shown, nothing of its inside; the log says where it happened and holds no value."""
    shown = "\n".join(str(message.delta) for message in visitor.seen)
    (incident,) = set(re.findall(r"Incident (\w+)", shown))
    for inside in ("Traceback", "KeyError", SECRET, "/srv/private", str(ROOT), ".py", "line "):
        assert inside not in shown
    log = server.log.read_text(encoding="utf-8")
    assert f"incident {incident}: KeyError" in log
    for kept_out in (SECRET, "/srv/private", visitor.session, "upload_file"):
        assert kept_out not in log


@pytest.mark.parametrize("page", [door.page for door in DOORS])
def test_a_page_that_fails_says_so_with_a_number(server: Server, visitor: Client, page: str) -> None:
    visitor.open("" if page == "overview" else page, "fault=1")
    told(server, visitor)


@pytest.mark.parametrize("where", ["callback", "core"])
def test_a_callback_and_the_core_fail_the_same_way(server: Server, visitor: Client, where: str) -> None:
    visitor.open("data")
    visitor.drop(b"Project,Budget\nA,1\n", name=f"{where}.csv")
    told(server, visitor)


def test_after_a_fault_the_same_session_goes_on(server: Server, visitor: Client) -> None:
    visitor.open("balance", "fault=1")
    assert "Incident" in visitor.said
    visitor.open("balance", "v=1")
    assert "Incident" not in visitor.said
    assert visitor.widgets
