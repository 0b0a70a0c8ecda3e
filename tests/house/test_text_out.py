from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house.sources import CORE, product_files, shown, tree

WRITERS = {
    *("to_csv", "to_excel", "to_html", "to_markdown", "to_latex", "to_parquet", "to_clipboard", "to_pickle"),
    *("download_button", "writer", "DictWriter", "add_worksheet", "writestr"),
}
WRITER_FILES = {"pmo_core/export.py", "pages/shared/exports.py"}
"""The one writer, and the one place of buttons that hand its files out."""

TO_DISK = {"write_text", "write_bytes"}
DISK_FILES = {f"pmo_core/commands/{name}.py" for name in ("bring_in", "carry", "remembered")}
STREAMLIT = {
    "streamlit.config",
    "streamlit.delta_generator.DeltaGenerator",
    "streamlit.navigation.page.StreamlitPage",
    "streamlit.runtime",
    "streamlit.runtime.get_instance",
    "streamlit.runtime.scriptrunner.get_script_run_ctx",
    "streamlit.runtime.state.safe_session_state.SafeSessionState",
    "streamlit.runtime.uploaded_file_manager.UploadedFile",
}
"""What is imported of Streamlit beside `st`: nothing of it shows anything."""

RUNS_TEXT = {"eval", "exec", "__import__", "system", "popen", "import_module"}


def used(node: ast.AST) -> str:
    """The name that a piece of code reaches for: of a function, an attribute, an import, or of `getattr`."""
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.alias):
        return node.name.split(".")[-1]
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "getattr":
        return str(node.args[1].value) if isinstance(node.args[1], ast.Constant) else ""
    return ""


def uses(path: Path, names: set[str]) -> set[str]:
    """Where a file reaches for one of the names."""
    return {
        f"line {getattr(node, 'lineno', '?')}: {used(node)}"
        for node in ast.walk(tree(path))
        if used(node) in names
    }


@pytest.mark.parametrize("path", product_files(), ids=shown)
def test_user_text_cannot_become_markup(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant):
            assert "unsafe_allow" not in str(node.value), f"line {node.lineno}"
        if isinstance(node, ast.keyword):
            assert not (node.arg or "").startswith("unsafe_allow"), f"line {node.value.lineno}"
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            assert not name.endswith("LinkColumn"), f"line {node.lineno}: a link column follows any scheme"
            if name.endswith(".html"):
                assert all(isinstance(argument, ast.Constant | ast.Name) for argument in node.args)
                assert all(ast.unparse(a).isupper() for a in node.args if isinstance(a, ast.Name)), (
                    f"line {node.lineno}: st.html takes constants only"
                )


@pytest.mark.parametrize("path", product_files(), ids=shown)
def test_streamlit_goes_by_one_name(path: Path) -> None:
    """The rules above and beside look for `st.…`; another name for it would get round them."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            for name in node.names:
                assert name.name != "streamlit" or name.asname == "st" or path.name == "shield.py"
                assert not name.name.startswith("streamlit."), f"line {node.lineno}"
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("streamlit"):
            taken = {f"{node.module}.{name.name}" for name in node.names}
            assert taken <= STREAMLIT, f"line {node.lineno}"
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "getattr":
            assert ast.unparse(node.args[0]) != "st", f"line {node.lineno}"


@pytest.mark.parametrize("path", product_files(), ids=shown)
def test_files_leave_through_the_export_modules_only(path: Path) -> None:
    """One writer neutralises formulas; a second one would forget to."""
    assert not uses(path, WRITERS) or shown(path) in WRITER_FILES


@pytest.mark.parametrize("path", product_files(), ids=shown)
def test_commands_alone_write_files_of_their_own(path: Path) -> None:
    """What they write comes from the one writer, or is a recipe as JSON; the store looks after its own."""
    beside = CORE / "store"
    assert not uses(path, TO_DISK) or shown(path) in DISK_FILES or beside in path.parents


@pytest.mark.parametrize("path", product_files(), ids=shown)
def test_no_text_is_run_as_a_program(path: Path) -> None:
    assert uses(path, RUNS_TEXT) == set()
    shells = [node for node in ast.walk(tree(path)) if isinstance(node, ast.keyword) and node.arg == "shell"]
    assert shells == []


def test_a_name_behind_another_one_is_seen_too(tmp_path: Path) -> None:
    """What these rules find, told once, so that nobody mistakes a silent rule for a kept one."""
    for number, code in enumerate(
        [
            "frame.to_csv()",
            "write = frame.to_csv",
            "from streamlit import download_button",
            "getattr(a, 'to_csv')()",
        ]
    ):
        file = tmp_path / f"{number}.py"
        file.write_text(code)
        assert uses(file, WRITERS), code
