"""Formulas, sums, headings and own columns in the tables on paper."""

from dataclasses import replace

import pytest

from kehoach_desktop.domain.plan import Activity, Appendix, OwnColumn, Plan, Task
from kehoach_desktop.export.appendix_table import APPENDIX_COLUMNS, appendix_table, with_money_sums
from kehoach_desktop.export.document import Attachment, plan_document
from kehoach_desktop.export.tables import (
    PAGE_WIDTH_MM,
    Cells,
    Column,
    Formula,
    Group,
    Table,
    Typed,
    fitted,
    heading,
    sum_of,
)

MM = 72 / 25.4
COLUMNS = (
    Column("number", "TT", 10, "center"),
    Column("content", "Nội dung", 120),
    Column("value", "Số lượng", 60, "right"),
    Column("ratio", "Tỷ lệ", 57, "right", kind="ratio"),
)
WORDS = "tuyên truyền về kiểm soát thủ tục hành chính"


@pytest.fixture
def sheet(bare, printed):
    """Return what prints groups of rows as an appendix; its pages follow the one of the body."""

    def make(*groups, columns=COLUMNS):
        attachment = Attachment("PHỤ LỤC", "Bảng số liệu", "(Kèm theo)", Table(columns, groups))
        return printed(replace(bare, attachments=(attachment,)))

    return make


def _lines(paper, page=2):
    return [line for line in paper.lines if line.page == page]


def test_paper_prints_the_programs_own_figure_and_sums_in_bold(sheet):
    third = Formula(1 / 3, 'IF(N({})>0,{}/{},"")', (Cells("value"),) * 3)
    blank = Formula(None, 'IF(N({})>0,{}/{},"")', (Cells("value"),) * 3)
    rows = ((WORDS, 1234, third), ("hai", 1, blank), ("Cộng", sum_of(1235, "value"), None))
    paper = sheet(Group((1,), rows, sums=1))
    fonts = {line.text: line.font for line in _lines(paper)}
    assert (fonts["1.234"], fonts["33,3%"], fonts["1.235"], fonts["Cộng"]) == (
        "Tinos",
        "Tinos",
        "Tinos-Bold",
        "Tinos-Bold",
    )
    assert not any("SUM" in text or "IF(" in text for text in fonts)


def test_a_number_of_an_own_column_prints_as_it_was_typed(sheet):
    paper = sheet(Group((1,), (("a", Typed("12.500.000,0", 12_500_000), None),)))
    assert "12.500.000,0" in paper.text


def test_a_heading_runs_over_all_columns_and_stays_with_what_it_heads(sheet):
    for count in range(18, 26):  # one of them has the heading at the foot of the page
        paper = sheet(*(Group((n,), (("một", 1, None),)) for n in range(count)), heading("Phụ lục II. Hai"),
                      Group((1,), ((WORDS, 1, None),)))  # fmt: skip
        title = paper.line("Phụ lục II. Hai")
        assert title.font == "Tinos-Bold"
        assert title.left < 35
        assert paper.line(WORDS).page == title.page
    edges = {round(line["x0"]) for line in paper.pages[title.page - 1].lines if line["x0"] == line["x1"]}
    at_title = {
        round(line["x0"])
        for line in paper.pages[title.page - 1].lines
        if line["x0"] == line["x1"] and line["top"] < title.baseline * MM - 4 < line["bottom"]
    }
    assert len(edges) == 5
    assert at_title == {min(edges), max(edges)}


def test_a_sum_is_never_parted_from_the_row_above_it(sheet):
    for count in range(10, 40):
        rows = [(f"việc {number}", number, None) for number in range(count)]
        paper = sheet(Group((1,), (*rows, ("Cộng", 9999, None)), sums=1))
        assert paper.line("Cộng").page == paper.line(f"việc {count - 1}").page, count


def _appendix(count, *texts, **changes):
    columns = tuple(OwnColumn(f"Cột riêng {number}") for number in range(count))
    tasks = (
        Task("Tin, bài", "Văn phòng HĐND và UBND", "Các thôn", "Thường xuyên", extras=texts),
        Task("Phát thanh", "Phòng Văn hóa - Xã hội", "Đoàn Thanh niên", "Quý II"),
    )
    return replace(Appendix("t", (Activity("Nội dung", tasks),), columns), **changes)


@pytest.mark.parametrize("count", range(1, 7))
@pytest.mark.parametrize("noted", [False, True])
def test_own_columns_print_after_the_time_and_share_the_pages_width(count, noted, printed):
    texts = ("12.500.000", "Tờ gấp", "Người dân, doanh nghiệp", "nhà văn hóa các thôn", "x" * 60, "")
    appendix = _appendix(count, *texts)
    if noted:
        (activity,) = appendix.activities
        first, second = activity.tasks
        appendix = replace(
            appendix, activities=(replace(activity, tasks=(replace(first, note="lưu ý"), second)),)
        )
    table = appendix_table(appendix)
    assert [column.title for column in table.columns[6:]] == [
        *(f"Cột riêng {number}" for number in range(count)),
        *(["Ghi chú"] if noted else []),
    ]
    assert sum(column.width_mm for column in table.columns) == pytest.approx(PAGE_WIDTH_MM, abs=0.1)
    assert min(column.width_mm for column in table.columns) >= 10
    paper = printed(plan_document(Plan(2026, appendices=(appendix,))))
    text = " ".join(paper.text.split())
    for told in texts[:count]:
        assert told[:8] in text
    assert "12.500.000" in text
    edges = [line["x1"] / MM for line in paper.pages[1].lines]
    assert max(edges) == pytest.approx(277, abs=0.5)


def test_what_is_kept_from_print_is_not_printed():
    hidden = OwnColumn("Theo dõi nội bộ", is_printed=False)
    tasks = (Task("a", note="lưu ý riêng", extras=("giấu", "in ra")),)
    appendix = Appendix("t", (Activity("b", tasks),), (hidden, OwnColumn("Sản phẩm")), prints_note=False)
    table = appendix_table(appendix)
    assert [column.title for column in table.columns[6:]] == ["Sản phẩm"]
    assert table.groups[0].rows == (("a", "", "", "", "in ra"),)
    assert "Ghi chú" in [c.title for c in appendix_table(replace(appendix, prints_note=True)).columns]
    without = replace(appendix, columns=(hidden,))
    assert appendix_table(without).columns == APPENDIX_COLUMNS  # laid out as ever


def test_the_decrees_table_has_no_sum_row(printed):
    appendix = _appendix(1, "1.000")
    appendix = replace(appendix, columns=(OwnColumn("Kinh phí"),))
    assert len(with_money_sums(appendix_table(appendix)).groups) == 2
    assert "Cộng" not in printed(plan_document(Plan(2026, appendices=(appendix,)))).text


@pytest.mark.parametrize("value", [7, 1234.5, 99_999_999_999])
def test_no_number_is_broken_over_two_lines(sheet, value):
    columns = (
        COLUMNS[0],
        replace(COLUMNS[1], width_mm=225),
        *(replace(COLUMNS[2], width_mm=6, key=k) for k in "ab"),
    )
    groups = [Group((1,), ((WORDS, value, value),))]
    paper = sheet(*groups, columns=fitted(columns, groups, 5))
    from kehoach_desktop.domain.words import number_words

    assert [line.text for line in _lines(paper)].count(number_words(value)) == 2


def test_more_than_the_page_can_hold_is_still_shared_out():
    columns = (COLUMNS[0], *(replace(COLUMNS[2], key=f"c{n}") for n in range(20)))
    groups = [Group((1,), ((10**14,) * 20,))]
    widths = [column.width_mm for column in fitted(columns, groups)]
    assert sum(widths) == pytest.approx(PAGE_WIDTH_MM, abs=0.2)
    assert min(widths) > 0
