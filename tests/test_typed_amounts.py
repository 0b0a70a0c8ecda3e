from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_core.errors import ScenarioError
from pmo_core.look import amount
from pmo_core.plan import read_amount


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("£4.0bn", 4e9),
        ("500m", 5e8),
        ("500 million", 5e8),
        ("4,000,000", 4e6),
        ("4 000 000", 4e6),
        ("1,234.5k", 1_234_500),
        ("1,5bn", 1.5e9),
        ("EUR 3.4m", 3.4e6),
        ("3.4m EUR", 3.4e6),
        ("1.5 billion €", 1.5e9),
        ("  0 ", 0),
        ("250", 250),
        ("12 projects", 12),
        ("1,250 person-days", 1250),
    ],
)
def test_an_amount_is_read_as_people_type_it(text: str, value: float) -> None:
    assert read_amount(text) == pytest.approx(value)


@pytest.mark.parametrize(
    "text", ["", "much", "-5m", "1.2.3", "5 apples", "nan", "inf", "1e3m", "1,2,3", "80%", "(5m)", ">5m"]
)
def test_what_is_no_amount_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ScenarioError, match="is not an amount"):
        read_amount(text)


def test_an_endless_text_is_refused_at_once() -> None:
    """Matched in every way that blanks can be shared out, it would hold up all readers for hours."""
    with pytest.raises(ScenarioError, match="is not an amount") as refused:
        read_amount("1" + " " * 100_000 + "#x")
    assert len(refused.value.problem) < 120


@given(st.integers(0, 10**14), st.sampled_from(["GBP", "EUR", "SEK", "", "projects", "person-days"]))
def test_what_is_shown_can_be_typed_back(value: int, unit: str) -> None:
    shown = amount(value, unit)
    assert amount(read_amount(shown), unit) == shown
