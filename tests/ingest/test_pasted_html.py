"""HTML from Word, LibreOffice, Google Docs and worse, as the items a paste makes of it."""

import random
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pasted_mixtures import PIECES, check

from kehoach_desktop.ingest.pasted_html import read_html

FOLDER = Path(__file__).resolve().parents[1] / "data" / "paste"


def fixture(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def shape(source: str, **more) -> list[str]:
    return [f"{item.level} {item.depth} {item.text}" for item in read_html(source, **more).items]


def test_word_with_its_lists_headings_and_typed_marks() -> None:
    assert shape(fixture("word.html"), in_preamble=True) == [
        "basis 0 Căn cứ Nghị định số 63/2010/NĐ-CP về kiểm soát thủ tục hành chính;",
        "paragraph 0 Ủy ban nhân dân xã ban hành Kế hoạch như sau:",
        "section 0 Mục đích, yêu cầu",
        "clause 1 Mục đích",
        "point 2 Người dân biết cơ chế một cửa và nơi nộp hồ sơ;",
        "point 2 Cán bộ nắm chắc quy trình:",
        "bullet 3 Tiếp nhận;",
        "bullet 3 Trả kết quả.",
        "clause 1 Yêu cầu",
        "paragraph 2 Việc tuyên truyền phải đúng\nquy định, kịp thời.",
        "section 0 NỘI DUNG",
        "bullet 1 Phát thanh mỗi tháng hai lần;",
        "paragraph 2 + Buổi sáng.",
        "paragraph 2 TT - Nội dung",
        "paragraph 2 1 - Niêm yết tại trụ sở",
    ]


def test_bold_and_italic_come_along_but_not_what_headings_are_set_in_anyway() -> None:
    pasted = read_html(fixture("word.html"), in_preamble=True)
    marks = {item.text: item.marks for item in pasted.items if item.marks}
    assert marks == {
        "Người dân biết cơ chế một cửa và nơi nộp hồ sơ;": ((15, 29, "bold"), (33, 46, "italic"))
    }
    assert pasted.notes == (
        "bảng thành các dòng chữ",
        "1 hình không lấy vào",
        "1 chỗ chữ ẩn không lấy vào",
        "1 chỗ chữ gạch bỏ không lấy vào",
    )


def test_can_cu_stay_paragraphs_where_no_preamble_is() -> None:
    pasted = read_html(fixture("word.html"))
    assert [item.level for item in pasted.items[:2]] == ["paragraph", "paragraph"]
    assert pasted.lead == 2


def test_libreoffice_writer() -> None:
    assert shape(fixture("writer.html")) == [
        "section 0 Mục tiêu",
        "clause 1 Tuyên truyền đến từng thôn.",
        "clause 1 Giải đáp:",
        "point 2 Tại trụ sở;",
        "point 2 Qua điện thoại.",
        "bullet 3 Ghi sổ theo dõi.",
        "section 0 Thực hiện",
        "paragraph 1 Các thôn phối hợp thực hiện./.",
    ]


def test_google_docs_whose_bold_is_none_around_all() -> None:
    pasted = read_html(fixture("docs.html"))
    assert [f"{item.level} {item.depth} {item.text}" for item in pasted.items] == [
        "clause 0 Phát thanh",
        "point 1 Buổi sáng, trước 7 giờ",
        "clause 0 Niêm yết",
        "bullet 1 Tại trụ sở",
    ]
    assert [item.marks for item in pasted.items] == [(), ((11, 22, "italic"),), (), ()]


SIGNS = {
    "section": ["I."],
    "clause": ["2."],
    "point": ["1.1.", "đ)", "a."],
    "bullet": ["-", "+", "•", "–", "*", "\uf0b7"],
}


@pytest.mark.parametrize(
    ("sign", "level"), [(sign, level) for level, signs in SIGNS.items() for sign in signs]
)
def test_signs_typed_become_levels(sign, level) -> None:
    assert shape(f"<p>{sign} Một việc</p><p>Hai</p>")[0] == f"{level} 0 Một việc"


def test_a_number_with_a_fraction_is_no_mark() -> None:
    assert shape("<p>1.5 triệu đồng</p>") == ["paragraph 0 1.5 triệu đồng"]


def test_points_below_decimal_ones_are_bullets() -> None:
    source = "<p>1. Một</p><p>1.1. Hai</p><p>a) Ba</p><p>1.2. Bốn</p><p>2. Năm</p><p>a) Sáu</p>"
    pasted = read_html(source)
    assert [item.level for item in pasted.items] == [
        *("clause", "point", "bullet", "point"),
        "clause",
        "point",
    ]
    assert pasted.notes == ("mục “1.1” thành điểm a), b)…",)


def test_a_sign_no_level_has_stays_in_the_text() -> None:
    sign = "<p><span style='mso-list:Ignore'>Điều 1.<span>&nbsp;</span></span>Phạm vi</p>"
    assert shape(sign) == ["paragraph 0 Điều 1. Phạm vi"]


def test_lists_by_type_start_and_nesting() -> None:
    source = (
        "<ol start=3><li>ba<ol><li>con<ul><li>cháu</ul></ol><li>bốn</ol>"
        "<ul style='list-style:none'><li>x</ul>"
    )
    assert shape(source) == ["clause 0 ba", "point 1 con", "bullet 2 cháu", "clause 0 bốn", "paragraph 1 x"]


def test_headings_without_numbers_are_sections_and_below() -> None:
    assert shape("<h2>Một</h2><p>chữ</p><h4>Hai</h4>") == [
        "section 0 Một", "paragraph 1 chữ", "clause 1 Hai",
    ]  # fmt: skip


def test_soft_breaks_part_list_lines_and_double_ones_paragraphs() -> None:
    assert shape("Gồm:<br>- một;<br>- hai.<br><br>Hết<br>bài") == [
        "paragraph 0 Gồm:", "bullet 0 một;", "bullet 0 hai.", "paragraph 0 Hết\nbài",
    ]  # fmt: skip


def test_what_is_not_shown_does_not_come_in() -> None:
    source = (
        "<title>t</title><style>p{}</style><script>alert('<p>s</p>')</script><!-- <p>c</p> --><![CDATA[x]]>"
        "<p hidden>h</p><p style='display: none'>n</p><span style='visibility:hidden'>v</span>"
        "<svg><text>g</text></svg>"
        "<noscript>k</noscript><object>o</object><select><option>1</option></select><textarea>a</textarea>"
        "<template>m</template><p>Có</p><del>d</del><script>không đóng"
    )
    assert shape(source) == ["paragraph 0 Có"]


def test_tables_inside_tables_and_layout_tables() -> None:
    inner = "<table><tr><td>a<td>b</table>"
    first = "<tr><td><p>một</p><p>hai</p></td></tr>"
    pasted = read_html(f"<table>{first}<tr><td>{inner}</td><td>c</td></tr></table>")
    assert [item.text for item in pasted.items] == ["một", "hai", "a - b - c"]
    assert pasted.notes == ("bảng thành các dòng chữ",)


def test_only_the_fragment_counts() -> None:
    assert shape("<p>trước<!--StartFragment--><p>một<!--EndFragment--><p>sau") == ["paragraph 0 một"]


def test_letters_are_composed_also_over_elements() -> None:
    assert shape("<p>Kê<b>\u0301</b> hoa<i>\u0323ch</i>") == ["paragraph 0 Kế hoạch"]


def test_deep_nesting_unclosed_tags_and_many_entities() -> None:
    assert shape("<div><b>" * 5000 + "x") == ["paragraph 0 x"]
    assert shape("<ol><li>" * 200 + "x")[-1].endswith(" x")
    assert shape("<table><tr><td>a</td><td>" * 200)
    assert shape("<p>" + "&amp;" * 1000 + "&#xD800;&#0;&#1114112;&zzz;")[0].startswith("paragraph 0 &&&")
    assert shape("<p>😀 中文 ✔</p><p>😀</p>") == ["paragraph 0 😀 中文 ✔", "paragraph 0 😀"]


@given(pieces=st.lists(st.sampled_from(PIECES), max_size=60), in_preamble=st.booleans())
@example(pieces=["😀", "<span style='mso-list:Ignore'>", "\0", "như sau:"], in_preamble=False)
def test_any_mixture_is_read(pieces, in_preamble) -> None:
    check(read_html("".join(pieces), in_preamble=in_preamble))


@pytest.mark.parametrize("name", ["word.html", "writer.html", "docs.html"])
def test_damaged_pages_are_read(name) -> None:
    chance = random.Random(name)
    source = fixture(name)
    for _ in range(60):
        spoilt = list(source)
        for _ in range(chance.randint(1, 30)):
            at = chance.randrange(len(spoilt))
            spoilt[at] = chance.choice(["", "<", ">", '"', "'", "&", "\0", "-->", "</p>", spoilt[at] * 3])
        check(read_html("".join(spoilt), in_preamble=bool(chance.randint(0, 1))))
