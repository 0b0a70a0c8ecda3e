"""Long columns as numbers of their distinct values: half a million cells cost what their few texts cost."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Generic, TypeVar, cast, overload

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

T = TypeVar("T")
U = TypeVar("U")
Codes = npt.NDArray[np.int32]


class Coded(Sequence[T], Generic[T]):
    """
    A sequence that never changes: `codes` says for each place which of the `distinct` values stands there.

    Distinct values stand in the order of their first appearance; a few may appear nowhere or be equal.
    """

    def __init__(
        self, codes: Codes, distinct: Sequence[T] | None = None, *, array: pa.Array | None = None
    ) -> None:
        """Take the distinct values as Python objects, or as an Arrow array that is turned when needed."""
        self.codes = codes
        self.array = array
        self.size = len(array) if array is not None else len(distinct or ())
        self._distinct = distinct

    @classmethod
    def same(cls, value: T, count: int) -> Coded[T]:
        """One value throughout."""
        return cls(np.zeros(count, dtype=np.int32), [value])

    @property
    def distinct(self) -> Sequence[T]:
        """The distinct values as Python objects."""
        if self._distinct is None:
            self._distinct = cast("list[T]", [] if self.array is None else self.array.to_pylist())
        return self._distinct

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        """The value at a place, or those of a slice."""
        distinct = self.distinct
        if isinstance(index, slice):
            return tuple(distinct[code] for code in self.codes[index].tolist())
        return distinct[int(self.codes[index])]

    def __len__(self) -> int:
        """How many places there are."""
        return len(self.codes)

    def __eq__(self, other: object) -> bool:
        """Whether another sequence holds the same values in the same order."""
        if not isinstance(other, Coded | tuple | list):
            return NotImplemented
        values = cast("Sequence[object]", other)
        return len(self) == len(values) and all(one == two for one, two in zip(self, values, strict=True))

    __hash__ = None  # type: ignore[assignment]  # as a list: it can be long, and nobody looks it up

    def __iter__(self) -> Iterator[T]:
        """The values place by place."""
        return map(self.distinct.__getitem__, self.codes.tolist())

    def counts(self) -> Counter[T]:
        """How often each value appears, in the order of first appearance; distinct values must differ."""
        numbers = np.bincount(self.codes, minlength=self.size).tolist()
        pairs = zip(self.distinct, numbers, strict=True)
        return Counter({value: number for value, number in pairs if number})

    def used(self) -> list[T]:
        """The distinct values that appear anywhere."""
        numbers = np.bincount(self.codes, minlength=self.size).tolist()
        return [value for value, number in zip(self.distinct, numbers, strict=True) if number]

    def map(self, make: Callable[[T], U]) -> Coded[U]:
        """What is made of each value; `make` is called once per distinct value."""
        return Coded(self.codes, [make(value) for value in self.distinct])

    def merged(self) -> Coded[T]:
        """The same values, equal ones under one code; they must be hashable."""
        numbers: dict[Any, int] = {}
        renumbered = [numbers.setdefault(value, len(numbers)) for value in self.distinct]
        if len(numbers) == self.size:
            return self
        return Coded(np.array(renumbered, dtype=np.int32)[self.codes], list(numbers))

    def places(self, fits: Callable[[T], object]) -> list[int]:
        """Where a value stands that fits, in ascending order."""
        wanted = np.fromiter((bool(fits(value)) for value in self.distinct), dtype=bool, count=self.size)
        return np.flatnonzero(wanted[self.codes]).tolist() if wanted.any() else []

    def lacking(self) -> list[int]:
        """Where None stands, in ascending order."""
        if self.array is not None and not self.array.null_count:
            return []
        return self.places(lambda value: value is None)

    def repeated(self) -> list[list[int]]:
        """The places of each value but None that stands in several; distinct values must differ."""
        often = np.flatnonzero(np.bincount(self.codes, minlength=self.size) > 1)
        found: dict[int, list[int]] = {}
        if len(often):
            places = np.flatnonzero(np.isin(self.codes, often))
            for at, code in zip(places.tolist(), self.codes[places].tolist(), strict=True):
                found.setdefault(code, []).append(at)
        return [places for code, places in found.items() if self.distinct[code] is not None]

    def take(self, places: Sequence[int] | npt.NDArray[np.int64]) -> Coded[T]:
        """The values at some places."""
        return Coded(self.codes[np.asarray(places, dtype=np.int64)], self._distinct, array=self.array)

    def arrow(self, type_: pa.DataType) -> pa.Array:
        """All values as one Arrow array."""
        values = pa.array(self.distinct, type=type_) if self.array is None else self.array.cast(type_)
        straight = len(values) == len(self.codes) and bool((self.codes[:-1] < self.codes[1:]).all())
        return values if straight else values.take(pa.array(self.codes))


def coded(values: Sequence[T]) -> Coded[T]:
    """The values by their distinct ones; they must be hashable, and equal ones alike."""
    if isinstance(values, Coded):
        return values
    if values and isinstance(values[0], str):
        try:
            return from_arrow(pa.array(values, type=pa.string()))
        except (UnicodeEncodeError, pa.ArrowException):
            pass  # half a surrogate, or something beside the texts: Arrow has no form for them
    places: dict[Any, int] = {}
    codes = [places.setdefault(value, len(places)) for value in values]
    return Coded(np.array(codes, dtype=np.int32), list(places))


def from_arrow(column: pa.Array | pa.ChunkedArray) -> Coded[Any]:
    """An Arrow column by its distinct values."""
    found = column.dictionary_encode(null_encoding="encode")
    if isinstance(found, pa.ChunkedArray):
        found = found.unify_dictionaries().combine_chunks()
    if isinstance(found, pa.ChunkedArray):  # no chunk at all
        found = pa.array([], type=column.type).dictionary_encode()
    codes = found.indices.to_numpy(zero_copy_only=False).astype(np.int32, copy=False)
    return Coded(codes, array=found.dictionary)


def together(columns: Sequence[Coded[Any]]) -> Coded[tuple[Any, ...]]:
    """Several columns of one length as a column of tuples."""
    codes, first = groups(columns)
    cells = [map(column.distinct.__getitem__, column.codes[first].tolist()) for column in columns]
    return Coded(codes, list(zip(*cells, strict=True)))


def groups(columns: Sequence[Coded[Any]]) -> tuple[Codes, npt.NDArray[np.int64]]:
    """
    Number the distinct rows of several columns, in the order of their first appearance.

    Returns:
        The number of each row, and the place where each number appears first.
    """
    codes = columns[0].codes
    size = columns[0].size
    for column in columns[1:]:
        pairs = codes.astype(np.int64) * max(1, column.size) + column.codes
        found = pa.array(pairs).dictionary_encode()
        codes, size = found.indices.to_numpy(), len(found.dictionary)
    if len(columns) == 1:
        found = pa.array(codes).dictionary_encode()
        codes, size = found.indices.to_numpy(), len(found.dictionary)
    first = np.empty(size, dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    return codes, first


def joined(one: Coded[str | None], other: Coded[str | None], *, by: str) -> Coded[str | None]:
    """Two columns of texts as one of their joint texts, None where either is; distinct texts differ."""
    one, other = one.merged(), other.merged()
    codes, first = groups([one, other])
    parts = [column.take(first).arrow(pa.string()) for column in (one, other)]
    array = pc.call_function("binary_join_element_wise", [*parts, by])
    apart = not array.null_count and not any(by in (text or "") for text in other.distinct)
    if apart:  # the last mark shows where the second text begins: no two pairs make one text
        return Coded(codes, array=array)
    texts = from_arrow(array)
    return Coded(texts.codes[codes], array=texts.array)


@contextmanager
def without_collection() -> Generator[None, None, None]:
    """
    Hold the cycle collector while millions of cells are made.

    Cells make no cycles; walking them again and again takes a third of the time of a large file.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
