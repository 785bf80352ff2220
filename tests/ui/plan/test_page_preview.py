"""The printed pages: only those in view drawn, given up when stale, a failure said in its place."""

from dataclasses import replace
from threading import Event

import pypdfium2
import pytest
from printed_letters import x_of
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import Item, Level, new_id
from kehoach_desktop.services.exporting import Preview, new_memory, preview
from kehoach_desktop.ui.plan import page_preview, printed_pages
from kehoach_desktop.ui.plan.page_preview import PagePreview
from kehoach_desktop.ui.plan.paper_area import PaperArea
from kehoach_desktop.ui.plan.printed_pages import print_pages


@pytest.fixture
def pages(qtbot):
    made = PagePreview()
    qtbot.addWidget(made)
    made.resize(420, 600)
    made.show()
    qtbot.waitUntil(made.isVisible)
    yield made
    made.close_down()


@pytest.fixture
def long_plan(sample):
    """The sample's text many times over: some 30 pages."""
    body = tuple(replace(item, id=new_id()) for _ in range(10) for item in sample.body)
    return replace(sample, body=body, appendices=())


@pytest.fixture
def shown(pages, qtbot):
    """Show a plan and wait until what is in view is drawn."""

    def show(plan):
        pages.show_plan(plan)
        qtbot.waitUntil(lambda: pages.paper.count > 0 and pages.is_current, timeout=15_000)
        return pages

    return show


def words_of(plan) -> str:
    document = pypdfium2.PdfDocument(preview(plan).pdf)
    return "".join(page.get_textpage().get_text_bounded() for page in document)


def drawn(pages) -> set[int]:
    return {number for number in range(pages.paper.count) if pages.picture(number) is not None}


def bar(pages):
    return pages.findChild(PaperArea).verticalScrollBar()


def test_pages_are_as_sharp_as_the_screen(qtbot, sample) -> None:
    printing = print_pages(sample, frozenset({0, 2, 99}), 300, 1.5, new_memory(), lambda *_: None)
    assert set(printing.pictures) == {0, 2}
    assert printing.pictures[0].width() == 450
    assert printing.pictures[0].devicePixelRatio() == 1.5
    first, last = printing.preview.sizes[0], printing.preview.sizes[-1]
    assert first[0] < first[1]
    assert last[0] > last[1]  # the appendix lies


def test_of_a_long_plan_only_the_pages_in_view_are_drawn(shown, long_plan, qtbot) -> None:
    pages = shown(long_plan)
    assert pages.paper.count > 20
    qtbot.waitUntil(lambda: len(drawn(pages)) > 1, timeout=5000)  # the neighbours too
    qtbot.wait(300)
    assert 1 <= len(drawn(pages)) <= 4
    assert 0 in drawn(pages)
    bar(pages).setValue(bar(pages).maximum())
    qtbot.waitUntil(lambda: pages.paper.count - 1 in drawn(pages), timeout=5000)
    assert pages.paper.count // 2 not in drawn(pages)


def test_pictures_of_pages_long_not_seen_are_let_go(shown, long_plan, qtbot, monkeypatch) -> None:
    monkeypatch.setattr("kehoach_desktop.ui.plan.page_pictures._KEPT_PIXELS", 1_000_000)
    pages = shown(long_plan)
    for value in range(0, 12_000, 500):
        bar(pages).setValue(value)
        qtbot.waitUntil(lambda: pages.is_current, timeout=5000)
    assert 0 not in drawn(pages)
    assert len(drawn(pages)) <= 8


def test_the_latest_plan_wins(pages, sample, qtbot) -> None:
    items = (replace(sample.body[0], text="Mục lớn cuối cùng"),)
    pages.show_plan(sample)
    pages.refresh()
    pages.show_plan(replace(sample, body=items, appendices=()))
    pages.refresh()
    qtbot.waitUntil(lambda: pages.paper.count > 0 and pages.is_current, timeout=15_000)
    assert pages.paper.places.of_caret(items[0].id, 0) is not None
    assert pages.paper.places.of_caret(sample.body[1].id, 0) is None
    pages.show_plan(None)
    assert pages.paper.count == 0
    assert drawn(pages) == set()


def test_the_old_picture_stays_until_the_new_one_is_there(shown, sample, qtbot) -> None:
    pages = shown(sample)
    before = pages.picture(0)
    pages.show_plan(replace(sample, subject="Tên khác hẳn"))
    assert not pages.is_current
    assert pages.picture(0) is before
    qtbot.waitUntil(lambda: pages.is_current, timeout=15_000)
    assert pages.picture(0) != before


def test_what_is_typed_and_not_kept_is_printed(shown, sample, qtbot) -> None:
    typed = replace(sample, body=(*sample.body, Item(Level.SECTION, "Mục vừa gõ")))
    pages = shown(sample)
    pages.live = lambda: typed
    pages.note_change()
    qtbot.waitUntil(lambda: pages.paper.places.of_caret(typed.body[-1].id, 0) is not None, timeout=15_000)


def test_pages_keep_their_scroll_when_the_text_changes(shown, long_plan, qtbot) -> None:
    pages = shown(long_plan)
    bar(pages).setValue(3000)
    pages.show_plan(replace(long_plan, subject=f"{long_plan.subject} sửa"))
    qtbot.waitUntil(lambda: pages.is_current, timeout=15_000)
    assert bar(pages).value() == 3000


def test_a_failure_is_said_in_its_place(pages, sample, qtbot, monkeypatch) -> None:
    def refused(*_: object) -> Preview:
        raise UserError("Không có phông chữ.")

    monkeypatch.setattr(printed_pages, "preview", refused)
    pages.show_plan(sample)
    qtbot.waitUntil(lambda: pages.foot.caption.text() == "Chưa dựng được trang in", timeout=5000)
    assert pages.foot.caption.toolTip() == "Không có phông chữ."


def test_after_a_bug_the_next_change_is_printed(pages, sample, qtbot, monkeypatch) -> None:
    def broken(*_: object) -> Preview:
        raise ValueError("a bug")

    with monkeypatch.context() as patch, qtbot.capture_exceptions() as bugs:
        patch.setattr(printed_pages, "preview", broken)
        pages.show_plan(sample)
        qtbot.waitUntil(lambda: bool(bugs), timeout=5000)
    assert pages.foot.caption.text() == "Chưa dựng được trang in"
    pages.note_change()
    qtbot.waitUntil(lambda: pages.paper.count > 0 and pages.is_current, timeout=15_000)


def test_what_changed_while_a_printing_failed_is_printed(pages, sample, qtbot, monkeypatch) -> None:
    begun, goes_on = Event(), Event()

    def refused(*_: object) -> Preview:
        begun.set()
        goes_on.wait(5)
        raise UserError("Không có phông chữ.")

    with monkeypatch.context() as patch:
        patch.setattr(printed_pages, "preview", refused)
        patch.setattr(page_preview, "REFRESH_AT_LATEST_MS", -1)  # let it come to its end
        pages.show_plan(sample)
        qtbot.waitUntil(begun.is_set, timeout=5000)
        pages.note_change()
        qtbot.wait(100)  # it has come due, and waits for what is under way
    goes_on.set()
    qtbot.waitUntil(lambda: pages.paper.count > 0 and pages.is_current, timeout=15_000)


def test_hidden_pages_are_not_printed(pages, sample, qtbot) -> None:
    pages.hide()
    pages.show_plan(sample)
    qtbot.wait(100)
    assert pages.paper.count == 0
    pages.show()
    qtbot.waitUntil(lambda: pages.paper.count > 0, timeout=15_000)


def test_the_caret_s_line_is_marked_and_brought_to_the_middle(shown, long_plan) -> None:
    pages = shown(long_plan)
    item = long_plan.body[len(long_plan.body) // 2]
    pages.show_caret(item.id, len(item.text))
    mark = pages.paper.mark
    assert mark.item == item.id
    assert mark.last == len(item.text)
    seen = pages.findChild(PaperArea).seen()
    line = pages.paper.rect_of(mark)
    assert seen.top() + seen.height() / 3 < line.center().y() < seen.top() + seen.height() * 2 / 3
    value = bar(pages).value()
    pages.show_caret(item.id, 0)  # still in view
    assert bar(pages).value() == value


def test_the_mark_is_an_accent_bar_in_the_margin(shown, sample) -> None:
    pages = shown(sample)
    pages.show_caret(sample.preamble[0].id, 0)
    line = pages.paper.rect_of(pages.paper.mark)
    picture = pages.paper.grab(line.adjusted(-60, 0, 0, 0)).toImage()
    row = [picture.pixelColor(x, picture.height() // 2).name() for x in range(picture.width())]
    assert row.count("#0f5ba8") in {2, 3}


def test_a_click_tells_the_very_letter(shown, sample, qtbot) -> None:
    pages = shown(sample)
    item = sample.preamble[0]
    place = pages.paper.places.of_caret(item.id, 20)
    pages.show_caret(item.id, 20)
    rect = pages.paper.rect_of(place)
    scale = pages.paper.page_width / 595.276
    x = pages.paper.page_rect(0).left() + x_of(place, 20) * scale
    with qtbot.waitSignal(pages.place_chosen) as told:
        qtbot.mouseClick(pages.paper, Qt.MouseButton.LeftButton, pos=QPoint(round(x), rect.center().y()))
    assert told.args[0] == item.id
    assert abs(told.args[1] - 20) <= 1  # a pixel is coarser than a thin letter


def test_a_click_on_the_letterhead_tells_the_particular(shown, sample, qtbot) -> None:
    pages = shown(sample)
    places = {place.fact: place for place in pages.paper.places.on_page(0) if place.fact}
    for fact in ("issuer", "number", "date", "subject"):
        with qtbot.waitSignal(pages.fact_chosen) as told:
            centre = pages.paper.rect_of(places[fact]).center()
            qtbot.mouseClick(pages.paper, Qt.MouseButton.LeftButton, pos=centre)
        assert told.args == [fact]


def test_the_pointer_says_what_can_be_clicked(shown, sample, qtbot) -> None:
    pages = shown(sample)
    line = pages.paper.rect_of(pages.paper.places.of_caret(sample.preamble[0].id, 0))
    qtbot.mouseMove(pages.paper, line.center())
    qtbot.waitUntil(lambda: pages.paper.cursor().shape() is Qt.CursorShape.IBeamCursor)
    qtbot.mouseMove(pages.paper, pages.paper.page_rect(0).topLeft() + QPoint(4, 4))
    qtbot.waitUntil(lambda: pages.paper.cursor().shape() is Qt.CursorShape.ArrowCursor)


def test_keys_scroll_and_zoom(shown, long_plan, qtbot) -> None:
    pages = shown(long_plan)
    area = pages.findChild(PaperArea)
    area.setFocus()
    qtbot.keyClick(area, Qt.Key.Key_End)
    assert bar(pages).value() == bar(pages).maximum() > 0
    assert area.accessibleDescription() == f"Trang {pages.paper.count} trên {pages.paper.count}"
    qtbot.keyClick(area, Qt.Key.Key_Home)
    assert bar(pages).value() == 0
    qtbot.keyClick(area, Qt.Key.Key_PageDown)
    assert bar(pages).value() > 100
    fitting = pages.paper.page_width
    qtbot.keyClick(area, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert pages.paper.page_width == round(fitting * 1.25)
    assert "125 %" in pages.foot.caption.text()
    qtbot.keyClick(area, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert pages.paper.page_width == fitting


def test_the_wheel_zooms_between_half_and_threefold(shown, sample, qtbot) -> None:
    pages = shown(sample)
    fitting = pages.paper.page_width
    for angle, times in ((120, 3.0), (-120, 0.5)):
        for _ in range(15):
            turn_wheel(pages.findChild(PaperArea), angle)
        assert pages.paper.page_width == round(fitting * times)
    qtbot.waitUntil(lambda: pages.is_current, timeout=15_000)
    assert pages.picture(0).width() == pages.paper.page_width


def turn_wheel(area, angle: int) -> None:
    middle = QPointF(area.viewport().rect().center())
    event = QWheelEvent(
        middle, area.viewport().mapToGlobal(middle), QPoint(), QPoint(0, angle),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003
    )  # fmt: skip
    QApplication.sendEvent(area.viewport(), event)


def test_a_letter_no_font_has_is_named_below_the_pages(shown, sample, monkeypatch) -> None:
    monkeypatch.setenv("KEHOACH_BUNDLED_FONT", "1")
    items = (Item(Level.SECTION, "Một"), Item(Level.CLAUSE, "Chữ \U000103a0 lạ", 1))
    pages = shown(replace(sample, body=items))
    assert "U+103A0, mục I.1" in pages.foot.warning
    assert pages.foot.lacking.isVisible()
    pages = shown(replace(sample, body=items[:1]))
    assert pages.foot.warning == ""
    assert not pages.foot.lacking.isVisible()
