"""
The frame around every page: the page list, the guard, and the panel that replaces a traceback.

A folder named `pages` makes Streamlit serve `/balance` by running `pages/balance.py` alone until some session
has executed `st.navigation`, and the first visit after a restart is usually such a shared link. So the first
statement of every page is `frame.require("balance")`: it registers the pages and reruns where app.py has not.
"""

from __future__ import annotations

import logging
import secrets
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from pages.shared.shield import is_loopback
from pmo_core.errors import AccessDenied, PmoError
from pmo_core.look import md
from pmo_core.model import Grant
from pmo_core.settings import Mode, settings
from pmo_core.sharing import roles

ICON: Final = str(Path(__file__).parent / "icon.png")
# Streamlit writes white on the primary colour in both themes; on the dark theme's light blue that is 2.3:1
DARK_BUTTONS: Final = "<style>button[kind^=primary]:enabled p {color: #0f1720}</style>"
log = logging.getLogger("pmo_balance")


@dataclass(frozen=True)
class Door:
    """One entry of the navigation; `page` is both the file's stem and the address."""

    page: str
    title: str
    more: bool = False


DOORS: Final = (
    Door("overview", "Overview"),
    Door("data", "Data"),
    Door("balance", "Balance"),
    Door("what_if", "What-if"),
    Door("alignment", "Alignment", more=True),
    Door("kpis", "KPIs", more=True),
    Door("stakeholders", "Stakeholders", more=True),
    Door("roadmap", "Roadmap", more=True),
    Door("method", "Method", more=True),
)


def pages() -> dict[str, list[StreamlitPage]]:
    """
    Build the navigation anew: a page object holds the state of its run, so sessions must not share it.

    The first door is the default page and answers at `/`.
    """
    listed: dict[str, list[StreamlitPage]] = {"": [], "More": []}
    for door in DOORS:
        listed["More" if door.more else ""].append(
            st.Page(f"pages/{door.page}.py", title=door.title, default=door is DOORS[0])
        )
    return {section: entries for section, entries in listed.items() if entries}


def run(page: StreamlitPage) -> None:
    """Run the chosen page; whatever goes wrong in it ends in a sentence, never in a traceback."""
    st.session_state["framed"] = True
    if st.context.theme.type == "dark":
        st.html(DARK_BUTTONS)
    try:
        page.run()
    except Exception as error:
        report(error)
    finally:
        # kept, it would let a page asked for by name run without its frame
        st.session_state.pop("framed", None)


def require(page: str) -> Grant:
    """
    Guard a page: frame the session, then check the role.

    Args:
        page: The file stem of the calling page, one of `DOORS`.
    Returns:
        What the reader may do; every writing function of pmo_core asks for it.
    Raises:
        AccessDenied: If the reader may not see pages; the frame shows the sentence.
    """
    if "framed" not in st.session_state:
        st.navigation(pages(), position="top")
        st.rerun()
    if page not in {door.page for door in DOORS}:
        raise LookupError(f"{page!r} is not in the page list")
    return check()


def check() -> Grant:
    """
    Check the role again: the first call of every fragment, which reruns without its page.

    Raises:
        AccessDenied: If the reader may not see pages, or sits at another machine while there is no login.
    """
    visitor = st.context.ip_address  # None: this machine; under AppTest a stand-in that is no text
    if isinstance(visitor, str) and settings().mode is Mode.LOCAL and not is_loopback(visitor):
        raise AccessDenied(
            "PMO Balance answers on the machine that it runs on only: it has no login yet.",
            fix="Open it there.",
        )
    return roles.require("read", mode=settings().mode)


def report(error: Exception) -> bool:
    """
    Tell the reader what went wrong; also called by the server for callbacks and fragments. True = told.

    What we refuse is told in its own words. A fault of ours becomes an incident number, and where it
    happened goes to the log.
    """
    if isinstance(error, PmoError):
        st.error(f"{md(error.problem)}\n\n{md(error.fix)}")
        return True
    incident = noted(error)
    st.session_state["incident"] = incident
    st.error(
        f"Something went wrong on our side. Incident {incident}.\n\n"
        "Reload the page. If it happens again, send the incident number to whoever runs this workspace."
    )
    return True


def noted(error: Exception) -> str:
    """Write to the log where a fault of ours happened; gives the incident number."""
    incident = secrets.token_hex(4)
    log.error("incident %s: %s\n%s", incident, type(error).__name__, "".join(_frames(error)))
    return incident


def words(error: Exception) -> str:
    """What went wrong beside a page, in a sentence."""
    if isinstance(error, PmoError):
        return f"{error.problem} {error.fix}"
    return f"Something went wrong on our side. Incident {noted(error)}."


def _frames(error: BaseException | None) -> list[str]:
    """Files and lines of the error and of its causes; the messages stay out, they may hold cell values."""
    found: list[str] = []
    while error is not None:
        found += [f"{type(error).__name__} at\n", *traceback.format_tb(error.__traceback__)]
        error = error.__cause__ or error.__context__
    return found
