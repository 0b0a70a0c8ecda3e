"""Large files and many people: nobody waits for another one's file, and nobody sees it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from pmo_core.model import Kind
from pmo_core.store import versions
from pmo_core.store.database import Database
from tests.browser.chromium import settle
from tests.browser.desk import WAIT, opened, written
from tests.browser.server import serving

pytestmark = pytest.mark.browser
PEOPLE = 20
READINGS, PER_SERIES = 480_000, 100
"""24 MB: just below what the page takes."""


@contextmanager
def tabs(browser: Browser, count: int) -> Iterator[list[Page]]:
    """A page for each of so many people, with a session of its own."""
    with ExitStack() as stack:
        contexts = [stack.enter_context(closing(browser.new_context())) for _ in range(count)]
        yield [context.new_page() for context in contexts]


def readings() -> str:
    days = [(date(2024, 1, 5) + timedelta(weeks=n)).isoformat() for n in range(PER_SERIES)]
    lines = (
        f"P{n // PER_SERIES:05},Milestones met on time,{days[n % PER_SERIES]},{n % 97}.5,80"
        for n in range(READINGS)
    )
    return "\n".join(["Project ID,KPI,Date,Value,Target", *lines])


def move(tab: Page) -> None:
    """Move a slider of the balance view and wait until the page has answered."""
    slider = tab.get_by_role("slider").first
    before = slider.get_attribute("aria-valuenow")
    slider.press("ArrowLeft")
    expect(slider).not_to_have_attribute("aria-valuenow", before or "", timeout=WAIT)
    settle(tab)


def test_a_large_file_is_read_with_progress_while_another_session_works(
    browser: Browser, tmp_path: Path, demo_database: Path
) -> None:
    large = written(tmp_path, "kpis.csv", readings())
    assert 20_000_000 < large.stat().st_size < 25 * 1024 * 1024
    with (
        serving(tmp_path / "server", template=demo_database) as server,
        tabs(browser, 2) as (manager, leader),
    ):
        opened(manager, server)
        opened(leader, server, "balance", "v=1&portfolio=Demo")
        progress = manager.get_by_text("kpis.csv: ")
        manager.locator("input[type=file]").set_input_files(large)
        expect(progress).to_be_visible(timeout=WAIT)
        move(leader)
        assert progress.is_visible(), "the other session had to wait until the file was read"
        save = manager.get_by_role("button", name="Save to main")
        expect(save).to_be_visible(timeout=WAIT)
        save.click()
        move(leader)
        expect(manager.get_by_text("is saved in main")).to_be_visible(timeout=WAIT)


def projects(person: int) -> str:
    rows = [f"{n},Work {n} of {person},Active,{person + n / 10}" for n in range(1, 31)]
    return "\n".join(["Project ID,Project name,Status,Budget (£m)", *rows])


def held(db: Database, portfolio: str) -> list[tuple[str, float]]:
    version = versions.current(db, portfolio)[Kind.PROJECTS]
    rows = versions.rows_of(db, Kind.PROJECTS, version=version)
    return sorted(zip(rows["name"].to_pylist(), rows["budget"].to_pylist(), strict=True))


def test_files_of_twenty_people_at_once_are_never_mixed(browser: Browser, tmp_path: Path) -> None:
    with serving(tmp_path / "server") as server, tabs(browser, PEOPLE) as people:
        for tab in people:
            tab.goto(server.page("data"), wait_until="commit")
        for person, tab in enumerate(people):
            settle(tab)
            tab.get_by_role("combobox", name="Portfolio").fill(f"Of {person}")
            tab.keyboard.press("Enter")
        for person, tab in enumerate(people):
            settle(tab)
            file = written(tmp_path, f"list of {person} 2026-03-31.csv", projects(person))
            tab.locator("input[type=file]").set_input_files(file)
        for person, tab in enumerate(people):
            tab.get_by_role("button", name=f"Save to Of {person} ").click(timeout=WAIT)
        for person, tab in enumerate(people):
            expect(tab.get_by_text(f"is saved in Of {person}:")).to_be_visible(timeout=WAIT)
    with closing(Database.open(server.database)) as db:
        for person in range(PEOPLE):
            mine = [(f"Work {n} of {person}", round((person + n / 10) * 1e6, 2)) for n in range(1, 31)]
            assert held(db, f"Of {person}") == sorted(mine)
