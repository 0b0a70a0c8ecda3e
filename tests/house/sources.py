"""What the house tests read: the project's own Python files and queries, parsed once."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORE = ROOT / "pmo_core"
PAGES = sorted((ROOT / "pages").glob("*.py"))


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def product_files() -> list[Path]:
    """Everything that runs in production."""
    return sorted([ROOT / "app.py", ROOT / "serve.py", *(ROOT / "pages").rglob("*.py"), *CORE.rglob("*.py")])


def all_files() -> list[Path]:
    beside = (path for folder in ("tests", "data", "bench") for path in (ROOT / folder).rglob("*.py"))
    return sorted([*product_files(), *beside])


def queries() -> list[Path]:
    """The static queries; the schema and the migrations are statements, not questions."""
    return sorted(
        path for path in CORE.rglob("*.sql") if path.name != "schema.sql" and path.parent.name != "migrations"
    )


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call with the last part of the name that is called: `tx.execute(…)` gives `execute`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node.func.attr, node
            elif isinstance(node.func, ast.Name):
                yield node.func.id, node
