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
