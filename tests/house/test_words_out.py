"""What Streamlit reads as Markdown is put together from our own words, figures and escaped texts only."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.sources import PAGES, ROOT, shown, tree

PLACES = {
    *("badge", "button", "caption", "checkbox", "date_input", "dialog", "error", "expander", "file_uploader"),
    *(
        "form_submit_button",
        "header",
        "info",
        "markdown",
        "metric",
        "multiselect",
        "number_input",
        "page_link",
    ),
    *("pills", "popover", "progress", "radio", "segmented_control", "select_slider", "selectbox", "slider"),
    *("spinner", "subheader", "success", "tabs", "text_area", "text_input", "title", "toast", "toggle"),
    *("warning", "write"),
}
SAFE = frozenset({"md", "label", "day", "number", "plural", "rows_in", "rows_of", "share", "len", "round"})
"""Functions whose result holds no user's text, or holds it escaped."""

OURS = {
    "pages/data.py": {"list(TABS)"},
    "pages/method.py": {"text.partition('\\n')"},
    "pages/shared/acts.py": {"label", "help"},
    "pages/shared/background.py": {"said"},
    "pages/shared/changes.py": {"unchanged(found)"},
    "pages/shared/declaring.py": {"GROUPS.get(self.name, self.name.replace('_', ' '))", "title"},
    "pages/shared/deleting.py": {"line"},
    "pages/shared/entering/fields.py": {"label"},
    "pages/shared/entering/project.py": {"label"},
    "pages/shared/files/checks.py": {"check.severity.capitalize()"},
    "pages/shared/files/held.py": {"PAGE_LIMITS.file", "said"},
    "pages/shared/files/panel.py": {
        "_needed(len(made.questions)).capitalize()",
        "_refusal(made)",
        "checks.label(found)",
        "label",
        "made.already_imported",
    },
    "pages/shared/files/meeting.py": {"made.reading.kind.value.replace('_', ' ')"},
    "pages/shared/files/saving.py": {"label", "meeting.how(made)", "page"},
    "pages/shared/frame.py": {"noted(error)"},
    "pages/shared/history.py": {"joined(others)", "label"},
    "pages/shared/keep.py": {"about(kind)", "title_of(kind)"},
    "pages/shared/panels.py": {"each.title", "metric.name", "metric.range", "metric.unit"},
    "pages/shared/portfolio_settings.py": {"high", "low"},
    "pages/shared/what_if/fold.py": {"title"},
    "pages/shared/what_if/order.py": {"label"},
    "pages/shared/what_if/weights.py": {"scale_help(one)"},
    "pages/shared/widgets.py": {"label", "long", "medium", "name", "short"},
}
"""Parts that were looked at: words and figures of ours, or a text that was escaped where it was made."""


INSIDE = {
    ast.BinOp: ("left", "right"),
    ast.BoolOp: ("values",),
    ast.FormattedValue: ("value",),
    ast.GeneratorExp: ("elt",),
    ast.IfExp: ("body", "orelse"),
    ast.JoinedStr: ("values",),
    ast.List: ("elts",),
    ast.ListComp: ("elt",),
    ast.Subscript: ("value",),
    ast.Tuple: ("elts",),
}
"""Where the parts of a text stand in what puts it together."""


def parts(node: ast.expr, given: dict[str, list[ast.expr]]) -> Iterator[ast.expr]:
    """The parts of a text that no rule here knows to be safe; a local name stands for what it is given."""
    if is_safe(node):
        return
    if isinstance(node, ast.Name) and node.id in given:
        inside = given.pop(node.id)  # looked at once: a name may stand in its own value
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "join":
        inside = node.args
    elif type(node) in INSIDE:
        held = [getattr(node, name) for name in INSIDE[type(node)]]
        inside = [each for part in held for each in (part if isinstance(part, list) else [part])]
    else:
        yield node
        return
    for each in inside:
        yield from parts(each, given)


def is_safe(node: ast.expr) -> bool:
    """Constants, figures with a format, and what an escape or a formatter of ours returns."""
    if isinstance(node, ast.Call):
        return ast.unparse(node.func).split(".")[-1] in SAFE
    if isinstance(node, ast.Name):
        return node.id.isupper()
    return isinstance(node, ast.Constant) or (
        isinstance(node, ast.FormattedValue) and node.format_spec is not None
    )


def given_names(scope: ast.AST) -> dict[str, list[ast.expr]]:
    """Local names with all that they are ever given; names of loops and parameters are not among them."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).append(node.value)
    return found


def texts(scope: ast.AST) -> Iterator[ast.expr]:
    """What the places of a scope are given to show."""
    for node in ast.walk(scope):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in PLACES:
            named = {word.arg: word.value for word in node.keywords}
            yield from (node.args[:1] if node.func.attr != "progress" else [])
            yield from (named[name] for name in ("label", "help", "text", "body") if name in named)


@pytest.mark.parametrize("path", [*PAGES, *sorted((ROOT / "pages" / "shared").rglob("*.py"))], ids=shown)
def test_no_users_text_is_shown_unescaped(path: Path) -> None:
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)]
    rest = [node for node in tree(path).body if not isinstance(node, ast.FunctionDef | ast.ClassDef)]
    found = {
        ast.unparse(part)
        for scope in (ast.Module(rest, []), *functions)
        for text in texts(scope)
        for part in parts(text, given_names(scope))
    }
    assert found - OURS.get(shown(path), set()) == set()


@pytest.mark.parametrize(
    "code",
    [
        "st.caption(file.name)",
        'st.caption(f"**{file.name}**")',
        "said = file.name\nst.caption(said)",
        'st.caption("a " + file.name)',
        'st.caption(", ".join(name for name in file.names))',
        'st.caption("a" if day else file.name)',
        "place.button('Go', help=file.name)",
        "st.tabs([file.name])",
        "st.progress(0.5, text=file.name)",
    ],
)
def test_the_rule_sees_a_name_that_nobody_escaped(code: str) -> None:
    scope = ast.parse(code)
    assert [part for text in texts(scope) for part in parts(text, given_names(scope))]


def test_the_rule_lets_escaped_names_and_figures_pass() -> None:
    scope = ast.parse('st.caption(f"**{md(file.name)}** has {plural(count, noun)}")')
    assert not [part for text in texts(scope) for part in parts(text, given_names(scope))]
