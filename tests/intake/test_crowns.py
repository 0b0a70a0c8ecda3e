"""Which crown `kr` is: by the letters of the file's language, else asked."""

from tests.intake.by_hand import asked, cells, read

PROJECTS = {"Projekt": ["Norrköping", "Øresund", "Bro"]}
BUDGET = {"Budget (tkr)": ["1200", "300", "800"]}


def test_swedish_headers_make_it_swedish_with_evidence() -> None:
    alone = {"Status": ["Pågår", "Avslutad", "Klar"]}
    assert "currency" in asked(read(PROJECTS | alone | BUDGET))  # å is written in three languages
    columns = PROJECTS | {"Status": ["Pågår", "Avslutad", "Färdig"]} | BUDGET
    reading = read(columns)
    assert set(cells(reading, "currency")) == {"SEK"}
    guess = next(guess for guess in reading.guesses if guess.name == "currency")
    assert (guess.value, guess.certainty) == ("SEK", "likely")
    assert guess.evidence == "kr beside Swedish letters (ä, å)"


def test_danish_and_norwegian_are_asked_and_names_decide_nothing() -> None:
    assert "currency" in asked(read(PROJECTS | {"Status": ["Afsluttet", "Pågår", "Påbegyndt"]} | BUDGET))


def test_a_told_currency_goes_before_the_letters() -> None:
    columns = PROJECTS | {"Status": ["Pågår", "Avslutad", "Färdig"]} | BUDGET
    assert set(cells(read(columns, currency="NOK"), "currency")) == {"NOK"}
