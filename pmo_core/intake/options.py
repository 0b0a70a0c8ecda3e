"""What the user already said about a file: the options of the command line and the chips of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pmo_core.errors import IntakeError
from pmo_core.model import Kind

YES = frozenset({"yes", "y", "true", "1", "on"})
NO = frozenset({"no", "n", "false", "0", "off"})


@dataclass(frozen=True)
class Options:
    """
    Everything a file may be told about itself. Nothing set means: find out, and ask what cannot be found out.

    `mapping` is field → column header, `units` field → unit, `answers` question id → value: an answer counts
    like the option of the same name. `usual_currency` is that of the portfolio: it speaks where neither the
    user nor the file names one. `header_row` is a row number as Excel shows it; 0 means there is none.
    """

    kind: Kind | None = None
    mapping: Mapping[str, str] = field(default_factory=dict[str, str])
    answers: Mapping[str, str] = field(default_factory=dict[str, str])
    units: Mapping[str, str] = field(default_factory=dict[str, str])
    currency: str | None = None
    usual_currency: str | None = None
    dates: Literal["day-first", "month-first"] | None = None
    encoding: str | None = None
    delimiter: str | None = None
    decimal: Literal["comma", "point"] | None = None
    percent: Literal["fraction", "whole"] | None = None
    header_row: int | None = None
    sheet: str | None = None
    transpose: bool | None = None
    as_of: date | None = None
    source: Literal["full", "rolling"] | None = None

    def said(self, question: str) -> str | None:
        """The text that answers a question by `--answer`, without surrounding space; None if not answered."""
        answer = self.answers.get(question)
        return answer.strip() if answer is not None and answer.strip() else None

    @property
    def chosen_kind(self) -> Kind | None:
        """
        The kind of rows as told by option or answer.

        Raises:
            IntakeError: If the answer is no kind.
        """
        text = self.kind.value if self.kind else self.said("kind")
        if text is None:
            return None
        try:
            return Kind(text.casefold().replace(" ", "_"))
        except ValueError:
            raise IntakeError(
                f"{text!r} is no kind of rows.", fix=f"Use one of {', '.join(kind.value for kind in Kind)}."
            ) from None

    @property
    def chosen_encoding(self) -> str | None:
        """The encoding as told by option or answer."""
        return self.encoding or self.said("encoding")

    @property
    def chosen_delimiter(self) -> str | None:
        """The delimiter as told by option or answer; a tab keeps its meaning in both."""
        return self.delimiter or self.answers.get("delimiter") or None

    @property
    def chosen_sheet(self) -> str | None:
        """The sheet as told by option or answer."""
        return self.sheet or self.said("sheet")

    @property
    def chosen_header_row(self) -> int | None:
        """
        The header row as told by option or answer, 0 for none.

        Raises:
            IntakeError: If the answer is not a row number.
        """
        if self.header_row is not None:
            return self.header_row
        answer = self.said("header_row")
        if answer is None:
            return None
        if not answer.isdecimal():
            raise IntakeError(
                f"{answer!r} is not a row number.",
                fix="Answer with the number that Excel shows beside the header row, or 0 if there is none.",
            )
        return int(answer)

    @property
    def chosen_source(self) -> Literal["full", "rolling"] | None:
        """
        Whether each date lists the whole portfolio, as told by option or answer.

        Raises:
            IntakeError: If the answer is neither full nor rolling.
        """
        if self.source is not None:
            return self.source
        match self.said("source"):
            case None | "full" | "rolling" as answer:
                return answer
            case answer:
                raise IntakeError(
                    f"{answer!r} does not say what a date lists.", fix="Answer full or rolling."
                )

    @property
    def chosen_transpose(self) -> bool | None:
        """
        Whether fields run down and records across, as told by option or answer.

        Raises:
            IntakeError: If the answer is neither yes nor no.
        """
        if self.transpose is not None:
            return self.transpose
        answer = self.said("transpose")
        if answer is None:
            return None
        if answer.casefold() not in YES | NO:
            raise IntakeError(f"{answer!r} does not say whether to transpose.", fix="Answer yes or no.")
        return answer.casefold() in YES
