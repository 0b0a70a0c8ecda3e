"""The demo once more, every word in it hostile: what it exercises on the pages, its texts exercise too."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from datetime import date
from typing import Final

from pmo_core import importing
from pmo_core.fields import FIELDS
from pmo_core.importing.demo import FILES
from pmo_core.intake.options import Options
from pmo_core.intake.values.texts import people, tidy
from pmo_core.limits import PAGE_LIMITS
from pmo_core.model import FieldType, Grant, Kind
from pmo_core.sharing.roles import Role, grant_of
from pmo_core.store import mappings
from pmo_core.store.database import Database
from tests.hostile.payloads import NO_FILE_NAME, PAYLOADS

ADMIN: Final[Grant] = grant_of(Role.ADMIN, who=PAYLOADS[0])
TODAY: Final = date(2026, 9, 30)
TEXTS: Final = {FieldType.NAME, FieldType.CATEGORY, FieldType.PERSON, FieldType.TEXT, FieldType.STATUS}
REFERENCES: Final = {"project_id", "stakeholder", "subject_id", "subject_kind", "type", "objective", "kpi_id"}
_TAGGED: Final = re.compile(r" mk(\d+)mk")


def tagged(number: int, *, label: bool = False) -> str:
    """A payload with its number behind it, by which it is found again; a label is a name for a file."""
    at = number % len(PAYLOADS)
    text = PAYLOADS[at].translate(NO_FILE_NAME) if label else PAYLOADS[at]
    return f"{text} mk{at}mk"


def seen(text: str) -> str:
    """What of a text can be seen: without blanks and invisible characters, which pages may change."""
    normal = unicodedata.normalize("NFC", text)
    return "".join(c for c in normal if unicodedata.category(c) not in ("Cf", "Cc", "Zs", "Zl", "Zp"))


def shown_payloads(page: str) -> set[int]:
    """The numbers of the payloads that stand on a page."""
    return {int(found[1]) for found in _TAGGED.finditer(page)}


def garbled(page: str) -> list[str]:
    """The places of a page where a payload is not shown as it was written, or as the intake has tidied it."""
    wrong = []
    for found in _TAGGED.finditer(page):
        text = PAYLOADS[int(found[1])]
        forms = {text, tidy(text), people(text), text.translate(NO_FILE_NAME), repr(text)[1:-1]}
        before = seen(page[max(0, found.start() - 2 * len(text) - 200) : found.start()])
        if not any(before.endswith(seen(form)) for form in forms):
            wrong.append(page[max(0, found.start() - 90) : found.end()])
    return wrong


def hostile_file(kind: Kind) -> bytes:
    """The demo's file of a kind with its words replaced, the same word by the same payload everywhere."""
    rows = list(csv.DictReader(io.StringIO((FILES / f"{kind.value}.csv").read_text(encoding="utf-8-sig"))))
    wanted = [field.name for field in FIELDS[kind] if field.type in TEXTS and field.name not in REFERENCES]
    for turn, name in enumerate(column for column in wanted if column in rows[0]):
        distinct = list(dict.fromkeys(row[name] for row in rows if row[name]))
        words = {word: tagged(number + 7 * turn) for number, word in enumerate(distinct)}
        if name == "status":  # some stay known, else no project is open
            words = {word: word for word in distinct[:-2]} | {word: words[word] for word in distinct[-2:]}
        for row in rows:
            row[name] = words.get(row[name], "")
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")


def load(db: Database, portfolio: str) -> None:
    """Load the hostile demo; its files and what is remembered of them have hostile names too."""
    for number, kind in enumerate(Kind):
        if not (FILES / f"{kind.value}.csv").exists():
            continue
        made = importing.stage(
            db,
            hostile_file(kind),
            label=f"{tagged(number, label=True)}.csv",
            options=Options(kind=kind, currency="GBP", answers={"money_unit": "one"}),
            portfolio=portfolio,
            limits=PAGE_LIMITS,
            today=TODAY,
            mode="replace",
        )
        assert made.ready, (kind, made.questions, made.issues[:3])
        importing.commit(db, made, grant=ADMIN)
    for number, shape in enumerate(mappings.remembered(db, portfolio)):
        with db.writing() as tx:
            mappings.rename(tx, portfolio, shape.mapping_id, name=tagged(number), grant=ADMIN)
