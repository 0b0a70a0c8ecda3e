"""The options of `import`, as what the user said about a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from pmo_core.commands.frame import Asked
from pmo_core.errors import PmoError
from pmo_core.importing.recipe import Recipe
from pmo_core.intake.options import Options
from pmo_core.model import Kind


def said_options(asked: Asked, said: Mapping[str, Any]) -> Options:
    """
    Put the options of the command line, above those of a mapping file.

    Raises:
        PmoError: If a pair or the mapping file cannot be read.
    """
    options = Options(
        kind=Kind(said["kind"]) if said["kind"] else None,
        mapping=_pairs(said["maps"], "--map"),
        answers=_pairs(said["answers"], "--answer"),
        units=_pairs(said["units"], "--unit"),
        currency=said["currency"],
        dates=said["dates"],
        encoding=said["encoding"],
        delimiter=said["delimiter"],
        decimal=said["decimal"],
        percent=said["percent"],
        header_row=said["header_row"],
        sheet=said["sheet"],
        transpose=said["transpose"],
        as_of=asked.as_of,
        source=said["source"],
    )
    return _with_file(options, said["mapping"]) if said["mapping"] else options


def _pairs(texts: tuple[str, ...], option: str) -> dict[str, str]:
    # the word of a value may hold "=", its meaning never does
    pairs = [text.rpartition("=") if text.startswith("value.") else text.partition("=") for text in texts]
    if any(not sign for _, sign, _ in pairs):
        raise PmoError(f"{option} takes NAME=VALUE.", fix=f"Write for example {option} budget='Total cost'.")
    return {name.strip(): value for name, _, value in pairs}


def _with_file(options: Options, file: Path) -> Options:
    """A mapping file holds {field: column}, or a recipe that `mappings export` wrote."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        if not isinstance(found, dict):
            raise ValueError("not an object")
    except (OSError, ValueError):
        raise PmoError(
            f"{file.name} cannot be read as a mapping.",
            fix='It should hold {"field": "column", …} as JSON, or what `mappings export` writes.',
        ) from None
    if "schema" in found:
        recipe = Recipe.from_json(found)
        return recipe.told(options, recipe.mapping)
    if not all(isinstance(column, str) for column in found.values()):
        raise PmoError(
            f"{file.name} cannot be read as a mapping.", fix="Every field should name one column, as text."
        )
    return replace(options, mapping={**cast(dict[str, str], found), **options.mapping})
