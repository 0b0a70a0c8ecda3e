"""A damaged database opened by the product: the right numbers, or a sentence with the way back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pmo_core.errors import DatabaseDamaged, PmoError
from pmo_core.store.backup import list_backups, restore
from pmo_core.store.database import Database
from pmo_core.store.signature import Signature, signature
from pmo_core.store.sql import content_of
from tests.faults import damage
from tests.faults.before import AFTER_BACKUP, Before, before
from tests.faults.damage import Damage, chances
from tests.faults.figures import Figure
from tests.faults.lists import ADMIN

WAY_BACK = "python -m pmo_core restore"


@dataclass(frozen=True)
class Verdict:
    """What came of one damage: `how` it ended, and what was `wrong` about it (empty = nothing)."""

    how: str
    wrong: str = ""


def judged(kept: Before) -> Verdict:
    """Open, read every table, then go back to the backup."""
    try:
        verdict = _opened(kept)
    except Exception as fault:
        return Verdict("crashed", f"{type(fault).__name__}: {fault}")
    return Verdict(verdict.how, verdict.wrong or _way_back(kept)) if verdict.how != "right" else verdict


def _opened(kept: Before) -> Verdict:
    try:
        db = Database.open(kept.path)
    except PmoError as problem:
        clear = isinstance(problem, DatabaseDamaged) and WAY_BACK in problem.fix
        return Verdict("refused", "" if clear else str(problem))
    with closing(db):
        if not db.read_only:
            return Verdict("right", "" if signature(db) in kept.states else "other rows, nothing said")
        notice = db.notice or ""
        lacking = [words for words in (WAY_BACK, "damaged", AFTER_BACKUP.label) if words not in notice]
        if lacking:
            return Verdict("read only", f"the banner does not say {lacking[0]!r}: {notice}")
        return Verdict("read only", _wrong_tables(db, kept.states[0]))


def _wrong_tables(db: Database, expected: Signature) -> str:
    """Each table holds what the file held, or refuses to be read."""
    for table, content in expected.items():
        try:
            found = db.arrow(content_of(table, within=kept_name(db)))
        except DatabaseDamaged:
            continue
        row = found.to_pylist()[0].values()
        if tuple(int(value) for value in row) != content:
            return f"{table} holds other rows, and a banner is all that is said"
    return ""


def kept_name(db: Database) -> str:
    assert db.path is not None
    return db.path.stem


def _way_back(kept: Before) -> str:
    """The restore that the sentence names."""
    newest = list_backups(kept.path.parent / "backups", stem=kept.path.stem)[0]
    restore(kept.path, newest.path, grant=ADMIN)
    with closing(Database.open(kept.path)) as db:
        changed = {table for table, held in signature(db).items() if held != kept.backed_up[table]}
        return "" if changed <= {"audit"} and not db.read_only else f"restored, but other rows: {changed}"


def damages(folder: Path, *, log: bool, shorter: int = 1) -> list[Figure]:
    """Every damage of the file, or of its log; `shorter` = only every so many of them."""
    sound = before(folder / "sound", with_log=log)
    kinds = damage.LOG if log else damage.FILE
    where = "log" if log else "database"
    found = []
    for name, (act, count) in kinds.items():
        verdicts = list(_tried(sound, act, name=name, count=count // shorter, folder=folder / "damaged"))
        found.append(_figure(f"{where}, {name}: right or a clear sentence", verdicts))
    return found


def _tried(sound: Before, act: Damage, *, name: str, count: int, folder: Path) -> Iterable[Verdict]:
    for chance in chances(name, count):
        kept = sound.copied(folder)
        act(kept.log if kept.log.exists() else kept.path, chance)
        yield judged(kept)


def _figure(promise: str, verdicts: Sequence[Verdict]) -> Figure:
    ended = ", ".join(f"{count} {how}" for how, count in Counter(v.how for v in verdicts).most_common())
    wrong = [verdict.wrong for verdict in verdicts if verdict.wrong]
    return Figure.none_of(promise, wrong, tried=len(verdicts), more=f" ({ended})")
