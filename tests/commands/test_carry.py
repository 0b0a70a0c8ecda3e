"""Templates out, exports out and in, and a portfolio removed for good."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmo_core.commands.cli import main
from pmo_core.importing.own_sheets import FILLED_IN
from tests.commands.conftest import Run

TEMPLATES = Path(__file__).parents[2] / "data" / "templates"


@pytest.mark.parametrize("file", sorted(TEMPLATES.iterdir()), ids=lambda file: file.name)
def test_the_committed_templates_are_those_that_are_made(run: Run, tmp_path: Path, file: Path) -> None:
    code, document = run("template", file.stem, "-o", str(tmp_path / file.name))
    assert (code, document["format"]) == (0, file.suffix[1:])
    assert (tmp_path / file.name).read_bytes() == file.read_bytes()


def test_there_is_a_template_of_every_kind_in_both_forms() -> None:
    kinds = {f"{kind.value}.{form}" for kind in FILLED_IN for form in ("csv", "xlsx")}
    assert {file.name for file in TEMPLATES.iterdir()} == {*kinds, "all.xlsx", "dictionary.csv"}


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_an_export_is_loaded_again_and_answers_alike(
    run: Run, small: Path, tmp_path: Path, form: str
) -> None:
    run("import", str(small))
    file = tmp_path / f"out.{form}"
    kind = ["--kind", "projects"] if form == "csv" else []
    code, document = run("export", *kind, "-o", str(file))
    assert (code, document["rows"], document["cut"]) == (0, {"projects": 6}, 0)
    code, loaded = run("import", str(file), "--portfolio", "copy")
    assert (code, loaded["questions"], loaded["rows_loaded"], loaded["issues"]) == (0, [], 6, [])
    for name in ("balance", "summary"):
        one, other = (run(name, "--portfolio", portfolio)[1] for portfolio in ("main", "copy"))
        assert {k: v for k, v in one.items() if k != "portfolio"} == {
            k: v for k, v in other.items() if k != "portfolio"
        }


def test_a_zip_of_csv_files_is_to_be_unpacked_first(run: Run, small: Path, tmp_path: Path) -> None:
    run("import", str(small))
    run("export", "--format", "csv", "-o", str(tmp_path / "out.zip"))
    code, refused = run("import", str(tmp_path / "out.zip"))
    assert code == 2
    assert "npack" in refused["fix"]


def test_delete_says_first_what_it_would_remove(run: Run, small: Path) -> None:
    run("import", str(small))
    run("backup")
    code, told = run("delete")
    assert (code, told["outcome"]) == (3, "question")
    one = told["portfolios"][0]
    assert (one["portfolio"], one["rows"], one["versions"], one["loads"]) == ("main", {"projects": 6}, 1, 1)
    assert len(one["backups"]) == 1
    assert run("summary")[1]["projects"] == 6, "nothing was removed"
    code, done = run("delete", "--yes")
    assert (code, done["portfolios"]) == (0, told["portfolios"])
    assert run("summary")[0] == 3


def test_everything_is_every_portfolio(run: Run, small: Path) -> None:
    run("import", str(small))
    run("demo")
    code, told = run("delete", "--everything")
    assert (code, [one["portfolio"] for one in told["portfolios"]]) == (3, ["main", "Demo"])
    assert run("delete", "--everything", "--yes")[0] == 0
    assert run("delete", "--everything")[0] == 2


def test_delete_speaks_to_people_too(
    run: Run, small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("import", str(small))
    capsys.readouterr()
    with pytest.raises(SystemExit, match=r"^3$"):
        main(["delete", "--db", str(tmp_path / "test.duckdb")])
    assert capsys.readouterr().out.splitlines() == [
        "main: 6 projects, 1 version of 1 load",
        "Add --yes to remove it for good; `export` first if it should be kept.",
    ]
