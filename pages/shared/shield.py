"""Between the network and Streamlit: who may come, headers, closed paths, quota. Plain ASGI, unbuffered."""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import re
import secrets
import time
from collections import defaultdict, deque
from pathlib import Path
from typing import Final

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime import get_instance

from pages.shared import runtime
from pmo_core.limits import UPLOAD_BYTES_IN_ALL, UPLOAD_BYTES_PER_SESSION, UPLOADS_PER_MINUTE

CLOSED: Final = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
UPLOADS: Final = "/_stcore/upload_file/"
BROWSER: Final = "pmo_browser"
"""Name of the cookie that tells browsers apart."""

MULTIPART_FRAME: Final = 64 * 1024  # what a browser may add around the bytes of the file


def content_security_policy() -> str:
    """
    Build the policy that the pages run under: no `unsafe-eval`, no foreign host.

    The one inline script of the installed index.html is allowed by its hash, read at every start, so that
    an upgrade of Streamlit does not lock the pages out.
    """
    index = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in re.findall(r"<script>(.*?)</script>", index, re.DOTALL)
    ]
    return "; ".join(
        [
            "default-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "img-src 'self' data: blob:",
            "connect-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "font-src 'self' data:",
            " ".join(["script-src 'self'", *hashes]),
        ]
    )


class SecurityHeaders:
    """Adds the headers that Streamlit does not send, to every answer."""

    def __init__(self, app: ASGIApp, *, behind_tls: bool = False) -> None:
        self.app = app
        self.headers = {
            "Content-Security-Policy": content_security_policy(),
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "no-referrer",
            "X-Robots-Tag": "noindex",
        }
        if behind_tls:
            self.headers["Strict-Transport-Security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and edit the start of the answer."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self.headers)
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


class BrowserToken:
    """
    Gives every browser a random token of its own, so that its next session finds the files it had in hand.

    Scripts cannot read it, other sites cannot send it, and it goes when the browser is closed.
    """

    def __init__(self, app: ASGIApp, *, behind_tls: bool = False) -> None:
        self.app = app
        self.attributes = f"Path=/; HttpOnly; SameSite=Strict{'; Secure' if behind_tls else ''}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the token to a page, if the browser has sent none."""

        async def with_token(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    headers.append("Set-Cookie", f"{BROWSER}={secrets.token_urlsafe(32)}; {self.attributes}")
            await send(message)

        known = scope["type"] != "http" or BROWSER in cookie_parser(Headers(scope=scope).get("cookie", ""))
        await self.app(scope, receive, send if known else with_token)


def is_loopback(address: str) -> bool:
    """Whether only this machine reaches the address, or comes from it; an empty one means all interfaces."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address == "localhost"
    return (getattr(found, "ipv4_mapped", None) or found).is_loopback


class ThisMachine:
    """
    Turns away whoever comes from another machine: without a login everybody would be the administrator.

    The address to listen on is checked at the start, but other launchers than ours choose their own.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what comes from this machine; a local socket has no address at all."""
        peer = scope.get("client")
        if scope["type"] == "lifespan" or peer is None or is_loopback(str(peer[0])):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            words = "PMO Balance answers on the machine that it runs on only: it has no login yet."
            await PlainTextResponse(words, status_code=403)(scope, receive, send)


class ClosedPaths:
    """Answers 404 for Streamlit's metrics and agent paths, which tell strangers about other sessions."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on but the closed paths."""
        if scope["type"] == "http" and scope["path"].startswith(CLOSED):
            await PlainTextResponse("Not found", status_code=404)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


class UploadQuota:
    """
    Bounds what clients may park in memory: bytes per session and in all, files per minute and session.

    Streamlit limits one file, not their number, and keeps what no widget asked for. Uploads under way count
    with the length they announce; one without a length is refused.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._under_way: dict[str, int] = defaultdict(int)
        self._recent: dict[str, deque[float]] = defaultdict(deque)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let an upload through, or refuse it in words."""
        if scope["type"] != "http" or scope["method"] != "PUT" or not scope["path"].startswith(UPLOADS):
            await self.app(scope, receive, send)
            return
        session = str(scope["path"]).removeprefix(UPLOADS).split("/")[0]
        length = Headers(scope=scope).get("content-length", "")
        if refusal := self._refusal(session, length):
            await PlainTextResponse(refusal[1], status_code=refusal[0])(scope, receive, send)
            return
        self._under_way[session] += int(length)
        try:
            await self.app(scope, receive, send)
        finally:
            self._under_way[session] -= int(length)
            if not self._under_way[session]:
                del self._under_way[session]

    def _refusal(self, session: str, length: str) -> tuple[int, str] | None:
        if not length.isdecimal():
            return 411, "The upload does not say how long it is. Send the file with a browser."
        held = _held()
        mine = held.get(session, 0) + self._under_way.get(session, 0) + int(length) - MULTIPART_FRAME
        everybody = sum(held.values()) + sum(self._under_way.values()) + int(length) - MULTIPART_FRAME
        if mine > UPLOAD_BYTES_PER_SESSION:
            return 413, "Too much is waiting in this tab. Save or remove the files that are there first."
        if everybody > UPLOAD_BYTES_IN_ALL:
            return 413, "The server holds as many uploads as it can. Try again in a few minutes."
        if not self._in_time(session):
            return 429, f"More than {UPLOADS_PER_MINUTE} files in a minute. Wait a minute, then go on."
        return None

    def _in_time(self, session: str) -> bool:
        now = time.monotonic()
        for known in list(self._recent):
            while self._recent[known] and now - self._recent[known][0] > 60:
                self._recent[known].popleft()
            if not self._recent[known]:
                del self._recent[known]
        if len(self._recent[session]) >= UPLOADS_PER_MINUTE:
            return False
        self._recent[session].append(now)
        return True


def _held() -> dict[str, int]:
    """Bytes that Streamlit keeps per session, of those that have not ended."""
    runtime.reap()
    storage = dict(getattr(get_instance().uploaded_file_mgr, "file_storage", {}))
    return {
        session: sum(len(file.data) for file in list(files.values())) for session, files in storage.items()
    }
