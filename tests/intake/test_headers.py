"""Headers in comparable form, with unit and period cut out."""

import tomllib
from pathlib import Path

import pytest

import pmo_core.intake.wording.headers as headers
from pmo_core.fields import FIELDS
from pmo_core.intake.wording.headers import known, normalise, read_header, synonyms
from pmo_core.model import Kind
from tests.intake.by_hand import cells
from tests.intake.by_hand import read as read_file


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Project_Name", "project name"),
        ("  Project   Name ", "project name"),
        ("\ufeffProject Name", "project name"),
        ("projectName", "project name"),
        ("Project\nName", "project name"),
        ("Custom field (Start date)", "start date"),
        ("Benutzerdefinierte Felder (Team)", "team"),
        ("Σ Original Estimate", "original estimate"),
        ("Due Date:", "due date"),
        ("Section/Column", "section column"),
        ("Fälligkeitsdatum", "falligkeitsdatum"),
        ("colour_rating (2)", "colour rating"),
        (
            "MPA RAG rating\n(A Delivery Confidence Assessment of the project at a fixed point)",
            "mpa rag rating",
        ),
        ("% Complete", "% complete"),
        ("Item ID (auto generated)", "item id auto generated"),
        ("Start (dd/mm/yyyy)", "start"),
    ],
)
def test_a_header_is_brought_to_comparable_form(header: str, name: str) -> None:
    assert normalise(header) == name


@pytest.mark.parametrize(
    ("header", "name", "unit"),
    [
        ("Budget (£million)", "budget", "£million"),
        ("Budget k€", "budget", "k€"),
        ("Kosten (Mio. EUR)", "kosten", "Mio. EUR"),
        ("Budget in Tsd. EUR", "budget", "in Tsd. EUR"),
        ("Cost ($'000)", "cost", "$'000"),
        ("Budget [TEUR]", "budget", "TEUR"),
        ("Montant (en milliers d'euros)", "montant", "en milliers d'euros"),
        ("Work (hrs)", "work", "hrs"),
        ("budget_gbp", "budget", "gbp"),
        ("Work m", "work m", None),
        ("Item 000", "item 000", None),
        ("Euro", "euro", None),
    ],
)
def test_the_unit_is_cut_out_and_kept(header: str, name: str, unit: str | None) -> None:
    read = read_header(header)
    assert (read.name, read.unit) == (name, unit)


def test_the_period_is_cut_out_and_kept() -> None:
    read = read_header("2016/17 TOTAL Baseline £m")
    assert (read.name, read.unit, read.period) == ("total baseline", "£m", "2016/17")


def test_a_header_that_is_nothing_but_a_period_keeps_it_as_its_name() -> None:
    assert normalise("2026") == "2026"


def test_known_words_of_every_kind_are_known() -> None:
    assert known("Issue key")
    assert known("Meilenstein")
    assert not known("Favourite colour of the dog")


def test_every_kind_and_field_has_its_words_and_no_others() -> None:
    text = (Path(headers.__file__).parent / "synonyms.toml").read_text(encoding="utf-8")
    spelled = tomllib.loads(text)
    assert set(spelled) == {kind.value for kind in Kind}
    for kind in Kind:
        assert set(spelled[kind.value]) == {field.name for field in FIELDS[kind]}


@pytest.mark.parametrize("kind", list(Kind))
def test_every_field_name_is_its_own_strongest_word(kind: Kind) -> None:
    for field in FIELDS[kind]:
        found = synonyms(kind)[normalise(field.name)]
        assert found[0].field == field.name
        assert found[0].strong


@pytest.mark.parametrize(
    ("header", "name", "unit"),
    [
        ("Project ID (text)", "project id", None),
        ("Finish (date)", "finish date", None),
        ("Owner [text, required]", "owner", None),
        ("Budget (£m)", "budget", "£m"),
        ("Budget (£m, optional)", "budget", "£m"),
        ("Due date (required; dd/mm/yyyy)", "due date", None),
        ("Status (date)", "status date", None),
        ("Sponsor (free text)", "sponsor", None),
        ("Item ID (auto generated)", "item id auto generated", None),
    ],
)
def test_types_and_units_in_brackets_are_cut(header: str, name: str, unit: str | None) -> None:
    read = read_header(header)
    assert (read.name, read.unit) == (name, unit)


def test_a_row_of_types_under_the_header_changes_no_mapping() -> None:
    rows = ["text,text,text,date,£m", "P1,Port,Ann,2026-05-01,1.5", "P2,Lock,Bob,2026-06-01,2.5"]
    text = "\n".join(["Project ID,Name,Owner,Finish,Budget", *rows])
    reading = read_file(text)
    assert reading.kind is Kind.PROJECTS
    assert set(reading.mapping) == {"project_id", "name", "owner", "finish", "budget"}
    assert cells(reading, "budget") == [1_500_000, 2_500_000]
