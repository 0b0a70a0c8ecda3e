from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.frame import DOORS
from tests.pages.conftest import assert_whole, open_page

PAGES = [door.page for door in DOORS]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_the_demo(page: str, opened: Callable[[str], AppTest]) -> None:
    at = opened(page)
    assert_whole(at)
    assert len(at.main) > 1, "a title alone is an empty page"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_an_empty_workspace_says_what_to_do(page: str, empty_workspace: Path) -> None:
    at = open_page(page)
    assert_whole(at)
    assert len(at.main) > 1


@pytest.mark.parametrize("page", PAGES)
def test_a_page_survives_an_address_that_makes_no_sense(page: str, workspace: Path) -> None:
    at = open_page(
        page, {"v": "1", "portfolio": "nobody", "as_of": "someday", "data": "zzz", "target_short": "nan"}
    )
    assert_whole(at)
