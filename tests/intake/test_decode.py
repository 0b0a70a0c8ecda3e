"""Letters arrive as they were written, or the file asks; nothing is replaced silently."""

import pytest

from pmo_core.errors import UnreadableFile
from pmo_core.intake.files.decode import MIXED, decode
from pmo_core.intake.options import Options
from pmo_core.intake.read import read_table
from pmo_core.intake.table import RawTable
from pmo_core.limits import PAGE_LIMITS

GERMAN = (
    "Projekt;Größe;Status\nBrücke über die Spree;100;läuft\nStraßenbau;200;geplant\nMüllabfuhr;300;erledigt\n"
)
FRENCH = "nom;état\nRénovation de l'école;terminé\nCréation d'un système;en cours\n"
RUSSIAN = "название;статус\nСтроительство моста;готово\nНовая школа;в работе\n" * 3
GREEK = "όνομα;κατάσταση\nΚατασκευή γέφυρας;έτοιμο\n" * 3
JAPANESE = "名前,状態\n橋の建設,完了\n学校,進行中\n" * 3
POLISH = (
    "nazwa;status\nBudowa mostu w Łodzi;zakończono\nSzkoła Wyższa;w toku\nPrzebudowa węzła;wstrzymano\n" * 3
)
CZECH = (
    "název;stav\nPřestavba mostu;dokončeno\nNová škola v Řečkovicích;běží\nŽelezniční stanice;zrušeno\n" * 3
)
TURKISH = "project name;status\nKadikoy metro inşaatı;tamamlandı\nAnkara hospital building;not started\n" * 3


def table(content: bytes, **options: object) -> RawTable:
    return read_table(content, "x.csv", Options(**options), PAGE_LIMITS)  # type: ignore[arg-type]  # test shorthand


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        pytest.param(GERMAN, "utf-8", "utf-8", id="utf-8"),
        pytest.param(GERMAN, "utf-8-sig", "utf-8", id="utf-8 with mark"),
        pytest.param(GERMAN, "utf-16", "utf-16-le", id="utf-16 with mark"),
        pytest.param("\ufeff" + GERMAN, "utf-16-be", "utf-16-be", id="utf-16 big-endian with mark"),
        pytest.param(GERMAN, "utf-16-le", "utf-16-le", id="utf-16 without mark"),
        pytest.param(GERMAN, "utf-16-be", "utf-16-be", id="utf-16 big-endian without mark"),
        pytest.param(GERMAN, "utf-32", "utf-32-le", id="utf-32"),
        pytest.param(GERMAN, "cp1252", "windows-1252", id="German Excel"),
        pytest.param(FRENCH, "cp1252", "windows-1252", id="French Excel"),
        pytest.param("name,budget\nA,£100\nB,€5\n", "cp1252", "windows-1252", id="signs only"),
        pytest.param(RUSSIAN, "cp1251", "windows-1251", id="Russian Excel"),
        pytest.param(RUSSIAN, "koi8-r", "koi8-r", id="koi8"),
        pytest.param(GREEK, "cp1253", "windows-1253", id="Greek"),
        pytest.param(JAPANESE, "cp932", "cp932", id="Japanese"),
    ],
)
def test_a_file_is_read_as_it_was_written(text: str, encoding: str, named: str) -> None:
    decoded = decode(text.encode(encoding), encoding=None)
    assert decoded.text.removeprefix("\ufeff") == text.removeprefix("\ufeff")
    assert decoded.encoding == named
    assert not decoded.questions


@pytest.mark.parametrize(
    ("text", "encoding", "offered"),
    [
        pytest.param(POLISH, "cp1250", "windows-1250", id="Polish"),
        pytest.param(CZECH, "cp1250", "windows-1250", id="Czech"),
        pytest.param(TURKISH, "cp1254", "windows-1254", id="Turkish"),
        pytest.param(FRENCH.replace("état", "statut"), "mac-roman", "mac-roman", id="Macintosh"),
    ],
)
def test_where_two_readings_differ_in_letters_the_file_asks(text: str, encoding: str, offered: str) -> None:
    decoded = decode(text.encode(encoding), encoding=None)
    question = decoded.questions[0]
    assert question.id == "encoding"
    assert offered in [choice.value for choice in question.choices]
    assert decode(text.encode(encoding), encoding=offered).text == text


@pytest.mark.parametrize(
    "text", ["Café Zoë", "Rêve d’été", "Straße", "Übung", "Coração", "à la crème", "Lorsqu’un"]
)
def test_letters_of_a_macintosh_ask_and_show_both_readings(text: str) -> None:
    content = f"Project ID,Project Name,Owner\nP1,{text},Ann\nP2,Alpha,Ben\n".encode("mac-roman")
    decoded = decode(content, encoding=None)
    assert decoded.guesses[0].certainty == "ask"
    shown = {choice.value: choice.example for choice in decoded.questions[0].choices}
    assert next(word for word in text.split() if not word.isascii()) in shown["mac-roman"]


@pytest.mark.parametrize(
    "text",
    [
        "Café Zoë",
        "l’école",
        "the ‘Big’ plan",
        "„Ja“ und ‚Nein‘",
        "2020–21 – x",
        "Tomáš Žižka",
        "100 €",
        "§ 3 GmbHG",
    ],
)
def test_ordinary_western_letters_and_quotes_ask_nothing(text: str) -> None:
    content = f"Project ID,Project Name,Owner\nP1,{text},Ann\nP2,Größe,Ben\n".encode("cp1252")
    assert not decode(content, encoding=None).questions


def test_the_answer_to_the_encoding_question_is_taken() -> None:
    answered = table(POLISH.encode("cp1250"), answers={"encoding": "windows-1250"})
    assert answered.columns[0][0] == "Budowa mostu w Łodzi"
    assert not [question for question in answered.questions if question.id == "encoding"]


def test_a_stray_western_byte_in_utf8_is_read_and_its_row_named() -> None:
    content = (
        b"id,name,budget\n" + b"".join(b"P%d,Stra\xc3\x9fe,1\n" % n for n in range(30)) + b"P30,caf\xe9,2\n"
    )
    mixed = table(content)
    assert mixed.source.encoding == MIXED
    assert mixed.column("name")[30] == "café"
    issue = next(issue for issue in mixed.issues if issue.code == "text.second_encoding")
    assert issue.row == 32


@pytest.mark.parametrize(
    ("odd", "foreign"),
    [(b"\xc3", 1), (b"\xe9\xe8", 1), (b"\xc3 \xa9", 2), (b"\xe9" + "ü".encode() + b"\xe9", 2)],
    ids=["a lone first byte", "two beside each other", "halves kept apart", "around a whole letter"],
)
def test_letters_of_both_encodings_are_counted_where_they_stand(odd: bytes, foreign: int) -> None:
    letters = "é,ü\n".encode() * 20 + odd
    valid = 40 + odd.count("ü".encode())
    guess = decode(letters, encoding=None).guesses[0]
    assert guess.evidence.startswith(f"{valid} letters are UTF-8, {foreign} are not")


def test_an_undefined_byte_is_kept_and_its_cell_named() -> None:
    rows = table(b"id,name,note\nP1,Caf\xe9,x \x9d y\nP2,B,z\n")
    assert rows.source.encoding == "windows-1252"
    assert rows.column("note")[0] == "x \x9d y"
    assert [(i.row, i.column) for i in rows.issues if i.code == "text.control"] == [(2, "note")]


def test_letters_lost_or_garbled_before_export_are_named_not_repaired() -> None:
    rows = table("id,name,owner\nP1,Caf� Nord,Ann\nP2,sectorâ€™s plan,Ben\nP3,Bien Ãªtre,Cy\n".encode())
    assert rows.column("name") == ("Caf� Nord", "sectorâ€™s plan", "Bien Ãªtre")
    found = {issue.code: issue.row for issue in rows.issues}
    assert found == {"text.lost": 2, "text.encoded_twice": 3}


def test_ordinary_accents_are_no_damage() -> None:
    assert not table("id,name,owner\nP1,São Paulo – Île,Ann\nP2,Âge d’or “x”,Ben\n".encode()).issues


def test_padding_at_the_end_is_cut_and_noted() -> None:
    rows = table(b"id,name\nP1,A\nP2,B\n\x1a\x00\x00")
    assert rows.column("name") == ("A", "B")
    assert "file.padding" in [issue.code for issue in rows.issues]


def test_a_zero_byte_inside_is_refused_with_its_place() -> None:
    with pytest.raises(UnreadableFile, match="Byte 12 is zero"):
        decode(b"id,name\nP1,A\x00B\n", encoding=None)


def test_an_encoding_that_does_not_fit_is_refused_with_the_byte() -> None:
    with pytest.raises(UnreadableFile, match="not utf-8: byte 14 does not fit"):
        decode(b"id,name\nP1,Caf\xe9\n", encoding="utf-8")


@pytest.mark.parametrize("name", ["klingon", "rot13", "zlib", "base64"])
def test_an_unknown_encoding_is_refused(name: str) -> None:
    with pytest.raises(UnreadableFile, match=r"no encoding called|cannot be read as"):
        decode(b"id,name\nP1,A\n", encoding=name)


def test_an_odd_byte_far_behind_the_first_megabyte_is_not_missed() -> None:
    content = b"id,name\n" + b"P,plain\n" * 200_000 + b"Q,Caf\xe9\n"
    assert decode(content, encoding=None).text.endswith("Café\n")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (
            "Projekt;Właściciel;Data zakończenia;Budżet\nBudowa mostu;Łukasz Żak;2026-01-02;5\n",
            "windows-1250",
        ),
        (
            "Proje;Başlangıç Tarihi;Bütçe\nKöprü inşaatı;2026-01-02;5\nOkul yapımı;2026-02-02;6\n",
            "windows-1254",
        ),
        ("Projet;Responsable;Catégorie\nRénovation;Hélène;Bâtiments\nÉcole;François;x\n", "mac-roman"),
    ],
)
def test_known_column_names_decide_between_readings(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding), encoding=None)
    assert (found.encoding, found.questions) == (encoding, ())
    assert found.guesses[0].certainty == "likely"
    assert "are column names" in found.guesses[0].evidence


@pytest.mark.parametrize("last", ["coûts: 5 €", "prévu: 5 €"])
def test_ordinary_french_asks_nothing(last: str) -> None:
    lines = f"P1,Réseau d’été – première 1,Zoë Müller,Active,{last}\n" * 12
    found = decode(f"Projet,Chef,État,Budget\n{lines}".encode("cp1252"), encoding=None)
    assert (found.encoding, found.questions) == ("windows-1252", ())


def test_the_samples_of_the_question_are_words_that_differ() -> None:
    lines = "Proiect;Responsabil\nPodul în oraş;Ştefan Ioniţă\nŞcoala în sat;Ion Brătianu\n"
    question = decode(lines.encode("cp1250"), encoding=None).questions[0]
    assert "Ioniţă" in question.choices[-1].example
    assert all("în" not in choice.example.split(", ") for choice in question.choices)
