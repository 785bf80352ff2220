"""Colours are readable, complete in both themes, and everything follows a switch."""

import shutil
from dataclasses import asdict, replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QFileInfo, QObject, QSize, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QWidget,
)

from kehoach_desktop.paths import resources
from kehoach_desktop.ui.dressing import Dressing
from kehoach_desktop.ui.icons import ICON_PX, icon, pixmap
from kehoach_desktop.ui.self_test import is_in_its_own_font
from kehoach_desktop.ui.theme import (
    BASE_PX,
    DARK,
    LIGHT,
    Tokens,
    apply_theme,
    base_font,
    style_sheet,
    theme,
    tokens,
)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *((text, ground) for text in ("text", "muted") for ground in ("window", "surface", "sunken")),
        *((name, f"{name}_soft") for name in ("accent", "ok", "warning", "bad", "doing")),
        *((name, "surface") for name in ("accent", "ok", "warning", "bad", "doing")),
        *(("text", f"{name}_soft") for name in ("accent", "ok", "warning", "bad", "doing")),
        ("on_accent", "accent"),
    ],
)
def test_text_can_be_read_on_its_ground(colours: Tokens, text: str, ground: str):
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


@pytest.fixture
def pictures_after():
    """Has the pictures of the look taken from the program's own folder again."""
    yield
    style_sheet(tokens())


@pytest.mark.parametrize("name", ["Văn thư xã", "Phần_mềm", "KeHoach (1)", "it's", "a,b;c{d}#e%20"])
def test_the_look_stands_in_whatever_folder_the_program_is(
    qapp, tmp_path, pictures_after, monkeypatch, name: str
):
    """Qt drops a style sheet as a whole over a blank, a quote or some letters of a path in it."""
    shutil.copytree(resources() / "theme", tmp_path / name / "theme")
    monkeypatch.setattr("kehoach_desktop.ui.theme.resources", lambda: tmp_path / name)
    for colours in (LIGHT, DARK):
        box = QCheckBox("Đã xong")
        box.setStyleSheet(style_sheet(colours))  # the box's own: no other widget of this process is in it
        box.setChecked(True)
        drawn = box.grab().toImage()
        seen = {drawn.pixelColor(x, y).name().upper() for x in range(20) for y in range(drawn.height())}
        assert colours.accent in seen, "the box is not the style sheet's"
        assert colours.on_accent in seen, "the tick in it is not drawn"


def test_style_sheet_has_no_hole_and_no_colour_of_its_own():
    sheet = style_sheet(LIGHT)
    assert "$" not in sheet
    plain = style_sheet(
        replace(LIGHT, **{n: "#000000" for n, v in asdict(LIGHT).items() if v not in (True, False)})
    )
    assert {
        word for word in plain.split() if word.startswith("#") and word[1:7].isalnum() and word[1].isdigit()
    } <= {
        "#000000;",
        "#000000",
    }


def test_pictures_of_the_style_sheet_stand(qapp):
    for colours in (LIGHT, DARK):
        for piece in style_sheet(colours).split("url(")[1:]:
            assert QFileInfo(piece.split(")")[0]).isFile(), piece[:60]


def test_switching_changes_palette_tokens_and_icons(qtbot, qapp):
    apply_theme(qapp, "light")
    before = icon("undo").pixmap(18, 18).toImage()
    with qtbot.waitSignal(theme().changed):
        apply_theme(qapp, "dark")
    assert tokens() is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.window
    assert icon("undo").pixmap(18, 18).toImage() != before
    apply_theme(qapp, "light")
    assert tokens() is LIGHT
    assert icon("undo").pixmap(18, 18).toImage() == before


def looks_of(window) -> dict[QWidget, tuple[object, ...]]:
    """Return what each widget of the program is painted with, and how large it would be where it is seen.

    What is hidden is laid out anew when it is shown, and says till then what it said some time before.
    """
    groups = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Disabled)
    roles = list(QPalette.ColorRole)[:20]
    return {
        each: (
            [each.palette().color(group, role).name() for group in groups for role in roles],
            each.font().toString(),
            each.sizeHint().toTuple() if each.isVisible() else (),
        )
        for each in (window, *window.findChildren(QWidget))
    }


def look_at_rest(window, qtbot):
    """Return the picture and the looks once nothing comes any more: figures and pages come by and by."""
    seen = []

    def is_at_rest() -> bool:
        qtbot.wait(300)
        seen.append((window.grab().toImage(), looks_of(window)))
        return len(seen) > 3 and all(each == seen[-1] for each in seen[-4:])

    qtbot.waitUntil(is_at_rest, timeout=60_000)
    return seen[-1]


@pytest.fixture
def whole(window, qtbot):
    """The window with all its tabs made; the theme is light again afterwards."""
    flash = QApplication.cursorFlashTime()
    QApplication.setCursorFlashTime(0)  # a caret that blinks is never the same
    for name in ("show_appendix", "show_tracker", "show_plan"):
        window.verbs[name].trigger()
        qtbot.wait(50)
    yield window
    apply_theme(QApplication.instance(), "light")
    QApplication.setCursorFlashTime(flash)


def test_a_window_dressed_in_turns_looks_as_one_dressed_at_once(whole, qapp, qtbot):
    apply_theme(qapp, "dark")
    picture, at_once = look_at_rest(whole, qtbot)
    apply_theme(qapp, "light", in_turns=True)
    qtbot.waitUntil(lambda: theme().dressing is None, timeout=30_000)
    with qtbot.waitSignal(theme().changed, timeout=30_000):
        apply_theme(qapp, "dark", in_turns=True)
    pictured, looks = look_at_rest(whole, qtbot)
    assert looks == at_once
    assert pictured == picture
    assert whole.updatesEnabled()


def test_what_is_hidden_is_dressed_in_turns_of_its_own(whole, qapp, qtbot, monkeypatch):
    """Qt passes over it when it is given the sheet, which is what takes long."""
    turns: list[list[bool]] = []
    real = Dressing.on_turn_come

    def turn(dressing) -> None:
        turns.append([])
        real(dressing)

    class Seen(QObject):
        def eventFilter(self, seen, event):  # noqa: N802 - Qt's name
            if turns and event.type() == QEvent.Type.StyleChange and seen in dressed:
                turns[-1].append(seen.isVisible())
            return False

    polished = Qt.WidgetAttribute.WA_WState_Polished
    dressed = {each for each in whole.findChildren(QWidget) if each.testAttribute(polished)}
    monkeypatch.setattr(Dressing, "on_turn_come", turn)
    spy = Seen()
    qapp.installEventFilter(spy)
    try:
        with qtbot.waitSignal(theme().changed, timeout=30_000):
            apply_theme(qapp, "dark", in_turns=True)
    finally:
        qapp.removeEventFilter(spy)
    assert [turn for turn in turns if len(set(turn)) > 1] == []
    hidden = [turn for turn in turns if False in turn]
    assert sum(map(len, hidden)) > sum(each.isVisible() for each in dressed)


def test_another_theme_chosen_in_the_midst_is_the_one_that_stays(whole, qapp, qtbot):
    changed = []
    theme().changed.connect(lambda: changed.append(tokens().is_dark))
    for mode in ("dark", "light", "dark"):
        apply_theme(qapp, mode, in_turns=True)
        qtbot.wait(1)
    qtbot.waitUntil(lambda: theme().dressing is None, timeout=30_000)
    assert tokens() is DARK
    assert len(changed) == 3
    _, at_the_end = look_at_rest(whole, qtbot)
    apply_theme(qapp, "light")
    apply_theme(qapp, "dark")
    qtbot.waitUntil(lambda: looks_of(whole) == at_the_end)


def test_choosing_the_theme_in_use_changes_nothing(qtbot, qapp):
    apply_theme(qapp, "light")
    with qtbot.assertNotEmitted(theme().changed):
        apply_theme(qapp, "light")


def test_every_icon_draws_something_at_any_scale(qapp):
    names = [path.stem for path in (resources() / "icons").glob("*.svg")]
    assert len(names) >= 30
    for name in names:
        picture = pixmap(name, LIGHT.text, 18, 1.5)
        image = picture.toImage()
        assert (image.width(), image.height()) == (27, 27)
        inked = sum(image.pixelColor(x, y).alpha() > 0 for x in range(27) for y in range(27))
        assert inked > 10, name


def test_a_screen_of_another_scale_has_every_picture_drawn_anew(window, qtbot, monkeypatch):
    drawn = []

    def draw(name, colour, size_px, ratio):
        drawn.append(ratio)
        return pixmap(name, colour, size_px, ratio)

    monkeypatch.setattr("kehoach_desktop.ui.message_bar.pixmap", draw)
    window.desk.messages.say("info", "Đã ghi.")
    assert drawn == [1]
    for each in (window, window.desk.messages):
        monkeypatch.setattr(each, "devicePixelRatioF", lambda: 1.75)
    QCoreApplication.sendEvent(window, QEvent(QEvent.Type.DevicePixelRatioChange))
    qtbot.waitUntil(lambda: 1.75 in drawn)
    assert pixmap("info", "#000000", ICON_PX, 1.25).width() == 23, "rounded as Qt does"


def forget_fonts_of_parts(qapp) -> None:
    qapp.setFont(base_font(BASE_PX + 1))  # for the font it has already Qt does nothing
    qapp.setFont(base_font())


@pytest.fixture
def fonts_of_windows(qapp):
    """What Qt's theme for Windows gives at each change of style: some parts have the system's font again."""
    for name in ("QMenuBar", "QMenu", "QAbstractItemView", "QTipLabel"):
        font = QFont(qapp.font().family())
        font.setPointSize(7)
        qapp.setFont(font, name)
    yield
    forget_fonts_of_parts(qapp)


def test_menus_and_lists_are_as_large_as_the_rest_of_the_window(fonts_of_windows, window):
    assert is_in_its_own_font(window)


def test_menus_and_lists_of_a_window_at_work_stay_as_large(window, request):
    window.show()
    request.getfixturevalue("fonts_of_windows")
    assert is_in_its_own_font(window)


def test_where_the_system_has_another_font_the_style_sheet_names_ours(qapp):
    named = f'font-family: "{base_font().family()}"'
    assert "font-family" not in style_sheet(LIGHT)
    qapp.setFont(QFont("Thuộc hệ thống"), "QMenu")
    try:
        assert named in style_sheet(LIGHT)
    finally:
        forget_fonts_of_parts(qapp)
    assert "font-family" not in style_sheet(LIGHT)


@pytest.mark.parametrize("ratio", [1, 1.25, 1.5, 1.75, 2, 2.25])
def test_an_icon_is_drawn_in_the_very_size_that_is_shown(qapp, monkeypatch, ratio):
    class Screen:
        def devicePixelRatio(self):  # noqa: N802 - Qt's name
            return ratio

    monkeypatch.setattr("kehoach_desktop.ui.icons.QGuiApplication.screens", lambda: [Screen()])
    shown = icon("check").pixmap(QSize(ICON_PX, ICON_PX), ratio)
    assert shown.width() in {size.width() for size in icon("check").availableSizes()}
    assert shown.devicePixelRatio() == pytest.approx(ratio, abs=0.03)


def test_the_window_is_tried_in_a_font_and_not_in_empty_boxes(qapp) -> None:
    font = qapp.font()
    assert QFontInfo(font).family() == font.family()
    assert QFontMetricsF(font).horizontalAdvance("i") < QFontMetricsF(font).horizontalAdvance("m")


@pytest.mark.usefixtures("in_both_fonts")
def test_lines_are_as_high_as_those_of_the_tried_font(qapp, request) -> None:
    assert qapp.font() == base_font()
    if "windows" in request.node.name:  # 1.33 of the em, as of Segoe UI
        assert QFontMetricsF(base_font(100)).height() == pytest.approx(133, abs=1)
