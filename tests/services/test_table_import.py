"""Tables of real workbooks and of the clipboard: what is recognised, what is told, what comes in."""

import threading
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from legacy_writing import to_legacy

from kehoach_desktop.domain.errors import Cancelled, UserError
from kehoach_desktop.domain.plan import Appendix, OwnColumn
from kehoach_desktop.domain.table_import.proposals import Fate
from kehoach_desktop.ingest.legacy_encodings import Code
from kehoach_desktop.services.table_blocks import TableClip, read_block
from kehoach_desktop.services.table_import import (
    NEW,
    Wish,
    guessed_roles,
    left_out,
    left_out_words,
    propose,
    read_book_tables,
    read_clip_tables,
)

DATA = Path(__file__).resolve().parents[1] / "data"
HEAD = ["TT", "Nội dung", "Hình thức", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian", "Kinh phí"]


def book(tmp_path: Path, *rows, change=None) -> Path:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    if change is not None:
        change(made)
    made.save(tmp_path / "bảng.xlsx")
    return tmp_path / "bảng.xlsx"


def test_somebody_elses_book_with_hidden_sheets_and_its_head_in_row_seven(tmp_path: Path) -> None:
    def change(made):
        made.active.title = "Bìa"
        sheet = made.create_sheet("Phụ lục I")
        sheet["A1"], sheet["A4"] = "ỦY BAN NHÂN DÂN XÃ", "PHỤ LỤC I"
        for at, title in enumerate(HEAD, 1):
            sheet.cell(7, at, title)
        for at, text in enumerate([1, "Phổ biến", "=1+1", "Văn phòng", "", "Quý I", 5_000_000], 1):
            sheet.cell(8, at, text)
        sheet.cell(8, 3).data_type = "s"
        sheet.cell(9, 3, "Tờ gấp")
        sheet.row_dimensions[9].hidden = True
        made.create_sheet("Nháp cũ").sheet_state = "hidden"

    table, cover = read_book_tables(book(tmp_path, ["Bìa"], change=change))
    assert (table.name, cover.name) == ("Phụ lục I", "Bìa")  # the one whose head is known comes first
    assert table.numbers == (8, 9)
    told = " ".join(table.notes)
    for words in ("“Nháp cũ”", "ỦY BAN NHÂN DÂN XÃ", "1 dòng đang ẩn", "dòng 9"):
        assert words in told
    roles = guessed_roles(table, None)
    assert [roles.get(at) for at in range(7)] == [
        "number", "content", "form", "lead", "partners", "time", None,
    ]  # fmt: skip
    proposals = propose(None, Wish(table, roles))
    assert [(each.content, each.form) for each in proposals] == [("Phổ biến", "=1+1"), ("Phổ biến", "Tờ gấp")]
    assert left_out(Wish(table, roles)) == (6,)
    told, way = left_out_words(Wish(table, roles))
    assert told == "Cột “Kinh phí” không được lấy."
    assert "chọn ý nghĩa của cột" in way


def test_calcs_own_book_and_its_clipboard_say_the_same() -> None:
    (of_book,) = read_book_tables(DATA / "files" / "calc.xlsx")
    source = (DATA / "paste" / "calc-table.html").read_text(encoding="utf-8")
    (of_clip,) = read_clip_tables(TableClip(source))
    found = []
    for table in (of_book, of_clip):
        rows = propose(None, Wish(table, guessed_roles(table, None)))
        texts = [{**each.incoming.texts, "time": ""} for each in rows]  # a date is written in two ways
        found.append([(each.content, sorted(own.items())) for each, own in zip(rows, texts, strict=True)])
    assert found[0] == found[1]
    assert len(found[0]) == 6


def test_a_column_called_as_the_offices_own_is_that_one(tmp_path: Path) -> None:
    (table,) = read_book_tables(book(tmp_path, HEAD, [1, "Một", "a", "", "", "", 7]))
    table = replace(table, columns=(*table.columns[:6], replace(table.columns[6], title="Kinh phí (đồng)")))
    appendix = Appendix("", (), (OwnColumn("Sản phẩm"), OwnColumn("KINH  PHÍ")))
    roles = guessed_roles(table, appendix)
    assert roles[6] == "own.1"
    (proposal,) = propose(appendix, Wish(table, roles))
    assert proposal.incoming.texts["own.1"] == "7"
    (proposal,) = propose(appendix, Wish(table, {**roles, 6: NEW}))
    assert proposal.incoming.texts["own.2"] == "7"


def test_heads_in_two_rows_and_words_table_from_the_clipboard() -> None:
    source = (
        "<table><tr><td rowspan=2>STT<td rowspan=2>Nội dung công việc<td colspan=2>Cơ quan"
        "<td rowspan=2>Thời hạn"
        "<tr><td>chủ trì<td>phối hợp"
        "<tr><td><p>1</p><td rowspan=2><p>Phổ biến</p><td>Văn phòng<td>Các thôn<td>Quý I"
        "<tr><td>2<td>Công an<td><p>Đoàn</p><p>Hội</p><td>Quý II</table>"
    )
    (table,) = read_clip_tables(TableClip(source))
    roles = guessed_roles(table, None)
    assert sorted(roles.values()) == ["content", "lead", "number", "partners", "time"]
    rows = propose(None, Wish(table, roles))
    assert [(each.content, each.incoming.texts["partners"]) for each in rows] == [
        ("Phổ biến", "Các thôn"),
        ("Phổ biến", "Đoàn\nHội"),
    ]


def test_a_table_without_a_head_is_taken_as_appendices_usually_are_and_that_is_told() -> None:
    (table,) = read_clip_tables(TableClip("", "1\tPhổ biến\tTin\tPhòng A\r\n\t\tLoa\tPhòng B\r\n"))
    assert guessed_roles(table, None) == {0: "number", 1: "content", 2: "form", 3: "lead"}
    assert any("tiêu đề" in note for note in table.notes)
    rows = propose(None, Wish(table, {1: "content", 2: "note"}))
    assert [(each.content, each.incoming.texts) for each in rows] == [
        ("Phổ biến", {"note": "Tin"}),
        ("Phổ biến", {"note": "Loa"}),
    ]


def test_without_a_content_it_is_said_what_is_lacking() -> None:
    (table,) = read_clip_tables(TableClip("", "a\tb"))
    with pytest.raises(UserError, match="Nội dung"):
        propose(None, Wish(table, {0: "form"}))


def test_two_hundred_columns_are_read_and_the_unknown_ones_told(tmp_path: Path) -> None:
    wide = [*HEAD[:6], *(f"Cột số {n}" for n in range(194))]
    path = book(tmp_path, wide, [1, "Một", "a", "b", "c", "Quý I", *range(194)])
    (table,) = read_book_tables(path)
    roles = guessed_roles(table, None)
    assert len(table.columns) == 200
    assert len(left_out(Wish(table, roles))) == 194
    assert len(propose(None, Wish(table, {**roles, 199: NEW}))[0].incoming.texts) == 5


def test_columns_beyond_all_measure_are_told(tmp_path: Path) -> None:
    def change(made):
        made.active.cell(2, 400, "xa")

    (table,) = read_book_tables(book(tmp_path, HEAD, [1, "Một", "a"], change=change))
    assert any("400 cột" in note for note in table.notes)


def test_long_cells_controls_and_formulas_come_in_as_text(tmp_path: Path) -> None:
    long = "Phổ biến " * 3_000
    head = "<tr><td>Nội dung<td>Hình thức<td>Thời gian"
    clip = f"<table>{head}<tr><td>{long * 2}<td>=cmd|'x'!A0<td>a\x07\ud800b</table>"
    (table,) = read_clip_tables(TableClip(clip))
    (row,) = propose(None, Wish(table, guessed_roles(table, None)))
    assert row.content == (long * 2).strip()
    assert len(row.content) > 40_000
    assert row.incoming.texts == {"form": "=cmd|'x'!A0", "time": "ab"}


@pytest.mark.parametrize("rows", [[HEAD], []])
def test_nothing_to_read_is_said(tmp_path: Path, rows) -> None:
    def hide(made):
        made.create_sheet("Trống")
        made.worksheets[0].sheet_state = "hidden"

    path = book(tmp_path, *rows, change=hide)
    with pytest.raises(UserError, match="không có bảng nào"):
        read_book_tables(path)
    with pytest.raises(UserError, match="Trên bảng tạm"):
        read_clip_tables(TableClip())


def test_a_book_of_many_rows_can_be_cancelled(tmp_path: Path) -> None:
    path = book(tmp_path, HEAD, *([n, f"Việc {n}", "a"] for n in range(1, 1_000)))
    asked = threading.Event()

    def progress(done: int, total: int) -> None:
        asked.set()
        assert 0 <= done <= total
        raise Cancelled

    with pytest.raises(Cancelled):
        read_book_tables(path, progress)
    assert asked.is_set()


def test_five_thousand_rows_below_a_head_come_in_and_more_are_refused(tmp_path: Path) -> None:
    rows = [[n, f"Việc {n}", "a"] for n in range(1, 5_001)]
    (table,) = read_book_tables(book(tmp_path, ["PHỤ LỤC"], HEAD, *rows))
    assert len(propose(None, Wish(table, guessed_roles(table, None)))) == 5_000
    with pytest.raises(UserError, match=r"hơn 5\.000 dòng"):
        read_book_tables(book(tmp_path, HEAD, *rows, *rows[:100]))


@pytest.mark.parametrize("code", [Code.TCVN3, Code.VNI])
def test_tables_in_an_old_encoding_come_in_as_unicode_and_that_is_told(tmp_path: Path, code: Code) -> None:
    rows = [HEAD, [1, "Phổ biến quy định về một cửa", "Phát thanh trên loa xã", "Văn phòng"]]
    old = [[to_legacy(text, code) if isinstance(text, str) else text for text in row] for row in rows]
    (table,) = read_book_tables(book(tmp_path, *old))
    assert [column.title for column in table.columns] == HEAD
    assert any("Unicode" in note for note in table.notes)
    (row,) = propose(None, Wish(table, guessed_roles(table, None)))
    assert (row.content, row.form) == ("Phổ biến quy định về một cửa", "Phát thanh trên loa xã")
    block = read_block(TableClip("", "\n".join("\t".join(map(str, row)) for row in old)))
    assert block.rows[1][1] == "Phổ biến quy định về một cửa"
    assert block.notes == (f"chữ viết bằng mã cũ {code} đã chuyển sang Unicode",)


def test_an_update_from_the_same_table_leaves_everything(tmp_path: Path) -> None:
    (table,) = read_book_tables(DATA / "files" / "calc.xlsx")
    roles = guessed_roles(table, None)
    from kehoach_desktop.domain.edits import apply
    from kehoach_desktop.domain.plan import Plan
    from kehoach_desktop.services.table_import import make_edit

    plan = Plan(2026, id=1)
    wish = Wish(table, roles, updates=True)
    after = apply(plan, make_edit(plan, None, wish, propose(None, wish)))
    assert {each.fate for each in propose(after.appendices[0], wish)} == {Fate.SAME}
