"""What `import` remembers, gives back and shows on the way."""

from __future__ import annotations

import io
from pathlib import Path

from pmo_core.commands.progress_line import ProgressLine
from tests.commands.conftest import Run


def test_a_remembered_mapping_is_listed_exported_replayed_renamed_and_forgotten(
    run: Run, small: Path, tmp_path: Path
) -> None:
    run("import", str(small), "--map", "category=RAG")
    _, listed = run("mappings list")
    (shape,) = listed["mappings"]
    assert (shape["name"], shape["columns"]) == ("portfolio 2026-03-31.csv", 8)
    file = tmp_path / "how.json"
    _, exported = run("mappings export", shape["mapping_id"], "--to", str(file))
    assert exported["recipe"]["mapping"]["category"] == "RAG"
    other = tmp_path / "other.duckdb"
    code, replayed = run("import", str(small), "--mapping", str(file), db=other)
    assert (code, replayed["mapping"]["category"]) == (0, "RAG")
    _, renamed = run("mappings rename", shape["mapping_id"], "Monthly list")
    assert renamed["name"] == "Monthly list"
    run("mappings delete", shape["mapping_id"])
    assert run("mappings list")[1]["mappings"] == []
    code, refused = run("mappings export", shape["mapping_id"])
    assert (code, "remembers no mapping" in refused["problem"]) == (2, True)


def test_refused_rows_are_written_where_asked(run: Run, small: Path, tmp_path: Path) -> None:
    small.write_text(small.read_text(encoding="utf-8") + ",,IT,Open,,,,3\n", encoding="utf-8")
    _, loaded = run("import", str(small), "--bad-rows", str(tmp_path / "back"))
    assert loaded["rows_refused"] == 1
    content = Path(loaded["bad_rows"]).read_text(encoding="utf-8-sig")
    assert content.splitlines()[1].startswith(",,IT,Open,,,,3,8,")


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress_is_one_line_that_goes_away() -> None:
    stream = Terminal()
    line = ProgressLine("big.csv", stream=stream)
    line(1, 4, "reading")
    line(2, 4, "reading")
    line.clear()
    assert stream.getvalue() == "\r\x1b[Kbig.csv: reading 25%\r\x1b[K"


def test_nothing_is_written_where_nobody_watches() -> None:
    stream = io.StringIO()
    line = ProgressLine("big.csv", stream=stream)
    line(1, 4, "reading")
    line.clear()
    assert stream.getvalue() == ""


def test_a_dry_run_says_what_saving_would_change(run: Run, small: Path) -> None:
    run("import", str(small))
    later = small.with_name("portfolio 2026-04-30.csv")
    text = small.read_text(encoding="utf-8")
    later.write_text(
        text.replace("2026-06-30,40", "2026-12-31,45")
        .replace("6,Old kiosk", "7,New kiosk")
        .replace(",20\n", ",withheld\n")
    )
    code, dry = run("import", str(later), "--dry-run")
    assert code == 0
    found = dry["changes"]
    assert [found[name] for name in ("new", "changed", "gone", "unchanged", "cells_total")] == [1, 2, 1, 3, 3]
    assert found["since"] == "2026-03-31"
    assert found["sentence"] == (
        "Since 31 Mar 2026: 1 project is new (£10.0m), 2 changed, 1 is no longer listed (£10.0m); "
        "the budget of Portal rose by £5.0m; 1 lost its budget (Campus); "
        "1 finish date slipped by 6 months (Portal)."
    )
    assert found["cells"] == [
        {"id": "1", "name": "Portal", "field": "finish", "before": "2026-06-30", "after": "2026-12-31"},
        {"id": "1", "name": "Portal", "field": "budget", "before": 40e6, "after": 45e6},
        {"id": "2", "name": "Campus", "field": "budget", "before": 20e6, "after": "withheld"},
    ]
    assert found["new_rows"] == [{"id": "7", "name": "New kiosk"}]
    assert found["gone_rows"] == [{"id": "6", "name": "Old kiosk"}]
    assert run("import", str(later))[1]["version"] is not None
    assert run("import", str(later), "--dry-run")[1]["changes"] is None
