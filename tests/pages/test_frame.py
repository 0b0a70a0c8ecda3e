from __future__ import annotations

import logging

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.shared import frame
from pmo_core.errors import AccessDenied


def page_that_fails() -> None:
    import streamlit as st

    from pages.shared import frame

    class Page:
        def run(self) -> None:
            raise KeyError("-".join(["secret", "cell", "value"]))

    frame.run(Page())  # type: ignore[arg-type] - stands in for a page
    st.caption("after")


def page_that_refuses() -> None:
    from pages.shared import frame
    from pmo_core.errors import NotFound

    class Page:
        def run(self) -> None:
            raise NotFound("There is no version 7 in ![x](http://evil).", fix="Choose one of *1 to 6*.")

    frame.run(Page())  # type: ignore[arg-type] - stands in for a page


def test_a_fault_ends_in_an_incident_number_and_no_traceback(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="pmo_balance"):
        at = AppTest.from_function(page_that_fails).run()
    shown = at.error[0].value
    incident = at.session_state["incident"]
    assert incident in shown
    assert incident in caplog.text
    for secret in ("Traceback", "KeyError", "secret", ".py"):
        assert secret not in shown
    assert "secret-cell-value" not in caplog.text, "what cells hold stays out of the log"
    assert "in run" in caplog.text, "where it happened is in the log"
    assert at.caption[0].value == "after"


def test_a_refusal_is_told_in_words_and_never_as_markup() -> None:
    at = AppTest.from_function(page_that_refuses).run()
    assert "incident" not in at.session_state
    assert r"\!\[x\]" in at.error[0].value
    assert r"\*1 to 6\*" in at.error[0].value


def test_the_frame_mark_does_not_outlive_the_run() -> None:
    """Kept, it would let a page that is asked for by name run bare."""
    at = AppTest.from_function(page_that_refuses).run()
    assert "framed" not in at.session_state


def test_the_page_list_is_built_anew_in_every_run() -> None:
    first, second = frame.pages(), frame.pages()
    assert not {id(page) for each in first.values() for page in each} & {
        id(page) for each in second.values() for page in each
    }


def test_a_reader_at_another_machine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the app was started without serve.py, on an address that everybody reaches."""
    monkeypatch.setattr(type(st.context), "ip_address", property(lambda _: "10.1.2.3"))
    with pytest.raises(AccessDenied, match="runs on only"):
        frame.check()
