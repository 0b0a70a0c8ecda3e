from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.server import serving
from tests.browser.visit import texts, titles, visit
from tests.faults.before import before
from tests.faults.damaged import WAY_BACK, damages
from tests.faults.figures import table
from tests.faults.on_page import damaged_pages

FEW = 20


@pytest.mark.parametrize("log", [True, False], ids=["log", "database"])
def test_a_damage_is_followed_by_the_right_numbers_or_a_way_back(log: bool, tmp_path: Path) -> None:
    figures = damages(tmp_path, log=log, shorter=FEW)
    assert all(figure.held for figure in figures), table(figures)


def test_a_damage_is_told_on_the_page(tmp_path: Path) -> None:
    figures = damaged_pages(tmp_path, shorter=FEW)
    assert all(figure.held for figure in figures), table(figures)


def test_a_server_with_a_damaged_log_starts_and_says_so(tmp_path: Path) -> None:
    kept = before(tmp_path / "sound", with_log=True).copied(tmp_path / "server")
    content = bytearray(kept.log.read_bytes())
    content[40] ^= 1
    kept.log.write_bytes(content)
    with serving(tmp_path / "server") as server:
        seen = visit(server.port, "overview", query="v=1&portfolio=Demo")
        assert titles(seen) == ["Overview"]
        assert "moved aside" in texts(seen)


def test_a_server_whose_database_cannot_be_read_says_how_to_get_it_back(tmp_path: Path) -> None:
    """It ends, so that nobody takes an empty page for the truth; the sentence is the last thing it writes."""
    kept = before(tmp_path / "sound", with_log=False).copied(tmp_path / "server")
    kept.path.write_bytes(b"not a database" * 1000)
    told = pytest.raises(RuntimeError, match=rf"PMO Balance does not start.*damaged.*{WAY_BACK}")
    with told, serving(tmp_path / "server"):
        pass
