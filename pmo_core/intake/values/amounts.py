"""One unit and one currency for every money column: header, cells, title; what nothing says is asked once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pmo_core.errors import IntakeError
from pmo_core.intake.options import Options
from pmo_core.intake.values import crowns
from pmo_core.intake.values.figures import Signed
from pmo_core.intake.values.money import AS_IS, MoneyColumn, read_amount, shortened
from pmo_core.intake.values.money_units import ONE, borrowed_unit, stated_units
from pmo_core.intake.wording.units import (
    ASKED_UNITS,
    Unit,
    currency_code,
    factor,
    shared_choices,
    unit_in,
)
from pmo_core.model import Choice, Guess, Question


@dataclass
class Amounts:
    """Unit and currency per field, with what was guessed and what must be asked."""

    units: dict[str, str] = field(default_factory=dict[str, str])
    currencies: dict[str, str | None] = field(default_factory=dict[str, str | None])
    shared: dict[str, str] = field(default_factory=dict[str, str])
    guesses: list[Guess] = field(default_factory=list[Guess])
    questions: list[Question] = field(default_factory=list[Question])


def told_currency(options: Options) -> str | None:
    """
    The currency that the user named by option or answer.

    Raises:
        IntakeError: If it is not a currency.
    """
    text = options.currency or options.said("currency")
    if not text:
        return None
    code = currency_code(text)
    if code is None:
        raise IntakeError(f"{text!r} is not a currency.", fix="Use a code of three letters such as GBP.")
    return code


def settle(
    columns: Mapping[str, MoneyColumn],
    *,
    signs: Mapping[str, Signed],
    lines: Sequence[str],
    spoken: Iterable[str],
    options: Options,
) -> Amounts:
    """
    Settle unit and currency of the money columns of a file.

    Args:
        columns: Field → column taken apart.
        signs: Header → decimal sign.
        lines: Title and note lines, which may state a unit or a currency for all of them.
        spoken: Texts in the language of the file: headers and status words.
        options: What the user said.
    """
    result = Amounts()
    stated = [unit for line in lines if (unit := unit_in(line))]
    title = Unit(
        next((unit.magnitude for unit in stated if unit.magnitude), None),
        next((unit.currency for unit in stated if unit.currency), None),
        next((unit.shared for unit in stated if unit.shared), None),
    )
    _settle_units(result, columns, signs=signs, title=title, options=options)
    _settle_currencies(
        result,
        columns,
        title=title,
        told=told_currency(options),
        usual=options.usual_currency,
        spoken=[*lines, *spoken],
    )
    return result


def _settle_units(
    result: Amounts,
    columns: Mapping[str, MoneyColumn],
    *,
    signs: Mapping[str, Signed],
    title: Unit,
    options: Options,
) -> None:
    middles = {name: c.typical(signs[c.column.header].sign) for name, c in columns.items()}
    unknown: list[str] = []
    for name, (unit, why) in stated_units(columns, middles, title=title, options=options).items():
        if unit is None:
            unknown.append(name)
            continue
        result.units[name] = unit
        if why:
            why = f"{columns[name].column.header}: {why}"
            result.guesses.append(Guess("money_unit", unit, why, ASKED_UNITS))
    if not unknown:
        return
    answer = options.said("money_unit")
    told = next((text for name, text in options.units.items() if name in columns), None)
    whole = any((m or 0) >= AS_IS and result.units.get(name) == ONE for name, m in middles.items())
    for name in list(unknown):
        unit, why = borrowed_unit(middles[name], answer=answer, whole=whole, told=told)
        if unit is None:
            continue
        unknown.remove(name)
        result.units[name] = unit
        why = f"{columns[name].column.header}: {why}"
        result.guesses.append(Guess("money_unit", unit, why, ASKED_UNITS, "sure" if answer else "likely"))
    if unknown:
        result.units.update(dict.fromkeys(unknown, ONE))
        result.questions.append(
            _unit_question([columns[name] for name in unknown], signs=signs, field=unknown[0])
        )


def _unit_question(columns: Sequence[MoneyColumn], *, signs: Mapping[str, Signed], field: str) -> Question:
    column = columns[0]
    sign = signs[column.column.header].sign
    bare = ((t, c) for t, c in column.cells.items() if c and not c.unit.magnitude)
    by_size = sorted((v, t) for t, c in bare if (v := read_amount(c, sign)))
    value, text = by_size[len(by_size) // 2]  # the middle one: an amount that the reader has a feeling for
    choices = tuple(Choice(unit, shortened(text, value * factor(unit))) for unit in ASKED_UNITS)
    headers = ", ".join(c.column.header for c in columns)
    return Question(
        "money_unit",
        "Are the amounts of this file in units, thousands, millions or billions?",
        choices,
        "--answer money_unit=million",
        f"Nothing says what one unit is in {headers}; the amounts are small, such as {text.strip()}.",
        field=field,
        column=column.column.header,
    )


def _settle_currencies(
    result: Amounts,
    columns: Mapping[str, MoneyColumn],
    *,
    title: Unit,
    told: str | None,
    usual: str | None,
    spoken: Iterable[str],
) -> None:
    crown = None if told else crowns.by_language(spoken)
    shared = sorted(
        {sign for c in columns.values() for sign in _signs_of(c) if shared_choices(sign)}
        | ({title.shared} if title.shared else set())
    )
    explicit = [code for c in columns.values() for code in _signs_of(c) if not shared_choices(code)]
    explicit += [title.currency] if title.currency else []
    for sign in shared:
        code = told or next((code for code in explicit if code in shared_choices(sign)), None)
        if crown and not code and sign in crowns.SIGNS:
            code, letters = crown
            why = f"{sign} beside {letters}"
            result.guesses.append(Guess("currency", code, why, shared_choices(sign), "likely"))
        code = code or (usual if usual in shared_choices(sign) else None)
        if code:
            result.shared[sign] = code
        elif not result.questions or result.questions[-1].id != "currency":
            result.questions.append(_currency_question(sign))
    everywhere = {result.shared.get(code, code) for code in [*explicit, *shared]} or {told or usual or ""}
    single = (next(iter(everywhere)) or None) if len(everywhere) == 1 else None
    for name, column in columns.items():
        own = [result.shared.get(code, code) for code in _signs_of(column)]
        found = own[0] if own else told or title.currency or result.shared.get(title.shared or "") or single
        result.currencies[name] = None if found is None or shared_choices(found) else found
    codes = sorted({code for code in result.currencies.values() if code})
    if codes and not any(guess.name == "currency" for guess in result.guesses):
        why = "as you said" if told else "by sign or code in headers, cells or title"
        if not told and not explicit and codes == [usual]:
            why = "like all else in the portfolio; the file names none"
        result.guesses.append(Guess("currency", ", ".join(codes), why))


def _signs_of(column: MoneyColumn) -> list[str]:
    """Currencies and shared signs of a column, the most frequent in its cells first, then its header's."""
    tally = column.currencies
    found = sorted(tally, key=lambda name: -tally[name])
    header = column.header.currency or column.header.shared
    return [*found, header] if header and header not in found else found


def _currency_question(sign: str) -> Question:
    choices = tuple(Choice(code, f"{sign}1 → 1 {code}") for code in shared_choices(sign))
    return Question(
        "currency",
        f"Which currency does {sign} stand for?",
        choices,
        "--currency " + choices[0].value,
        f"{sign} is the sign of several currencies, and nothing in the file says which.",
    )
