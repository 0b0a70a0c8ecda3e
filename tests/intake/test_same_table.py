"""One table, written in every way people write it, is read as one table."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_core.errors import IntakeError
from pmo_core.intake.options import Options
from pmo_core.intake.read import read_table
from pmo_core.intake.table import RawTable
from pmo_core.limits import PAGE_LIMITS
from tests.intake.forms import as_csv, as_xlsx

HEADERS = ("Project ID", "Project Name", "Owner", "Status", "Budget", "Start Date", "Notes")
LETTERS = st.characters(codec="cp1252", categories=("L", "N", "Zs"), exclude_characters="\xa0ªº²³¹¼½¾ðþýÐÞÝ")
WORD = st.text("abcdefgh ijklmno", min_size=1, max_size=12).map(str.strip).filter(bool)
NOTE = st.one_of(
    st.just(""),
    st.text(LETTERS, max_size=20).map(str.strip),
    st.sampled_from(
        ["a, b; c", 'say "hi"', "line one\nline two", "tab\there", "it's | fine", "=1+1", "£5 – “ok”"]
    ),
)


@st.composite
def rows(draw: st.DrawFn) -> list[tuple[str, ...]]:
    count = draw(st.integers(3, 12))
    made: list[tuple[str, ...]] = []
    for number in range(count):
        made.append(
            (
                f"P-{number:03}",
                draw(WORD),
                draw(st.sampled_from(["Ann", "Ben", "Cy", ""])),
                draw(st.sampled_from(["Active", "Done", "On hold"])),
                draw(st.sampled_from(["100", "2500", "", "37"])),
                f"2026-{draw(st.integers(1, 12)):02}-{draw(st.integers(1, 28)):02}",
                draw(NOTE),
            )
        )
    return made


def read(content: bytes) -> RawTable:
    return read_table(content, "x", Options(), PAGE_LIMITS)


def core(table: RawTable) -> tuple[object, ...]:
    return table.headers, table.columns, table.rows, table.rows_read, table.rows_skipped, table.rows_refused


@settings(max_examples=25, deadline=None)
@given(rows(), st.sampled_from([",", ";", "\t", "|"]), st.sampled_from(["\r\n", "\n"]))
def test_delimiters_encodings_and_line_ends_do_not_matter(
    body: list[tuple[str, ...]], delimiter: str, end: str
) -> None:
    table = [HEADERS, *body]
    wanted = tuple(zip(*body, strict=True))
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le"):
        found = read(as_csv(table, delimiter, encoding, end))
        assert found.columns == wanted
        assert found.rows == tuple(range(2, len(body) + 2))
        assert not found.questions


@settings(max_examples=25, deadline=None)
@given(rows())
def test_windows_1252_is_read_like_utf_8_or_asks(body: list[tuple[str, ...]]) -> None:
    table = [HEADERS, *body]
    content = as_csv(table, ";", "cp1252")
    found = read(content)
    if not found.questions and found.source.encoding == "windows-1252":
        assert found.columns == tuple(zip(*body, strict=True))
    told = read_table(content, "x", Options(encoding="cp1252"), PAGE_LIMITS)
    assert told.columns == tuple(zip(*body, strict=True))


@settings(max_examples=10, deadline=None)
@given(rows())
def test_a_workbook_is_read_like_text(body: list[tuple[str, ...]]) -> None:
    table = [HEADERS, *body]
    assert core(read(as_xlsx(table))) == core(read(as_csv(table, ",", "utf-8")))


@settings(max_examples=25, deadline=None)
@given(rows(), st.permutations(range(len(HEADERS))))
def test_the_order_of_columns_does_not_matter(body: list[tuple[str, ...]], order: list[int]) -> None:
    table = [HEADERS, *body]
    straight = read(as_csv(table, ",", "utf-8"))
    mixed = read(as_csv([[row[at] for at in order] for row in table], ",", "utf-8"))
    assert {h: straight.column(h) for h in straight.headers} == {h: mixed.column(h) for h in mixed.headers}


@settings(max_examples=25, deadline=None)
@given(rows(), st.integers(0, 3))
def test_titles_totals_and_notes_around_it_do_not_matter(body: list[tuple[str, ...]], titles: int) -> None:
    width = len(HEADERS)
    budget = sum(float(row[4]) for row in body if row[4])
    total = ("Total", "", "", "", f"{budget:g}", "", "")
    above = [("Portfolio report", *[""] * (width - 1))] * titles
    note = ("Source: ledger", *[""] * (width - 1))
    dressed = [*above, HEADERS, *body, total, ("",) * width, note]
    found = read(as_csv(dressed, ",", "utf-8"))
    assert found.columns == tuple(zip(*body, strict=True))
    assert found.rows == tuple(range(titles + 2, titles + 2 + len(body)))
    assert (found.rows_read, found.rows_skipped, found.rows_refused) == (len(body) + 3, 3, 0)


@settings(max_examples=60, deadline=None)
@given(rows(), st.data())
def test_a_broken_row_never_changes_the_others_silently(
    body: list[tuple[str, ...]], data: st.DataObject
) -> None:
    """One delimiter or quote too many or too few: the other rows stay, and something names the row."""
    lines = as_csv([HEADERS, *body], ",", "utf-8", "\n").decode()
    single = [row for row in body if not set("".join(row)) & set('",\n')]
    if not single:
        return
    row = data.draw(st.sampled_from(single))
    line = next(line for line in lines.splitlines() if line.startswith(row[0] + ","))
    fault = data.draw(st.sampled_from(["extra", "missing", "quote"]))
    place = data.draw(st.sampled_from([at for at, sign in enumerate(line) if sign == ","]))
    broken = {
        "extra": line[:place] + "," + line[place:],
        "missing": line[:place] + line[place + 1 :],
        "quote": line[: place + 1] + '"' + line[place + 1 :],
    }[fault]
    try:
        found = read(lines.replace(line, broken).encode())
    except IntakeError:
        return
    others = [other for other in body if other != row]
    kept = [cells for cells in zip(*found.columns, strict=True) if cells in set(others)]
    named = bool(found.issues or found.questions)
    assert named or tuple(zip(*found.columns, strict=True)) == tuple(body)
    assert kept == others or found.questions


@settings(max_examples=80, deadline=None)
@given(st.text(st.sampled_from("ab,;\t|\"'\n\r \\1.é€"), max_size=120))
def test_random_text_gives_a_sound_table_or_a_sentence(text: str) -> None:
    try:
        found = read(text.encode())
    except IntakeError:
        return
    assert found.rows_read == len(found.rows) + found.rows_skipped + found.rows_refused
    assert all(len(column) == len(found.rows) for column in found.columns)
    assert len(found.headers) == len(set(found.headers)) == len(found.columns)
