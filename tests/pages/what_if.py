"""The What-if page of a small portfolio, as tests open it: computations are waited for."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.jobs import Jobs
from tests.pages.conftest import open_page
from tests.pages.test_entry import load

LIST = """ID,Project,As of,Department,Short-term value,Long-term value,Risk,Budget (GBP),Finish,Requires
P1,Portal,2026-03-31,IT,9,2,1,40000000,2026-12-31,
P2,Campus,2026-03-31,Estates,2,9,4,60000000,2030-12-31,
P3,Network,2026-03-31,IT,6,6,2,30000000,2028-06-30,P1
P4,Records,2026-03-31,HR,4,5,3,20000000,2027-03-31,
P5,Clinic,2026-03-31,Estates,8,7,5,50000000,2027-09-30,
P6,Payroll,2026-03-31,HR,5,1,1,10000000,2026-09-30,
"""
PATIENCE = 60.0


def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for every computation, however busy the machine is."""
    soon = Jobs.soon
    monkeypatch.setattr(Jobs, "soon", lambda *told, **named: soon(*told, **{**named, "wait": PATIENCE}))


def opened(query: dict[str, str] | None = None) -> AppTest:
    return open_page("what_if", {"v": "1", "portfolio": "main", **(query or {})})


def loaded(text: str = LIST) -> AppTest:
    load(text)
    return opened()


def said(at: AppTest) -> str:
    shown = (*at.title, *at.markdown, *at.caption, *at.info, *at.warning, *at.error, *at.success, *at.toast)
    return " ".join(one.value for one in shown).replace("\\", "").replace("\u2060", "")


def press(at: AppTest, label: str) -> AppTest:
    return next(one for one in at.button if one.label == label).click().run()


def unfold(at: AppTest, *names: str) -> AppTest:
    for name in names:
        at.session_state[f"fold {name}"] = True
    return at.run()


def points(at: AppTest) -> dict[str, int]:
    return {one.label.replace("\\", ""): one.value for one in at.slider}


def plan_of(at: AppTest) -> dict[str, str]:
    return {name: value[0] if isinstance(value, list) else value for name, value in at.query_params.items()}
