from __future__ import annotations

import ast
from pathlib import Path

import pytest

from pages.shared.frame import DOORS
from tests.house.sources import PAGES, ROOT, calls, product_files, shown, tree


def first_statement(path: Path) -> ast.stmt:
    """What runs first, after the docstring and the imports."""
    body = tree(path).body
    rest = [node for node in body[1:] if not isinstance(node, ast.Import | ast.ImportFrom)]
    assert isinstance(body[0], ast.Expr), "a page begins with a docstring that says what it answers"
    assert isinstance(body[0].value, ast.Constant)
    return rest[0]


@pytest.mark.parametrize("path", PAGES, ids=shown)
def test_a_page_asks_the_guard_before_anything_else(path: Path) -> None:
    """pages/ is not behind app.py: until the first full run a deep link runs the page alone."""
    statement = first_statement(path)
    assert isinstance(statement, ast.Expr | ast.Assign)
    call = statement.value
    assert isinstance(call, ast.Call)
    assert ast.unparse(call) == f"frame.require('{path.stem}')"


def test_every_page_is_in_the_navigation_and_every_entry_is_a_page() -> None:
    assert {door.page for door in DOORS} == {path.stem for path in PAGES}
    assert len({door.page for door in DOORS}) == len(DOORS)


def test_addresses_have_no_hyphen() -> None:
    """Another address than the file's stem shows "Page not found" on a fresh server's first link."""
    assert all(path.stem.isidentifier() for path in PAGES)


def test_page_objects_are_never_kept_in_a_module() -> None:
    """A page object holds the state of a run; shared between sessions it fails under load."""
    kept = [
        shown(path)
        for path in product_files()
        for statement in tree(path).body
        for node in ast.walk(statement)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "st.Page"
        and not isinstance(statement, ast.FunctionDef)
    ]
    assert kept == []


def test_fragments_check_the_role_first() -> None:
    missing = []
    for path in [*PAGES, *(ROOT / "pages" / "shared").rglob("*.py")]:
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.FunctionDef):
                continue
            if any("fragment" in ast.unparse(mark) for mark in node.decorator_list):
                statements = [s for s in node.body if not isinstance(getattr(s, "value", None), ast.Constant)]
                if "frame.check()" not in ast.unparse(statements[0]):
                    missing.append(f"{shown(path)}:{node.name}")
    assert missing == []


def test_pages_hold_no_logic_of_their_own_server() -> None:
    starts = [
        shown(path) for path in PAGES for name, _ in calls(path) if name in {"navigation", "set_page_config"}
    ]
    assert starts == []
