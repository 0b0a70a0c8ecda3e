"""Names of files that would be paths, and text that would be code."""

from __future__ import annotations

from collections.abc import Sequence

from tests.intake.hostile.case import Case, Loads, lines, plan

PLAN = plan(lines(6))
HARMLESS = Loads({"project_id": [f"P{n}" for n in range(1, 7)]})


def _labelled(label: str) -> Case:
    return Case(PLAN, HARMLESS, label=label)


def _told(*cells: str, header: str = "Project name") -> Case:
    rows = [f'P{n},"{cell.replace(chr(34), chr(34) * 2)}",Ann' for n, cell in enumerate(cells, 1)]
    content = "\n".join((f"Project ID,{header},Owner", *rows, "")).encode()
    return Case(content, Loads(cells={header: cells}))


def _headed(*headers: str) -> Case:
    rows: Sequence[str] = [f"P{n},Project {n}," + ",".join("x" for _ in headers) for n in range(1, 7)]
    quoted = ",".join(f'"{header.replace(chr(34), chr(34) * 2)}"' for header in headers)
    content = "\n".join((f"Project ID,Project name,{quoted}", *rows, "")).encode()
    return Case(content, Loads(cells={header: ["x"] * 6 for header in headers}))


CASES = {
    "a file name that is a path is a label": _labelled("../../../../etc/passwd"),
    "a file name of Windows is a label": _labelled("C:\\Windows\\System32\\config.csv"),
    "a file name that is a pattern is a label": _labelled("[ab]*?{x,y}.csv"),
    "a file name that is an address is a label": _labelled("http://example.org/plan.csv"),
    "a file name that is a table of the engine is a label": _labelled("read_csv('/etc/passwd').csv"),
    "a file name that turns the direction of writing is a label": _labelled("plan\u202evsc.exe"),
    "a file name of five hundred letters is a label": _labelled("x" * 500 + ".csv"),
    "a file name with a zero byte and a line end is a label": _labelled("plan\x00\n.csv"),
    "a file name of nothing is a label": _labelled(""),
    "a file name in half of a character is a label": _labelled("plan\ud800.csv"),
    "text that is markup stays text": _told(
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "![x](http://example.org/x.png)"
    ),
    "text that is a formula for a spreadsheet stays text": _told(
        '=HYPERLINK("http://example.org")', "+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "＝1+1"
    ),
    "text that is a template stays text": _told("{{7*7}}", "${jndi:ldap://x}", "%s%n%x", "#{1+1}"),
    "text that is SQL stays text": _told("Robert'); DROP TABLE students;--", '" or ""="', "$$;select 1;$$"),
    "letters piled on letters stay text": _told("Z̷̧̢a̴l̵g̶o̸" * 50, "ب" * 300, "👩‍👩‍👧‍👦🏳️‍🌈"),
    "text that turns its direction is kept": _told("abc\u202etxt.exe", "\u2067right\u2069", "plain"),
    "headers that are SQL are only headers": _headed('x"; drop table part; --', "select", "$version"),
    "headers that are names of our own columns are only headers": _headed("project_key", "as_of_", "series"),
    "headers that are markup are only headers": _headed("<b>x</b>", "[a](http://example.org)", ":red[x]"),
    "a header of nine hundred letters is a header": _headed("h" * 900),
}
