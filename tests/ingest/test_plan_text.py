import re
import textwrap
import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kehoach_desktop.domain.outline import is_lawful, labels, parent_indexes
from kehoach_desktop.domain.plan import Level, Signature
from kehoach_desktop.export.plan_json import plan_to_json
from kehoach_desktop.ingest.plan_json import parse_plan
from kehoach_desktop.ingest.plan_text import read_plan
from kehoach_desktop.ingest.text_file import read_text

SKIPPED = re.compile(r"[IVX]+\.|\d{1,2}\.|[a-zđ][.)]|-|Nơi|nhận:|KẾ|HOẠCH")
OWN = ("plan_commune", "plan_province", "plan_district")
REAL = {
    "plan_commune": "000_923ca4a83037a50a",
    "plan_province": "003_8dc2d50d2f8aef54",
    "plan_district": "004_35b8ed36a15cebe5",
}


BESIDE = """UBND HUYỆN SÔNG LAM CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
UBND XÃ BÃI NGANG Độc lập - Tự do - Hạnh phúc
Số: 05/KH-UBND Bãi Ngang, ngày 08 tháng 4 năm 2026
"""
BELOW = """UBND HUYỆN SÔNG LAM
UBND XÃ BÃI NGANG
-------
Số: 05/KH-UBND
CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập – Tự do – Hạnh phúc
Bãi Ngang, ngày 08 tháng 4 năm 2026
"""


@pytest.fixture(params=[f"{kind}:{name}" for name in OWN for kind in ("own", "real")])
def source(request, own_texts):
    kind, name = request.param.split(":")
    folder = own_texts if kind == "own" else request.getfixturevalue("seeds")
    path = folder / f"{name if kind == 'own' else REAL[name]}.txt"
    return name, read_text(path).text


def outline(plan):
    """Return (label of section, [(label of clause, its points, its bullets)]) for each section."""
    parents = parent_indexes(plan.body)
    out = []
    for index, (item, label) in enumerate(zip(plan.body, labels(plan.body), strict=True)):
        if item.level is Level.SECTION:
            out.append((label, []))
        if item.level is Level.CLAUSE:
            below = Counter(plan.body[i].level for i, parent in enumerate(parents) if parent == index)
            out[-1][1].append((label, below[Level.POINT], below[Level.BULLET]))
    return out


def words_of(plan):
    signature = plan.signature
    texts = [plan.subject, *(item.text for item in (*plan.preamble, *plan.body)), *plan.recipients]
    texts += [signature.authority, signature.proxy, signature.title, signature.name]
    return " ".join(texts).split()


def test_no_word_is_lost_added_or_changed(source):
    _, text = source
    before_table = re.sub(r"(?<=\w)-\s*\n\s*", "-", text).split("\nPHỤ LỤC")[0]
    body, closing = re.split(r"Nơi nhận:", before_table)
    found = body.split() + [word.rstrip(";.") or word for word in closing.split()]
    plan = read_plan(text).plan
    listed = len(" ".join(plan.recipients).split()) + sum(
        len(part.split())
        for part in (
            plan.signature.authority,
            plan.signature.proxy,
            plan.signature.title,
            plan.signature.name,
        )
    )
    expected = words_of(plan)
    expected = expected[:-listed] + [word.rstrip(";.") for word in expected[-listed:]]
    for word in found:
        if expected and word == expected[0]:
            del expected[0]
        else:
            assert SKIPPED.fullmatch(word), word
    assert expected == []


def test_the_outline_is_that_of_the_paper(source):
    name, text = source
    plan = read_plan(text).plan
    found = outline(plan)
    assert is_lawful(plan.body)
    assert [label for label, _ in found] == ["I.", "II.", "III.", "IV.", "V.", "VI."][: len(found)]
    if name == "plan_commune":
        assert len(found) == 4
        assert [points for _, points, _ in found[1][1]] == [4, 6, 4]
        assert len(found[3][1]) == 3
    elif name == "plan_province":
        assert len(found) == 3
        assert [bullets for _, _, bullets in found[0][1]] == [3, 2]
        assert [bullets for _, _, bullets in found[2][1]] == [0, 3, 0]
    else:
        assert len(found) == 6
        assert [label for label, _, _ in found[2][1]] == ["1.", "2.", "3.", "4.", "5.", "6."]
        assert [points for _, points, _ in found[3][1]] == [7, 6, 2]


def test_the_preamble_is_basis_and_enacting_sentence(source):
    name, text = source
    plan = read_plan(text).plan
    assert [item.level for item in plan.preamble] == [Level.BASIS, Level.PARAGRAPH]
    assert plan.preamble[1].text.endswith("như sau:")
    assert {item.depth for item in plan.preamble} == {0}
    starts = {
        "plan_commune": "Uỷ ban nhân dân ",
        "plan_province": "Ủy ban nhân dân tỉnh ",
        "plan_district": "UBND huyện ",
    }
    assert plan.preamble[1].text.startswith(starts[name])


def test_the_closing_paragraph_stands_under_the_section_and_headings_carry_theirs(source):
    name, text = source
    plan = read_plan(text).plan
    assert plan.body[-1].text.endswith("./.")
    assert (plan.body[-1].level, plan.body[-1].depth) == (Level.PARAGRAPH, 1)
    parents = parent_indexes(plan.body)
    paragraphs = [
        (plan.body[parents[index]].text[:14], item.depth)
        for index, item in enumerate(plan.body[:-1])
        if item.level is Level.PARAGRAPH
    ]
    assert len(paragraphs) == {"plan_commune": 4, "plan_province": 2, "plan_district": 5}[name]
    if name == "plan_district":  # after the bullets of point a): beside them
        assert paragraphs[-1] == ("UBND các xã, t", 3)


def test_subject_year_signature_and_recipients_are_found(source):
    name, text = source
    plan = read_plan(text).plan
    assert plan.subject.endswith(f"năm {plan.year}")
    assert "\n" not in plan.subject
    assert plan.signature.authority == "TM. ỦY BAN NHÂN DÂN"
    assert (plan.signature.proxy, plan.signature.title) == (
        ("", "CHỦ TỊCH") if name == "plan_commune" else ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    )
    assert len(plan.signature.name.split()) >= 3
    assert plan.recipients[-1].startswith("Lưu: V")
    assert not any(one.endswith((";", ".")) or one.startswith("-") for one in plan.recipients)


def test_the_appendix_text_gives_title_number_date_and_issuer_and_its_table_is_reported(own_texts, seeds):
    own = read_plan(read_text(own_texts / "plan_commune.txt").text)
    assert (own.plan.number, own.plan.symbol, str(own.plan.date)) == ("07", "KH-UBND", "2025-02-03")
    assert own.plan.issuer == "Ủy ban nhân dân xã Bãi Ngang"
    assert [(one.title, one.activities) for one in own.plan.appendices] == [
        ("DANH MỤC HOẠT ĐỘNG TUYÊN TRUYỀN VỀ KIỂM SOÁT THỦ TỤC HÀNH CHÍNH NĂM 2025", ())
    ]
    left_out = next(said for said in own.findings if "bảng phụ lục" in said)
    assert left_out.startswith("Dòng 156 đến 175: 11 dòng")
    assert "“TT Nội dung Hình thức" in left_out
    real = read_plan(read_text(seeds / f"{REAL['plan_commune']}.txt").text)
    assert (real.plan.number, real.plan.symbol, str(real.plan.date)) == ("09", "KH-UBND", "2024-01-16")
    assert real.plan.issuer == "Ủy ban nhân dân thị trấn Vĩnh Lộc"
    assert real.plan.recipients[0] == "UBND huyện (b/c"
    assert len(real.plan.recipients) == 9


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("plan_commune", ["Dòng 9: 2 căn cứ", "không có: địa danh"]),
        (
            "plan_province",
            ["Dòng 9: căn cứ và câu ban hành", "Dòng 42: nội dung nhắc đến", "số văn bản, địa danh"],
        ),
        (
            "plan_district",
            [
                "Dòng 6: 5 căn cứ",
                "Dòng 79: mục “III” lặp lại",
                "Dòng 115: điểm “e)” đứng sau điểm “d)”, thiếu “đ)”",
                "Dòng 127: mục “V” đứng sau mục “III”, thiếu “IV”",
                "Dòng 156: mục “V” lặp lại",
                "cơ quan ban hành, số văn bản",
            ],
        ),
    ],
)
def test_what_was_odd_is_listed_with_its_line(own_texts, name, parts):
    findings = read_plan(read_text(own_texts / f"{name}.txt").text).findings
    for part in parts:
        assert sum(part in said for said in findings) == 1, part
    assert all(said.endswith(".") and "\n" not in said for said in findings)


def test_broken_words_join_and_wrapped_lines_are_no_marks(own_texts):
    texts = [item.text for item in read_plan(read_text(own_texts / "plan_district.txt").text).plan.body]
    whole = "\n".join(texts)
    assert "Chỉ thị số 27/CT-TTg ngày" in whole
    assert "Trung tâm Văn hóa - Thông tin và Thể thao" in whole
    assert "những mặt tích cực - tiêu cực khi" in whole
    assert "trong năm 2025. Các cơ quan" in whole
    assert "chính trị. Áp dụng nhiều cách" in whole


def test_a_letterhead_in_two_columns_and_a_closing_side_by_side(own_texts):
    read = read_plan(read_text(own_texts / "plan_letterhead.txt").text)
    plan = read.plan
    assert plan.superior == "ỦY BAN NHÂN DÂN TỈNH TRƯỜNG GIANG"
    assert plan.issuer == "Ủy ban nhân dân xã Bãi Ngang"
    assert (plan.number, plan.symbol, plan.place, str(plan.date)) == (
        "09",
        "KH-UBND",
        "Bãi Ngang",
        "2026-01-16",
    )
    assert [item.level for item in plan.preamble] == [Level.BASIS] * 3 + [Level.PARAGRAPH]
    assert plan.recipients == ("Như trên", "TT. HĐND xã", "Lưu: VT")
    assert plan.signature == Signature("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn A")
    assert [one.title for one in plan.appendices] == ["DANH MỤC HOẠT ĐỘNG", "DANH MỤC TÀI LIỆU"]
    kept = [item.text for item in plan.body if item.level is Level.PARAGRAPH]
    assert kept == ["+ Mỗi tháng hai tin.", "1.1. Phát vào sáng thứ Hai.", "Trên đây là Kế hoạch của xã./."]
    said = "\n".join(read.findings)
    for part in ("Dòng 23: số trang", "“+”", "“1.1.”", "(Đã ký)", "Dòng 38: 1 dòng"):
        assert part in said


@pytest.mark.parametrize(
    "letterhead",
    [BESIDE, BELOW],
)
def test_a_letterhead_on_single_blanks_or_column_after_column(letterhead):
    plan = read_plan(letterhead + "KẾ HOẠCH\nTuyên truyền năm 2026\nI. MỤC ĐÍCH\nMột.\n").plan
    assert (plan.superior, plan.issuer) == ("UBND HUYỆN SÔNG LAM", "UBND XÃ BÃI NGANG")
    assert (plan.number, plan.place, str(plan.date)) == ("05", "Bãi Ngang", "2026-04-08")
    assert plan.preamble == ()


def test_an_office_that_signs_for_its_head_with_dashes_before_its_bases():
    read = read_plan(
        "SỞ TƯ PHÁP\nVĂN PHÒNG\nSố: 12/KH-STP   Bãi Ngang, ngày 5 tháng 3 năm 9999\n"
        "KẾ HOẠCH TUYÊN TRUYỀN\nvề kiểm soát thủ tục hành chính\n"
        "- Căn cứ Luật A số 1/2020;\n- Căn cứ Luật B số 2/2020;\n"
        "Văn phòng Sở ban hành Kế hoạch năm 2026 như sau:\n"
        "1. Mục đích\nNâng cao.\n2. Yêu cầu\n- Một\n- Hai\nTL. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG\n\n\nNguyễn Văn A\n"
    )
    plan = read.plan
    assert (plan.superior, plan.issuer, plan.number, plan.symbol) == (
        "SỞ TƯ PHÁP",
        "VĂN PHÒNG",
        "12",
        "KH-STP",
    )
    assert plan.subject == "TUYÊN TRUYỀN về kiểm soát thủ tục hành chính"
    assert (plan.date, plan.year) == (None, 2026)
    assert any("tạm lấy năm 2026" in said for said in read.findings)
    assert [item.text[:12] for item in plan.preamble] == ["Căn cứ Luật ", "Căn cứ Luật ", "Văn phòng Sở"]
    assert [(item.level, item.depth) for item in plan.body] == [
        (Level.CLAUSE, 0),
        (Level.PARAGRAPH, 1),
        (Level.CLAUSE, 0),
        (Level.BULLET, 1),
        (Level.BULLET, 1),
    ]
    assert plan.signature == Signature("", "TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG", "Nguyễn Văn A")


@pytest.mark.parametrize("width", [64, 86])
@pytest.mark.parametrize(("inner", "between"), [(0, 1), (1, 2)])
@pytest.mark.parametrize("page", [0, 30])
def test_text_wrapped_anew_gives_the_same_plan(own_texts, width, inner, between, page):
    for name in OWN:
        plan = read_plan(read_text(own_texts / f"{name}.txt").text).plan
        source = ["KẾ HOẠCH", plan.subject]
        for label, item in [("", item) for item in plan.preamble] + list(
            zip(labels(plan.body), plan.body, strict=True)
        ):
            source += [""] * between
            for number, line in enumerate(
                textwrap.wrap(f"{label} {item.text}", width, break_on_hyphens=False)
            ):
                source += [""] * (3 if page and len(source) % page == 0 else inner if number else 0)
                source.append(line)
        again = read_plan("\n".join(source)).plan
        assert [item.text for item in again.preamble] == [item.text for item in plan.preamble]
        assert [(item.level, item.depth, item.text) for item in again.body] == [
            (item.level, item.depth, item.text) for item in plan.body
        ]


def test_blanks_a_clerk_fills_in_later_stay_blank():
    plan = read_plan(
        "UBND XÃ BÃI NGANG\nSố:      /KH-UBND\nBãi Ngang, ngày      tháng     năm 2026\n"
        "KẾ HOẠCH\nTuyên truyền\nI. MỤC ĐÍCH\nMột.\n"
    ).plan
    assert (plan.number, plan.symbol, plan.place, plan.date, plan.year) == (
        "",
        "KH-UBND",
        "Bãi Ngang",
        None,
        2026,
    )


def test_the_signature_may_come_before_the_recipients():
    plan = read_plan(
        "KẾ HOẠCH\nTuyên truyền năm 2026\nI. MỤC ĐÍCH\nMột./.\n"
        "TM. ỦY BAN NHÂN DÂN\nXÃ BÃI NGANG\nQ. CHỦ TỊCH\n\n\n"
        "Nguyễn Văn A\n\nNơi nhận:\n- Như trên;\n- Các thôn, các\nđoàn thể;\n- Lưu: VT.\n"
    ).plan
    assert plan.signature == Signature("TM. ỦY BAN NHÂN DÂN XÃ BÃI NGANG", "Q. CHỦ TỊCH", "", "Nguyễn Văn A")
    assert plan.recipients == ("Như trên", "Các thôn, các đoàn thể", "Lưu: VT")
    assert [item.text for item in plan.body] == ["MỤC ĐÍCH", "Một./."]


def test_an_appendix_with_a_signature_of_its_own_does_not_move_the_plans():
    plan = read_plan(
        "KẾ HOẠCH\nTuyên truyền năm 2026\nI. MỤC ĐÍCH\nMột./.\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n\nNguyễn Văn A\nPHỤ LỤC\nDANH MỤC\nTT Nội dung\n1 Một\n"
        "Nơi nhận:\n- Khác;\nKT. CHỦ TỊCH\n"
    ).plan
    assert plan.recipients == ("Như trên", "Lưu: VT")
    assert plan.signature == Signature("TM. ỦY BAN NHÂN DÂN", "", "CHỦ TỊCH", "Nguyễn Văn A")
    assert [one.title for one in plan.appendices] == ["DANH MỤC"]


def test_text_without_a_heading_is_still_read():
    read = read_plan("Một đoạn văn năm 2025 không có gì.\n\nMột đoạn nữa.\n")
    assert [(item.level, item.text) for item in read.plan.body] == [
        (Level.PARAGRAPH, "Một đoạn văn năm 2025 không có gì."),
        (Level.PARAGRAPH, "Một đoạn nữa."),
    ]
    assert read.plan.year == 2025
    assert any("Không thấy dòng “KẾ HOẠCH”" in said for said in read.findings)
    sections = read_plan("Lời đầu.\nI. MỤC ĐÍCH\n1. Một.\n").plan
    assert [item.level for item in sections.body] == [Level.PARAGRAPH, Level.SECTION, Level.CLAUSE]


def test_a_mark_alone_on_its_line_takes_the_text_below():
    plan = read_plan("KẾ HOẠCH\nTuyên truyền năm 2026\nI.\nMỤC ĐÍCH\n1.\nMột.\na)\nHai.\n").plan
    assert [(item.level, item.text) for item in plan.body] == [
        (Level.SECTION, "MỤC ĐÍCH"),
        (Level.CLAUSE, "Một."),
        (Level.POINT, "Hai."),
    ]


def test_numbers_out_of_order_are_reported_and_a_far_number_is_no_mark():
    read = read_plan(
        "KẾ HOẠCH\nTuyên truyền năm 2026\nI. MỤC ĐÍCH\n1. Một.\n1. Hai.\n4. Ba.\n2. Bốn.\n45. Năm mươi.\n"
        "II. NHIỆM VỤ\nb) Sáu.\n"
    )
    said = "\n".join(read.findings)
    for part in (
        "Dòng 5: khoản “1” lặp lại",
        "Dòng 6: khoản “4” đứng sau khoản “1”, thiếu “2”, “3”",
        "Dòng 7: khoản “2” đứng sau khoản “4”, không đúng",
        "Dòng 10: điểm đầu tiên mang số “b)”, thiếu “a)”",
    ):
        assert part in said
    assert [item.text for item in read.plan.body if item.level is Level.PARAGRAPH] == ["45. Năm mươi."]


def test_odd_characters_are_carried_through():
    odd = '<b>đậm</b> & "=1+1" \U0001f600 ' + "x" * 3000 + " " + "Ồ" * 40_000
    plan = read_plan(f"KẾ HOẠCH\nTuyên truyền năm 2026\nI. MỤC ĐÍCH\n1. {odd}.\n").plan
    assert plan.body[1].text == f"{odd}."
    assert parse_plan(plan_to_json(plan)) == plan


@pytest.mark.parametrize(
    "text",
    [
        "số " * 1_700_000,
        "\x0c" * 3_000_000 + "a",
        "Căn cứ " + "Luật, UBND " * 300_000,
        "(" * 2_000_000,
        "KẾ HOẠCH\nA\n" + "- a.\n1. b.\na) c.\n" * 20_000,
        "KẾ HOẠCH\nA năm 2026\nI. MỤC\n" + "một hai ba, bốn năm sáu bảy tám chín mười\n" * 20_000,
    ],
)
def test_large_texts_take_seconds_not_minutes(text):
    begun = time.perf_counter()
    read_plan(text)
    assert time.perf_counter() - begun < 12


MARKS = ["", "", "", "I. ", "II. ", "1. ", "2. ", "a) ", "b. ", "- ", "+ ", "PHẦN "]
lines = st.lists(
    st.tuples(
        st.sampled_from(MARKS),
        st.integers(1, 14),
        st.sampled_from(["", ".", ";", ",", ":", "./."]),
        st.integers(0, 2),
    ),
    max_size=30,
)


@settings(max_examples=150, deadline=None)
@given(lines, st.booleans())
def test_every_word_of_any_text_comes_through_once_and_in_order(run, headed):
    count = 0
    source, words = [], []
    for mark, length, end, blanks in run:
        here = [f"từ{count + place}" for place in range(length)]
        count += length
        words += here
        source += [mark + " ".join(here) + end] + [""] * blanks
    head = "KẾ HOẠCH\nTrích yếu năm 2026\n" if headed else ""
    plan = read_plan(head + "\n".join(source)).plan
    assert re.findall(r"từ\d+", " ".join(words_of(plan))) == words
    assert is_lawful(plan.body)


SIGNERS = [
    "TM. ỦY BAN NHÂN DÂN",
    "KT. CHỦ TỊCH",
    "PHÓ CHỦ TỊCH",
    "Nguyễn Văn A",
    "Nơi nhận:",
    "Nơi nhận: KT. CHỦ TỊCH",
]
closings = st.lists(
    st.tuples(
        st.sampled_from(["- Một", "Hai", "- Lưu: VT", "XÃ BA", *SIGNERS]),
        st.sampled_from(["", ";", ".", "     PHÓ CHỦ TỊCH"]),
        st.integers(0, 2),
    ),
    max_size=12,
)


@settings(max_examples=200, deadline=None)
@given(closings)
def test_no_word_of_any_closing_is_lost(run):
    closing = "".join(text + end + "\n" * (blanks + 1) for text, end, blanks in run)
    plan = read_plan("KẾ HOẠCH\nTrích yếu năm 2026\nI. MỤC\nĐoạn cuối./.\n" + closing).plan
    source = Counter(re.findall(r"\w+", closing.replace("Nơi nhận", "")))
    found = Counter(re.findall(r"\w+", " ".join(words_of(plan)).replace("Nơi nhận", "")))
    found -= Counter(["Trích", "yếu", "năm", "2026", "MỤC", "Đoạn", "cuối"])
    assert found == source


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_at_all_is_read_into_a_plan_that_can_be_kept(text):
    plan = read_plan(text).plan
    assert is_lawful(plan.body)
    assert parse_plan(plan_to_json(plan)) == plan
