"""
PMO Balance as a server: `python serve.py [--port N]`.

The same app as `streamlit run app.py`, behind Streamlit's own ASGI class: security headers, compression,
`/healthz`, an upload quota, and a start that has the database open before the first visitor comes.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import tomllib
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final

import anyio.to_thread
import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from streamlit import config

from pages.shared import frame, session, shield
from pmo_core.errors import PmoError, StoreError
from pmo_core.importing.inbox import inbox_folder, make_inbox
from pmo_core.settings import Mode, settings

HERE: Final = Path(__file__).resolve().parent
os.chdir(HERE)  # .env, .streamlit/config.toml and a relative PMO_DATABASE are found from here
try:
    settings()
except ValueError as wrong:
    sys.stderr.write(f"PMO Balance does not start. {wrong}\n")
    sys.exit(2)
VERSION: Final = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def refusal(option: Callable[[str], object]) -> str | None:
    """
    Say why the server must not start with these settings; None = it may.

    Args:
        option: Gives the value of a Streamlit option, such as `server.address`.
    """
    address = option("server.address")
    rules = (
        (
            option("server.enableAgentApi"),
            "server.enableAgentApi must be false: it lets programs drive a session.",
        ),
        (
            _names_any(option("server.allowedHosts")),
            "server.allowedHosts must name hosts, without *: else any web page reaches us.",
        ),
        (
            option("server.trustedUserHeaders"),
            "server.trustedUserHeaders must be empty: whoever sends such a header would be believed.",
        ),
        (
            option("server.enableStaticServing"),
            "server.enableStaticServing must be false: it hands out files of a folder.",
        ),
        (
            os.environ.get("WEB_CONCURRENCY", "1") not in ("", "1"),
            "WEB_CONCURRENCY must be 1: one process owns the database.",
        ),
        (not option("server.enableXsrfProtection"), "server.enableXsrfProtection must be true."),
        (not option("server.enableCORS"), "server.enableCORS must be true."),
        (
            option("client.showErrorDetails") not in ("none", False),
            'client.showErrorDetails must be "none": errors hold paths and values.',
        ),
        (settings().mode is not Mode.LOCAL, "PMO_MODE must be local: this version has no login."),
        (
            not shield.is_loopback(str(address or "")),
            f"PMO_ADDRESS must be a loopback address, not {address or 'empty'}: there is no login.",
        ),
    )
    return next((sentence for broken, sentence in rules if broken), None)


def _names_any(hosts: object) -> bool:
    """Whether a list of host names lets in names that nobody has written down."""
    return not isinstance(hosts, Iterable) or not hosts or any("*" in str(host) for host in hosts)


async def health(request: Request) -> JSONResponse:
    """Say that the server answers, which version it is, and whether it can write."""
    try:
        db = await anyio.to_thread.run_sync(session.database)
    except PmoError:  # its words may name folders
        return JSONResponse({"status": "no database", "version": VERSION}, status_code=503)
    return JSONResponse({"status": "ok", "version": VERSION, "read_only": db.read_only})


def warm() -> None:
    """Open the database and load what the first page needs, before anybody waits for it."""
    import altair  # noqa: F401 - loaded here so that the first visitor does not wait
    import pandas  # noqa: F401 - the same

    path = session.database().path
    if path is not None:
        with suppress(StoreError):  # the Data page says what is wrong with it
            make_inbox(inbox_folder(path))


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Warm up, serve, close the database; refuse here too, for whoever starts it by `streamlit run`."""
    if problem := refusal(config.get_option):
        sys.stderr.write(f"PMO Balance does not start. {problem}\n")
        raise SystemExit(2)
    await anyio.to_thread.run_sync(warm)
    try:
        yield
    finally:
        session.close()


# frame.report logs the same faults, without the messages, which may hold what is in a cell
logging.getLogger("streamlit.error_util").addFilter(lambda _: False)

app = st.App(
    HERE / "app.py",
    lifespan=lifespan,
    on_script_error=frame.report,
    routes=[Route("/healthz", health)],
    middleware=[
        Middleware(shield.SecurityHeaders, behind_tls=settings().public_url.startswith("https://")),
        Middleware(shield.ThisMachine),
        Middleware(shield.BrowserToken, behind_tls=settings().public_url.startswith("https://")),
        Middleware(shield.ClosedPaths),
        Middleware(shield.UploadQuota),
        Middleware(GZipMiddleware, minimum_size=1024, compresslevel=5),
    ],
)


def main() -> int:
    """Start the server; 2 = refused, with one sentence that says what to change."""
    parser = argparse.ArgumentParser(description="Start PMO Balance.")
    parser.add_argument("--port", type=int, default=8501, help="the port to listen on (default 8501)")
    chosen = {"server.port": parser.parse_args().port, "server.address": settings().address}
    config.get_config_options(force_reparse=True, options_from_flags=chosen)
    problem = refusal(config.get_option)
    if problem is None:
        try:
            session.database()
        except PmoError as error:
            problem = str(error)
    if problem is not None:
        sys.stderr.write(f"PMO Balance does not start. {problem}\n")
        return 2
    app.run(config=chosen)
    return 0


if __name__ == "__main__":
    sys.exit(main())
