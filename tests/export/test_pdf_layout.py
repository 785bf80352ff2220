"""The plan on paper against the table of Nghị định 30/2020/NĐ-CP, Phụ lục I, in millimetres and points."""

import datetime as dt
import unicodedata
from dataclasses import replace
from itertools import pairwise

import pytest

from kehoach_desktop.domain.plan import Item, Level, Plan
from kehoach_desktop.export.document import plan_document

MM = 72 / 25.4
BOLD, ITALIC, BOTH, UPRIGHT = "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic", "Tinos"


def _rule_below(paper, line, page=0):
    """Return the horizontal line just below a line of text."""
    rules = [
        rule
        for rule in paper.rules(page)
        if 0 < rule["top"] / MM - line.baseline < 4
        and abs((rule["x0"] + rule["x1"]) / 2 / MM - line.middle) < 1
    ]
    assert len(rules) == 1, (line, rules)
    return rules[0]


def _length_mm(rule):
    return (rule["x1"] - rule["x0"]) / MM


def test_pages_are_a4_and_the_appendix_lies_across(paper):
    sizes = [(round(page.width / MM), round(page.height / MM)) for page in paper.pages]
    assert sizes == [(210, 297)] * (len(sizes) - 1) + [(297, 210)]
    assert len(sizes) > 2


def test_nothing_stands_in_the_margins_but_page_numbers(paper):
    for page in paper.pages:
        first = float(page.height)
        numbers = [char for char in page.chars if char["top"] < 19 * MM]
        text = "".join(char["text"] for char in numbers)
        assert text == ("" if page.page_number in {1, len(paper.pages)} else str(page.page_number))
        rest = [char for char in page.chars if char not in numbers and char["text"].strip()]
        assert min(char["x0"] for char in rest) >= 30 * MM - 0.5
        assert max(char["x1"] for char in rest) <= float(page.width) - 20 * MM + 0.5
        assert max(char["bottom"] for char in rest) <= first - 20 * MM + 3


def test_page_number_is_arabic_13_or_14_in_the_middle_of_the_top_margin(paper):
    number = next(line for line in paper.lines if line.page == 2)
    assert number.text == "2"
    assert number.size in {13, 14}
    assert number.middle == pytest.approx((30 + 190) / 2, abs=0.5)
    assert 5 < number.baseline < 17


def test_state_name_and_motto(paper):
    name, motto = paper.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), paper.line("Độc lập - Tự do - Hạnh phúc")
    assert (name.text, name.font, name.size) == ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", BOLD, 13)
    assert (motto.font, motto.size) == (BOLD, 14)
    assert name.middle == pytest.approx(motto.middle, abs=0.2)
    assert _length_mm(_rule_below(paper, motto)) == pytest.approx(motto.right - motto.left, abs=0.5)


def test_bodies_stand_left_of_the_state_name(paper):
    superior, issuer = paper.line("UBND TỈNH HÒA PHÚ"), paper.line("ỦY BAN NHÂN DÂN")
    unit = paper.line("XÃ BÌNH AN")
    name = paper.line("CỘNG HÒA")
    assert (superior.font, superior.size) == (UPRIGHT, 13)
    assert {(line.font, line.size) for line in (issuer, unit)} == {(BOLD, 13)}
    assert issuer.text == "ỦY BAN NHÂN DÂN"  # broken before XÃ, not within the words
    assert superior.middle == pytest.approx(issuer.middle, abs=0.2)
    assert superior.right < name.left
    assert superior.baseline == name.baseline
    length = _length_mm(_rule_below(paper, unit))
    longest = max(issuer.right - issuer.left, unit.right - unit.left)
    assert longest / 3 - 0.1 <= length <= longest / 2


def test_number_and_date_are_level(paper):
    number, date = paper.line("Số: 05/KH-UBND"), paper.line("Bình An, ngày 03 tháng 02 năm 2026")
    assert (number.font, number.size) == (UPRIGHT, 13)
    assert date.font == ITALIC
    assert date.size in {13, 14}
    assert number.baseline == pytest.approx(date.baseline, abs=0.1)
    assert number.middle == pytest.approx(paper.line("XÃ BÌNH AN").middle, abs=0.2)
    assert date.middle == pytest.approx(paper.line("Độc lập").middle, abs=0.2)


def test_blanks_stand_for_number_and_date_not_yet_given(plan, printed):
    paper = printed(plan_document(replace(plan, number="", date=None, body=plan.body[:3])))
    assert paper.line("Số:").text == "Số:      /KH-UBND"
    assert "ngày      tháng      năm 2026" in paper.line("Bình An").text
    assert "số      /KH-UBND" in paper.line("(Kèm theo").text


def test_nothing_is_required_and_what_is_blank_prints_as_blank(printed):
    paper = printed(plan_document(Plan(year=2026)))
    assert len(paper.pages) == 1
    assert not paper.warnings
    printed_lines = [line.text for line in paper.lines]
    assert "Số:      /KH-UBND" in printed_lines
    assert not [line for line in printed_lines if "Nơi nhận" in line or "None" in line or "TM." in line]
    assert printed_lines[-1] == "KẾ HOẠCH"


def test_type_and_subject(paper, plan):
    kind = paper.line("KẾ HOẠCH")
    lines = paper.lines
    first, last = lines[lines.index(kind) + 1 : lines.index(kind) + 3]
    assert f"{first.text} {last.text}" == plan.subject
    assert (kind.text, kind.font, kind.size) == ("KẾ HOẠCH", BOLD, 14)
    assert (first.font, first.size) == (BOLD, 14)
    for line in (kind, first, last):
        assert line.middle == pytest.approx(110, abs=0.3)
    length = _length_mm(_rule_below(paper, last))
    longest = max(line.right - line.left for line in (first, last))
    assert longest / 3 <= length <= longest / 2


def test_bases_are_italic_and_closed(paper):
    bases = [line for line in paper.lines if line.text.startswith("Căn cứ")]
    assert [line.font for line in bases] == [ITALIC] * 2
    italic = [line.text for line in paper.lines if line.page == 1 and line.font == ITALIC]
    assert [text[-1] for text in italic if text.rstrip().endswith((";", "."))] == [";", "."]
    assert paper.line("Ủy ban nhân dân xã Bình An ban hành").font == UPRIGHT


def test_numbering_and_styles_of_the_text(paper):
    for start in ("I. MỤC ĐÍCH, YÊU CẦU", "II. NỘI DUNG TUYÊN TRUYỀN", "III. TỔ CHỨC THỰC HIỆN"):
        line = paper.line(start)
        assert (line.font, line.size) == (BOLD, 14)
    titles = [line for line in paper.lines if line.text == "1. Nội dung chung"]
    assert [line.font for line in titles] == [BOLD] * 3
    sentences = [line for line in paper.lines if line.text.startswith("2. Tuyên truyền")]
    assert [line.font for line in sentences] == [UPRIGHT] * 3  # a clause that is a sentence
    letters = [line.text[:2] for line in paper.lines if line.text[1:3] == ") "]
    assert letters == ["a)", "b)", "c)", "d)", "đ)", "e)"] * 3


def test_marks_are_set_bold_and_italic(paper):
    marked = [line for line in paper.lines if line.text.strip() in {"Tuyên truyền", "kịp thời"}]
    assert [line.font for line in marked] == [BOLD, ITALIC] * 3


def test_paragraphs_are_indented_justified_and_spaced(paper):
    lines = [line for line in paper.lines if line.page == 1 and line.size == 14 and line.baseline > 90]
    starts = [line for line in lines if line.text.startswith(("I.", "1.", "2.", "a)", "Căn"))]
    assert {line.left for line in starts} == {42.7}
    full = [line for line in lines if line.left == 30 and line.font == UPRIGHT and line.right > 180]
    assert full
    assert {line.right for line in full} <= {189.9, 190.0}
    gaps = sorted({round(b.baseline - a.baseline, 1) for a, b in pairwise(lines)} - {0})
    leading = min(gaps) * MM
    assert 14 <= leading <= 14 * 1.5
    assert all(gap * MM >= leading + 6 - 0.3 for gap in gaps if gap * MM > leading + 0.5)


def test_recipients_and_signature_stand_side_by_side(paper):
    head, authority = paper.line("Nơi nhận:"), paper.line("TM. ỦY BAN NHÂN DÂN")
    assert (head.font, head.size, head.left) == (BOTH, 12, 30)
    assert (authority.font, authority.size) == (BOLD, 14)
    assert head.baseline == pytest.approx(authority.baseline, abs=1)
    recipients = [line for line in paper.lines if line.size == 11]
    assert [line.text for line in recipients] == [
        "- UBND tỉnh (b/c);",
        "- Các đơn vị thuộc xã;",
        "- Lưu: VT.",
    ]
    assert {(line.font, line.left) for line in recipients} == {(UPRIGHT, 30)}
    signer = [authority, paper.line("KT. CHỦ TỊCH"), paper.line("PHÓ CHỦ TỊCH"), paper.line("Họ Và Tên")]
    assert {line.font for line in signer} == {BOLD}
    assert [line.middle for line in signer] == pytest.approx([authority.middle] * 4, abs=0.2)
    assert signer[3].baseline - signer[2].baseline > 25  # room for the signature
    assert head.right < authority.left


def test_body_closes_with_its_mark(paper):
    before = paper.text[: paper.text.index("Nơi nhận:")]
    assert before.rstrip().endswith("./.")
    assert paper.text.rstrip().endswith("./.")


def test_appendix_head(paper):
    heading, title = paper.line("Phụ lục"), paper.line("NỘI DUNG TRUYỀN THÔNG NĂM 2026")
    reference = paper.line("(Kèm theo Kế hoạch số 05/KH-UBND ngày 03 tháng 02 năm 2026")
    assert {(line.font, line.size) for line in (heading, title)} == {(BOLD, 14)}
    assert reference.font == ITALIC
    for line in (heading, title, reference):
        assert line.middle == pytest.approx((30 + 277) / 2, abs=0.5)
        assert line.right < 297 - 60  # its top right corner is for the signature


def test_reading_order_takes_each_column_whole(paper):
    order = [
        "UBND TỈNH",
        "XÃ BÌNH AN",
        "Số: 05",
        "CỘNG HÒA",
        "Độc lập",
        "Bình An, ngày",
        "KẾ HOẠCH",
        "Căn cứ",
    ]
    order += ["I. ", "III. ", "Nơi nhận:", "- Lưu: VT.", "TM. ", "Họ Và Tên", "Phụ lục\n", "TT", "Quý IV"]
    places = [paper.text.index(words) for words in order]
    assert places == sorted(places)


def test_text_is_nfc_even_when_it_came_decomposed(bare, printed):
    subject = unicodedata.normalize("NFD", "Truyền thông kiểm soát thủ tục hành chính")
    text = printed(replace(bare, subject=subject)).text
    assert "Truyền thông kiểm soát thủ tục hành chính" in text
    assert unicodedata.is_normalized("NFC", text)


def test_document_information(paper, plan):
    assert paper.data.startswith(b"%PDF-1.4")
    assert paper.info["Title"] == f"Kế hoạch {plan.subject}"
    assert paper.info["Author"] == plan.issuer
    assert paper.info["Subject"] == plan.subject
    assert paper.catalog["Lang"] == b"vi-VN"


def test_two_writings_differ_in_dates_only(plan, printed):
    document = plan_document(plan)
    one, two = printed(document), printed(document)
    assert one.lines == two.lines
    assert len(one.data) == len(two.data)


def test_one_addressee_stands_on_the_line_and_several_below(bare, printed):
    one = printed(replace(bare, kind="BÁO CÁO", addressees=("Ủy ban nhân dân tỉnh Hòa Phú",)))
    line = one.line("Kính gửi:")
    assert line.text == "Kính gửi: Ủy ban nhân dân tỉnh Hòa Phú"
    assert (line.font, line.size) == (UPRIGHT, 14)
    assert line.middle == pytest.approx(110, abs=0.3)
    several = printed(replace(bare, kind="BÁO CÁO", addressees=("Sở Nội vụ", "Sở Tư pháp")))
    head, first, last = (several.line(start) for start in ("Kính gửi:", "- Sở Nội vụ;", "- Sở Tư pháp."))
    assert head.baseline < first.baseline < last.baseline
    assert first.left == last.left > head.left


def test_missing_parts_leave_no_trace(bare, printed):
    paper = printed(replace(bare, superior="", recipients=(), subject="", preamble=()))
    assert "Nơi nhận" not in paper.text
    assert paper.line("ỦY BAN NHÂN DÂN").baseline == paper.line("CỘNG HÒA").baseline


@pytest.mark.parametrize("day", [dt.date(2026, 12, 25), None])
def test_state_name_keeps_one_line_beside_long_names(plan, printed, day):
    long = replace(
        plan,
        superior="Ủy ban nhân dân thành phố Hồ Chí Minh",
        issuer="Ủy ban nhân dân đặc khu Phú Quý Hoàng Sa Trường Sa",
        place="Thị trấn Nông trường Việt Lâm",
        date=day,
        body=(Item(Level.PARAGRAPH, "Nội dung."),),
    )
    paper = printed(plan_document(long))
    assert paper.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").size == 13
    assert paper.line("ĐẶC KHU PHÚ QUÝ").font == BOLD
    number = paper.line("Số:")
    first_of_date = paper.line("Thị trấn Nông trường")
    assert number.baseline == pytest.approx(first_of_date.baseline, abs=0.1)
