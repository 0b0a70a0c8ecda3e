"""What a dry run says would change: counts, the sentence, and the first cells and rows."""

from __future__ import annotations

from datetime import date

from pmo_core.commands.frame import Document
from pmo_core.importing.cells import Thing
from pmo_core.importing.change_words import LONGEST, sentence
from pmo_core.importing.compare import Value
from pmo_core.importing.difference import Changes


def changes_of(found: Changes) -> Document:
    """The changes as a document; a cell without a value says why: blank, withheld …, else null."""
    return {
        "new": found.new,
        "changed": found.changed,
        "gone": found.gone,
        "unchanged": found.unchanged,
        "since": found.since and found.since.isoformat(),
        "sentence": sentence(found),
        "cells_total": found.cells_total,
        "cells": [
            {
                "id": cell.id,
                "name": cell.name,
                "field": cell.field,
                "before": _plain(cell.before, cell.before_why),
                "after": _plain(cell.after, cell.after_why),
            }
            for cell in found.cells
        ],
        "new_rows": [_thing(each) for each in found.came],
        "gone_rows": [_thing(each) for each in found.left],
        "without_column": dict(found.dropped),
        "beside": [
            {
                "kind": each.kind,
                **{name: getattr(each, name) for name in ("new", "changed", "gone", "unchanged")},
            }
            for each in found.beside
        ],
    }


def _plain(value: Value | None, why: str) -> Value | None:
    if value is None:
        return why or None
    if isinstance(value, str):
        return value[:LONGEST]
    return value.isoformat() if isinstance(value, date) else value


def _thing(thing: Thing) -> Document:
    return {"id": thing.id, "name": thing.name}
