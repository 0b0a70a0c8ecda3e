"""A manager at the command line: six annual returns, one question after the other, and back again."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.real import plain
from tests.real.history import SAID
from tests.real.said import MOST

pytestmark = pytest.mark.real


def words(answers: Mapping[str, str]) -> list[str]:
    """The answers as options of the command line."""
    said = [
        word for name, text in answers.items() if name != "as_of" for word in ("--answer", f"{name}={text}")
    ]
    return [*said, "--as-of", answers["as_of"]]


def test_six_years_go_in_and_out_by_the_command_line(run: Run, real: Path) -> None:
    for year, answers in SAID.items():
        file = str(real / "uk_gmpp" / f"uk_{year}.csv")
        code, asked = run("import", file)
        assert (code, asked["outcome"]) == (3, "question")
        assert {question["id"] for question in asked["questions"]} <= set(answers)
        assert len(answers) <= MOST
        code, document = run("import", file, *words(answers))
        assert (code, document["outcome"]) == (0, "done"), document["questions"]
        assert document["rows_loaded"] == len(plain.gmpp(real, year).projects)
        assert document["as_of"] == [answers["as_of"]]
    for year in SAID:
        _, summary = run("summary", "--as-of", f"{year}-03-31")
        amounts = [cost for cost in plain.gmpp(real, year).amounts("whole_life_cost") if cost >= 0]
        assert summary["money"]["whole_life_cost"]["sum"] == pytest.approx(sum(amounts))
        _, balance = run("balance", "--as-of", f"{year}-03-31")
        assert balance["total"] == pytest.approx(sum(amounts))
    for _ in SAID:
        assert run("undo")[0] == 0
    assert (
        run("import", str(real / "uk_gmpp" / "uk_2014.csv"), "--as-of", "2014-03-31")[1]["mode"] == "replace"
    )


@pytest.mark.parametrize("name", ["wide.csv", "merged-cells.xlsx", "empty.csv", "without-rows.csv"])
def test_a_refusal_is_one_sentence_and_changes_nothing(run: Run, real: Path, name: str) -> None:
    path = real / "csv_torture_small" / "frictionless-py" / name
    code, document = run("import", str(path))
    assert (code, document["outcome"]) == (2, "refused")
    assert document["problem"].endswith(".")
    assert document["fix"].endswith(".")
    assert run("history", "--portfolio", "main")[1].get("entries", []) == []


def test_every_file_has_a_document_whose_rows_add_up(run: Run, real: Path) -> None:
    files = sorted(str(path) for path in real.rglob("*") if path.is_file())
    code, document = run("import", *files, "--dry-run")
    assert (code, len(document["files"])) == (2, len(files))
    outcomes = Counter(one["outcome"] for one in document["files"])
    assert set(outcomes) == {"done", "question", "refused"}
    for one in document["files"]:
        if one["outcome"] == "done":
            counted = one["rows_loaded"] + one["rows_refused"] + one["rows_skipped"]
            assert one["rows_read"] == counted, one["file"]
        elif one["outcome"] == "question":
            assert all(question["option"] for question in one["questions"]), one["file"]
        else:
            assert one["problem"].endswith("."), one["file"]
