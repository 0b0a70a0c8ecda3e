from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house.sources import CORE, product_files, shown, tree

RUNNERS = {"execute", "executemany", "sql", "from_query"}
QUOTING = {"literal", "identifier", "_quoted"}
"""The store's own quoting, for statements that take no parameter: paths of ours, names of our schema."""


def leaves(node: ast.expr) -> list[ast.expr]:
    """The parts that are put together into a text, by an f-string, + or %, format, join or replace."""
    if isinstance(node, ast.JoinedStr):
        values = [value.value for value in node.values if isinstance(value, ast.FormattedValue)]
        return [leaf for value in values for leaf in leaves(value)]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
        return leaves(node.left) + leaves(node.right)
    joins = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    if joins and node.func.attr in {"format", "join", "replace"}:
        return [leaf for argument in node.args for leaf in leaves(argument)]
    return [] if isinstance(node, ast.Constant) else [node]


def is_built(node: ast.expr) -> bool:
    """Names and `.read_text()` are statements from files; what is no constant either is put together."""
    if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".read_text"):
        return False
    return not isinstance(node, ast.Constant | ast.Name | ast.Attribute | ast.Subscript)


def is_quoted(part: ast.expr, names: set[str]) -> bool:
    if isinstance(part, ast.Name):
        return part.id in names
    if isinstance(part, ast.Call):
        called = ast.unparse(part.args[0] if ast.unparse(part.func) == "map" else part.func)
        return called.split(".")[-1] in QUOTING
    return False


def quoted_names(path: Path) -> set[str]:
    """Names that are only ever given a quoted value in this file."""
    given: dict[str, list[bool]] = {}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    given.setdefault(target.id, []).append(is_quoted(node.value, set()))
    return {name for name, values in given.items() if all(values)}


@pytest.mark.parametrize("path", product_files(), ids=shown)
def test_no_text_is_put_into_a_statement(path: Path) -> None:
    """Several statements run in one `execute`, so a formatted value would be code."""
    offences = []
    for node in ast.walk(tree(path)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        if node.func.attr not in RUNNERS:
            continue
        if not is_built(node.args[0]):
            continue
        parts = leaves(node.args[0])
        if path.parent != CORE / "store" or not all(is_quoted(part, quoted_names(path)) for part in parts):
            offences.append(f"line {node.lineno}: {ast.unparse(node)[:100]}")
    assert offences == []
