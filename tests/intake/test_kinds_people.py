"""Stakeholders, contacts and answers as plain exports have them: words, lists in a cell, the last contact."""

from __future__ import annotations

from datetime import date

from pmo_core.model import Kind
from tests.intake.by_hand import asked, cells, codes, read

STAKEHOLDERS = {
    "Stakeholder": ["Minister Lee", "CFO", "Works council"],
    "Position": ["Minister", "CFO", "Chair"],
    "Organisation": ["Treasury", "Finance", "Union"],
    "Influence (1-5)": ["5", "High", "3"],
    "Interest": ["High", "Medium", "Low"],
    "Current engagement": ["Supportive", "neutral", "Resistant"],
    "Desired engagement": ["Leading", "Supportive", "Neutral"],
    "Contact frequency": ["monthly", "weekly", "every 2 weeks"],
    "Channel": ["Briefing", "Mail", "Meeting"],
    "Last contact": ["12/02/2026", "never", "28/01/2026"],
    "Projects": ["P1; P2", "P1", "P2"],
    "Home phone": ["1", "2", "3"],
}


def test_a_stakeholder_list_loads_with_levels_cadence_and_several_projects_in_a_cell() -> None:
    reading = read(STAKEHOLDERS)
    assert (reading.kind, reading.rows_loaded, asked(reading)) == (Kind.STAKEHOLDERS, 3, set())
    assert cells(reading, "power") == [5, 5, 3]
    assert cells(reading, "interest") == [5, 3, 1]
    assert cells(reading, "current_level") == [3, 2, 1]
    assert cells(reading, "cadence_days") == [30, 7, 14]
    assert cells(reading, "project_ids") == [["P1", "P2"], ["P1"], ["P2"]]
    assert reading.unmapped == ("Home phone",)


def test_the_last_contact_becomes_a_contact_beside_the_list() -> None:
    reading = read(STAKEHOLDERS)
    (contacts,) = reading.beside
    assert contacts.kind is Kind.CONTACTS
    assert cells(contacts, "stakeholder") == ["Minister Lee", "Works council"]
    assert cells(contacts, "date") == [date(2026, 2, 12), date(2026, 1, 28)]
    assert cells(contacts, "row") == [2, 4]
    assert contacts.rows_read == contacts.rows_loaded == 2
    assert "contact.no_date" in codes(reading)


def test_a_last_contact_that_fits_two_orders_is_asked_before_anything_loads() -> None:
    columns = {**STAKEHOLDERS, "Last contact": ["02/03/2026", "", "01/02/2026"]}
    reading = read(columns)
    assert (asked(reading), reading.table, reading.rows_loaded) == ({"dates"}, None, 0)
    (contacts,) = read(columns, dates="day-first").beside
    assert cells(contacts, "date") == [date(2026, 3, 2), date(2026, 2, 1)]


def test_a_list_without_contacts_has_nothing_beside() -> None:
    columns = {**STAKEHOLDERS, "Last contact": ["", "", ""]}
    assert read(columns).beside == ()


def test_a_contact_log_loads_with_mixed_dates_moods_and_flags() -> None:
    reading = read(
        {
            "Meeting date": ["13/01/2026", "28.02.2026", "2026-03-01"],
            "Attendee": ["CFO", "Minister Lee", "CFO"],
            "Type": ["Call", "Visit", "Mail"],
            "Topic": ["Budget", "Launch", "Budget"],
            "Sentiment": ["positive", "negative", "neutral"],
            "Two-way": ["y", "n", "x"],
            "Next steps": ["Send figures", "", ""],
        }
    )
    assert (reading.kind, reading.rows_loaded) == (Kind.CONTACTS, 3)
    assert cells(reading, "date") == [date(2026, 1, 13), date(2026, 2, 28), date(2026, 3, 1)]
    assert cells(reading, "sentiment") == [1, -1, 0]
    assert cells(reading, "two_way") == [True, False, True]
    assert cells(reading, "follow_up") == ["Send figures", None, None]


def test_answers_one_per_row_load_with_the_scale_of_their_words() -> None:
    reading = read(
        {
            "Participant": ["a", "a", "b"],
            "Question": ["I am informed", "I trust", "I am informed"],
            "Response": ["Agree", "Strongly agree", "Neutral"],
            "Submitted": ["2026-01-02", "2026-01-02", "2026-01-03"],
        }
    )
    assert (reading.kind, reading.rows_loaded) == (Kind.FEEDBACK, 3)
    assert cells(reading, "answer") == [4, 5, 3]
    assert set(cells(reading, "scale_max")) == {5}
