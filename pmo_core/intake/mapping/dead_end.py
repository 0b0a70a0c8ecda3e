"""Tables that no answer can help: no column is left for what every row must have."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_core.errors import IntakeError
from pmo_core.model import Kind, Question


def refuse_dead_end(kind: Kind, questions: Iterable[Question]) -> None:
    """
    Refuse a table of whose questions one has no answer.

    Raises:
        IntakeError: If no column could hold a required field.
    """
    lost = next(
        (one.field for one in questions if one.field and one.id[:4] == "map." and not one.choices), ""
    )
    if lost:
        raise IntakeError(
            f"Rows of {kind.value.replace('_', ' ')} need a {lost.replace('_', ' ')}, "
            "and no column is left that could hold it.",
            fix="Name another kind with --kind, or add the column to the file.",
        )
