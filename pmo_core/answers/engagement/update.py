"""
The tailored update of one person: what their projects delivered, what comes next, and what they are owed.

It is written for the person's eyes: facts of their projects and what was said with them, nothing about
others, no level of engagement. Plain text: it holds names from the user's file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal, TypeAlias

from pmo_core import look
from pmo_core.answers.engagement.discretion import Discretion, discretion
from pmo_core.answers.engagement.facts import EngagementFacts
from pmo_core.answers.engagement.news import News
from pmo_core.answers.engagement.telling import LONG, Line, Section, of_projects, said_with

Length: TypeAlias = Literal["mail", "meeting", "line"]
LENGTHS: Final[tuple[Length, ...]] = ("mail", "meeting", "line")
MOST: Final = 5
"""Lines of one section of a mail; a meeting takes the first of each section."""

STEM: Final = 5
"""Words that begin with the same letters are about the same: orders, ordering."""

_MEETING: Final = re.compile(r"meet|call|visit|workshop|briefing|event|treffen|besprechung|réunion|reunión")
_LINE: Final = re.compile(r"chat|sms|message|text|teams|slack|whatsapp|nachricht|mensaje")
_WORD: Final = re.compile(r"[^\W_]{4,}")
_AHEAD: Final = re.compile(
    r"long[- ]?term|future|next|years?\b|20[3-9]\d|langfrist|zukunft|largo|futur", re.I
)


@dataclass(frozen=True)
class Update:
    """
    What to tell one person.

    subject: whom and which day it is for. sections: those that have something to say. remarks: for the sender
    only, what was left out and why.
    """

    subject: str
    sections: tuple[Section, ...]
    length: Length
    remarks: tuple[str, ...]


def length_for(channel: str) -> Length:
    """The length that fits a channel: talking points for talks, one line for messages, else a mail."""
    said = channel.casefold()
    return "meeting" if _MEETING.search(said) else "line" if _LINE.search(said) else "mail"


def update_of(
    facts: EngagementFacts,
    news: News,
    *,
    place: int,
    answers: Sequence[tuple[date | None, str, str]] = (),
    length: Length | None = None,
    roles_only: bool = False,
) -> Update:
    """
    Write the update of one person.

    Args:
        facts: The people and their projects.
        news: What there is to tell of projects.
        place: Of the person in `facts.people`.
        answers: What they asked and what was done, as `facts.answered` tells it.
        length: None takes the one that fits the person's channel.
        roles_only: Calls the person by role, and repeats no note.
    """
    people = facts.people
    wanted = length or length_for(str(people.channel[place]))
    name = str(people.name[place])
    rules = discretion(news.names, own="" if roles_only else name, usual=_usual(facts))
    role = str(people.role[place] or people.group[place] or "a stakeholder")
    drawn = of_projects(facts, news, place=place)
    if not roles_only:
        drawn += said_with(facts, place=place, answers=answers)
    kept = [(section, _kept(section, rules)) for section in drawn]
    left = sum(len(section.lines) - len(told.lines) for section, told in kept)
    cares = str(people.cares_about[place])
    sections = sorted(
        (_cared(told, facts, cares=cares) for _, told in kept if told.lines),
        key=lambda section: _theme(section.title, cares),
    )
    return Update(
        subject=f"Update for {role if roles_only else people.label(place)}, {look.day(facts.snapshot.as_of)}",
        sections=tuple(sections),
        length=wanted,
        remarks=_remarks(facts, place, left=left, cares=cares),
    )


def _usual(facts: EngagementFacts) -> list[str]:
    """Texts whose words are no names: roles, groups, departments and projects."""
    people, positions = facts.people, facts.positions
    return [str(text or "") for of in (people.role, people.group, positions.department) for text in of] + [
        str(name) for name in positions.name
    ]


def win(facts: EngagementFacts, news: News, *, place: int) -> str:
    """The win to tell first: what was delivered lately, else what runs in the short term; '' if none."""
    delivered, soon, *_ = (_first(s, facts, place) for s in of_projects(facts, news, place=place))
    return delivered or soon


def plan(facts: EngagementFacts, news: News, *, place: int) -> str:
    """The long-term plan to tell a person; '' where no project of theirs runs long."""
    return _first(of_projects(facts, news, place=place)[3], facts, place)


def as_text(update: Update) -> str:
    """The update as it goes into a mail or a message."""
    if update.length == "line":
        return _one_line(update)
    return _laid_out(update, head="{}")


def as_markdown(update: Update) -> str:
    """The update as Markdown, all texts escaped."""
    if update.length == "line":
        return look.md(_one_line(update))
    safe = replace(
        update,
        subject=look.md(update.subject),
        sections=tuple(
            Section(look.md(part.title), tuple(replace(line, text=look.md(line.text)) for line in part.lines))
            for part in update.sections
        ),
    )
    return _laid_out(safe, head="**{}**\n")


def _laid_out(update: Update, *, head: str) -> str:
    most = 1 if update.length == "meeting" else MOST
    parts = [
        "\n".join([head.format(part.title), *(f"- {line.text}" for line in part.lines[:most])])
        for part in update.sections
    ]
    nothing = [] if parts else ["There is no news of your projects at this date."]
    return "\n\n".join([head.format(update.subject), *parts, *nothing]) + "\n"


def _one_line(update: Update) -> str:
    """The first fact of the first sections, in one line."""
    first = [part.lines[0].text.rstrip(".") for part in update.sections if part.lines[0].project >= 0]
    told = "; ".join(dict.fromkeys(first[:3])) or "no news of your projects"
    return f"{update.subject}: {told}.\n"


def _kept(section: Section, rules: Discretion) -> Section:
    """The section without what names others; notes are judged more strictly than facts of projects."""
    lines = section.lines
    return replace(
        section,
        lines=tuple(one for one in lines if (rules.tells if one.project >= 0 else rules.repeats)(one.text)),
    )


def _cared(section: Section, facts: EngagementFacts, *, cares: str) -> Section:
    """The section with the lines first that share words with what the person cares about."""
    wanted = _stems(cares)
    if not wanted:
        return section

    def far(line: Line) -> int:
        return -len(wanted & _stems(f"{line.text} {facts.positions.department[line.project] or ''}"))

    ordered = sorted(section.lines, key=lambda line: far(line) if line.project >= 0 else 0)
    return replace(section, lines=tuple(ordered))


def _stems(text: str) -> set[str]:
    return {word[:STEM].casefold() for word in _WORD.findall(text)}


def _theme(title: str, cares: str) -> int:
    """Long-term facts come first for whom the long term matters; else the order of drawing stands."""
    return -1 if title == LONG and _AHEAD.search(cares) else 0


def _first(section: Section, facts: EngagementFacts, place: int) -> str:
    lines = _cared(section, facts, cares=str(facts.people.cares_about[place])).lines
    return lines[0].text if lines else ""


def _remarks(facts: EngagementFacts, place: int, *, left: int, cares: str) -> tuple[str, ...]:
    """What the sender should know of the text."""
    said = [
        ""
        if facts.projects[place]
        else "No project of the portfolio is linked with this person, so there is no news to tell.",
        f"{look.plural(left, 'entry', many='entries')} left out: a text that may name somebody else, or a "
        "level of engagement, is not repeated."
        if left
        else "",
        f"What they care about comes first: {cares}." if cares else "",
    ]
    return tuple(one for one in said if one)
