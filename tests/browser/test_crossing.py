"""Requests that cross: a button's act is finished, told and undoable, whatever is asked for meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.browser.server import Server, serving
from tests.hostile.client import Client, client

OPEN = "v=1&portfolio=Demo&k.kpi=Order+lines+picked+per+hour+%7C+lines+%7C+P105"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, demo_database: Path) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("crossing"), template=demo_database) as running:
        yield running


@pytest.fixture
def visitor(server: Server) -> Iterator[Client]:
    with client(server.port) as session:
        yield session


@pytest.mark.parametrize("turn", range(4))
def test_a_save_is_told_though_the_next_request_comes_before_it_is_done(visitor: Client, turn: int) -> None:
    visitor.open("kpis", OPEN)
    words = WidgetState(id=visitor.find("text_input", "Decision"), string_value=f"Keep it {turn}")
    pressed = WidgetState(id=visitor.find("button", "Reviewed"), trigger_value=True)
    visitor.states[words.id] = words
    visitor.send(pressed)
    assert "Undo this" in visitor.run()
