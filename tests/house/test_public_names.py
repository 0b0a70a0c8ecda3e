from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

from tests.house.sources import CORE, ROOT, product_files, shown, tree

NAMES_AT_MOST = 15
PACKAGES = sorted(CORE.rglob("__init__.py"))


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.parametrize("path", PACKAGES, ids=shown)
def test_a_package_exports_what_it_says(path: Path) -> None:
    module = importlib.import_module(module_name(path))
    names = list(getattr(module, "__all__", []))
    assert len(names) <= NAMES_AT_MOST
    assert [name for name in names if not hasattr(module, name)] == []
    assert names == sorted(names)


@pytest.mark.parametrize("path", product_files(), ids=shown)
def test_every_public_name_is_documented(path: Path) -> None:
    bare = [
        node.name
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert bare == []
    assert ast.get_docstring(tree(path)), "a module says what it is for"
