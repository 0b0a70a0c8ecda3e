"""`rank` as a user runs it: the weights that were asked for, ranges instead of invented values."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pmo_core.answers.priorities import trying
from pmo_core.commands.cli import main
from tests.commands.conftest import Run

THREE = """ID,Project,As of,Own goal,Short-term value,Risk
A,Alpha,2026-03-31,1,2,1
B,Beta,2026-03-31,0.6,6,5
C,Gamma,2026-03-31,0,10,
"""


@pytest.fixture
def three(run: Run, tmp_path: Path) -> Path:
    file = tmp_path / "three.csv"
    file.write_text(THREE, encoding="utf-8")
    code, loaded = run("import", str(file), "--map", "score.Goal=Own goal")
    assert code == 0, loaded
    return file


def rows(document: dict[str, Any], *names: str) -> dict[str, Any]:
    told = {row["id"]: tuple(row[name] for name in names) for row in document["projects"]}
    return {id: one[0] if len(names) == 1 else one for id, one in told.items()}


def test_the_score_is_the_weighted_sum_on_fixed_scales(run: Run, three: Path) -> None:
    code, ranked = run("rank", "--weights", "short_term_value=3,score.Goal=1")
    assert code == 0
    assert [(one["id"], one["weight"]) for one in ranked["criteria"]] == [
        ("short_term_value", 0.75),
        ("score.Goal", 0.25),
    ]
    scores = rows(ranked, "score", "rank")
    assert scores["C"] == pytest.approx((0.75, 1))
    assert scores["B"] == pytest.approx((0.75 * 0.6 + 0.25 * 0.6, 2))
    assert scores["A"] == pytest.approx((0.75 * 0.2 + 0.25, 3))
    assert [row["id"] for row in ranked["projects"]] == ["C", "B", "A"]


def test_who_has_gaps_is_ranked_by_what_is_known_only_where_asked(run: Run, three: Path) -> None:
    weights = ("rank", "--weights", "short_term_value=3,risk=1")
    assert rows(run(*weights)[1], "rank", "state")["C"] == (None, "not_enough_data")
    _, known = run(*weights, "--known-only")
    assert rows(known, "score", "rank")["C"] == (1.0, 1)
    assert {one["id"]: one["known"] for one in known["criteria"]}["risk"] == 2


def test_weights_count_in_any_multiple_and_under_any_spelling(run: Run, three: Path) -> None:
    _, one = run("rank", "--weights", "short_term_value=3,score.Goal=1")
    _, other = run("rank", "--weights", "Short-term value=300, goal=100")
    assert one["projects"] == other["projects"]


def test_the_shares_of_any_weights_are_those_of_the_analytic_case(run: Run, tmp_path: Path) -> None:
    """S-SMAA: A (1, 0), B (.6, .6), C (0, 1) come first in 40, 20 and 40 % of all weights."""
    file = tmp_path / "smaa.csv"
    file.write_text("ID,Name,As of,X,Y\nA,A,2026-03-31,1,0\nB,B,2026-03-31,0.6,0.6\nC,C,2026-03-31,0,1\n")
    run("import", str(file), "--kind", "projects", "--map", "score.X=X", "--map", "score.Y=Y")
    _, ranked = run("rank", "--prior", "any", "--samples", "20000")
    assert (ranked["prior"], ranked["samples"], ranked["seed"]) == ("any", 20000, 7)
    assert ranked["error"] == pytest.approx(1.96 * (0.25 / 20000) ** 0.5)
    shares = rows(ranked, "top_share")
    assert shares == pytest.approx({"A": 0.4, "B": 0.2, "C": 0.4}, abs=2 * ranked["error"])


def test_a_missing_score_is_a_range_with_its_reason(run: Run, three: Path) -> None:
    _, ranked = run("rank", "--weights", "short_term_value=1,risk=1")
    assert [row["id"] for row in ranked["projects"]] == ["A", "B", "C"]
    last = ranked["projects"][2]
    assert (last["score"], last["rank"], last["top_share"]) == (None, None, None)
    assert (last["score_low"], last["score_high"]) == (0.5, 1.0)
    assert (last["rank_low"], last["rank_high"]) == (1, 2)
    assert (last["state"], last["reason"]) == ("not_enough_data", "No value for Risk.")
    assert ranked["ranked"] == 2


def test_what_is_too_much_to_be_tried_is_null_with_its_reason(
    run: Run, three: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trying, "MOST_PROJECTS", 1)
    _, ranked = run("rank", "--weights", "risk=1")
    first = ranked["projects"][0]
    assert (first["score"], first["rank"], first["state"]) == (1.0, 1, "not_measured")
    assert [first[name] for name in ("rank_low", "rank_high", "top_share")] == [None, None, None]
    assert ranked["error"] is None
    assert set(ranked["reasons"]) == {"error", "rank_low", "rank_high", "top_share"}


def test_why_a_value_is_missing_is_said_where_it_is_known(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "odd.csv"
    file.write_text(
        "ID,Project,As of,Finish,RAG,Planned benefit,Currency,Budget\n"
        "A,Alpha,2026-03-31,2026-12-31,Green,5000000,GBP,9000000\n"
        "B,Beta,2026-03-31,2025-12-31,On track,4000000,USD,8000000\n"
        "C,Gamma,2026-03-31,2027-12-31,Amber,3000000,GBP,7000000\n"
    )
    code, loaded = run("import", str(file), "--answer", "value.rating.On track=none")
    assert code == 0, loaded
    _, ranked = run("rank", "--weights", "confidence=1,planned_benefit=1,months_to_finish=1")
    (beta,) = [row for row in ranked["projects"] if row["id"] == "B"]
    assert beta["state"] == "not_measured"
    assert beta["reason"] == (
        "No value for Planned benefit (in USD), Delivery confidence (“On track” is on no scale) "
        "and Time to finish (overdue)."
    )


def test_an_unknown_criterion_is_refused_with_the_known_ones(run: Run, three: Path) -> None:
    code, refused = run("rank", "--weights", "fun=1")
    assert (code, refused["problem"]) == (2, "There is no criterion 'fun'.")
    assert refused["fix"] == "Known ones: short_term_value, risk, score.Goal."


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("--weights", "risk=-1"), "These weights cannot hold"),
        (("--weights", "risk=0"), "These weights cannot hold"),
        (("--weights", "risk"), "cannot be read as weights"),
        (("--samples", "0"), "0 is not in the range"),
        (("--prior", "mine"), "'mine' is not one of"),
    ],
)
def test_weights_that_cannot_hold_are_refused(
    run: Run, three: Path, words: tuple[str, ...], problem: str
) -> None:
    code, refused = run("rank", *words)
    assert code == 2
    assert problem in refused["problem"]


def test_a_portfolio_with_nothing_to_rank_by_is_refused_with_a_way_out(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "names.csv"
    file.write_text("ID,Name,As of\nA,Alpha,2026-03-31\nB,Beta,2026-03-31\n")
    run("import", str(file), "--kind", "projects")
    code, refused = run("rank")
    assert code == 2
    assert refused["problem"].startswith("There is nothing to rank by")


def test_without_scores_it_says_that_the_order_is_none_of_worth(run: Run, small: Path) -> None:
    run("import", str(small))
    _, ranked = run("rank")
    assert [one["id"] for one in ranked["criteria"]] == ["confidence", "months_to_finish"]
    assert ranked["notes"][1].startswith(
        "This is no order of worth: it rests on Delivery confidence and Time to finish"
    )
    assert rows(ranked, "rank")["6"] is None, "it is overdue: nobody knows when it finishes"


def test_the_order_reads_as_lines(run: Run, three: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["rank", "--weights", "short_term_value=1,risk=1", "--db", str(three.with_name("test.duckdb"))])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "As of 2026-03-31, weights: Short-term value 50 %, Risk 50 %"
    assert lines[1].split() == ["1", "1", "0.60", "first", "in", "100", "%", "A", "Alpha"]
    assert lines[3].split()[:4] == ["–", "1–2", "0.50–1.00", "C"]
