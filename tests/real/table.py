"""docs/real_files.md: what becomes of every public file, written by reading them all.

`python -m tests.real.table` writes it again; a test compares it with a fresh run.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pmo_core.errors import IntakeError
from pmo_core.intake.reading import Reading
from pmo_core.look import amount
from pmo_core.model import Kind
from tests.conftest import ROOT, real_folder
from tests.intake.by_hand import read
from tests.real.history import years_table
from tests.real.said import SAID

TARGET = ROOT / "docs" / "real_files.md"
SETS: Mapping[str, tuple[str, str]] = {
    "uk_gmpp": (
        "Major projects of the UK government",
        "Annual returns of the Government Major Projects Portfolio, published by the departments of the "
        "United Kingdom under the Open Government Licence 3.0, gathered in rauschgold/"
        "ds-bootcamp-capstone-project (MIT).",
    ),
    "worldbank_projects": (
        "Projects of the World Bank",
        "Lists of the fiscal years 2012 and 2018, World Bank, CC BY 4.0, gathered in Lulliter/slogan.",
    ),
    "uk_sdg_kpi": (
        "Indicators of the Sustainable Development Goals",
        "Office for National Statistics, repository ONSdigital/sdg-data, Open Government Licence 3.0.",
    ),
    "jira_exports": (
        "A Jira export",
        "ericmedlock/planeso-jira-migration, Apache 2.0, persons under pseudonyms.",
    ),
    "jira_cycle_times": ("Jira tasks", "rueedlinger/agile-project-dataset, MIT, anonymised."),
    "stakeholder_survey": (
        "A survey of stakeholders",
        "stacksgov/resources, Apache 2.0, anonymised; once as text and once as a workbook.",
    ),
    "csv_torture_small": (
        "Hostile little tables",
        "csv-spectrum (BSD 2-clause), the Big List of Naughty Strings (MIT), fixtures of frictionless (MIT) "
        "and of OpenRefine (BSD 3-clause). Hardly one is about a portfolio, so the right answer is mostly a "
        "question or a refusal; what counts is that no shape is wrong in silence.",
    ),
}
HEAD = """# What becomes of real files

Every file of the public collection that the tests read (the folder named by `PMO_REAL_DATA`; none of it is
part of this project), as the importer reads it today. Written by `python -m tests.real.table`; a test fails
when this page and a fresh run differ. `tests/real` proves the figures by computations without the product.

*Said* are the options or answers that the file needs, at most three. Rows are *read = loaded + refused +
skipped*. A file without a trace of a date describes the day of its import, marked *assumed*.
"""
COLUMNS = ("file", "recognised as", "read as", "as of", "said", "rows", "what it holds", "issues")
HOSTILE = ("file", "read as", "what happens", "rows", "issues")


def page(real: Path) -> str:
    """The whole document."""
    parts = [HEAD]
    for folder, (title, origin) in SETS.items():
        files = sorted(path for path in (real / folder).rglob("*") if path.is_file())
        parts.append(f"\n## {title}\n\n{origin}\n")
        if folder == "csv_torture_small":
            parts += _table(HOSTILE, (_hostile_row(path, path.relative_to(real / folder)) for path in files))
        else:
            parts += _table(COLUMNS, (_row(path, path.relative_to(real)) for path in files))
        if folder == "uk_gmpp":
            parts += [*years_table(real)]
    return "\n".join(parts) + "\n"


def _table(head: Sequence[str], rows: Iterator[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(_plain(cell) for cell in row)} |"


def _plain(text: str) -> str:
    """One line that cannot break the table."""
    printable = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(printable.split()).replace("|", "\\|").replace("<", "&lt;")


def _row(path: Path, name: Path) -> Sequence[str]:
    said = SAID.get(str(name), {})
    reading = read(path.read_bytes(), path.name, answers=said)
    return (
        f"`{path.name}`",
        _kind(reading),
        _way(reading),
        "assumed" if reading.as_of_assumed else ", ".join(day.isoformat() for day in reading.as_of),
        ", ".join(f"{question}={answer}" for question, answer in said.items()) or "nothing",
        _counted(reading),
        _facts(reading),
        _issues(reading),
    )


def _hostile_row(path: Path, name: Path) -> Sequence[str]:
    try:
        reading = read(path.read_bytes(), path.name)
    except IntakeError as refusal:
        return f"`{name}`", "", f"refused: {refusal.problem} {refusal.fix}", "", ""
    happens = _facts(reading)
    if not reading.questions:
        happens = f"loads as {_kind(reading)}: {happens}"
    return f"`{name}`", _way(reading), happens, _counted(reading), _issues(reading)


def _kind(reading: Reading) -> str:
    """The kind and what speaks for it."""
    why = next((guess.evidence for guess in reading.guesses if guess.name == "kind"), "")
    tool = next((guess.value for guess in reading.guesses if guess.name == "preset"), "")
    kind = reading.kind.value.replace("_", " ")
    return f"{kind}{f' from {tool}' if tool else ''}{f' ({why})' if why else ''}"


def _way(reading: Reading) -> str:
    source = reading.source
    parts = (
        source.encoding,
        f"delimiter `{source.delimiter}`" if source.delimiter else "",
        f"sheet “{source.sheet}”" if source.sheet else "",
        f"header in row {source.header_row}" if source.header_row else "no header",
        "fields running down" if source.transposed else "",
        f"dates {reading.date_order}" if reading.date_order else "",
    )
    return ", ".join(part for part in parts if part)


def _counted(reading: Reading) -> str:
    if reading.questions:
        return f"{reading.rows_read} read"
    return f"{reading.rows_read} = {reading.rows_loaded} + {reading.rows_refused} + {reading.rows_skipped}"


def _facts(reading: Reading) -> str:
    if reading.questions:
        return "; ".join(f"asks `{q.id}`: {q.evidence or q.text}" for q in reading.questions)
    if reading.table is None:
        return "; ".join(issue.problem for issue in reading.issues if issue.severity == "error")[:300]
    ways = {Kind.PROJECTS: _projects, Kind.KPIS: _kpis, Kind.FEEDBACK: _feedback}
    return "; ".join(ways.get(reading.kind, _others)(reading, _columns(reading)))


def _columns(reading: Reading) -> Mapping[str, list[object]]:
    assert reading.table is not None
    return {name: reading.table[name].to_pylist() for name in reading.table.column_names}


def _projects(reading: Reading, columns: Mapping[str, list[object]]) -> Iterator[str]:
    yield f"{len(set(columns['project_key']))} projects"
    for part in reading.fields:
        held = [value for value in columns.get(part.field, []) if isinstance(value, float)]
        if part.unit:
            covered = f"{len(held)} of {reading.rows_loaded}{_missing(reading, part.field)}"
            yield f"{part.field} {amount(sum(held), part.currency or '')} from {covered}"
    for field in ("rating", "second_rating", "status_standard"):
        counts = Counter(str(value) for value in columns.get(field, []) if value is not None)
        if counts:
            yield f"{field}: {', '.join(f'{n} {label}' for label, n in sorted(counts.items()))}"
    for field, ends in (("start", min), ("finish", max)):
        days = [str(day) for day in columns.get(field, []) if day]
        if days:
            yield f"{'first' if ends is min else 'last'} {field} {ends(days)}"


def _missing(reading: Reading, field: str) -> str:
    assert reading.missing is not None
    counts = Counter(cell["kind"] for cell in reading.missing.to_pylist() if cell["field"] == field)
    listed = ", ".join(f"{n} {kind.replace('_', ' ')}" for kind, n in sorted(counts.items()))
    return f" ({listed})" if listed else ""


def _kpis(reading: Reading, columns: Mapping[str, list[object]]) -> Iterator[str]:
    days = [str(day) for name in ("period_start", "period_end") for day in columns[name] if day]
    held = [value for value in columns["value"] if isinstance(value, float)]
    yield f"{len(set(columns['series']))} series"
    yield f"{len(held)} values, {len(columns['value']) - len(held)} without{_missing(reading, 'value')}"
    if days:
        yield f"{min(days)} to {max(days)}"
    grains = Counter(str(grain) for grain in columns["grain"])
    yield ", ".join(f"{n} by {grain.replace('_', ' ')}" for grain, n in sorted(grains.items()))


def _feedback(reading: Reading, columns: Mapping[str, list[object]]) -> Iterator[str]:
    yield f"{len(set(columns['respondent']))} respondents, {len(set(columns['question']))} questions"
    given = [value for value in columns["answer"] if value is not None]
    yield f"{len(given)} answers, {len(columns['answer']) - len(given)} blank"


def _others(reading: Reading, columns: Mapping[str, list[object]]) -> Iterator[str]:
    yield f"{len(columns['key'])} {reading.kind.value}"
    yield f"mapped {', '.join(reading.mapping)}"


def _issues(reading: Reading) -> str:
    counts = Counter(issue.code for issue in reading.issues)
    return ", ".join(f"`{code}`{f' × {n}' if n > 1 else ''}" for code, n in sorted(counts.items()))


if __name__ == "__main__":
    TARGET.write_text(page(real_folder()), encoding="utf-8")
