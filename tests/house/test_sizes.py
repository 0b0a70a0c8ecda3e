from __future__ import annotations

import ast
import re
import statistics

from tests.house.sources import all_files, functions, product_files, shown, tree

FILE_LINES = 250
FUNCTION_LINES = 50
POSITIONAL = 2
BANNED = {"utils", "helpers", "manager", "process", "handle", "data", "info", "df"}


def test_no_file_is_longer_than_its_limit() -> None:
    lengths = {shown(path): len(path.read_text(encoding="utf-8").splitlines()) for path in all_files()}
    assert {name: length for name, length in lengths.items() if length > FILE_LINES} == {}


def test_no_function_is_longer_than_its_limit() -> None:
    too_long = {
        f"{shown(path)}:{node.name}": length
        for path in all_files()
        for node in functions(path)
        if (length := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    }
    assert too_long == {}


def test_functions_stay_small_on_the_whole() -> None:
    """A target of the style, loosely: half of the functions fit in a glance."""
    lengths = [(n.end_lineno or n.lineno) - n.lineno + 1 for path in product_files() for n in functions(path)]
    assert statistics.median(lengths) <= 12


def test_public_functions_hardly_ever_take_more_than_two_arguments_by_position() -> None:
    """A target of the style: a reader should not have to count commas."""
    nested = {inner for p in product_files() for n in functions(p) for inner in ast.walk(n) if inner is not n}
    public = [
        (p, n)
        for p in product_files()
        for n in functions(p)
        if not n.name.startswith("_") and n not in nested
    ]
    many = [f"{shown(path)}:{node.name}" for path, node in public if positional(node) > POSITIONAL]
    assert len(many) <= 0.03 * len(public), many


def positional(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return len([a for a in node.args.posonlyargs + node.args.args if a.arg not in {"self", "cls"}])


def test_names_say_what_is_meant() -> None:
    vague = [
        f"{shown(path)}" for path in product_files() if path.stem in BANNED and path.parent.name != "pages"
    ]
    vague += [
        f"{shown(p)}:{node.name}" for p in product_files() for node in functions(p) if node.name in BANNED
    ]
    assert vague == []


def test_suppressed_checks_carry_their_reason() -> None:
    bare = []
    for path in all_files():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            for mark in ("# type: " + "ignore", "# no" + "qa", "# pyright: " + "ignore"):
                if mark in line and not re.search(r" [-–—#] ", line.split(mark)[1]):
                    bare.append(f"{shown(path)}:{number}")
    assert bare == []


def test_every_expected_exception_is_matched() -> None:
    """`pytest.raises` without `match` also passes for the wrong reason."""
    unmatched = [
        f"{shown(path)}:{node.lineno}"
        for path in all_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "pytest.raises"
        and "match" not in {keyword.arg for keyword in node.keywords}
    ]
    assert unmatched == []
