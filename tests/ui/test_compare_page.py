"""Two versions side by side: what changed is marked, the rest folded, both sides level."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kehoach_desktop.domain.comparing import compare
from kehoach_desktop.domain.edits import SetField, apply
from kehoach_desktop.domain.issuing import issue, revise
from kehoach_desktop.domain.plan import Item, Level
from kehoach_desktop.services import issuing
from kehoach_desktop.ui.compare_page import ComparePage
from kehoach_desktop.ui.comparing.lines import shown_lines
from kehoach_desktop.ui.comparing.pane import Looks
from kehoach_desktop.ui.theme import apply_theme, tokens


@pytest.fixture
def revision(sample):
    """The sample issued and revised: one item changed, one gone, one come."""
    issued = apply(sample, issue(sample, issuing.freeze(sample, "05", dt.date(2026, 1, 16))))
    plan = apply(issued, revise(issued))
    body = list(plan.body)
    body[2] = replace(body[2], text=body[2].text + " thêm đuôi")
    del body[8]
    body.insert(20, Item(Level.BULLET, "Việc mới hẳn chưa từng có", body[20].depth))
    return replace(plan, body=tuple(body))


@pytest.fixture
def shown(open_window, revision, older, qtbot):
    """The page comparing the version with the revision."""
    window = open_window(older, revision)
    window.resize(1366, 768)
    window.verbs["compare"].trigger()
    page = window.desk.page
    qtbot.waitUntil(lambda: page.changes > 0, timeout=20_000)
    qtbot.waitUntil(lambda: page.sides.is_settled)
    return window, page


def letters(pane, word):
    """The format of the letters of a word."""
    cursor = pane.document().find(word)
    assert not cursor.isNull(), word
    return cursor.charFormat()


def test_it_opens_on_the_last_version_and_the_plan_as_it_is(shown, revision):
    _, page = shown
    assert isinstance(page, ComparePage)
    left, right = (chooser.currentText() for chooser in page.choosers)
    assert left == "Bản đã ban hành · Số 05/KH-UBND ngày 16/01/2026"
    assert right == "Bản hiện nay · Bản điều chỉnh (dự thảo)"
    assert page.count.text() == f"Thay đổi 1/{page.changes}"
    assert page.changes == 5  # number, date, one changed, one gone, one come


def test_removed_words_are_struck_and_added_ones_underlined(shown, revision, sample):
    _, page = shown
    gone = letters(page.left, sample.body[8].text[:30])
    assert gone.fontStrikeOut()
    assert not gone.fontUnderline()
    for word in ("thêm đuôi", "Việc mới hẳn"):
        come = letters(page.right, word)
        assert come.fontUnderline()
        assert not come.fontStrikeOut()
        assert page.left.document().find(word).isNull()
    assert not letters(page.right, revision.body[2].text[:20]).fontUnderline()
    assert "(không có)" in page.left.toPlainText()


def test_both_sides_are_level_and_scroll_together_at_any_width(shown, qtbot):
    window, page = shown
    for width in (1366, 900):
        window.resize(width, 768)
        qtbot.waitUntil(lambda: page.sides.is_settled)
        QApplication.processEvents()
        count = page.left.document().blockCount()
        assert count == page.right.document().blockCount() > 20
        assert [page.left.top_of(n) for n in range(count)] == [page.right.top_of(n) for n in range(count)]
    page.left.verticalScrollBar().setValue(77)
    assert page.right.verticalScrollBar().value() == 77
    page.right.verticalScrollBar().setValue(33)
    assert page.left.verticalScrollBar().value() == 33


def test_f3_goes_round_the_changes_both_ways(shown, qtbot):
    window, page = shown
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.left.setFocus()
    seen = [page.current]
    for _ in range(page.changes):
        QTest.keyClick(page.left, Qt.Key.Key_F3)
        seen.append(page.current)
    assert seen == [0, 1, 2, 3, 4, 0]
    QTest.keyClick(page.left, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert page.current == 4
    assert page.count.text() == "Thay đổi 5/5"
    assert page.left.verticalScrollBar().value() == page.right.verticalScrollBar().value()


def test_an_equal_stretch_is_folded_and_opens(shown, qtbot):
    _, page = shown
    before = page.left.toPlainText()
    assert "mục giống nhau …" in before
    first = next(line.first for line in page._lines if line.hidden)
    page.left.unfold_asked.emit(first)
    assert len(page.left.toPlainText()) > len(before)
    page.all.click()
    qtbot.waitUntil(lambda: page.sides.is_settled)
    assert "mục giống nhau …" not in page.left.toPlainText()
    page.all.click()
    assert "mục giống nhau …" in page.left.toPlainText()


def test_any_two_plans_of_the_file_can_be_chosen(shown, qtbot, older):
    _, page = shown
    names = [page.choosers[0].itemText(n) for n in range(page.choosers[0].count())]
    assert names[-1] == f"Kế hoạch năm 2025 · {older.subject}"
    page.choosers[0].setCurrentIndex(len(names) - 1)
    page.choosers[0].activated.emit(len(names) - 1)
    qtbot.waitUntil(lambda: "Truyền thông năm 2025" in page.left.toPlainText(), timeout=20_000)
    page.choosers[1].setCurrentIndex(len(names) - 1)
    page.choosers[1].activated.emit(len(names) - 1)
    qtbot.waitUntil(lambda: page.count.text() == "Hai bản giống nhau.", timeout=20_000)
    assert not page.next.isEnabled()


def test_it_follows_an_edit_undone_over_it(open_window, revision, qtbot):
    window = open_window(revision)
    plan = window.workbench.plan
    window.workbench.commit(SetField("plan", plan.id, "place", plan.place, "Nơi Khác Hẳn"), "Sửa địa danh")
    window.verbs["compare"].trigger()
    page = window.desk.page
    qtbot.waitUntil(lambda: page.changes == 6, timeout=20_000)
    window.verbs["undo"].trigger()
    qtbot.waitUntil(lambda: page.changes == 5, timeout=20_000)
    assert page.right.document().find("Nơi Khác Hẳn").isNull()


def test_it_is_read_only_its_text_can_be_chosen_and_esc_leaves_it(shown, qtbot):
    window, page = shown
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.left.setFocus()
    before = page.left.toPlainText()
    QTest.keyClicks(page.left, "abc")
    assert page.left.toPlainText() == before
    page.left.selectAll()
    assert page.left.textCursor().selectedText()
    QTest.keyClick(page.left, Qt.Key.Key_Escape)
    assert window.desk.page is None


def test_the_page_takes_the_colours_of_the_dark(shown, qapp):
    _, page = shown
    light = letters(page.right, "thêm đuôi").foreground().color()
    apply_theme(qapp, "dark")
    assert letters(page.right, "thêm đuôi").foreground().color() != light


def test_a_page_left_while_its_comparison_runs_is_left_alone(window):
    window.verbs["compare"].trigger()
    window.desk.close_page()
    window.issuing.close()
    QApplication.processEvents()
    assert window.desk.page is None


def test_folds_keep_one_neighbour_and_are_not_made_of_two(sample, revision):
    rows = compare(sample, revision)
    lines = shown_lines(rows)
    assert all(line.hidden >= 3 for line in lines if line.hidden)
    shown = [line for line in lines if line.row is not None]
    changed = [n for n, line in enumerate(lines) if line.row is not None and line.row.is_changed]
    for n in changed:
        assert lines[n - 1].row is not None or lines[n - 1].heading
    assert sum(line.hidden for line in lines) + len(shown) == len(rows)


def test_in_the_dark_what_differs_is_written_in_the_colour_of_text_on_its_ground(qapp):
    apply_theme(qapp, "dark")
    looks = Looks()
    assert looks.removed.foreground().color() == looks.plain.foreground().color()
    assert looks.removed.background().color() == QColor(tokens().bad_soft)
    assert looks.removed.fontStrikeOut()
    assert looks.added.foreground().color() == looks.plain.foreground().color()
    assert looks.added.fontUnderline()
