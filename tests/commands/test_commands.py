"""Every command: its document, its exit code, and that a refusal changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pmo_core.commands.cli import main
from tests.commands.conftest import Run


def _mix(document: dict[str, Any]) -> dict[str, float | None]:
    return {row["horizon"]: row["amount"] for row in document["mix"]}


def test_an_import_becomes_a_balance_in_whole_money(run: Run, small: Path) -> None:
    code, loaded = run("import", str(small))
    assert code == 0, loaded
    assert (loaded["kind"], loaded["portfolio"], loaded["mode"]) == ("projects", "main", "replace")
    assert (loaded["rows_read"], loaded["rows_loaded"]) == (6, 6)
    assert loaded["as_of"] == ["2026-03-31"]
    _, balance = run("balance")
    assert balance["basis"] == "budget"
    assert balance["total"] == 85e6
    assert _mix(balance)["short"] == 70e6
    assert _mix(balance)["medium"] == 15e6
    assert (balance["overdue"], balance["delivered"]) == (1, 1)


def test_the_summary_counts_what_is_missing_instead_of_adding_zero(run: Run, small: Path) -> None:
    run("import", str(small))
    _, summary = run("summary")
    assert summary["projects"] == 6
    money = summary["money"]["budget"]
    assert (money["sum"], money["n"], money["missing"], money["currency"]) == (
        90e6,
        5,
        {"placeholder": 1},
        "GBP",
    )
    assert summary["rating"] == {"Green": 2, "Amber": 2, "Red": 1}
    assert summary["status"] == {"In progress": 5, "Done": 1}
    assert summary["department"] == {"IT": 3, "HR": 2, "Estates": 1}


def test_the_same_file_again_is_already_imported(run: Run, small: Path) -> None:
    _, first = run("import", str(small))
    code, second = run("import", str(small))
    assert (code, second["already_imported"], second["version"]) == (0, True, first["version"])


def test_undo_steps_back_and_forward_again(run: Run, small: Path) -> None:
    _, loaded = run("import", str(small))
    code, undone = run("undo")
    assert (code, undone["from_version"], undone["version"]) == (0, loaded["version"], 0)
    code, again = run("undo", "--to", str(loaded["version"]))
    assert (code, again["version"]) == (0, loaded["version"])
    assert run("balance")[1]["total"] == 85e6


def test_undo_without_anything_to_undo_is_refused(run: Run, small: Path) -> None:
    run("import", str(small))
    run("undo")
    code, refused = run("undo")
    assert (code, refused["outcome"]) == (2, "refused")


def test_after_undo_the_same_file_can_be_loaded_again(run: Run, small: Path) -> None:
    run("import", str(small))
    run("undo")
    code, again = run("import", str(small))
    assert (code, again["already_imported"]) == (0, False)


def test_a_dry_run_changes_nothing(run: Run, small: Path) -> None:
    code, dry = run("import", str(small), "--dry-run")
    assert (code, dry["version"], dry["rows_loaded"]) == (0, None, 6)
    code, asked = run("balance")
    assert (code, asked["outcome"]) == (3, "question")


def test_a_declared_target_is_kept_and_a_given_one_wins(run: Run, small: Path) -> None:
    run("import", str(small))
    run("settings set", "--target", "short=50,medium=30,long=20")
    shares = {r["horizon"]: r["target"] for r in run("balance")[1]["mix"]}
    assert (shares["short"], shares["medium"], shares["long"]) == (0.5, 0.3, 0.2)
    given = run("balance", "--target", "short=1,medium=0,long=0")[1]
    assert given["mix"][0]["target"] == 1
    assert run("settings show")[1]["target"] == {"short": 0.5, "medium": 0.3, "long": 0.2}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--target", "short=50,medium=30,long=10"], "add up to 100 %"),
        (["--target", "short=x"], "cannot be read"),
        (["--weights", "mix=-1"], "cannot hold"),
        (["--horizon-rule", "36,12"], "cannot hold"),
        ([], "No setting"),
    ],
)
def test_settings_that_cannot_hold_are_refused(run: Run, small: Path, words: list[str], said: str) -> None:
    run("import", str(small))
    code, refused = run("settings set", *words)
    assert code == 2
    assert said in refused["problem"]


def test_without_a_name_the_only_portfolio_that_is_not_the_demo_is_taken(run: Run, small: Path) -> None:
    run("demo")
    assert run("summary")[0] == 3
    run("import", str(small))
    assert run("summary")[1]["projects"] == 6
    run("import", str(small), "--portfolio", "second")
    code, question = run("summary")
    assert code == 3
    assert "second" in question["fix"]


def test_several_files_are_several_transactions(run: Run, small: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    code, document = run("import", str(empty), str(small), str(tmp_path / "absent.csv"))
    assert code == 2
    assert [f["outcome"] for f in document["files"]] == ["refused", "done", "refused"]
    assert run("summary")[1]["projects"] == 6


def test_a_wrong_command_line_is_a_document_too(run: Run) -> None:
    code, refused = run("import", "--kind", "unicorns", "x.csv")
    assert (code, refused["outcome"]) == (2, "refused")


def test_a_question_changes_nothing_and_names_its_option(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Project,Year,Budget\nA,2024,12.5\nB,2024,20\n", encoding="utf-8")
    code, asked = run("import", str(file))
    assert code == 3
    assert {q["id"] for q in asked["questions"]} >= {"money_unit"}
    assert all(q["option"] for q in asked["questions"])
    assert run("history")[0] == 3


def test_history_names_every_version_newest_first(run: Run, small: Path) -> None:
    run("import", str(small))
    run("settings set", "--basis", "count")
    _, history = run("history")
    assert [e["kind"] for e in history["versions"]] == ["settings", "projects"]
    assert all(e["current"] for e in history["versions"])


def test_a_backup_restores_what_was_there(run: Run, small: Path) -> None:
    run("import", str(small))
    before = run("balance")[1]
    _, made = run("backup")
    run("undo")
    code, restored = run("restore")
    assert (code, restored["restored"]) == (0, made["backup"]), "without a name it is the last one"
    assert restored["set_aside"]
    assert run("balance")[1] == before
    run("undo")
    assert run("restore", made["backup"])[0] == 0
    assert run("balance")[1] == before


def test_without_a_backup_there_is_nothing_to_go_back_to(run: Run, small: Path) -> None:
    run("import", str(small))
    code, refused = run("restore")
    assert (code, refused["outcome"]) == (2, "refused")


def test_doctor_finds_a_sound_database_sound(run: Run, small: Path) -> None:
    run("import", str(small))
    run("backup")
    code, found = run("doctor")
    assert code == 0, found
    assert found["checks"]


def test_a_database_that_is_not_there_is_not_created_by_asking(run: Run, tmp_path: Path) -> None:
    code, refused = run("summary", db=tmp_path / "none.duckdb")
    assert (code, refused["outcome"]) == (2, "refused")
    assert not (tmp_path / "none.duckdb").exists()


def test_an_update_changes_what_it_names_and_erases_nothing(run: Run, small: Path, tmp_path: Path) -> None:
    """No name, no owner, no other column in the update: all of them stay."""
    run("import", str(small))
    update = tmp_path / "change 2026-03-31.csv"
    update.write_text("Project ID,Budget (£m)\n2,25\n4,\n", encoding="utf-8")
    code, changed = run("import", str(update))
    assert (code, changed["mode"]) == (0, "update"), changed
    _, balance = run("balance")
    assert balance["total"] == 90e6
    assert _mix(balance)["medium"] == 15e6
    overdue = run("balance")[1]["overdue_projects"]
    assert [p["name"] for p in overdue] == ["Old kiosk"]
    _, summary = run("summary")
    assert summary["department"] == {"IT": 3, "HR": 2, "Estates": 1}


def test_a_reference_that_leads_nowhere_is_named_and_loads(run: Run, small: Path, tmp_path: Path) -> None:
    run("import", str(small))
    costs = tmp_path / "costs.csv"
    costs.write_text("project_id,year,amount\n1,2026,1000000\nP9,2026,2000000\n", encoding="utf-8")
    code, loaded = run("import", str(costs), "--kind", "project_costs")
    assert (code, loaded["rows_loaded"]) == (0, 2), loaded
    assert [(i["code"], i["value"]) for i in loaded["issues"]] == [("reference.unresolved", "P9")]


def test_without_json_people_get_the_same_figures_in_words(
    run: Run, small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("import", str(small))
    for command, said in (("balance", "£70.0m"), ("summary", "£90.0m")):
        with pytest.raises(SystemExit, match=r"^0$"):
            main([command, "--db", str(tmp_path / "test.duckdb")])
        assert said in capsys.readouterr().out


def test_an_undated_file_that_leaves_projects_out_is_asked_about(
    run: Run, small: Path, tmp_path: Path
) -> None:
    """Taken for the next full list, it would empty the totals."""
    run("import", str(small))
    update = tmp_path / "change.csv"
    update.write_text("Project ID,Budget (£m)\n2,25\n", encoding="utf-8")
    code, asked = run("import", str(update))
    assert (code, [q["id"] for q in asked["questions"]]) == (3, ["mode"])
    code, changed = run("import", str(update), "--mode", "update")
    assert (code, changed["as_of"], changed["as_of_assumed"]) == (0, ["2026-03-31"], False)
    _, balance = run("balance")
    assert (balance["total"], balance["no_longer_reported"]) == (90e6, 0)


def test_an_undated_file_that_lists_everything_is_the_next_state(
    run: Run, small: Path, tmp_path: Path
) -> None:
    run("import", str(small))
    later = tmp_path / "export.csv"
    later.write_bytes(small.read_bytes())
    code, loaded = run("import", str(later))
    assert (code, loaded["mode"], loaded["as_of_assumed"]) == (0, "append", True)
