"""SQL text: found beside its caller, bound to its parameters; only here does text enter a statement."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from pmo_core.errors import StoreError
from pmo_core.model import Kind

_PARAMETER: Final = re.compile(r"\$(\w+)")
_COMMENT: Final = re.compile(r"--[^\n]*")
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")

STATE_VIEW: Final[Mapping[Kind, str]] = {
    Kind.PROJECTS: "project_state",
    Kind.PROJECT_COSTS: "project_cost_state",
    Kind.OBJECTIVES: "objective_state",
    Kind.ALIGNMENT: "alignment_state",
    Kind.KPIS: "kpi_reading",
    Kind.STAKEHOLDERS: "stakeholder_state",
    Kind.CONTACTS: "contact_log",
    Kind.FEEDBACK: "feedback_log",
    Kind.MILESTONES: "milestone_state",
    Kind.BENEFITS: "benefit_state",
    Kind.LESSONS: "lesson_state",
    Kind.NOTES: "note_state",
    Kind.SETTINGS: "setting_state",
}
"""Kind → the view of schema.sql that shows the rows of its versions."""

KEYS_OF_INCOMING: Final = "select count(distinct key) from incoming"
"""How many different keys the registered Arrow rows `incoming` have."""


def literal(text: str | Path) -> str:
    """Quote a text, always a path of ours, for the statements that take no parameter."""
    quoted = str(text).replace("'", "''")
    return f"'{quoted}'"


def identifier(name: str) -> str:
    """
    Quote the name of a table or view of our own schema.

    Raises:
        StoreError: If it is not a plain lower-case name, so that no text of a user can pass.
    """
    if not _NAME.fullmatch(name):
        raise StoreError(f"{name!r} is not the name of a table.", fix="Use a table of store/schema.sql.")
    return f'"{name}"'


def catalog(name: str) -> str:
    """Quote the engine's name of an open file, its stem: any text a file name may hold."""
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def attach(file: Path, *, alias: str, read_only: bool) -> str:
    """Statement that opens a second file under a name of ours."""
    mode = " (read_only)" if read_only else ""
    return f"attach {literal(file)} as {identifier(alias)}{mode}"


def copy_database(source: str, *, alias: str) -> str:
    """Statement that copies everything of an open file into an attached one."""
    return f"copy from database {catalog(source)} to {identifier(alias)}"


def insert_incoming(table: str) -> str:
    """Statement that adds the registered Arrow rows `incoming` as part `$part`, by name of column."""
    return f"insert into {identifier(table)} by name select $part::bigint as part, * from incoming"  # noqa: S608 - checked by identifier()


def read_staged(file: Path, *, delimiter: str, width: int) -> str:
    """
    Statement for the records of a staged file of ours: every cell text, nothing sniffed, nothing padded.

    One thread cuts it: several lose the order, and with quoted cells their place as well.
    """
    names = [f"'c{at}'" for at in range(width)]
    columns = "{" + ", ".join(f"{name}: 'VARCHAR'" for name in names) + "}"
    dialect = (
        f"auto_detect = false, header = false, delim = {literal(delimiter)}, quote = '\"', escape = '\"'"
    )
    strict = "strict_mode = true, null_padding = false, ignore_errors = false, parallel = false"
    filled = f"force_not_null = [{', '.join(names)}]"
    return f"select * from read_csv({literal(file)}, columns = {columns}, {dialect}, {strict}, {filled})"  # noqa: S608 - a path of ours and one character, both quoted


def rows_of_version(kind: Kind, columns: Sequence[str] = ()) -> str:
    """Statement for some or all columns of the rows of `$version` of a kind."""
    named = ", ".join(map(identifier, columns)) or "*"
    return f"select {named} from {identifier(STATE_VIEW[kind])} where version = $version"  # noqa: S608 - checked by identifier()


def count_of_version(kind: Kind) -> str:
    """Statement for the number of rows of `$version` of a kind."""
    return f"select count(*) from {identifier(STATE_VIEW[kind])} where version = $version"  # noqa: S608 - checked by identifier()


def long_texts_of_version(kind: Kind, names: Sequence[str]) -> str:
    """Statement for the number of cells of these columns of `$version` with more than `$most` characters."""
    long = " + ".join(f"count(*) filter (length({identifier(name)}) > $most)" for name in names)
    return f"select {long} from {identifier(STATE_VIEW[kind])} where version = $version"  # noqa: S608 - checked by identifier()


def content_of(table: str, *, within: str) -> str:
    """Statement for the number of rows of a table of an open file and the sum of their hashes."""
    place = f"{catalog(within)}.main.{identifier(table)}"
    return f"select count(*), coalesce(sum(hash(t)), 0) from {place} as t"  # noqa: S608 - checked by identifier()


def delete_by_part(table: str) -> str:
    """Statement that removes the rows of all parts of `$portfolio`."""
    return (
        f"delete from {identifier(table)} where part in (select part from parts where portfolio = $portfolio)"  # noqa: S608 - checked by identifier()
    )


def delete_by_portfolio(table: str) -> str:
    """Statement that removes what a table holds about `$portfolio`."""
    return f"delete from {identifier(table)} where portfolio = $portfolio"  # noqa: S608 - checked by identifier()


@cache
def load(folder: Path, query: str) -> str:
    """
    Read `<folder>/<query>.sql`, once per process.

    Raises:
        StoreError: If it is not there, or its first two lines do not say what it means and returns.
    """
    file = folder / f"{identifier(query)[1:-1]}.sql"
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise StoreError(f"There is no query {query!r}.", fix=f"Write it in {file.name}.") from None
    first, _, rest = text.partition("\n")
    if not first.startswith(f"-- {query}: ") or not rest.startswith("-- grain: "):
        raise StoreError(
            f"{file.name} does not say what it means.",
            fix=f"Begin it with '-- {query}: meaning' and '-- grain: … params: … returns: …'.",
        )
    return text


@cache
def parameters(text: str) -> frozenset[str]:
    """Names of the `$parameters` that a statement mentions outside its comments."""
    return frozenset(_PARAMETER.findall(_COMMENT.sub("", text)))


def bind(text: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """
    Keep the parameters that the statement mentions; others may come along, as a snapshot brings them.

    Raises:
        StoreError: If one that it mentions is not given.
    """
    wanted = parameters(text)
    lacking = sorted(wanted - params.keys())
    if lacking:
        raise StoreError(f"A query lacks {', '.join(lacking)}.", fix="Pass it by name.")
    return {name: params[name] for name in wanted}
