"""What saving would do, as the Data page shows it before anything is saved."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import session
from pmo_core import importing
from pmo_core.importing import Outlook, Staged
from pmo_core.intake.options import Options
from pmo_core.limits import PAGE_LIMITS
from pmo_core.look import JOINER
from pmo_core.model import Kind
from pmo_core.sharing.roles import Role, grant_of
from tests.importing.test_changes import APRIL, KPIS, MARCH
from tests.store.test_portfolio_settings import declare_text

ADMIN = grant_of(Role.ADMIN, who="tester")
SCRIPT = """
import streamlit as st
from pages.shared import changes
from pmo_core.model import Kind
from pmo_core.sharing.roles import Role, grant_of

changes.show(st.session_state["made"], grant=grant_of(Role.ADMIN, who="tester"))
"""

pytestmark = pytest.mark.usefixtures("empty_workspace")


def stage(text: str, label: str, **answers: str) -> Staged:
    return importing.stage(
        session.database(),
        text.encode(),
        label=label,
        options=Options(answers=answers),
        portfolio="main",
        limits=PAGE_LIMITS,
        today=date(2026, 11, 23),
    )


def load(text: str, label: str) -> None:
    importing.commit(session.database(), stage(text, label), grant=ADMIN)


def shown(made: Staged) -> AppTest:
    at = AppTest.from_string(SCRIPT, default_timeout=60)
    at.session_state["made"] = made
    at.run()
    assert not at.exception
    return at


def raw(at: AppTest) -> str:
    return "\n".join(each.value for each in at.markdown)


def said(at: AppTest) -> str:
    """As a reader sees it, but for the marks of bold text."""
    return raw(at).replace("\\", "").replace(JOINER, "")


def test_the_second_month_shows_everything_at_once() -> None:
    load(MARCH, "list 2026-03-31.csv")
    at = shown(stage(APRIL, "list 2026-04-30.csv"))
    assert "**After saving:** " in said(at)
    assert "**Now (31 Mar 2026):**" in said(at)
    assert "**The share in the right horizon falls from" in said(at)
    assert "**What changes.** Since 31 Mar 2026" in said(at)
    (picture,) = at.get("vega_lite_chart")
    assert "now" in picture.proto.alt
    mix, cells = (frame.value for frame in at.dataframe)
    assert list(mix.columns[:3]) == ["Horizon", "Investment now", "Investment after saving"]
    assert list(cells.columns) == ["Project", "Id", "Field", "Before", "After"]
    assert tuple(cells.iloc[0]) == ("Alpha", "A", "Budget", "£40,000,000", "£48,000,000")
    assert len(cells) == 6


def test_new_and_gone_projects_are_a_click_away() -> None:
    load(MARCH, "list 2026-03-31.csv")
    at = shown(stage(APRIL, "list 2026-04-30.csv"))
    picker = at.segmented_control[0]
    assert list(picker.options) == ["Changed (4)", "New (1)", "No longer listed (1)"]
    for sort, name in (("new", "Foxtrot"), ("no longer listed", "Delta")):
        at.segmented_control[0].set_value(sort).run()
        assert not at.exception
        assert list(at.dataframe[1].value["Project"]) == [name]


def test_a_first_file_shows_its_verdict_and_mix_alone() -> None:
    at = shown(stage(MARCH, "list 2026-03-31.csv"))
    assert "**After saving:** " in said(at)
    assert "Now" not in said(at)
    assert "What changes" not in said(at)
    assert len(at.get("vega_lite_chart")) == 1
    assert not at.segmented_control


def test_a_kind_beside_the_balance_shows_its_changes_alone() -> None:
    load(KPIS, "kpis.csv")
    at = shown(stage(KPIS.replace("82", "83"), "kpis.csv", mode="update"))
    assert not at.get("vega_lite_chart")
    assert "1 KPI value changed; cells changed in value (1)." in said(at)
    assert tuple(at.dataframe[0].value.iloc[0]) == ("On time, Feb 2026", "Value", "82", "83")
    assert at.caption[0].value == "3 KPI values stay as before."


def test_a_file_that_is_in_already_or_asks_shows_nothing() -> None:
    load(MARCH, "list 2026-03-31.csv")
    assert len(shown(stage(MARCH, "list 2026-03-31.csv")).main) == 0
    asking = stage(MARCH.replace("A,", "X,").replace("Alpha", "Xenon"), "list 2026-03.csv")
    assert asking.questions
    assert len(shown(asking).main) == 0


def test_a_rerun_judges_nothing_again(monkeypatch: pytest.MonkeyPatch) -> None:
    load(MARCH, "list 2026-03-31.csv")
    calls: list[str] = []
    real = importing.outlook

    def counting(*args: object, **named: object) -> Outlook:
        calls.append("judged")
        return real(*args, **named)  # type: ignore[arg-type] - passed on as they came

    monkeypatch.setattr(importing, "outlook", counting)
    at = shown(stage(APRIL, "list 2026-04-30.csv"))
    at.run()
    at.run()
    assert calls == ["judged"]


def test_names_of_the_file_are_no_markup() -> None:
    load(MARCH, "list 2026-03-31.csv")
    at = shown(stage(APRIL.replace("Alpha", "*A* $x$ :red[y]"), "list 2026-04-30.csv"))
    assert "(*A* $x$ :red[y] +£8.0m" in said(at)
    assert r"\*A\* \$x\$" in raw(at)
    assert ":red[" not in raw(at)


def test_what_cannot_be_judged_is_said_and_the_rest_of_the_page_stands() -> None:
    load(MARCH, "list 2026-03-31.csv")
    declare_text(session.database(), basis='"nonsense"')
    at = shown(stage(APRIL, "list 2026-04-30.csv"))
    (warning,) = at.warning
    assert "What saving would change cannot be shown" in warning.value


def test_a_file_that_declares_a_target_shows_the_balance_under_it() -> None:
    load(MARCH, "list 2026-03-31.csv")
    made = importing.stage(
        session.database(),
        b'Name,Value\ntarget,"{""short"": 0.4, ""medium"": 0.3, ""long"": 0.3}"\n',
        label="settings.csv",
        options=Options(kind=Kind.SETTINGS),
        portfolio="main",
        limits=PAGE_LIMITS,
        today=date(2026, 11, 23),
    )
    at = shown(made)
    assert ", against 40/30/30 and not 70/20/10**" in said(at)
    assert "Nothing to compare with yet: 1 setting would be the first." not in said(at)
