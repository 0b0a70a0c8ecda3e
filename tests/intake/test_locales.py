"""A column written by a simple formatter of one locale is read back exactly or asked about, never wrong."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_core.intake.reading import Reading
from tests.intake.by_hand import TODAY, cells, read

DAYS = st.dates(date(1980, 1, 1), date(2070, 12, 31))
DATE_FORMS: dict[str, Callable[[date], str]] = {
    "iso": lambda d: d.isoformat(),
    "british": lambda d: f"{d.day:02}/{d.month:02}/{d.year}",
    "american": lambda d: f"{d.month}/{d.day}/{d.year}",
    "american, short": lambda d: f"{d.month:02}/{d.day:02}/{d.year % 100:02}",
    "german": lambda d: f"{d.day:02}.{d.month:02}.{d.year}",
    "german, short": lambda d: f"{d.day}.{d.month}.{d.year % 100:02}",
    "dutch": lambda d: f"{d.day}-{d.month}-{d.year}",
    "american with a weekday": lambda d: f"{WEEKDAYS[d.weekday()]} {d.month:02}/{d.day:02}/{d.year}",
    "with a time": lambda d: f"{d.day:02}/{d.month:02}/{d.year} 17:05",
    "script": lambda d: f"{WEEKDAYS[d.weekday()]} {d:%b} {d.day:02} {d.year} 09:00:00 GMT+0000 (UTC)",
    "serial": lambda d: str((d - date(1899, 12, 30)).days),
    "french": lambda d: f"{d.day} {FRENCH[d.month - 1]} {d.year}",
    "spanish": lambda d: f"{d.day} de {SPANISH[d.month - 1]} de {d.year}",
    "polish": lambda d: f"{d.day} {POLISH[d.month - 1]} {d.year} r.",
    "turkish": lambda d: f"{d.day} {TURKISH[d.month - 1]} {d.year}",
    "italian, short": lambda d: f"{d.day}-{ITALIAN[d.month - 1][:3]}-{d.year % 100:02}",
}
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
FRENCH = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
SPANISH = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]
POLISH = [
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
]
TURKISH = [
    "Ocak",
    "Şubat",
    "Mart",
    "Nisan",
    "Mayıs",
    "Haziran",
    "Temmuz",
    "Ağustos",
    "Eylül",
    "Ekim",
    "Kasım",
    "Aralık",
]
ITALIAN = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
]


@dataclass(frozen=True)
class Locale:
    """How a house writes its numbers; `around` is what stands beside an amount."""

    group: str
    mark: str
    around: str = "{}"
    negative: str = "-{}"

    def write(self, number: Decimal) -> str:
        text = f"{abs(number):,}".translate(str.maketrans({",": self.group, ".": self.mark}))
        text = self.around.format(text)
        return self.negative.format(text) if number < 0 else text


NUMBERS = {
    "english": Locale(",", "."),
    "german": Locale(".", ","),
    "german amount": Locale(".", ",", "{} €"),
    "french": Locale("\u202f", ",", "{} €"),
    "french, plain space": Locale(" ", ","),
    "swiss": Locale("'", ".", "CHF {}"),
    "swiss, curly": Locale("’", "."),
    "british accountant": Locale(",", ".", "£{}", "({})"),
    "ledger": Locale(".", ",", "{}", "{}-"),
    "typeset minus": Locale(",", ".", "{}", "−{}"),
    "polish": Locale("\u00a0", ",", "{} zł"),
    "turkish": Locale(".", ",", "₺{}"),
    "ungrouped": Locale("", "."),
    "ungrouped comma": Locale("", ","),
}


def exact_or_asked(reading: Reading, *, field: str, expected: Sequence[object], asked: set[str]) -> None:
    """The values as they were written; or, where the cells fit two readings, the question about it."""
    questions = {question.id for question in reading.questions}
    assert questions <= asked
    if not questions:
        assert cells(reading, field) == list(expected)


@pytest.mark.parametrize("form", DATE_FORMS)
@settings(max_examples=40, deadline=None)
@given(days=st.lists(DAYS, min_size=1, max_size=6))
def test_a_column_of_dates_is_read_back_or_asked(form: str, days: list[date]) -> None:
    """Two digits of a year reach from 1976 to 2075 in 2026, so all these days can be told from them."""
    assert TODAY.year == 2026
    rows = {
        "Project name": [f"P{n}" for n in range(len(days))],
        "Finish": [DATE_FORMS[form](day) for day in days],
    }
    exact_or_asked(read(rows), field="finish", expected=days, asked={"dates"})


@pytest.mark.parametrize("name", NUMBERS)
@settings(max_examples=40, deadline=None)
@given(
    numbers=st.lists(
        st.decimals(min_value=-99_999_999, max_value=99_999_999, places=2, allow_nan=False),
        min_size=1,
        max_size=6,
    )
)
def test_a_column_of_amounts_is_read_back_or_asked(name: str, numbers: list[Decimal]) -> None:
    rows = {
        "Project name": [f"P{n}" for n in range(len(numbers))],
        "Budget": [NUMBERS[name].write(number) for number in numbers],
    }
    reading = read(rows, units={"budget": "one"}, mapping={"budget": "Budget"})
    exact_or_asked(reading, field="budget", expected=[float(n) for n in numbers], asked={"decimal"})


@pytest.mark.parametrize("name", NUMBERS)
@settings(max_examples=40, deadline=None)
@given(
    numbers=st.lists(st.integers(min_value=1_000, max_value=99_999_999).map(Decimal), min_size=1, max_size=6)
)
def test_a_column_of_whole_amounts_is_read_back_or_asked(name: str, numbers: list[Decimal]) -> None:
    """`1.234` alone fits two readings: the house that writes it so is asked, not guessed."""
    rows = {
        "Project name": [f"P{n}" for n in range(len(numbers))],
        "Budget": [NUMBERS[name].write(number) for number in numbers],
    }
    reading = read(rows, units={"budget": "one"}, mapping={"budget": "Budget"})
    exact_or_asked(reading, field="budget", expected=[float(n) for n in numbers], asked={"decimal"})


@pytest.mark.parametrize(
    "name", ["english", "german", "french, plain space", "swiss, curly", "ungrouped comma"]
)
@settings(max_examples=40, deadline=None)
@given(
    numbers=st.lists(
        st.decimals(min_value=0, max_value=100, places=1, allow_nan=False), min_size=1, max_size=6
    )
)
def test_a_column_of_percentages_with_their_sign_is_read_back(name: str, numbers: list[Decimal]) -> None:
    rows = {
        "Project name": [f"P{n}" for n in range(len(numbers))],
        "% complete": [f"{NUMBERS[name].write(number)} %" for number in numbers],
    }
    assert cells(read(rows), "percent_complete") == pytest.approx([float(number) / 100 for number in numbers])
