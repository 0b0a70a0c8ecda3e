"""Every word of the data is code, markup or a formula: each page shows it as it was written, and no more."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, FilePayload, expect

from pmo_core.model import Kind
from pmo_core.store.database import Database
from tests.browser.chromium import settle
from tests.browser.server import Server, serving
from tests.hostile.payloads import PAYLOADS
from tests.hostile.portfolio import hostile_file, load, shown_payloads, tagged
from tests.hostile.sight import Sight

pytestmark = pytest.mark.browser
NAME = tagged(0)
WAIT = 30_000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("hostile")
    db = Database.open(folder / "template.duckdb")
    load(db, NAME)
    db.close()
    with serving(folder / "server", template=folder / "template.duckdb") as running:
        for number in (2, 7, 38):
            file = running.database.parent / "inbox" / f"{tagged(number, label=True)}.csv"
            file.write_bytes(hostile_file(Kind.OBJECTIVES))
        yield running


@pytest.fixture(scope="module")
def sight(server: Server, browser: Browser) -> Iterator[Sight]:
    """One tab for all pages; each test looks at one."""
    context = browser.new_context(viewport={"width": 1440, "height": 1200})
    yield Sight(context.new_page(), server.address)
    context.close()


def upload(number: int, content: bytes) -> FilePayload:
    return {"name": f"{tagged(number, label=True)}.csv", "mimeType": "text/csv", "buffer": content}


def odd_columns() -> bytes:
    """One of the hostile columns must hold the names; days and months are in doubt, and a cell is wrong."""
    calm = [number for number, text in enumerate(PAYLOADS) if not set(";,|\t") & set(text)]
    headers = [*map(tagged, calm[:12]), "Status", "Finish", "Cost (GBP)"]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headers)
    for row in range(9):
        words = [tagged(calm[row + at]) for at in range(13)]
        writer.writerow([*words, f"0{row + 1}/03/2027", tagged(8) if row == 2 else "40"])
    return out.getvalue().encode()


@pytest.mark.parametrize(("page", "payloads"), [("overview", 20), ("balance", 30), ("method", 0)])
def test_a_page_shows_hostile_names_as_they_are(
    sight: Sight, server: Server, page: str, payloads: int
) -> None:
    sight.tab.goto(server.page(page))
    assert sight.faults(payloads=payloads) == []


def test_the_roadmap_shows_hostile_names_as_they_are_or_shortened(sight: Sight, server: Server) -> None:
    sight.tab.goto(server.page("roadmap"))
    assert [fault for fault in sight.faults(payloads=20) if " … " not in fault] == []


def test_what_a_picture_says_under_the_mouse_is_text(sight: Sight, server: Server) -> None:
    sight.tab.goto(server.page("balance"))
    settle(sight.tab)
    marks = sight.tab.locator("svg.marks path[aria-label*='Project:']")
    marks.first.wait_for(timeout=WAIT)
    said = set()
    for number in range(15):
        marks.nth(number).hover(force=True)
        assert sight.faults(payloads=30) == []
        said |= shown_payloads(sight.tab.locator("#vg-tooltip-element").inner_text())
    assert len(said) >= 6


def test_an_address_full_of_markup_is_quoted_back_as_text(sight: Sight, server: Server) -> None:
    for number in (0, 5, 8, 19, 40):
        said = {
            "v": "1",
            "portfolio": tagged(number),
            "department": tagged(number + 1),
            "data": PAYLOADS[number],
        }
        sight.tab.goto(server.page("balance", urlencode(said)))
        assert sight.faults(payloads=30) == []


def test_a_staged_list_with_hostile_columns_asks_in_plain_words(sight: Sight, server: Server) -> None:
    sight.tab.goto(server.page("data"))
    settle(sight.tab)
    sight.tab.locator("input[type=file]").set_input_files(upload(21, odd_columns()))
    sight.tab.get_by_text("What does one row of this file describe?").first.wait_for(timeout=WAIT)
    assert sight.faults(payloads=10) == []
    for question, answer in (
        ("kind", "projects – one row is"),
        ("name", "mk2mk –"),
        ("dates", "day-first –"),
    ):
        sight.tab.get_by_text(answer).first.click(timeout=WAIT)
        assert sight.faults(payloads=12) == [], question
    expect(sight.tab.get_by_text("Mend cells here")).to_be_visible(timeout=WAIT)


def test_several_files_with_hostile_names_lie_side_by_side(sight: Sight) -> None:
    files = [
        upload(12, hostile_file(Kind.PROJECTS)),
        upload(14, hostile_file(Kind.STAKEHOLDERS)),
        upload(22, b"a,b\n1"),
    ]
    sight.tab.locator("input[type=file]").set_input_files(files)
    sight.tab.get_by_text("mk22mk").first.wait_for(timeout=WAIT)
    assert sight.faults(payloads=20) == []


@pytest.mark.parametrize(
    ("tab", "heading", "payloads"),
    [
        ("Enter", "Rate the largest projects", 10),
        ("History", "Undo the last save", 10),
        ("Templates and exports", "Demo portfolio", 1),
        ("Settings", "Horizon rule", 1),
    ],
)
def test_a_tab_of_the_data_page_shows_hostile_names_as_they_are(
    sight: Sight, tab: str, heading: str, payloads: int
) -> None:
    sight.tab.get_by_role("tab", name=tab).click()
    sight.tab.get_by_text(heading).first.wait_for(timeout=WAIT)
    assert sight.faults(payloads=payloads) == []


def pick_first_row(sight: Sight, *, table: int) -> None:
    """Tables are drawn on canvas: the box before the first row lies below the header."""
    grid = sight.tab.get_by_test_id("data-grid-canvas").nth(table)
    grid.evaluate("table => table.scrollIntoView({block: 'center'})")
    sight.tab.wait_for_timeout(700)  # the page glides there, and a table lies beneath what shows it
    box = grid.bounding_box()
    assert box is not None
    sight.tab.mouse.click(box["x"] + 20, box["y"] + 52)


def test_a_version_and_a_layout_that_are_picked_are_named_as_they_are(sight: Sight, server: Server) -> None:
    sight.tab.goto(server.page("data"))
    settle(sight.tab)
    sight.tab.get_by_role("tab", name="History").click()
    sight.tab.get_by_text("Undo the last save").first.wait_for(timeout=WAIT)
    sight.unfold()
    pick_first_row(sight, table=0)
    sight.tab.get_by_text("Look at the portfolio as it was").wait_for(timeout=WAIT)
    pick_first_row(sight, table=1)
    sight.tab.get_by_role("button", name="Forget").wait_for(timeout=WAIT)
    assert sight.faults(payloads=10) == []
    sight.tab.get_by_role("button", name="Forget").click()
    sight.tab.get_by_text("is forgotten").first.wait_for(timeout=WAIT)
    assert sight.faults(payloads=10) == []
