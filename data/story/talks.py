"""Conversations with stakeholders and the PMO's survey, quarter by quarter."""

from __future__ import annotations

from datetime import date

from story.clock import FIRST, LAST, Dice, later
from story.people import stakeholder_rows

Row = dict[str, object]

NEVER_MET = frozenset({"S15", "S21", "S24"})

# Last conversation of those who were dropped from the diary, and what is left of the good will (−2 to 2).
DROPPED = {
    "S05": (date(2026, 2, 12), -2),
    "S06": (date(2026, 5, 19), -1),
    "S11": (date(2026, 1, 22), -2),
    "S12": (date(2026, 4, 28), -1),
    "S10": (date(2025, 11, 6), 0),
    "S14": (date(2026, 6, 9), -1),
    "S22": (date(2025, 9, 18), 0),
}
ONLY_MAIL = frozenset({"S02", "S13", "S20"})
"""Those whose last contact was a newsletter, which is not a conversation."""

WARMTH = {"leading": 2, "supportive": 1, "neutral": 0, "resistant": -1, "unaware": 0, "": 0}

NOTES = {
    2: ("Would tell the board about it.", "Asked for the next wave to come earlier."),
    1: ("Pleased with the last delivery.", "Content with the plan; wants the dates in writing."),
    0: (
        "Took note, had no questions.",
        "Wants to hear about risks earlier.",
        "Asked what comes after this year.",
    ),
    -1: (
        "Worried about the finish.",
        "Says that decisions come too late to plan staff.",
        "Misses the long view.",
    ),
    -2: ("Sees the programme as an afterthought.", "Will not sign the next step without people."),
}
FOLLOW_UPS = (
    "Send the dated plan",
    "Bring the sponsor next time",
    "Show the figures behind the rating",
    "",
    "",
    "",
)

QUESTIONS = (
    ("I can see how our projects serve our goals", 1, 5),
    ("I hear about changes early enough", 1, 5),
    ("Would you recommend working with the PMO?", 0, 10),
)
SURVEYS = (date(2025, 3, 14), date(2025, 9, 12), date(2026, 3, 13), date(2026, 9, 11))
MOOD = {SURVEYS[0]: 76, SURVEYS[1]: 86, SURVEYS[2]: 66, SURVEYS[3]: 77}
"""Typical answer in per cent of the scale: the year of wins, then the doubts, then the decision."""


def contact_rows() -> list[Row]:
    """Give the log of conversations, oldest first; three people were never met."""
    rows = [row for person in stakeholder_rows() for row in _contacts(person)]
    return sorted(rows, key=lambda row: (str(row["date"]), str(row["stakeholder"])))


def _contacts(person: Row) -> list[Row]:
    number = str(person["stakeholder_id"])
    if number in NEVER_MET:
        return []
    dice, cadence = Dice(number, "contacts"), int(str(person["cadence_days"]))
    recent = _working_day(later(LAST, -dice.roll(min(cadence, 30))))
    until, left = DROPPED.get(number, (recent, WARMTH[str(person["current_level"])]))
    rhythm = max(42, cadence * 5 // 4)
    rows, day = [], later(FIRST, 3 + dice.roll(rhythm))
    while later(day, 14) < until:
        rows.append(_contact(person, _working_day(day), dice, mood=left, one_way=dice.chance(22)))
        day = later(day, rhythm * (70 + dice.roll(60)) // 100)
    return [*rows, _contact(person, until, dice, mood=left, one_way=number in ONLY_MAIL)]


def _working_day(day: date) -> date:
    return later(day, -max(0, day.weekday() - 4))


def _contact(person: Row, day: date, dice: Dice, *, mood: int, one_way: bool) -> Row:
    dropped = str(person["stakeholder_id"]) in DROPPED
    earlier = 1 if dropped and day.year < 2026 else mood  # good will of the first year, before the cuts
    sentiment = min(2, max(-2, earlier + dice.roll(3) - 1))
    return {
        "date": day,
        "stakeholder": person["stakeholder_id"],
        "channel": "newsletter" if one_way else person["channel"],
        "two_way": "no" if one_way else "yes",
        "sentiment": "" if one_way else sentiment,
        "project_id": dice.pick(str(person["project_ids"]).split("; ")),
        "note": "" if one_way else dice.pick(NOTES[sentiment]),
        "follow_up": "" if one_way else dice.pick(FOLLOW_UPS),
    }


def feedback_rows() -> list[Row]:
    """Give the survey: a row per person asked and question; no answer stays blank."""
    return [
        _answer(f"R{person:02d}", question, day)
        for day in SURVEYS
        for person in range(1, 25)
        for question in QUESTIONS
    ]


def _answer(respondent: str, question: tuple[str, int, int], day: date) -> Row:
    text, low, high = question
    silent = Dice("survey", respondent, day).chance(28)
    place = MOOD[day] + int(18 * Dice("survey", respondent, text, day).noise())
    answer = low + (high - low) * min(100, max(0, place)) // 100
    return {
        "respondent": respondent,
        "question": text,
        "scale_min": low,
        "scale_max": high,
        "answer": "" if silent else answer,
        "date": day,
    }
