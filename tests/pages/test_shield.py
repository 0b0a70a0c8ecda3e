from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.types import Message, Receive, Scope, Send

from pages.shared import shield
from pmo_core.limits import MEGABYTE, UPLOADS_PER_MINUTE

FRAME = shield.MULTIPART_FRAME


async def accepts(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, int]]:
    """What Streamlit keeps, per session."""
    sizes: dict[str, int] = {}
    monkeypatch.setattr(shield, "_held", lambda: sizes)
    return sizes


def answer(
    quota: shield.UploadQuota, *, session: str = "mine", length: str | None = "1000"
) -> tuple[int, str]:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [] if length is None else [(b"content-length", length.encode())]
    scope = {
        "type": "http",
        "method": "PUT",
        "path": f"/_stcore/upload_file/{session}/file",
        "headers": headers,
    }
    with ThreadPoolExecutor(1) as thread:  # the browser tests leave a loop running in this one
        thread.submit(lambda: asyncio.run(quota(scope, receive, send))).result()
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:]).decode()


def test_an_ordinary_upload_passes(held: dict[str, int]) -> None:
    assert answer(shield.UploadQuota(accepts))[0] == 204


@pytest.mark.parametrize("length", [None, "", "-1", "many"])
def test_an_upload_that_hides_its_length_is_refused(held: dict[str, int], length: str | None) -> None:
    assert answer(shield.UploadQuota(accepts), length=length)[0] == 411


def test_a_session_may_hold_100_megabytes(held: dict[str, int]) -> None:
    held["mine"] = 90 * MEGABYTE
    quota = shield.UploadQuota(accepts)
    assert answer(quota, length=str(10 * MEGABYTE + FRAME))[0] == 204
    status, words = answer(quota, length=str(11 * MEGABYTE))
    assert status == 413
    assert "Save or remove" in words
    assert answer(quota, session="other", length=str(11 * MEGABYTE))[0] == 204


def test_all_sessions_together_may_hold_500_megabytes(held: dict[str, int]) -> None:
    held.update({f"session {number}": 99 * MEGABYTE for number in range(5)})
    status, words = answer(shield.UploadQuota(accepts), length=str(20 * MEGABYTE))
    assert status == 413
    assert "Try again" in words


def test_twenty_files_a_minute_are_enough(held: dict[str, int]) -> None:
    quota = shield.UploadQuota(accepts)
    assert [answer(quota)[0] for _ in range(UPLOADS_PER_MINUTE)] == [204] * UPLOADS_PER_MINUTE
    status, words = answer(quota)
    assert status == 429
    assert "Wait a minute" in words
    assert answer(quota, session="other")[0] == 204


HERE = ["127.0.0.1", "127.0.0.9", "::1", "::ffff:127.0.0.1", "localhost"]
ELSEWHERE = ["10.1.2.3", "192.168.1.9", "::ffff:10.1.2.3", "fe80::1", "0.0.0.0", "::", "", "evil.example"]


@pytest.mark.parametrize("address", HERE)
def test_this_machine_alone_is_reached_by(address: str) -> None:
    assert shield.is_loopback(address)


@pytest.mark.parametrize("address", ELSEWHERE)
def test_another_machine_is_reached_by(address: str) -> None:
    assert not shield.is_loopback(address)


def visited(kind: str, peer: tuple[str, int] | None) -> list[Message]:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": f"{kind}.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": kind, "path": "/", "client": peer}
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(shield.ThisMachine(accepts)(scope, receive, send))).result()
    return sent


def test_a_visitor_from_another_machine_is_told_in_words() -> None:
    first, second = visited("http", ("10.1.2.3", 5000))
    assert first["status"] == 403
    assert b"runs on only" in second["body"]


def test_a_session_from_another_machine_is_never_accepted() -> None:
    assert visited("websocket", ("10.1.2.3", 5000)) == [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize("peer", [("127.0.0.1", 5000), ("::1", 5000), None])
def test_a_visitor_from_this_machine_is_let_in(peer: tuple[str, int] | None) -> None:
    assert visited("http", peer)[0]["status"] == 204
