from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from streamlit import config

import serve
from pmo_core.settings import settings
from pmo_core.store.database import Database
from tests.pages.conftest import ROOT

UNSAFE = [
    pytest.param("server.enableAgentApi", True, "enableAgentApi", id="agent interface on"),
    pytest.param("server.allowedHosts", [], "allowedHosts", id="any host name"),
    pytest.param("server.allowedHosts", ["localhost", "*"], "allowedHosts", id="any host name by a star"),
    pytest.param("server.allowedHosts", ["*.example.org"], "allowedHosts", id="any name of a domain"),
    pytest.param("server.trustedUserHeaders", {"X-User": "name"}, "trustedUser", id="headers are believed"),
    pytest.param("server.enableStaticServing", True, "enableStaticServing", id="files of a folder"),
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


def test_several_processes_stop_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEB_CONCURRENCY", "2")
    assert "WEB_CONCURRENCY" in (serve.refusal(config.get_option) or "")


def started(*command: str, **told: str) -> subprocess.CompletedProcess[str]:
    """Try to start the program with settings that nothing of this machine adds to."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={"PATH": "", **told},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


SENTENCES = {
    "PMO_ADDRESS": ("0.0.0.0", "PMO_ADDRESS must be a loopback address, not 0.0.0.0: there is no login."),
    "PMO_MODE": ("anybody", "PMO_MODE cannot be 'anybody'. Input should be 'local', 'office' or 'team'."),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_the_program_itself_ends_with_2_and_one_sentence(name: str, tmp_path: Path) -> None:
    database = tmp_path / "pmo.duckdb"
    value, sentence = SENTENCES[name]
    run = started("serve.py", "--port", "1", **{"PMO_DATABASE": str(database), name: value})
    assert run.returncode == 2
    assert run.stderr.splitlines() == [f"PMO Balance does not start. {sentence}"]
    assert not database.exists(), "what is refused leaves nothing behind"


def test_a_database_of_a_newer_program_stops_the_start(tmp_path: Path) -> None:
    database = tmp_path / "pmo.duckdb"
    Database.open(database).close()
    with duckdb.connect(str(database)) as newer:
        newer.execute("update meta set schema_version = schema_version + 1")
    run = started("serve.py", "--port", "1", PMO_DATABASE=str(database))
    assert run.returncode == 2
    assert "newer" in run.stderr
    assert len(run.stderr.splitlines()) == 1


def test_another_launcher_is_refused_too(tmp_path: Path) -> None:
    """It reads the same settings, but not the sentence that serve.py would end with."""
    told = {"PMO_DATABASE": str(tmp_path / "pmo.duckdb"), "WEB_CONCURRENCY": "3"}
    run = started("-m", "streamlit", "run", "serve.py", "--server.port", "1", **told)
    assert run.returncode != 0
    assert "PMO Balance does not start. WEB_CONCURRENCY must be 1" in run.stderr
