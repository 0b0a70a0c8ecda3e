"""Letters: marks, scripts, two encodings in one file, bytes that mean nothing."""

from __future__ import annotations

from pmo_core.intake.options import Options
from tests.intake.hostile.case import Asks, Case, Loads, Refused, lines, plan

HEAD = "Project ID,Project name,Owner,Status,Notes"


def _people(name: str, owner: str, note: str = "ok", count: int = 12) -> str:
    rows = [f"P{n},{name} {n},{owner},Active,{note}" for n in range(1, count + 1)]
    return "\n".join((HEAD, *rows, ""))


def _names(name: str, count: int = 12) -> dict[str, object]:
    return {"name": [f"{name} {n}" for n in range(1, count + 1)]}


RUSSIAN = _people("Новая линия метро", "Иван Петров", "Работы идут по плану")
GREEK = _people("Γέφυρα του Ρίου", "Νίκος Παπαδόπουλος", "Οι εργασίες συνεχίζονται κανονικά")
JAPANESE = _people("新しい橋の建設工事", "山田太郎", "工事は予定どおり進んでいます")
CHINESE = _people("新桥建设项目工程", "王小明", "工程按计划进行没有延误")
KOREAN = _people("새로운 다리 건설 공사", "김철수", "공사는 계획대로 진행되고 있습니다")
FRENCH = _people("Réseau d’été – première", "Zoë Müller", "prévu: 5 €")

CASES = {
    "a mark of UTF-8 is no part of the first header": Case(
        FRENCH.encode("utf-8-sig"), Loads(_names("Réseau d’été – première"))
    ),
    "UTF-16 with a mark is read": Case(FRENCH.encode("utf-16"), Loads(_names("Réseau d’été – première"))),
    "UTF-16 big end first without a mark is read": Case(
        FRENCH.encode("utf-16-be"), Loads(_names("Réseau d’été – première"))
    ),
    "UTF-32 with a mark is read": Case(FRENCH.encode("utf-32"), Loads(_names("Réseau d’été – première"))),
    "UTF-16 of Chinese without a mark is read in Chinese": Case(
        CHINESE.encode("utf-16-le"), Loads(_names("新桥建设项目工程"))
    ),
    "UTF-16 that lost half of its last letter is read and named as cut": Case(
        FRENCH.encode("utf-16")[:-3],
        Loads(_names("Réseau d’été – première"), issues={"file.cut": set()}),
    ),
    "Windows-1252 with its quotes and dashes is read": Case(
        FRENCH.encode("cp1252"),
        Loads(_names("Réseau d’été – première")),
    ),
    "Russian in Windows-1251 is read in Russian": Case(
        RUSSIAN.encode("cp1251"), Loads(_names("Новая линия метро"))
    ),
    "Greek in Windows-1253 is read in Greek": Case(GREEK.encode("cp1253"), Loads(_names("Γέφυρα του Ρίου"))),
    "Japanese in Shift-JIS is read in Japanese": Case(
        JAPANESE.encode("cp932"), Loads(_names("新しい橋の建設工事"))
    ),
    "Chinese in GB 18030 is read in Chinese": Case(
        CHINESE.encode("gb18030"), Loads(_names("新桥建设项目工程"))
    ),
    "Korean in its own encoding is read in Korean": Case(
        KOREAN.encode("cp949"), Loads(_names("새로운 다리 건설 공사"))
    ),
    "Polish in Windows-1250 is asked with both readings": Case(
        _people("Budowa mostu w Łodzi", "Zażółć Gęślą", "jaźń").encode("cp1250"),
        Asks.of("encoding", about="Łodzi"),
    ),
    "Turkish in Windows-1254 is read in Turkish": Case(
        _people("Köprü inşaatı", "Işık Yılmaz", "değişiklik yok").encode("cp1254"),
        Loads(_names("Köprü inşaatı")),
    ),
    "letters of a Macintosh are asked with both readings": Case(
        _people("Réseau d’été", "Zoë Müller").encode("mac-roman"), Asks.of("encoding", about="été")
    ),
    "a cell in a second encoding is read and its row named": Case(
        _people("Straße", "Jörg").encode() + "P13,Café,Ann,Active,x\n".encode("cp1252"),
        Loads(issues={"text.second_encoding": {14}}, rows=13),
    ),
    "a cell in a second encoding beside an open quote is told in letters": Case(
        _people("Straße", "Jörg").encode() + 'P13,"Café,Ann,Active,x\n'.encode("cp1252"),
        Loads(issues={"text.second_encoding": {14}, "quote.mended": {14}}, rows=13),
    ),
    "an undefined byte is kept and its row named": Case(
        _people("Café", "Ann").encode("cp1252") + b"P13,Plan \x9d B,Ann,Active,x\n",
        Loads(issues={"text.control": {14}}, rows=13),
    ),
    "letters lost before the export are named and not invented": Case(
        _people("Bridge", "Ann").encode() + "P13,Caf\ufffd Nord,Ann,Active,x\n".encode(),
        Loads(issues={"text.lost": {14}}, cells={"Project ID": [f"P{n}" for n in range(1, 14)]}),
    ),
    "letters encoded twice are named and not mended unasked": Case(
        _people("Bridge", "Ann").encode() + "P13,sectorâ€™s plan,Ann,Active,x\n".encode(),
        Loads(issues={"text.encoded_twice": {14}}, rows=13),
    ),
    "an overlong form of a slash is no slash": Case(
        _people("Bridge", "Ann").encode() + b"P13,a\xc0\xafb,Ann,Active,x\n",
        Loads(rows=13, fields={"project_id": [f"P{n}" for n in range(1, 14)]}),
    ),
    "a character cut in half at the end of the file loses no row": Case(
        _people("Straße", "Jörg").encode() + "P13,Z,Ann,Active,é".encode()[:-1],
        Loads(rows=13),
    ),
    "padding of an old system at the end is cut and noted": Case(
        _people("Bridge", "Ann").encode() + b"\x1a" + bytes(700),
        Loads(_names("Bridge"), issues={"file.padding": set()}),
    ),
    "an encoding that was told but does not fit is refused with the byte": Case(
        FRENCH.encode("cp1252"), Refused("(?i)utf-8.*byte|byte.*utf-8"), options=Options(encoding="utf-8")
    ),
    "an encoding that does not exist is refused": Case(
        FRENCH.encode(), Refused("klingon"), options=Options(encoding="klingon")
    ),
    "an encoding that is no encoding of text is refused": Case(
        FRENCH.encode(), Refused("(?i)hex"), options=Options(encoding="hex")
    ),
    "the answer about the encoding is taken": Case(
        _people("Budowa mostu w Łodzi", "Ann").encode("cp1250"),
        Loads(_names("Budowa mostu w Łodzi")),
        options=Options(answers={"encoding": "windows-1250"}),
    ),
    "marks in the middle of cells are no part of names": Case(
        plan([line.replace("Project ", "\ufeffProject ") for line in lines(6)]),
        Loads({"name": [f"Project {n}" for n in range(1, 7)]}),
    ),
    "hard and thin spaces are spaces": Case(
        plan(
            [
                line.replace("Project ", "Project\u00a0").replace(",North", ",\u2009North\u00a0")
                for line in lines(6)
            ]
        ),
        Loads({"department": ["North"] * 6}),
    ),
}
