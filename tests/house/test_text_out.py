from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house.sources import product_files, shown, tree

WRITERS = {"to_csv", "to_excel", "to_html", "to_markdown", "download_button"}
WRITER_FILES = {"export.py", "exports.py"}


@pytest.mark.parametrize("path", product_files(), ids=shown)
def test_user_text_cannot_become_markup(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.keyword):
            assert not (node.arg or "").startswith("unsafe_allow"), f"line {node.value.lineno}"
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            assert not name.endswith("LinkColumn"), f"line {node.lineno}: a link column follows any scheme"
            if name in {"st.html", "html"}:
                assert all(isinstance(argument, ast.Constant | ast.Name) for argument in node.args)
                assert all(ast.unparse(a).isupper() for a in node.args if isinstance(a, ast.Name)), (
                    f"line {node.lineno}: st.html takes constants only"
                )


@pytest.mark.parametrize("path", product_files(), ids=shown)
def test_files_leave_through_the_export_modules_only(path: Path) -> None:
    """One writer neutralises formulas; a second one would forget to."""
    used = {
        f"line {node.lineno}: {node.attr}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in WRITERS
    }
    assert not used or path.name in WRITER_FILES
