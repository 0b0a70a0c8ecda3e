"""`mappings list, export, rename, delete`: what a portfolio remembers about the files it was given."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from pmo_core.commands.frame import Asked, Document, chosen_portfolio, command, granted, opened
from pmo_core.errors import PmoError
from pmo_core.store import mappings as kept
from pmo_core.store.mappings import Remembered


@click.group("mappings", help="How files of a known shape are read: list, export, rename, delete.")
def mappings() -> None:
    """Group of all acts on remembered mappings."""


@mappings.command("list", help="Every shape of file that the portfolio remembers.")
@command(dated=False)
def list_mappings(asked: Asked) -> Document:
    """Newest first."""
    with opened(asked) as db:
        portfolio = chosen_portfolio(db, asked)
        shapes = kept.remembered(db, portfolio)
    lines = [f"{s.mapping_id}  {s.kind:<13} {len(s.headers):>4} columns  {s.name}" for s in shapes]
    return {
        "portfolio": portfolio,
        "mappings": [_described(shape) for shape in shapes],
        "lines": lines or ["Nothing is remembered yet: the first import of a file makes it known."],
    }


@mappings.command("export", help="A mapping as JSON, to replay with `import --mapping FILE`.")
@click.argument("mapping_id")
@click.option("--to", "file", type=click.Path(path_type=Path), help="Write it into this file.")
@command(dated=False)
def export_mapping(asked: Asked, *, mapping_id: str, file: Path | None) -> Document:
    """Without a file it is printed."""
    with opened(asked) as db:
        shape = kept.one(db, chosen_portfolio(db, asked), mapping_id)
    text = json.dumps(dict(shape.recipe), ensure_ascii=False, indent=2)
    if file is not None:
        _write(file, text)
    return {
        **_described(shape),
        "recipe": dict(shape.recipe),
        "file": str(file) if file else None,
        "lines": [f"Written to {file}."] if file else [text],
    }


@mappings.command("rename", help="Give a remembered mapping another name.")
@click.argument("mapping_id")
@click.argument("name")
@command(dated=False)
def rename_mapping(asked: Asked, *, mapping_id: str, name: str) -> Document:
    """The name is what the Data page and later imports show."""
    with opened(asked) as db, db.writing() as tx:
        portfolio = chosen_portfolio(db, asked)
        shape = kept.rename(tx, portfolio, mapping_id, name=name, grant=granted("mappings"))
    return {**_described(shape), "lines": [f"{mapping_id} is now called “{shape.name}”."]}


@mappings.command("delete", help="Forget a mapping: the next file like it is read afresh.")
@click.argument("mapping_id")
@command(dated=False)
def delete_mapping(asked: Asked, *, mapping_id: str) -> Document:
    """What was loaded with it stays."""
    with opened(asked) as db, db.writing() as tx:
        portfolio = chosen_portfolio(db, asked)
        shape = kept.forget(tx, portfolio, mapping_id, grant=granted("mappings"))
    return {
        **_described(shape),
        "lines": [f"“{shape.name}” is forgotten; what was loaded with it stays."],
    }


def _described(shape: Remembered) -> dict[str, Any]:
    return {
        "mapping_id": shape.mapping_id,
        "kind": shape.kind,
        "name": shape.name,
        "columns": len(shape.headers),
        "headers": list(shape.headers),
        "made_at": shape.made_at.isoformat() if shape.made_at else None,
        "who": shape.who,
    }


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text + "\n", encoding="utf-8")
    except OSError as problem:
        raise PmoError(
            f"{file.name} cannot be written: {problem.strerror}.", fix="Choose another place."
        ) from None
