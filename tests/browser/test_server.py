from __future__ import annotations

import http.client
import json
import re
from contextlib import closing
from dataclasses import dataclass
from email.message import Message

import pytest

from pages.shared.shield import BROWSER, content_security_policy
from tests.browser.server import Server


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    body: bytes


def ask(server: Server, path: str, **headers: str) -> Answer:
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)) as connection:
        connection.request(
            "GET", path, headers={name.replace("_", "-"): text for name, text in headers.items()}
        )
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())


def test_health_says_the_version_and_whether_it_can_write(server: Server) -> None:
    answer = ask(server, "/healthz")
    assert answer.status == 200
    assert json.loads(answer.body).keys() == {"status", "version", "read_only"}


@pytest.mark.parametrize("path", ["/", "/balance", "/healthz", "/_stcore/health", "/nothing/here.js"])
def test_every_answer_carries_the_security_headers(server: Server, path: str) -> None:
    answer = ask(server, path)
    assert answer.headers["Content-Security-Policy"] == content_security_policy()
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_the_policy_allows_no_evaluated_and_no_foreign_script() -> None:
    policy = content_security_policy()
    assert "unsafe-eval" not in policy
    assert "http" not in policy
    assert policy.count("'sha256-") >= 1
    assert "script-src 'self' 'sha256-" in policy


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/interact"]
)
def test_paths_that_tell_about_other_sessions_are_closed(server: Server, path: str) -> None:
    assert ask(server, path).status == 404


def test_another_host_name_is_refused(server: Server) -> None:
    """DNS rebinding: a page elsewhere that gives its own name our address."""
    handshake = {
        "Host": "evil.example",
        "Origin": "http://evil.example",
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    assert ask(server, "/_stcore/stream", **handshake).status == 403


def test_pages_and_scripts_are_compressed(server: Server) -> None:
    page = ask(server, "/", Accept_Encoding="gzip")
    assert page.headers["Content-Encoding"] == "gzip"


def test_the_log_holds_no_address_of_a_visitor(server: Server) -> None:
    ask(server, "/balance?secret=12345")
    assert "12345" not in server.log.read_text()


def test_a_page_gives_every_browser_a_token_that_scripts_cannot_read(server: Server) -> None:
    given = [ask(server, "/data").headers.get_all("Set-Cookie") or [] for _ in range(2)]
    own = [[line for line in lines if line.startswith(BROWSER)] for lines in given]
    assert [re.sub(r"=[\w-]{43}(?=;)", "=TOKEN", lines[0]) for lines in own] == [
        f"{BROWSER}=TOKEN; Path=/; HttpOnly; SameSite=Strict"
    ] * 2
    assert own[0] != own[1]


@pytest.mark.parametrize(("path", "cookie"), [("/data", f"{BROWSER}=mine"), ("/healthz", "")])
def test_a_token_is_given_once_and_with_pages_only(server: Server, path: str, cookie: str) -> None:
    lines = ask(server, path, Cookie=cookie).headers.get_all("Set-Cookie") or []
    assert not any(line.startswith(BROWSER) for line in lines)
