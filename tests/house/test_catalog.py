from __future__ import annotations

import ast
import re

import pytest

from pmo_core.answers.catalog import METRICS
from tests.house.sources import CORE, ROOT

METHODOLOGY = (ROOT / "docs" / "methodology.md").read_text(encoding="utf-8")


def declared() -> set[str]:
    """Ids of every METRIC constant in the answers, read from the source."""
    found: set[str] = set()
    for path in (CORE / "answers").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Metric":
                found |= {str(ast.literal_eval(k.value)) for k in node.keywords if k.arg == "id"}
    return found


def test_every_figure_is_in_the_catalogue() -> None:
    assert declared() == set(METRICS)


@pytest.mark.parametrize("id", METRICS)
def test_every_figure_is_on_the_method_page(id: str) -> None:
    assert f"`{id}`" in METHODOLOGY


@pytest.mark.parametrize("metric", METRICS.values(), ids=lambda metric: metric.id)
def test_a_figure_says_what_it_means(metric: object) -> None:
    for name in ("name", "unit", "range", "better", "meaning", "formula", "source"):
        assert str(getattr(metric, name)).strip()


def test_goldens_named_in_the_catalogue_are_proved() -> None:
    proofs = " ".join(p.read_text(encoding="utf-8") for p in (ROOT / "tests" / "golden").glob("*.py"))
    for golden in {metric.golden for metric in METRICS.values() if metric.golden}:
        assert re.search(rf"{golden}|{golden.lower().replace('-', '_')}", proofs), golden
