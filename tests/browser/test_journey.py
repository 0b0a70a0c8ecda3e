"""A manager's way through the app in a real browser: link, sliders, Back, upload, verdict, undo."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from pmo_core import look
from tests.browser.chromium import settle
from tests.browser.server import ROOT, Server, environment

pytestmark = pytest.mark.browser
WAIT = 30_000

SMALL = """Project ID,Project,Status,RAG,Start,Finish,Budget (£m)
1,Portal,In progress,Green,2025-01-01,2026-06-30,40
2,Campus,In progress,Amber,2025-01-01,2028-09-30,20
3,Network,In progress,Red,2025-06-01,2030-12-31,40
"""


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 1200})
    yield context.new_page()
    context.close()


def ask(database: Path, *words: str) -> dict[str, object]:
    """The command line's answer, from a process of its own."""
    command = [sys.executable, "-m", "pmo_core", *words, "--db", str(database), "--json"]
    done = subprocess.run(command, cwd=ROOT, env=environment(database), capture_output=True, text=True)
    return dict(json.loads(done.stdout))


def verdict_of(document: dict[str, object]) -> str:
    unit = str(document["currency"])
    moved, total = float(str(document["to_move"])), float(str(document["total"]))
    return f"{look.money(moved, unit)} of {look.money(total, unit)} sits in the wrong horizon."


def address_of(tab: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(tab.url).query).items()}


def open_page(tab: Page, address: str) -> None:
    tab.goto(address)
    settle(tab)


def test_the_page_and_the_command_line_say_the_same(tab: Page, server: Server, demo_database: Path) -> None:
    open_page(tab, server.page("balance", "v=1&portfolio=Demo&as_of=2026-03-31&short=50&medium=30&long=20"))
    document = ask(
        demo_database,
        *("balance", "--portfolio", "Demo", "--as-of", "2026-03-31"),
        *("--target", "short=50,medium=30,long=20"),
    )
    expect(tab.get_by_role("heading", level=2).first).to_have_text(verdict_of(document))


def test_a_link_restores_the_controls_and_writes_every_value(tab: Page, server: Server) -> None:
    open_page(tab, server.page("balance", "v=1&portfolio=Demo&short=50&medium=30&long=20&mix=2"))
    expect(tab.get_by_text("Target: 50 % short · 30 % medium · 20 % long term")).to_be_visible()
    written = address_of(tab)
    assert written | {"short": "50", "medium": "30", "long": "20", "mix": "2", "kpis": "1"} == written
    assert {"v", "portfolio", "as_of", "data"} <= written.keys()


def test_moving_the_target_is_a_step_that_back_undoes_and_forward_repeats(tab: Page, server: Server) -> None:
    open_page(tab, server.page("balance", "v=1&portfolio=Demo&short=60&medium=30&long=10"))
    border = tab.get_by_role("slider").first
    border.focus()
    border.press("ArrowLeft")
    expect(tab.get_by_text("Target: 59 % short · 31 % medium")).to_be_visible(timeout=WAIT)
    tab.wait_for_url("**short=59&medium=31**", timeout=WAIT)
    tab.go_back()
    expect(tab.get_by_text("Target: 60 % short · 30 % medium")).to_be_visible(timeout=WAIT)
    tab.go_forward()
    expect(tab.get_by_text("Target: 59 % short · 31 % medium")).to_be_visible(timeout=WAIT)


def test_a_preset_and_the_reset_move_the_same_control(tab: Page, server: Server) -> None:
    open_page(tab, server.page("balance", "v=1&portfolio=Demo"))
    tab.get_by_role("button", name="50/30/20").click()
    expect(tab.get_by_text("Target: 50 % short · 30 % medium")).to_be_visible(timeout=WAIT)
    tab.get_by_role("button", name="Reset", exact=True).click()
    expect(tab.get_by_text("Target: 70 % short · 20 % medium")).to_be_visible(timeout=WAIT)


def test_values_that_do_not_fit_are_named(tab: Page, server: Server) -> None:
    open_page(tab, server.page("balance", "v=1&portfolio=Demo&short=90&medium=90&long=90&department=Moon"))
    expect(tab.get_by_text("do not add up to 100 %")).to_be_visible()
    expect(tab.get_by_text("which this portfolio does not have")).to_be_visible()


def load(tab: Page, server: Server, file: Path) -> None:
    open_page(tab, server.page("data"))
    tab.locator("input[type=file]").set_input_files(file)
    expect(tab.get_by_role("heading", name=file.name)).to_be_visible(timeout=WAIT)


def undo_the_last(tab: Page, server: Server) -> None:
    open_page(tab, server.page("data"))
    tab.get_by_role("tab", name="History").click()
    tab.get_by_role("button", name="Undo the last save").click(timeout=WAIT)


def test_a_file_becomes_a_verdict_is_saved_and_taken_back(tab: Page, server: Server, tmp_path: Path) -> None:
    file = tmp_path / "list 2026-03-31.csv"
    file.write_text(SMALL, encoding="utf-8")
    load(tab, server, file)
    expect(tab.get_by_text("£30.0m of £100m sits in the wrong horizon").first).to_be_visible(timeout=WAIT)
    tab.get_by_role("button", name="Save to main").click()
    tab.get_by_role("link", name="Open the balance view").click(timeout=WAIT)
    expect(tab.get_by_role("heading", level=2).first).to_have_text(
        "£30.0m of £100m sits in the wrong horizon.", timeout=WAIT
    )
    saved = address_of(tab)
    assert (saved["portfolio"], saved["as_of"]) == ("main", "2026-03-31")

    undo_the_last(tab, server)
    expect(tab.get_by_text("Taken back: list 2026-03-31.csv")).to_be_visible(timeout=WAIT)
    open_page(tab, server.page("balance", "v=1&portfolio=main"))
    expect(tab.get_by_text("No projects of main count now")).to_be_visible(timeout=WAIT)
    # the link made before the undo still shows its data, and says that they are not the present ones
    open_page(tab, server.page("balance", f"v=1&portfolio=main&data={saved['data']}"))
    expect(tab.get_by_role("heading", level=2).first).to_have_text(
        "£30.0m of £100m sits in the wrong horizon."
    )
    expect(tab.get_by_role("button", name="Show current data")).to_be_visible()


@pytest.mark.real
def test_a_real_export_becomes_the_verdict_of_the_command_line(
    tab: Page, server: Server, real: Path, tmp_path: Path
) -> None:
    file = real / "uk_gmpp" / "uk_2018.csv"
    load(tab, server, file)
    tab.get_by_text("31 Mar 2018", exact=True).click()
    tab.get_by_text("million –").click()
    tab.get_by_role("button", name="Save to main").click(timeout=WAIT)
    tab.get_by_role("link", name="Open the balance view").click(timeout=WAIT)
    database = tmp_path / "own.duckdb"
    answers = ["--as-of", "2018-03-31", "--answer", "money_unit=million"]
    assert ask(database, "import", str(file), *answers)["outcome"] == "done"
    said = verdict_of(ask(database, "balance"))
    expect(tab.get_by_role("heading", level=2).first).to_have_text(said, timeout=WAIT)
    undo_the_last(tab, server)
    expect(tab.get_by_text("Taken back: uk_2018.csv")).to_be_visible(timeout=WAIT)
