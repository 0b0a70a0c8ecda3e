"""The checks and the answers in SQLite's SQL: for tables typed by us and for those sqlite-utils typed."""

from __future__ import annotations

import sqlite3

from bench.answers import MEDIUM_MONTHS, SHORT_MONTHS, Answers, alignment, balance
from bench.engines.shapes import AS_OF, FINISHED, IDS, LEVELS, SHAPES, Shape

DAY = "-".join(f"{part:02d}" for part in AS_OF)
CLOSED = ", ".join(f"'{status}'" for status in FINISHED)


def number(column: str) -> str:
    """A number, or null where the cell holds none; a column that kept its texts is read as numbers."""
    return f"cast(nullif(nullif({column}, ''), 'n/a') as real)"


def level(column: str) -> str:
    """Step of a level's word, or null."""
    steps = " ".join(f"when '{word}' then {step}" for step, word in enumerate(LEVELS))
    return f"case {column} {steps} end"


READ = {"number": number, "date": lambda column: f"date({column})", "level": level}


def answers(con: sqlite3.Connection) -> Answers:
    """All figures from the seven loaded tables."""
    found: dict[str, float] = {}
    for kind, shape in SHAPES.items():
        found |= _checked(con, kind, shape=shape)
    return found | figures(con)


def figures(con: sqlite3.Connection) -> dict[str, float]:
    """The figures of the first screen."""
    return balance(sums(con)) | _alignment(con) | _support(con) | _readings(con)


def _one(con: sqlite3.Connection, query: str) -> float:
    return float(con.execute(query).fetchone()[0] or 0)


def _checked(con: sqlite3.Connection, kind: str, *, shape: Shape) -> dict[str, float]:
    nulls = [f"sum({READ[type_](name)} is null)" for name, type_ in shape.columns.items() if type_ in READ]
    key = ", ".join(shape.key)
    lost = 0.0
    for column, target in shape.references.items():
        known = f"select {IDS[target]} from {target} union select name from {target}"
        lost += _one(con, f"select count(distinct {column}) from {kind} where {column} not in ({known})")
    return {
        f"missing.{kind}": _one(con, f"select {' + '.join(nulls)} from {kind}"),
        f"lost.{kind}": lost,
        f"rows.{kind}": _one(con, f"select count(*) from (select distinct {key} from {kind})"),
    }


OPEN = f"""
with open as (
    select project_id, {number("budget")} as money, date(finish) as finish from projects
    where status not in ({CLOSED}) and {number("budget")} is not null
)
"""


def sums(con: sqlite3.Connection) -> list[float]:
    """Money of the open projects per horizon, in the order of HORIZONS."""
    year, month, day = AS_OF
    months = (
        f"(strftime('%Y', finish) - {year}) * 12 + strftime('%m', finish) - {month} "
        f"+ (strftime('%d', finish) + 0 > {day})"
    )
    rows = con.execute(
        f"""{OPEN}
        select case when finish is null then 3 when {months} <= {SHORT_MONTHS} then 0
                    when {months} <= {MEDIUM_MONTHS} then 1 else 2 end as horizon, sum(money)
        from open group by horizon"""
    )
    found = dict(rows.fetchall())
    return [float(found.get(place, 0)) for place in range(4)]


def _alignment(con: sqlite3.Connection) -> dict[str, float]:
    served = f"""{OPEN}, served as (
        select objective_id, {number("weight")} as weight, project_id, money, {number("share")} as share
        from alignment join objectives using (objective_id) join open using (project_id))"""
    spent = con.execute(f"{served} select weight, sum(money * share) from served group by objective_id")
    inside = "where project_id in (select project_id from served)"
    return alignment(
        spent.fetchall(),
        invested=_one(con, f"{OPEN} select sum(money) from open"),
        linked=_one(con, f"{served} select sum(money) from open {inside}"),
    )


def _support(con: sqlite3.Connection) -> dict[str, float]:
    share = _one(
        con,
        f"""select 1 - sum(pull * max(0, wanted - now)) / sum(pull * max(1, wanted)) from (
                select {number("power")} * {number("interest")} as pull, {level("current_level")} as now,
                       {level("desired_level")} as wanted from stakeholders)
            where pull is not null and now is not null and wanted is not null""",
    )
    return {"support": 100 * share}


def _readings(con: sqlite3.Connection) -> dict[str, float]:
    """SQLite takes the other columns of `max(period)` from the row that holds it."""
    met, judged, latest = con.execute(
        f"""select sum(case direction when 'higher' then value >= target else value <= target end),
                   count(*), sum(value)
            from (select name, max(date(period)), {number("value")} as value, {number("target")} as target,
                         direction
                  from kpis where {number("value")} is not null and date(period) <= '{DAY}' group by name)"""
    ).fetchone()
    return {
        "series": _one(con, "select count(distinct name) from kpis"),
        "latest": latest,
        "met": met,
        "missed": judged - met,
    }
