"""The tab as a whole: its parts follow each other, its pages are the real ones."""

import pytest
from printed_letters import x_of
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kehoach_desktop.domain.outline import labels
from kehoach_desktop.domain.plan import Level, Plan, Status
from kehoach_desktop.services import plans
from kehoach_desktop.ui import theme
from kehoach_desktop.ui.parts import next_part, panes
from kehoach_desktop.ui.plan.paper_area import PaperArea
from kehoach_desktop.ui.plan_tab import PlanTab


@pytest.fixture
def tab(qtbot, workbench, settings):
    made = PlanTab(workbench, settings)
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    qtbot.waitUntil(made.isVisible)
    yield made
    made.close()


def test_the_tab_shows_the_whole_plan(tab, workbench) -> None:
    plan = workbench.plan
    lines = [item.text for item in plan.preamble + plan.body]
    assert tab.editor.toPlainText().split("\n") == lines
    assert tab.editor._labels == [""] * len(plan.preamble) + labels(plan.body)
    assert tab.map.entries.rowCount() > 10
    assert tab.particulars.fields["issuer"].toPlainText() == plan.issuer


def test_the_map_leads_to_the_text_and_follows_the_caret(tab) -> None:
    row = next(r for r in range(99) if tab.map.entries.index(r).data().startswith("II."))
    tab.map.clicked.emit(tab.map.entries.index(row))
    assert tab.editor.textCursor().block().text() == tab.map.entries.index(row).data().removeprefix("II. ")
    assert tab.map.currentIndex().row() == row
    assert tab.levels.currentText() == "Mục I."


def test_typing_reaches_the_map(tab) -> None:
    tab.map.line_chosen.emit(tab.map.entries.index(1).data(Qt.ItemDataRole.UserRole + 2))
    tab.editor.textCursor().insertText(" mới")
    tab.editor.flush()
    assert tab.map.entries.index(1).data().endswith(" mới")


def test_the_level_chosen_in_the_strip_is_given(tab, workbench) -> None:
    line = len(workbench.plan.preamble) + 2
    tab.editor.go_to_line(line)
    tab.levels.activated.emit(2)
    assert workbench.plan.body[2].level is Level.CLAUSE
    assert tab.levels.currentText() == "Khoản 1."


def test_actions_work_and_say_where_they_belong(tab, workbench) -> None:
    actions = {action.objectName(): action for action in tab.tab_actions()}
    assert {action.property("menu") for action in actions.values()} == {"Kế hoạch", "Sửa", "Xem"}
    assert all(not action.icon().isNull() for action in actions.values())
    first = workbench.plan
    tab.editor.go_to_line(len(first.preamble) + 2)
    actions["plan_outdent"].trigger()
    assert workbench.plan != first
    actions["plan_indent"].trigger()
    tab.editor.selectAll()
    actions["plan_bold"].trigger()
    assert workbench.plan.body[-1].marks[0][2] == "bold"
    assert actions["plan_bold"].isChecked()


def test_everything_can_be_undone_from_any_part(tab, workbench) -> None:
    first = workbench.plan
    tab.particulars.fields["place"].selectAll()
    tab.particulars.fields["place"].insertPlainText("Nơi khác")
    tab.editor.go_to_line(3)
    tab.editor.textCursor().insertText(" thêm")
    workbench.undo()  # commits both first
    workbench.undo()
    assert workbench.plan == first
    assert tab.particulars.fields["place"].toPlainText() == first.place


def printed(tab, qtbot) -> None:
    qtbot.waitUntil(lambda: tab.preview.paper.count > 2 and tab.preview.is_current, timeout=15_000)


def test_the_printed_pages_are_shown_and_follow(tab, workbench, qtbot) -> None:
    printed(tab, qtbot)
    count = tab.preview.paper.count
    assert tab.summary.startswith(f"Trang 1/{count} · ")
    last = workbench.plan.body[-1]
    tab.editor.go_to(last.id, len(last.text))
    qtbot.waitUntil(lambda: not tab.summary.startswith("Trang 1/"))
    assert tab.preview.paper.mark.item == last.id
    before = tab.preview.paper.mark.last
    tab.editor.textCursor().insertText(" Chữ chưa từng có")
    qtbot.waitUntil(lambda: tab.preview.paper.mark.last > before, timeout=5000)
    assert workbench.plan.body[-1].text == last.text  # printed before it is kept


def test_a_click_on_a_page_puts_the_caret_there(tab, workbench, qtbot) -> None:
    printed(tab, qtbot)
    item = workbench.plan.preamble[1]
    place = tab.preview.paper.places.of_caret(item.id, 0)
    tab.preview.paper.pressed.emit(place, x_of(place, 7) + 0.1)
    assert tab.editor.caret_place() == (item.id, 7)
    assert tab.editor.hasFocus()
    tab.preview.paper.double_pressed.emit(place, x_of(place, 1))
    assert tab.editor.textCursor().selectedText() == item.text.split()[0]


def test_a_click_on_the_letterhead_gives_its_field_the_keyboard(tab, qtbot) -> None:
    printed(tab, qtbot)
    tab.verbs.actions["map"].setChecked(False)
    tab.preview.fact_chosen.emit("subject")
    assert tab.particulars.fields["subject"].hasFocus()
    assert tab.verbs.actions["map"].isChecked()


def test_every_fact_printed_has_its_field(tab, workbench, qtbot) -> None:
    from kehoach_desktop.services.exporting import preview

    facts = {place.fact for place in preview(workbench.plan).places if place.fact}
    assert len(facts) >= 8
    assert facts <= set(tab.particulars.fields)


def test_the_pages_fill_the_window_and_go_back(tab, qtbot) -> None:
    printed(tab, qtbot)
    tab.editor.setFocus()
    sizes = tab.arrangement.panes.sizes()
    narrow = tab.preview.paper.page_width
    qtbot.keyClick(tab.editor, Qt.Key.Key_F11)
    assert tab.preview.isVisible()
    assert not tab.editor.isVisible()
    assert not tab.map.isVisible()
    assert tab.preview.paper.page_width > narrow * 1.5
    area = tab.preview.findChild(PaperArea)
    assert area.hasFocus()
    qtbot.keyClick(area, Qt.Key.Key_Escape)
    assert tab.editor.isVisible()
    assert tab.editor.hasFocus()
    assert tab.arrangement.panes.sizes() == sizes
    assert tab.preview.paper.page_width == narrow
    qtbot.keyClick(tab.editor, Qt.Key.Key_F11)
    qtbot.keyClick(area, Qt.Key.Key_F11)
    assert tab.editor.hasFocus()


def test_f6_gives_the_keyboard_to_the_pages(tab, qtbot) -> None:
    seen, here = [], tab.editor
    for _ in range(len(panes(tab))):
        here = next_part(panes(tab), here)
        seen.append(here)
    assert tab.preview.findChild(PaperArea) in seen


def test_pages_stand_side_by_side_where_there_is_room(tab, qtbot) -> None:
    printed(tab, qtbot)
    tab.resize(1920, 1000)
    tab.verbs.actions["filled"].trigger()
    first, second = tab.preview.paper.page_rect(0), tab.preview.paper.page_rect(1)
    assert first.top() == second.top()
    assert first.right() < second.left()
    tab.verbs.actions["pages"].trigger()  # any other verb of the parts ends it
    assert not tab.filled.is_on
    assert tab.editor.isVisible()


def test_folded_pages_fill_the_window_too_and_fold_again(tab, qtbot) -> None:
    tab.resize(1200, 700)
    assert not tab.preview.isVisible()
    tab.verbs.actions["filled"].trigger()
    assert tab.preview.isVisible()
    tab.resize(1100, 700)
    assert tab.preview.isVisible()
    tab.verbs.actions["filled"].trigger()
    assert not tab.preview.isVisible()
    assert tab.editor.isVisible()


def test_pages_fold_away_first_and_come_back(tab, qtbot) -> None:
    pages = tab.verbs.actions["pages"]
    assert tab.preview.isVisible()
    tab.resize(1200, 700)
    assert not tab.preview.isVisible()
    assert not pages.isChecked()
    pages.trigger()
    assert tab.preview.isVisible()
    tab.resize(1400, 700)
    assert tab.preview.isVisible()
    pages.trigger()
    assert not tab.preview.isVisible()
    tab.verbs.actions["map"].trigger()
    assert not tab.map.isVisible()


def test_a_narrow_window_shows_map_or_pages(tab, qtbot) -> None:
    tab.resize(960, 600)
    acts = tab.verbs.actions
    acts["pages"].trigger()
    assert tab.preview.isVisible()
    assert not tab.map.isVisible()
    qtbot.wait(20)
    assert tab.width() == 960
    acts["map"].trigger()
    assert tab.map.isVisible()
    assert not tab.preview.isVisible()
    qtbot.wait(20)
    assert tab.width() == 960


def test_another_theme_is_followed(tab, qtbot) -> None:
    app = QApplication.instance()
    mode = theme.theme().mode
    try:
        theme.apply_theme(app, "dark")
        dark = tab.grab().toImage().pixelColor(tab.arrangement.panes.sizes()[0] + 20, 300)
        theme.apply_theme(app, "light")
        light = tab.grab().toImage().pixelColor(tab.arrangement.panes.sizes()[0] + 20, 300)
    finally:
        theme.apply_theme(app, mode)
    assert (dark.name(), light.name()) == (theme.DARK.surface.lower(), theme.LIGHT.surface.lower())


def test_no_plan_and_an_empty_plan(tab, workbench) -> None:
    workbench.open_plan(None)
    assert tab.summary == ""
    assert tab.map.entries.rowCount() == 0
    assert tab.preview.paper.count == 0
    assert not tab.verbs.actions["indent"].isEnabled()
    empty = plans.add_plan(workbench.store, Plan(year=2026, status=Status.DRAFT))
    workbench.open_plan(empty.id)
    assert tab.summary.endswith("0 từ")
    assert tab.levels.currentText() == "Mục I."
    tab.grab()


def test_the_parts_that_f6_leads_through_begin_with_the_page(tab, qtbot) -> None:
    tab.activateWindow()
    tab.setFocus()
    qtbot.waitUntil(tab.editor.hasFocus)
    places = panes(tab)
    seen = [QApplication.focusWidget()]
    tab.particulars.make_form()
    for _ in places:
        seen.append(next_part(places, seen[-1]))
    assert seen[0] is seen[-1] is tab.editor
    assert seen[1:3] == [tab.map, tab.particulars.fields["superior"]]


def test_an_undo_far_away_is_brought_into_view(tab, workbench) -> None:
    tab.editor.go_to_line(1)
    tab.editor.textCursor().insertText("x")
    tab.editor.go_to_line(60)
    workbench.undo()
    assert tab.editor.current_line() == 1
    block = tab.editor.document().findBlockByNumber(1)
    top = tab.editor.document().documentLayout().blockBoundingRect(block).top()
    bar = tab.editor.verticalScrollBar()
    assert bar.value() <= top <= bar.value() + tab.editor.viewport().height()


def test_sizes_left_are_found_again(qtbot, workbench, settings, tab) -> None:
    tab.arrangement.panes.setSizes([300, 600, 466])
    tab.arrangement.panes.splitterMoved.emit(300, 1)
    kept = settings.splitters["plan"]
    again = PlanTab(workbench, settings)
    qtbot.addWidget(again)
    again.resize(1366, 700)
    again.show()
    assert again.arrangement.panes.sizes() == kept
    settings.splitters["plan"] = ["x", 1]
    spoilt = PlanTab(workbench, settings)
    qtbot.addWidget(spoilt)
    spoilt.close()
    again.close()


def test_parts_come_back_as_wide_as_they_were(qtbot, workbench, settings) -> None:
    tab = PlanTab(workbench, settings)
    qtbot.addWidget(tab)
    tab.resize(1366, 640)
    tab.show()
    QApplication.processEvents()
    before = tab.arrangement.panes.sizes()
    assert before[::2] == [268, 390]
    acts = tab.verbs.actions
    for name in ("library", "filled", "map", "pages", "library", "map"):
        acts[name].trigger()
        QApplication.processEvents()
        acts[name].trigger()
        QApplication.processEvents()
        if not tab.preview.isVisible():  # the library took its place
            acts["pages"].trigger()
            QApplication.processEvents()
        assert tab.arrangement.panes.sizes()[:3] == pytest.approx(before, abs=2), name
    tab.close()


@pytest.mark.usefixtures("in_both_fonts")
def test_parts_are_as_wide_as_before_once_the_window_was_narrow(tab) -> None:
    panes = tab.arrangement.panes
    panes.moveSplitter(800, 2)
    before = panes.sizes()
    for width in (1100, 960, 1366):
        tab.resize(width, 700)
    assert panes.sizes() == before
    tab.resize(1920, 1000)
    tab.verbs.actions["library"].trigger()
    for width in (1366, 800, 1366, 1920):
        tab.resize(width, 700)
    tab.verbs.actions["library"].trigger()
    tab.resize(1366, 700)
    assert panes.sizes()[:3] == pytest.approx(before, abs=2)


def test_pages_that_filled_a_window_made_narrow_since_fold_away(tab) -> None:
    tab.verbs.actions["filled"].trigger()
    tab.resize(960, 700)
    tab.verbs.actions["filled"].trigger()
    assert not tab.preview.isVisible()
    tab.resize(1366, 700)
    assert tab.preview.isVisible()
