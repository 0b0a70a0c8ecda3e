from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_core.intake.coded import Coded, coded, from_arrow, groups, joined, together

TEXTS = st.lists(st.sampled_from(["", "a", "b", "P1", "P2", "ü", "\ud800"]), max_size=30)
PAIRS = st.lists(
    st.tuples(st.sampled_from([None, "a", "b | c"]), st.sampled_from([None, "x", "c | x"])), max_size=30
)


@settings(deadline=None)
@given(texts=TEXTS)
def test_a_coded_column_is_the_column(texts: list[str]) -> None:
    column = coded(texts)
    assert column == texts
    assert list(column) == texts
    assert len(column) == len(texts)
    assert [column[at] for at in range(len(texts))] == texts
    assert column[1::2] == tuple(texts[1::2])
    assert list(column.counts()) == list(dict.fromkeys(texts))
    assert column.counts() == {text: texts.count(text) for text in texts}
    assert column.places(str.islower) == [at for at, text in enumerate(texts) if text.islower()]
    assert column.map(len) == [len(text) for text in texts]
    assert column.map(len).merged() == [len(text) for text in texts]


@settings(deadline=None)
@given(texts=TEXTS)
def test_the_places_of_repeats_are_told_in_order(texts: list[str]) -> None:
    wanted = {text: [at for at, other in enumerate(texts) if other == text] for text in texts}
    assert coded(texts).repeated() == [places for places in wanted.values() if len(places) > 1]


@settings(deadline=None)
@given(pairs=PAIRS)
def test_columns_are_put_together_row_by_row(pairs: list[tuple[str | None, str | None]]) -> None:
    one, two = (coded([pair[at] for pair in pairs]) for at in (0, 1))
    assert together([one, two]) == pairs
    assert together([one]) == [(first,) for first, _ in pairs]
    assert len(groups([one, two])[1]) == len(set(pairs))
    texts = [None if None in pair else f"{pair[0]} | {pair[1]}" for pair in pairs]
    both = joined(one, two, by=" | ")
    assert both == texts
    assert both.size == len(set(texts))
    assert both.lacking() == [at for at, text in enumerate(texts) if text is None]


@settings(deadline=None)
@given(texts=TEXTS.filter(lambda texts: "\ud800" not in texts))
def test_a_column_comes_from_arrow_and_goes_back(texts: list[str]) -> None:
    array = pa.array(texts, pa.string())
    assert from_arrow(array) == texts
    assert from_arrow(pa.chunked_array([array, array], pa.string())) == texts * 2
    assert coded(texts).arrow(pa.string()).equals(array)
    assert Coded(np.arange(len(texts), dtype=np.int32), texts).arrow(pa.string()).equals(array)


def test_one_value_throughout_takes_no_place() -> None:
    column = Coded.same("x", 3)
    assert column == ("x", "x", "x")
    assert column.take([0, 2]).used() == ["x"]
    assert column != "xxx"
