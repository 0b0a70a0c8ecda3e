"""What `import` says about one file: its document, and the same in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pmo_core.commands.frame import Document
from pmo_core.importing import Staged
from pmo_core.model import Guess, Issue
from pmo_core.report import checks, decisions

CHECKS_TOLD = 20


def refusal(staged: Staged) -> Document:
    """Why a file as a whole was refused, in the words of its first error."""
    errors = [i for i in staged.issues if i.severity == "error"]
    first = errors[0] if errors else None
    return {
        "problem": first.problem if first else "No row could be loaded.",
        "fix": first.fix if first else "Check that the file holds a table with a header row.",
    }


def document_of(staged: Staged, *, file: Path) -> Document:
    """Everything that was found and decided; `version` is filled in once it is loaded."""
    reading = staged.reading
    return {
        "file": file.name,
        "kind": reading.kind,
        "portfolio": staged.portfolio,
        "version": None,
        "mode": staged.mode,
        "already_imported": bool(staged.already_imported),
        "rows_read": reading.rows_read,
        "rows_loaded": reading.rows_loaded,
        "rows_refused": reading.rows_refused,
        "rows_skipped": reading.rows_skipped,
        "encoding": reading.source.encoding,
        "delimiter": reading.source.delimiter,
        "sheet": reading.source.sheet,
        "header_row": reading.source.header_row,
        "date_order": reading.date_order,
        "as_of": [d.isoformat() for d in reading.as_of],
        "as_of_assumed": reading.as_of_assumed,
        "rolling": reading.rolling,
        "mapping": dict(reading.mapping),
        "unmapped": list(reading.unmapped),
        "guesses": [asdict(g) for g in reading.guesses],
        "issues": [asdict(i) for i in staged.issues],
        "questions": [asdict(q) for q in staged.questions],
        "offers": [asdict(q) for q in reading.offers],
        "beside": [{"kind": s.reading.kind, "rows_loaded": s.reading.rows_loaded} for s in staged.beside],
    }


def in_words(document: Document) -> list[str]:
    """The document for people: what happened, then what is asked or worth knowing."""
    name, outcome = document["file"], document["outcome"]
    if outcome in ("refused", "error"):
        told = f"{document['problem']} {document['fix']}"
        return [told if name in told else f"{name}: {told}"]
    if outcome == "question":
        asked = [line for question in document["questions"] for line in _asked(question)]
        read = f"{document['rows_read']:,} rows read as {document['kind'].replace('_', ' ')}"
        return [f"{name}: {read}; nothing loaded yet, this is needed first:", *asked]
    dated = ", ".join(document["as_of"][-1:])
    lines = [
        f"{name}: {document['rows_loaded']} of {document['rows_read']} rows as {document['kind']}"
        f"{f' as of {dated}' if dated else ''} into {document['portfolio']!r}, {document['mode']}, "
        f"{_what_happened(document)}.",
        *(f"  and {b['rows_loaded']} rows as {b['kind'].replace('_', ' ')}" for b in document["beside"]),
    ]
    if document.get("changes"):
        lines.append(f"  {document['changes']['sentence']}")
    if document.get("bad_rows"):
        lines.append(f"  The refused rows are in {document['bad_rows']}: mend and import them.")
    found = checks(Issue(**issue) for issue in document["issues"])
    lines += [f"  {check.severity}: {check.sentence}" for check in found[:CHECKS_TOLD]]
    if len(found) > CHECKS_TOLD:
        lines.append(f"  … and {len(found) - CHECKS_TOLD} more; --json shows them all.")
    said = decisions(Guess(**guess) for guess in document["guesses"])
    return lines + [f"  read as: {decision} {value} ({why})" for decision, value, why in said]


def _asked(question: Mapping[str, Any]) -> list[str]:
    """A question with every answer that it takes."""
    choices = [
        f"      {choice['value']}{' – ' + choice['example'] if choice['example'] else ''}"
        for choice in question["choices"]
    ]
    return [
        f"  {question['text']} ({question['evidence']})",
        *choices,
        f"    Answer with {question['option']}",
    ]


def _what_happened(document: Document) -> str:
    if document.get("dry_run"):
        return "dry run, nothing changed"
    if document["already_imported"]:
        return f"already imported as version {document['version']}"
    return f"version {document['version']}"
