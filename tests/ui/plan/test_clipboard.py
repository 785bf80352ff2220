"""Copy and paste on the real page: what comes in, where, in one step, and what is said of it."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from legacy_writing import to_legacy
from pasted_mixtures import PIECES
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage

from kehoach_desktop.domain.outline import is_lawful
from kehoach_desktop.domain.plan import Item, Level, Plan
from kehoach_desktop.ingest.legacy_encodings import Code
from kehoach_desktop.services import plans
from kehoach_desktop.ui.plan.clipboard import ITEMS_TYPE
from kehoach_desktop.ui.plan.page_menu import page_menu
from kehoach_desktop.ui.plan.pasting import CONVERT, FILL, KEEP, TEXT_ONLY
from kehoach_desktop.ui.plan.plan_actions import PlanActions

FOLDER = Path(__file__).resolve().parents[2] / "data" / "paste"
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
LETTER = (FOLDER.parent / "plan_letterhead.txt").read_text(encoding="utf-8")
LETTER_BODY = [
    "section 0 MỤC ĐÍCH",
    "clause 1 Giúp người dân hiểu quy định.",
    "clause 1 Giúp công chức làm đúng.",
    "section 0 NHIỆM VỤ",
    "clause 1 Viết tin, bài",
    "bullet 2 Mỗi tháng hai tin.",
    "clause 1 Phát thanh",
    "point 2 Phát vào sáng thứ Hai.",
    "paragraph 3 Trên đây là Kế hoạch của xã./.",
]
WORDS = "Tuyên truyền kiểm soát thủ tục hành chính đến từng thôn."


def paste(hands, *, text: str = "", html: str = "", **more) -> list[tuple[str, str, tuple]]:
    """Paste with the real key; return what the page said."""
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    if "image" in more:
        data.setImageData(QImage(8, 8, QImage.Format.Format_RGB32))
    if "url" in more:
        data.setUrls([QUrl.fromLocalFile(more["url"])])
    QGuiApplication.clipboard().setMimeData(data)
    said: list[tuple[str, str, tuple]] = []
    hands.page.said.connect(lambda *words: said.append(words))
    hands.press(Key.Key_V, CTRL)
    return said


def answer(said, words: str) -> None:
    next(act for text, act in said[-1][2] if text == words)()


def test_a_list_from_word_keeps_its_levels_below_the_place_it_comes_to(hands) -> None:
    before = hands.shape()
    hands.go(3, -1)  # the clause "Yêu cầu"
    said = paste(hands, html=(FOLDER / "docs.html").read_text(encoding="utf-8"))
    assert hands.shape()[1:6] == [
        "clause 1 Yêu cầu", "clause 1 Phát thanh", "point 2 Buổi sáng, trước 7 giờ", "clause 1 Niêm yết",
        "bullet 2 Tại trụ sở",
    ]  # fmt: skip
    assert hands.place() == (7, len("Tại trụ sở"))
    assert said == []
    assert hands.workbench.stack.count() == 1
    assert hands.workbench.stack.undoText() == "Dán"
    hands.press(Key.Key_Z, CTRL)
    assert hands.shape() == before


def test_sections_stay_sections_wherever_they_are_pasted(hands) -> None:
    hands.go(5, -1)  # a point
    paste(hands, html=(FOLDER / "writer.html").read_text(encoding="utf-8"))
    assert hands.shape()[3:8] == [
        "point 2 Kịp thời.", "section 0 Mục tiêu", "clause 1 Tuyên truyền đến từng thôn.",
        "clause 1 Giải đáp:", "point 2 Tại trụ sở;",
    ]  # fmt: skip


def test_a_list_in_the_midst_of_an_item_parts_it(hands) -> None:
    hands.go(4, 4)
    hands.paste("- một\n- hai")
    assert hands.shape()[2:6] == ["point 2 Đúng", "bullet 3 một", "bullet 3 hai", "point 2  quy định;"]
    assert hands.place() == (6, 3)


def test_words_before_a_list_go_on_in_the_text(hands) -> None:
    hands.go(5, -1)
    hands.paste(" Gồm:\n- một\n- hai")
    assert hands.shape()[3:6] == ["point 2 Kịp thời.Gồm:", "bullet 3 một", "bullet 3 hai"]


def test_a_line_with_a_mark_takes_its_level_in_an_empty_item_only(hands) -> None:
    hands.go(5, -1)
    hands.paste("- một")
    assert hands.shape()[3] == "point 2 Kịp thời.- một"
    hands.press(Key.Key_Return, text="\r")
    hands.paste("- hai")
    assert hands.shape()[4] == "bullet 3 hai"


def test_letters_with_bold_go_in_at_the_caret(hands) -> None:
    hands.go(4, 4)
    paste(hands, html="<span> và <b>đủ</b></span>", text=" và đủ")
    item = hands.workbench.plan.body[2]
    assert (item.text, item.marks) == ("Đúng và đủ quy định;", ((8, 10, "bold"),))
    hands.go(4, 9)
    hands.paste("x")
    assert hands.workbench.plan.body[2].marks == ((8, 11, "bold"),)


def test_can_cu_pasted_into_the_preamble_and_what_follows_begins_the_body(hands) -> None:
    hands.go(0, -1)
    paste(hands, html=(FOLDER / "word.html").read_text(encoding="utf-8"))
    assert [line.split(" ", 1)[0] for line in hands.preamble()] == [
        "basis",
        "basis",
        "paragraph",
        "paragraph",
    ]
    assert hands.shape()[:2] == ["section 0 Mục đích, yêu cầu", "clause 1 Mục đích"]
    hands.press(Key.Key_Z, CTRL)
    assert len(hands.preamble()) == 2


def test_a_whole_text_pasted_on_an_empty_page(hands_on) -> None:
    hands = hands_on(Plan(year=2026))
    paste(hands, html=(FOLDER / "word.html").read_text(encoding="utf-8"))
    assert [line.split(" ", 1)[0] for line in hands.preamble()] == ["basis", "paragraph"]
    assert hands.shape()[0] == "section 0 Mục đích, yêu cầu"


def test_a_document_with_its_letterhead_fills_page_and_particulars_in_one_step(hands_on) -> None:
    hands = hands_on(Plan(year=2026))
    before = hands.workbench.plan
    said = paste(hands, text=LETTER)
    assert hands.workbench.plan == before
    assert said[-1][1] == (
        "Phần dán có tiêu đề văn bản. Điền cơ quan cấp trên, cơ quan ban hành, số, địa danh, ngày, "
        "trích yếu, nơi nhận, người ký vào thông tin văn bản?"
    )
    answer(said, FILL)
    plan = hands.workbench.plan
    assert [line.split(" ", 1)[0] for line in hands.preamble()] == ["basis", "basis", "basis", "paragraph"]
    assert hands.shape() == LETTER_BODY
    assert (plan.number, str(plan.date), plan.signature.name) == ("09", "2026-01-16", "Nguyễn Văn A")
    assert plan.recipients == ("Như trên", "TT. HĐND xã", "Lưu: VT")
    assert plan.subject == "Tuyên truyền kiểm soát thủ tục hành chính năm 2026"
    assert "phụ lục không lấy vào" in said[-1][1]
    assert hands.workbench.stack.count() == 1
    hands.press(Key.Key_Z, CTRL)
    assert hands.workbench.plan == before


def test_a_document_may_leave_the_particulars_alone(hands_on) -> None:
    hands = hands_on(Plan(year=2026, subject="Của tôi"))
    said = paste(hands, text=LETTER)
    answer(said, TEXT_ONLY)
    assert hands.shape() == LETTER_BODY
    assert (hands.workbench.plan.subject, hands.workbench.plan.number) == ("Của tôi", "")
    assert hands.workbench.stack.count() == 1


def test_a_document_as_html_keeps_its_bold_and_levels(hands_on) -> None:
    lines = LETTER.replace("đúng.", "<b>đúng</b>.").split("\n")
    html = "".join(f"<p>{line}</p>" for line in lines)
    hands = hands_on(Plan(year=2026))
    answer(paste(hands, text=LETTER, html=html), FILL)
    assert hands.shape() == LETTER_BODY
    assert hands.workbench.plan.body[2].marks == ((19, 23, "bold"),)


def test_a_document_pasted_into_a_page_with_text_asks_nothing(hands) -> None:
    hands.go(5, -1)
    said = paste(hands, text=LETTER)
    assert [words[2] for words in said] in ([], [()])
    assert "CỘNG HÒA" in " ".join(hands.shape()), "nothing of it is left out there"


def test_what_was_chosen_is_replaced_in_the_same_step(hands) -> None:
    before = hands.shape()
    hands.go(4, 0, to=(5, -1))
    hands.paste("1. Một\n2. Hai")
    assert hands.shape()[1:5] == ["clause 1 Yêu cầu", "clause 1 Một", "clause 1 Hai", "clause 1 Phạm vi"]
    hands.press(Key.Key_Z, CTRL)
    assert hands.shape() == before


def test_copy_and_paste_inside_is_exact(hands_on) -> None:
    body = (
        Item(Level.SECTION, "Một", 0),
        Item(Level.CLAUSE, "Hai", 1),
        Item(Level.POINT, "Ba bốn", 2, ((0, 2, "bold"),)),
        Item(Level.BULLET, "năm", 2),
        Item(Level.PARAGRAPH, "- sáu", 2),
        Item(Level.SECTION, "", 0),
    )
    hands = hands_on(Plan(year=2026, body=body))
    hands.go(0, 0, to=(4, -1))
    hands.press(Key.Key_C, CTRL)
    hands.go(5)
    hands.press(Key.Key_V, CTRL)
    pasted = hands.workbench.plan.body[5:]
    assert pasted == body[:5]
    assert not {item.id for item in pasted} & {item.id for item in body[:5]}


def test_letters_only_keep_their_marks(hands) -> None:
    verbs = PlanActions(hands.page)
    hands.go(5, -1)
    data = QMimeData()
    data.setText(" I. một\n- hai")
    data.setHtml("<ol type=I><li>một</ol><ul><li>hai</ul>")
    QGuiApplication.clipboard().setMimeData(data)
    verbs.actions["letters"].trigger()
    assert hands.shape()[3:5] == ["point 2 Kịp thời.I. một", "point 2 - hai"]
    assert verbs.actions["letters"].shortcut().toString() == "Ctrl+Alt+V"


@pytest.mark.parametrize("code", [Code.TCVN3, Code.VNI])
def test_an_old_encoding_is_asked_about_and_goes_where_it_was_asked(hands, code) -> None:
    hands.go(5, -1)
    before = hands.shape()
    said = paste(hands, text=to_legacy(WORDS, code))
    assert hands.shape() == before
    kind, question, answers = said[-1]
    assert (kind, [text for text, _ in answers]) == ("info", [CONVERT, KEEP])
    assert code in question
    assert "Tuyên truyền kiểm soát thủ tục" in question
    hands.go(0, 0)
    hands.type("x")
    answer(said, CONVERT)
    assert hands.shape()[3] == f"point 2 Kịp thời.{WORDS}"


def test_an_old_encoding_is_pasted_as_it_is_when_that_is_the_answer(hands) -> None:
    hands.go(5, -1)
    said = paste(hands, text=to_legacy(WORDS, Code.TCVN3))
    answer(said, KEEP)
    assert hands.shape()[3] == f"point 2 Kịp thời.{to_legacy(WORDS, Code.TCVN3)}"


def test_old_fonts_in_word_tell_the_encoding_run_by_run(hands) -> None:
    hands.go(5, -1)
    old = to_legacy("Ủy ban nhân dân", Code.TCVN3_CAPITALS)
    html = (
        '<style>p.MsoNormal {font-family:".VnTime";}</style><!--StartFragment-->'
        f"<p class=MsoNormal>- {to_legacy('Kế hoạch', Code.TCVN3)} "
        f"<span style='font-family:\".VnTimeH\"'>{old}</span> "
        "<span style='font-family:Arial'>đúng Unicode</span> <font face='VNI-Times'>"
        f"{to_legacy('Thủ tục', Code.VNI)}</font></p><p class=MsoNormal>- hai</p><!--EndFragment-->"
    )
    said = paste(hands, html=html)
    answer(said, CONVERT)
    assert hands.shape()[4] == "bullet 3 Kế hoạch ỦY BAN NHÂN DÂN đúng Unicode Thủ tục"


def test_an_answer_after_another_plan_was_opened_does_nothing(hands) -> None:
    said = paste(hands, text=to_legacy(WORDS, Code.VNI))
    hands.workbench.open_plan(None)
    answer(said, CONVERT)
    assert hands.workbench.plan is None


def test_an_image_a_file_or_nothing_is_said_in_a_sentence(hands, tmp_path) -> None:
    before = hands.shape()
    assert "chỉ có hình" in paste(hands, image=True)[-1][1]
    assert "là tệp" in paste(hands, url=str(tmp_path / "a.docx"))[-1][1]
    assert "chưa có chữ" in paste(hands)[-1][1]
    assert "không có chữ nào" in paste(hands, html="<script>x</script>")[-1][1]
    assert hands.shape() == before


def test_what_was_left_out_is_said(hands) -> None:
    hands.go(5, -1)
    said = paste(hands, html="<p>một<img src=a.png><p>hai<table><tr><td>a<td>b</table>", text="x\0")
    assert said[-1][0] == "ok"
    assert said[-1][1] == (
        "Đã dán 3 đoạn. Lưu ý: bảng thành các dòng chữ; 1 hình không lấy vào; 1 ký tự không in được đã bỏ."
    )


def test_a_megabyte_is_read_while_the_window_answers(hands, qtbot) -> None:
    hands.go(5, -1)
    page = "".join(f"<p>- {WORDS * 10} {number}" for number in range(1500)) + "<p>" + WORDS * 1000
    assert len(page) > 900_000
    said = paste(hands, html=page)
    assert len(hands.workbench.plan.body) < 100, "the window goes on while it is read"
    assert said[-1][1] == "Đang đọc phần dán…"
    qtbot.waitUntil(lambda: len(hands.workbench.plan.body) > 1500, timeout=20_000)
    assert said[-1][1].startswith("Đã dán 1.501 đoạn")
    hands.press(Key.Key_Z, CTRL)
    assert len(hands.workbench.plan.body) == 6
    hands.page.close_down()


LONG = "".join(f"- {WORDS} {number}\n" for number in range(4000))


def test_a_page_closed_while_it_reads_lets_the_paste_go(hands, qtbot) -> None:
    before = hands.workbench.plan
    paste(hands, text=LONG)
    hands.page.close_down()
    with qtbot.captureExceptions() as raised:
        qtbot.wait(100)  # what was under way tells the window that it is done
    assert raised == []
    assert hands.workbench.plan == before
    paste(hands, text=LONG)
    assert hands.workbench.plan == before


def test_another_plan_opened_while_it_reads_is_said_and_takes_nothing(hands, qtbot, store) -> None:
    said = paste(hands, text=LONG)
    other = plans.add_plan(store, replace(hands.workbench.plan, id=0, subject="Khác"))
    hands.workbench.open_plan(other.id)
    qtbot.waitUntil(lambda: any("kế hoạch khác" in words[1] for words in said), timeout=20_000)
    assert said[-1][0] == "warning"
    assert hands.workbench.plan == other
    hands.page.close_down()


@pytest.mark.parametrize(
    ("line", "offset", "typed", "after"),
    [
        (0, 3, "mới", "Cănmới| cứ"),
        (7, 3, "mới", "Tổ mới|chức"),
        (5, 4, "mới", "Kịp mới|thời."),
        (5, 0, "mới", "mới|Kịp"),
        (5, 9, " Gõ", " Gõ|"),
    ],
)
def test_the_caret_stays_with_the_clerk_who_types_on_while_it_reads(
    hands, qtbot, line, offset, typed, after
) -> None:
    hands.go(5, -1)
    paste(hands, text=f" Gồm:\n{LONG.strip()}")
    hands.go(line, offset)
    hands.type(typed)
    bottom = hands.page.cursorRect().bottom()
    qtbot.waitUntil(lambda: len(hands.workbench.plan.body) > 4000, timeout=20_000)
    cursor = hands.page.textCursor()
    text = cursor.block().text()
    assert after in f"{text[: cursor.positionInBlock()]}|{text[cursor.positionInBlock() :]}"
    first = hands.workbench.plan.body[3].text
    assert (
        first == ("mớiKịp thời." if offset == 0 else "Kịp mớithời." if offset == 4 else "Kịp thời.") + "Gồm:"
    )
    if (line, offset) not in {
        (7, 3),
        (5, 9),
    }:  # these stand at the page's end, which does not scroll up so far
        assert abs(hands.page.cursorRect().bottom() - bottom) < 3
    hands.shape()
    hands.page.close_down()


def test_more_than_a_plan_can_hold_is_refused_in_a_sentence(hands, qtbot) -> None:
    before = hands.shape()
    said = paste(hands, text="một\n" * 60_000)
    qtbot.waitUntil(lambda: any("60.000 đoạn" in words[1] for words in said), timeout=20_000)
    assert hands.shape() == before
    hands.page.close_down()


def test_letters_without_a_blank_that_could_not_be_shown_are_refused_in_a_sentence(hands, qtbot) -> None:
    before = hands.shape()
    said = paste(hands, text="đ" * 120_000)
    qtbot.waitUntil(lambda: any("100.000 ký tự" in words[1] for words in said), timeout=20_000)
    assert hands.shape() == before
    hands.page.close_down()


@pytest.mark.parametrize(
    ("form", "is_on"), [("text", True), ("html", True), ("items", True), ("file", False), ("image", False)]
)
def test_the_context_menu_offers_to_paste_what_can_be_read(hands, form, is_on) -> None:
    data = QMimeData()
    {
        "text": lambda: data.setText("a"),
        "html": lambda: data.setHtml("<p>a"),
        "items": lambda: data.setData(ITEMS_TYPE, b"{}"),
        "file": lambda: data.setUrls([QUrl.fromLocalFile("a.docx")]),
        "image": lambda: data.setImageData(QImage(8, 8, QImage.Format.Format_RGB32)),
    }[form]()
    QGuiApplication.clipboard().setMimeData(data)
    menu = page_menu(hands.page, hands.page.cut)
    assert next(action for action in menu.actions() if action.text() == "Dán").isEnabled() is is_on


def test_an_absent_plan_takes_no_paste(hands) -> None:
    hands.workbench.open_plan(None)
    paste(hands, text="một\nhai")
    assert hands.page.toPlainText() == ""


def test_mixtures_of_everything_leave_a_lawful_plan(hands) -> None:
    chance = random.Random(3)
    for turn in range(120):
        source = "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 25)))
        hands.go(chance.randrange(hands.page.document().blockCount()), chance.choice([0, 1, -1]))
        data = {"html": source} if turn % 2 else {"text": source}
        said = paste(hands, **data)
        if said and said[-1][2]:
            answer(said, chance.choice([CONVERT, KEEP]))
        hands.shape()
        assert is_lawful(hands.workbench.plan.body)
        if turn % 10 == 0:
            hands.page.selectAll()
            hands.press(Key.Key_C, CTRL)
            hands.press(Key.Key_V, CTRL)
            hands.shape()
        if len(hands.workbench.plan.body) > 60:
            while hands.workbench.stack.canUndo():
                hands.workbench.undo()


def test_a_long_paste_can_be_called_off_and_nothing_comes_in(hands, qtbot) -> None:
    before = hands.workbench.plan
    said = paste(hands, text=LONG * 30)
    assert said[-1][1] == "Đang đọc phần dán…"
    answer(said, "Hủy")
    qtbot.waitUntil(lambda: said[-1][1] == "Đã hủy; chưa dán gì.", timeout=5_000)
    assert hands.workbench.plan == before
    hands.page.close_down()
