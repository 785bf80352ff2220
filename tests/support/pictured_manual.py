"""The pictures of the manual: what leads to each, and which part of the window it shows."""

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path, PureWindowsPath
from typing import Any, NamedTuple

import pictured_keeping
import pictured_plans
from pictured_waiting import wait, wait_for
from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.services.backups import CopyNote, Counts
from kehoach_desktop.services.opening import DAMAGED, HELD, Trouble, WaysOut
from kehoach_desktop.ui.page import Page
from kehoach_desktop.ui.trouble_page import TroublePage

WINDOW_PX = (1180, 760)
_USUAL_SCREEN_PX = (1366, 768)
_COLOURS = 64
_CLERKS_COPIES = PureWindowsPath(r"C:\Users\vanthu\AppData\Local\KeHoachDesktop\so-ke-hoach.kehoach.ban-sao")
_EVERY_COLOUR = 256  # where a little red among much else says something
_AROUND_PX = 10


class Shot(NamedTuple):
    """``lead`` brings the window there; ``part`` is what of it is shown; ``after`` must have been led to.

    ``size`` is that of the window, ``colours`` how many the picture keeps.
    """

    lead: Callable[[Any], None]
    part: Callable[[Any], QRect]
    after: tuple[str, ...] = ()
    size: tuple[int, int] = WINDOW_PX
    colours: int = _COLOURS


# -- which part ---------------------------------------------------------------------------------------


def of(*find: Callable[[Any], QWidget], width: int = 10_000, height: int = 10_000) -> Callable[[Any], QRect]:
    """What these widgets take together, at most so much of it from their top left corner."""

    def part(window: Any) -> QRect:
        found = QRect()
        for each in find:
            widget = each(window)
            found = found.united(QRect(widget.mapTo(window, QPoint()), widget.size()))
        found.setWidth(min(found.width(), width))
        found.setHeight(min(found.height(), height))
        return found

    return part


def card(window: Any) -> QRect:
    """The card of a page, with a little of its ground."""
    page = window.desk.page
    page = page if isinstance(page, Page) else next(p for p in page.findChildren(Page) if p.isVisible())
    found = of(lambda _: page._card)(window)
    around = found.adjusted(-_AROUND_PX, -_AROUND_PX, _AROUND_PX, _AROUND_PX)
    return around.intersected(of(lambda _: page)(window))


def _tab(window: Any) -> Any:
    return window.tabs.current


def _page(window: Any) -> Any:
    return window.desk.page


# -- what leads there -----------------------------------------------------------------------------------


def _verb(name: str) -> Callable[[Any], None]:
    return lambda window: window.verbs[name].trigger()


def _plan(window: Any) -> None:
    window.verbs["show_plan"].trigger()
    _tab(window).editor.go_to_line(9)


def _particulars(window: Any) -> None:
    _plan(window)
    wait(0.5)
    bar = _tab(window).particulars.verticalScrollBar()
    bar.setValue(bar.maximum())


def _find(window: Any) -> None:
    pictured_plans.find(window)
    _tab(window).find_bar().new.setText("TTHC")
    wait(0.3)
    editor = _tab(window).editor
    bar = editor.verticalScrollBar()
    bar.setValue(bar.value() + editor.cursorRect().top() - 60)


def _library(window: Any) -> None:
    window.verbs["show_plan"].trigger()
    _tab(window).find_bar().hide()
    _tab(window).verbs.actions["library"].trigger()


def _filter(window: Any) -> None:
    window.verbs["show_appendix"].trigger()
    tab = _tab(window)
    tab.view.delegate.finish_editor()
    tab.verbs.actions["filter"].trigger()
    tab.view.head.fields[3].setText("trung tam")
    wait(0.5)
    tab.view.go_to(0, 3)
    tab.view.head.fields[3].setFocus()


def _columns(window: Any) -> None:
    window.verbs["show_appendix"].trigger()
    tab = _tab(window)
    tab.view.filters.clear()
    tab.verbs.actions["filter"].setChecked(False)
    tab.view.filters.show(is_on=False)
    tab.show_columns(new=True)
    tab.columns.new.setText("Kinh phí")


def _table(window: Any) -> None:
    window.tabs.current.verbs.actions["columns"].setChecked(False)
    pictured_plans.table(window)


def _tracker(window: Any) -> None:
    window.verbs["show_tracker"].trigger()
    _tab(window).show_period("Q3")
    _tab(window).view.go_to(3, 3)


def _groups(window: Any) -> None:
    window.verbs["show_tracker"].trigger()
    actions = {action.objectName(): action for action in _tab(window).tab_actions()}
    actions["tracker_group_lead"].trigger()
    wait(0.3)
    _tab(window).view.scrollToTop()


def _drift(window: Any) -> None:
    window.verbs["show_tracker"].trigger()
    actions = {action.objectName(): action for action in _tab(window).tab_actions()}
    actions["tracker_group_none"].trigger()
    pictured_plans.drifted(window)


def _compare(window: Any) -> None:
    pictured_plans.issued(window)
    wait(0.5)
    pictured_plans.revised(window)
    window.verbs["compare"].trigger()


def _history(window: Any) -> None:
    pictured_keeping.history(window)
    wait(0.5)


def _held(window: Any) -> None:
    path = window.workbench.store.path
    sentence = (
        f"Tệp {path.name} đang được mở bởi vanthu trên máy VP-02 từ 07:45 ngày 05/10/2026; "
        "hãy đóng cửa sổ đó trước khi ghi."
    )
    window.desk.show_page(TroublePage(Trouble(HELD, path, sentence)))


def _damaged(window: Any) -> None:
    path = window.workbench.store.path
    sentence = f"Tệp {path.name} bị hỏng; hãy khôi phục từ bản sao lưu gần nhất."
    page = TroublePage(Trouble(DAMAGED, path, sentence))
    window.desk.show_page(page)
    at = dt.datetime.now().astimezone()
    notes = [
        CopyNote(path, at - dt.timedelta(days=day), 180_000 - 900 * day, why, Counts(3, 2, 148 - day))
        for day, why in enumerate(("interval", "day", "close", "deletion", "save"), 1)
    ]
    page.show_found(WaysOut(tuple(notes), notes[0], is_readable=True))


def _copies(window: Any) -> None:
    from kehoach_desktop.services import backups

    now, bench = dt.datetime.now().astimezone(), window.workbench
    for hours, why in ((1700, "upgrade"), (216, "day"), (50, "close"), (26, "deletion"), (1, "interval")):
        edit = SetField("plan", bench.plan.id, "number", bench.plan.number, str(hours % 90 + 1))
        bench.commit(edit, "Sửa")
        backups.keep_copy(bench.store.path, why, now - dt.timedelta(hours=hours))
    window.verbs["copies"].trigger()
    wait_for(window, lambda: _page(window).model.rowCount() > 4)
    wait(0.5)
    _page(window)._own = _CLERKS_COPIES  # not where this picture was taken
    _page(window).show_places(None, is_there=False)


def _bin(window: Any) -> None:
    pictured_keeping.bin_things(window)


SHOTS: dict[str, Shot] = {
    "cua-so": Shot(_verb("show_plan"), of(lambda w: w), size=_USUAL_SCREEN_PX),
    "soan-thao": Shot(_plan, of(lambda w: _tab(w).editor.parentWidget(), height=420)),
    "thong-tin": Shot(_particulars, of(lambda w: _tab(w).particulars), size=(WINDOW_PX[0], 1076)),
    "phu-luc": Shot(_verb("show_appendix"), of(_tab, height=430)),
    "goi-y": Shot(pictured_plans.offers, of(lambda w: _tab(w).view, width=1000, height=400)),
    "loc": Shot(_filter, of(_tab, height=330)),
    "cot": Shot(  # in a higher window there is nothing between the columns and the field
        _columns, of(lambda w: _tab(w).columns), size=(WINDOW_PX[0], 640)
    ),
    "nhap-bang": Shot(_table, card),
    "danh-muc": Shot(_verb("directory"), of(_page, height=430)),
    "theo-doi": Shot(_tracker, of(_tab), size=(1366, 880), colours=_EVERY_COLOUR),
    "ghi": Shot(pictured_plans.record, of(lambda w: _tab(w).panel)),
    "nhom": Shot(
        _groups,
        of(lambda w: _tab(w).top, lambda w: _tab(w).view, height=400),
        size=_USUAL_SCREEN_PX,
        colours=_EVERY_COLOUR,
    ),
    "ky-bao-cao": Shot(_verb("periods"), card),
    "tim": Shot(_find, of(lambda w: _tab(w).find_bar(), lambda w: _tab(w).editor, height=280)),
    "can-cu": Shot(_library, of(lambda w: _tab(w).basis_panel())),
    "nam-sau": Shot(_verb("next_plan"), card),
    "soan-bao-cao": Shot(pictured_plans.report, of(_page, height=520)),
    "tu-dau": Shot(pictured_plans.traced, of(_page, width=1000, height=404), after=("soan-bao-cao",)),
    "gui": Shot(pictured_plans.sending, card, after=("soan-bao-cao", "tu-dau")),
    "bao-cao": Shot(_verb("report"), card),
    "ban-hanh": Shot(_verb("issue"), card),
    "so-sanh": Shot(_compare, of(_page, height=420)),
    "chot": Shot(
        _drift,
        of(lambda w: _tab(w).top, lambda w: _tab(w).view, height=330),
        size=_USUAL_SCREEN_PX,
        colours=_EVERY_COLOUR,
    ),
    "lich-su": Shot(_history, of(_page, height=460)),
    "ban-sao": Shot(_copies, of(_page, height=366), size=_USUAL_SCREEN_PX),
    "thung-rac": Shot(_bin, of(_page, height=330)),
    "hong": Shot(_damaged, card),
    "noi-khac": Shot(_held, card),
}
"""By the name of the picture, in the order they are gone through in one window."""


def shots_for(asked: set[str]) -> list[str]:
    """Return the pictures to go through for those asked for, in order."""
    needed = asked | {name for one in asked for name in SHOTS[one].after}
    return [name for name in SHOTS if name in needed]


def take(window: Any, name: str, grab: Callable[[Any], QPixmap]) -> QPixmap:
    """Return the picture of that name."""
    shot = SHOTS[name]
    window.resize(*shot.size)
    shot.lead(window)
    wait(0.8)
    wait_for(window, lambda: True)
    picture = grab(window)
    ratio = picture.devicePixelRatio()
    part = shot.part(window).intersected(QRect(QPoint(), window.size()))
    pixels = QRect(part.topLeft() * ratio, part.size() * ratio)
    picture = picture.copy(pixels)
    picture.setDevicePixelRatio(1)
    return picture


def write_small(picture: QPixmap, target: Path) -> None:
    """Write the picture of that name with few colours: a window has hardly more."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    image = Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGB")
    colours = SHOTS[target.stem].colours
    method = Image.Quantize.MEDIANCUT if colours == _COLOURS else Image.Quantize.MAXCOVERAGE
    small = image.quantize(colours, method=method, dither=Image.Dither.NONE)
    small.save(target, "PNG", optimize=True)
