from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from streamlit import config

import serve
from pmo_core.settings import settings
from tests.pages.conftest import ROOT

UNSAFE = [
    pytest.param("server.enableAgentApi", True, "enableAgentApi", id="agent interface on"),
    pytest.param("server.allowedHosts", [], "allowedHosts", id="any host name"),
    pytest.param("server.enableXsrfProtection", False, "Xsrf", id="no XSRF protection"),
    pytest.param("server.enableCORS", False, "CORS", id="any origin"),
    pytest.param("client.showErrorDetails", "full", "showErrorDetails", id="errors in full"),
    pytest.param("server.address", "0.0.0.0", "PMO_ADDRESS", id="all interfaces"),
    pytest.param("server.address", "", "PMO_ADDRESS", id="no address, which means all interfaces"),
    pytest.param("server.address", "10.1.2.3", "PMO_ADDRESS", id="an address of the office"),
]


@pytest.fixture(autouse=True)
def our_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("PMO_MODE", raising=False)
    settings.cache_clear()


def test_the_settings_that_we_ship_are_safe() -> None:
    assert serve.refusal(config.get_option) is None


@pytest.mark.parametrize(("name", "value", "said"), UNSAFE)
def test_an_unsafe_setting_stops_the_start(name: str, value: object, said: str) -> None:
    sentence = serve.refusal(lambda option: value if option == name else config.get_option(option))
    assert sentence is not None
    assert said in sentence


@pytest.mark.parametrize("mode", ["office", "team"])
def test_a_mode_without_its_login_stops_the_start(mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PMO_MODE", mode)
    settings.cache_clear()
    assert "PMO_MODE" in (serve.refusal(config.get_option) or "")
    settings.cache_clear()


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.9", "::1", "localhost"])
def test_this_machine_alone_is_reached_by(address: str) -> None:
    assert serve.is_loopback(address)


def test_the_program_itself_ends_with_2_and_one_sentence(tmp_path: Path) -> None:
    database = tmp_path / "pmo.duckdb"
    run = subprocess.run(
        [sys.executable, str(ROOT / "serve.py"), "--port", "1"],
        env={"PATH": "", "PMO_ADDRESS": "0.0.0.0", "PMO_DATABASE": str(database)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 2
    assert run.stderr.splitlines() == [
        "PMO Balance does not start. PMO_ADDRESS must be a loopback address, not 0.0.0.0: there is no login."
    ]
    assert not database.exists(), "what is refused leaves nothing behind"
