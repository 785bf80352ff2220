"""The size the page is shown at: by wheel and keys, margins and numbers following, the print not."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QWheelEvent
from PySide6.QtWidgets import QApplication

from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.plan.look import GUTTER_PX
from kehoach_desktop.ui.plan.plan_actions import PlanActions
from kehoach_desktop.ui.plan.zoom import STEPS, Wheel, lawful_percent, stepped

CTRL = Qt.KeyboardModifier.ControlModifier


def turn(hands, delta: int, held=CTRL) -> None:
    view = hands.page.viewport()
    centre = QPointF(view.rect().center())
    event = QWheelEvent(
        centre, view.mapToGlobal(centre), QPoint(), QPoint(0, delta), Qt.MouseButton.NoButton, held,
        Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 - Qt takes it by place only
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def letter_width(hands) -> float:
    return QFontMetricsF(hands.page.document().defaultFont()).horizontalAdvance("Quy định")


def indent(hands, line: int) -> float:
    return hands.page.document().findBlockByNumber(line).blockFormat().leftMargin()


def test_wheel_with_ctrl_zooms_and_margins_follow(hands) -> None:
    plan, width = hands.workbench.plan, letter_width(hands)
    turn(hands, 120)
    turn(hands, 240)
    assert hands.page.zoom_percent() == 150
    assert 1.4 < letter_width(hands) / width < 1.6
    assert indent(hands, 2) == round(GUTTER_PX * 1.5)
    hands.go(4, -1)
    hands.type("x")
    hands.press(Qt.Key.Key_Return, text="\r")
    assert indent(hands, 5) == indent(hands, 4) > indent(hands, 3)
    turn(hands, -1200)
    assert hands.page.zoom_percent() == 50
    hands.page.undo_last()
    hands.page.undo_last()
    assert hands.workbench.plan == plan
    hands.shape()


def test_zooming_is_no_edit(hands) -> None:
    hands.page.set_zoom(200)
    assert hands.page.live_plan() is hands.workbench.plan
    hands.page.flush()
    assert hands.workbench.stack.count() == 0


def test_wheel_without_ctrl_scrolls(hands) -> None:
    hands.page.set_zoom(250)
    turn(hands, -120, Qt.KeyboardModifier.NoModifier)
    assert hands.page.zoom_percent() == 250


def test_keys_zoom_and_the_usual_size_comes_back(hands, qtbot) -> None:
    actions = PlanActions(hands.page)
    hands.page.activateWindow()
    for key, percent in ((Qt.Key.Key_Equal, 110), (Qt.Key.Key_Plus, 125), (Qt.Key.Key_Minus, 110)):
        qtbot.keyClick(hands.page, key, CTRL)
        assert hands.page.zoom_percent() == percent
    qtbot.keyClick(hands.page, Qt.Key.Key_0, CTRL)
    assert hands.page.zoom_percent() == 100
    assert indent(hands, 2) == GUTTER_PX
    assert "Ctrl+=" in actions.actions["zoom_in"].toolTip()
    assert hands.workbench.stack.count() == 0


def test_the_line_at_the_top_stays_there(hands_on, sample) -> None:
    hands = hands_on(sample)
    hands.page.verticalScrollBar().setValue(900)
    before = hands.page.cursorForPosition(QPoint(0, 0)).blockNumber()
    hands.page.set_zoom(175)
    assert hands.page.cursorForPosition(QPoint(0, 0)).blockNumber() == before > 3


def test_the_caret_in_view_stays_where_it_is_seen(hands_on, sample) -> None:
    hands = hands_on(sample)
    hands.page.go_to_line(20)
    before = hands.page.cursorRect().top()
    for percent in (250, 50, 100):
        hands.page.set_zoom(percent)
        assert abs(hands.page.cursorRect().top() - before) < 30


def test_an_empty_page_is_zoomed_too(hands_on, small) -> None:
    from dataclasses import replace

    hands = hands_on(replace(small, preamble=(), body=()))
    hands.page.set_zoom(200)
    assert indent(hands, 0) == 2 * GUTTER_PX
    hands.type("Mục")
    assert hands.shape() == ["section 0 Mục"]
    assert indent(hands, 0) == 2 * GUTTER_PX


def test_steps_end_and_a_spoilt_setting_is_made_one() -> None:
    assert stepped(100, 1) == 110
    assert stepped(250, 3) == 250
    assert stepped(50, -1) == 50
    assert [lawful_percent(percent) for percent in (0, 104, 10_000, -5)] == [50, 100, 250, 50]
    assert all(lawful_percent(step) == step for step in STEPS)


def test_a_touch_pad_turns_by_little_and_little() -> None:
    wheel = Wheel()
    assert [wheel.steps(50) for _ in range(5)] == [0, 0, 1, 0, 1]


def test_the_size_is_kept(tmp_path) -> None:
    Settings(zoom=150).write(tmp_path / "s.json")
    assert Settings.read(tmp_path / "s.json").zoom == 150
    (tmp_path / "s.json").write_text('{"zoom": "groß"}', encoding="utf-8")
    assert Settings.read(tmp_path / "s.json").zoom == 100
