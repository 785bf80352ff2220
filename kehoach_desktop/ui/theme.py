"""The look: colours as named tokens, light and dark, and the palette and style sheet made from them."""

from dataclasses import asdict, dataclass
from functools import cache, partial
from math import ceil
from string import Template

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette, QTextLayout
from PySide6.QtWidgets import QApplication, QWidget

from kehoach_desktop.paths import resources
from kehoach_desktop.ui.dressing import Dressing

BASE_PX = 13
_PICTURES = "theme"  # how Qt is told of the folder of pictures
_FAMILIES = ("Segoe UI", "Noto Sans", "DejaVu Sans")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours by what they are for, as "#RRGGBB"; ``…_soft`` is the ground its colour is read on."""

    is_dark: bool
    window: str
    surface: str
    sunken: str
    line: str
    soft_line: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_soft: str
    on_accent: str
    ok: str
    ok_soft: str
    warning: str
    warning_soft: str
    bad: str
    bad_soft: str
    doing: str
    doing_soft: str


LIGHT = Tokens(
    is_dark=False,
    window="#F3F4F7",
    surface="#FFFFFF",
    sunken="#ECEEF2",
    line="#D8DCE3",
    soft_line="#E7EAEF",
    text="#1C2129",
    muted="#5C6675",
    faint="#8A93A1",
    accent="#0F5BA8",
    accent_soft="#E3EEF9",
    on_accent="#FFFFFF",
    ok="#187A4A",
    ok_soft="#E2F3EA",
    warning="#9A5B00",
    warning_soft="#FCF0DA",
    bad="#B3261E",
    bad_soft="#FBE6E4",
    doing="#2A6BB6",
    doing_soft="#E4EEF9",
)
DARK = Tokens(
    is_dark=True,
    window="#1F2227",
    surface="#282C33",
    sunken="#23262C",
    line="#3B414B",
    soft_line="#333842",
    text="#E8EAEE",
    muted="#A6AFBC",
    faint="#7E8896",
    accent="#6FB0F2",
    accent_soft="#22384F",
    on_accent="#14202E",
    ok="#6CCB9A",
    ok_soft="#20392D",
    warning="#E5B25D",
    warning_soft="#3F3220",
    bad="#F28B82",
    bad_soft="#462726",
    doing="#8ABEF5",
    doing_soft="#233850",
)

_SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


class _Theme(QObject):
    """What is shown now; ``changed`` is emitted after palette and style sheet are in place."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.current = LIGHT
        self.mode = "system"
        self.dressing: Dressing | None = None  # under way

    def on_system_scheme_changed(self) -> None:
        """Follow the system when the clerk leaves the choice to it."""
        app = QApplication.instance()
        if self.mode == "system" and isinstance(app, QApplication):
            is_dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
            _show(app, DARK if is_dark else LIGHT, in_turns=True)


_theme = _Theme()


def theme() -> _Theme:
    """Return the object whose ``changed`` signal says that the colours have changed."""
    return _theme


def tokens() -> Tokens:
    """Return the colours in use."""
    return _theme.current


def apply_theme(app: QApplication, mode: str, *, in_turns: bool = False) -> None:
    """Show the program in ``mode``: "light", "dark", or "system" to follow the desktop.

    ``in_turns``: with the window at work; it is dressed in the next turns of its loop.
    """
    if not app.property("themed"):
        app.setProperty("themed", "yes")
        app.setFont(base_font())
        app.setStyle("Fusion")  # with it, and every style sheet, Qt gives menus and lists the system's font
        app.styleHints().colorSchemeChanged.connect(_theme.on_system_scheme_changed)
    _theme.mode = mode
    hints = app.styleHints()
    hints.setColorScheme(_SCHEMES.get(mode, Qt.ColorScheme.Unknown))  # the title bar follows too
    is_dark = mode == "dark" or (mode != "light" and hints.colorScheme() == Qt.ColorScheme.Dark)
    _show(app, DARK if is_dark else LIGHT, in_turns=in_turns)


def base_font(size_px: int = BASE_PX, *, is_bold: bool = False) -> QFont:
    """Return the window's font at ``size_px`` (at 100 %)."""
    font = QFont(_base_family())
    font.setPixelSize(size_px)
    font.setBold(is_bold)
    return font


def line_px(font: QFont) -> int:
    """Return how high a line of text is laid out: a layout rounds up what ``QFontMetrics`` rounds off."""
    layout = QTextLayout("Ệg", font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLeadingIncluded(True)
    layout.endLayout()
    return ceil(line.height())


@cache
def _base_family() -> str:
    known = set(QFontDatabase.families())
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    return next((name for name in _FAMILIES if name in known), system.family())


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Set a property the style sheet chooses by, and have it looked at again."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _show(app: QApplication, colours: Tokens, *, in_turns: bool) -> None:
    if app.property("shown_dark") == colours.is_dark:
        return
    app.setProperty("shown_dark", colours.is_dark)
    _theme.current = colours
    if _theme.dressing is not None:
        _theme.dressing.finish()
    app.setPalette(_palette(colours))
    for window in app.topLevelWidgets():
        window.setUpdatesEnabled(False)
    sheet = style_sheet(colours)
    if in_turns:
        _theme.dressing = Dressing(app, sheet, partial(_show_dressed, app))
    else:
        app.setStyleSheet("")  # never straight in place of another (``dressing``)
        app.setStyleSheet(sheet)
        _show_dressed(app)


def _show_dressed(app: QApplication) -> None:
    _theme.dressing = None
    for window in app.topLevelWidgets():
        window.setUpdatesEnabled(True)
    _theme.changed.emit()


def style_sheet(colours: Tokens) -> str:
    """Return the one style sheet with the tokens put in."""
    folder = resources() / "theme"
    sheet = Template((folder / "window.qss").read_text(encoding="utf-8"))
    # No path in it: Qt drops the sheet as a whole over a blank, a quote or some letters of a user's folder.
    QDir.setSearchPaths(_PICTURES, [str(folder)])
    family = base_font().family()
    # PySide's stub asks for bytes, PySide itself for str.
    is_systems = QApplication.font("QMenu").family() == family  # type: ignore[call-overload]
    return sheet.substitute(
        asdict(colours),
        pictures=f"{_PICTURES}:{'dark' if colours.is_dark else 'light'}",
        family="" if is_systems else f' font-family: "{family}";',
    )


def _palette(colours: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for where, colour in {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.sunken,
        role.Text: colours.text,
        role.Button: colours.surface,
        role.ButtonText: colours.text,
        role.BrightText: colours.bad,
        role.ToolTipBase: colours.surface,
        role.ToolTipText: colours.text,
        role.PlaceholderText: colours.faint,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.Accent: colours.accent,
        role.Light: colours.surface,
        role.Midlight: colours.soft_line,
        role.Mid: colours.line,
        role.Dark: colours.line,
        role.Shadow: colours.line,
    }.items():
        palette.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(colours.faint))
    return palette
