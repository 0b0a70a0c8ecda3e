from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_core.intake.values.cells import Column
from pmo_core.intake.values.figures import Signed, read_number, read_numbers
from pmo_core.intake.values.numbers import vote
from pmo_core.intake.values.plain_numbers import plain_numbers
from pmo_core.model import FieldType

NUMBERS = st.one_of(
    st.from_regex(r"-?\d{1,16}(\.\d{1,16})?", fullmatch=True),
    st.from_regex(r"[-+(]?[0-9]{1,3}([.,][0-9]{3}){0,2}([.,][0-9]{0,3})?[%)]?", fullmatch=True),
    st.sampled_from(
        ["-0", "-0.0", "007", "0.5", "1.234", "12.500", "1e5", "nan", "inf", "٣", "1.", ".5", "- 5", ""]
    ),
)


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return one == other and math.copysign(1, one) == math.copysign(1, other)


@settings(deadline=None)
@given(texts=st.lists(NUMBERS, min_size=1, max_size=20, unique=True))
def test_a_plain_number_is_read_as_every_other_number(texts: list[str]) -> None:
    column = Column("value", texts, range(len(texts)))
    numbers = read_numbers(column, type_=FieldType.NUMBER)
    slowly = {text: cell for text in column.present(FieldType.NUMBER) if (cell := read_number(text))}
    assert numbers.cells == slowly
    assert list(numbers.cells) == list(slowly)
    assert numbers.vote == vote((text, number) for text, (number, _) in slowly.items())
    for signed in (Signed("point"), Signed("comma"), Signed("comma", canonical=True)):
        for text in texts:
            wanted = signed.value(slowly[text][0]) if text in slowly else None
            assert _same(numbers.value(text, signed), wanted), text
    assert numbers.all_percent == (bool(slowly) and all(sign for _, sign in slowly.values()))


def test_what_could_be_read_in_two_ways_is_not_plain() -> None:
    odd = ["1,5", "1 000", "45%", "1e5", "", "-", "nan", "1.5.2026", "123456789012345.67", "١٢"]
    assert plain_numbers(odd).values == {}
    assert plain_numbers(["5", "-1.5", "0.10"]).values == {"5": 5.0, "-1.5": -1.5, "0.10": 0.1}
