"""Pictures of the real window on the sample: python tests/pictures.py FOLDER [WxH] [light|dark] [NAME …]

Writes one picture for each state named in STATES, or only those asked for; ``resources/help/window.png``
is the README's. QT_SCALE_FACTOR=1.5 in the environment shows 150 %, KEHOACH_FONT=windows the
measures of Windows' font (support/window_font.py).
"""

import datetime as dt
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent / "support"))
import pictured_keeping
import pictured_plans
import window_font
from pictured_waiting import wait, wait_for
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QDialog

from kehoach_desktop.app import make_application, open_window
from kehoach_desktop.services import files, plans
from kehoach_desktop.services.backups import CopyNote, Counts
from kehoach_desktop.services.front_door import FrontDoor
from kehoach_desktop.services.opened_copies import copy_at
from kehoach_desktop.services.opening import DAMAGED, HELD, MISSING, Trouble, WaysOut
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.doorbell import Doorbell
from kehoach_desktop.ui.reading_only import hold_window
from kehoach_desktop.ui.trouble_page import TroublePage


def _verb(name: str) -> Callable[[Any], None]:
    return lambda window: window.verbs[name].trigger()


def _held(window: Any) -> None:
    sentence = "Tệp so-ke-hoach.kehoach đang được mở bởi lan trên máy VP-02 từ 07:45 ngày 28/11/2026; "
    trouble = Trouble(HELD, window.workbench.store.path, f"{sentence}hãy đóng cửa sổ đó trước khi ghi.")
    window.desk.show_page(TroublePage(trouble))


def _damaged(window: Any) -> None:
    path = window.workbench.store.path
    sentence = f"Tệp {path.name} bị hỏng; hãy khôi phục từ bản sao lưu gần nhất."
    page = TroublePage(Trouble(DAMAGED, path, sentence))
    window.desk.show_page(page)
    made_at = dt.datetime(2026, 11, 27, 16, 30).astimezone()
    good = CopyNote(path, made_at, 180_000, "day", Counts(plans=3, reports=2, tasks=148))
    spoilt = CopyNote(path, made_at + dt.timedelta(hours=1), 131_072, "interval", None)
    older = [
        CopyNote(path, made_at - dt.timedelta(days=day), 176_000 - day, why, Counts(3, 1, 146 - day))
        for day, why in enumerate(("close", "deletion", "upgrade", "close", "restore", "import", "hand"), 1)
    ]
    page.show_found(WaysOut((spoilt, good, *older), good, is_readable=True))


def _missing(window: Any) -> None:
    path = window.workbench.store.path
    sentence = f"Không còn thấy tệp dữ liệu {path}; bản sao lưu của nó được chép thêm vào E:\\Sao lưu."
    page = TroublePage(Trouble(MISSING, path, sentence, may_begin_anew=True))
    window.desk.show_page(page)
    page.show_found(WaysOut(away=Path("E:/Sao lưu")))


def _opened_copy(window: Any) -> None:
    path = Path("E:/Sao lưu/mau 4f2a91c3/mau 2026-11-27 16.30.05 +0700 khi-dong.kehoach")
    copy = copy_at(path, {str(window.workbench.store.path): str(path.absolute().parent)})
    assert copy is not None
    window.workbench.store.why_read_only = copy.sentence
    hold_window(window, can_try=False, is_copy=True)
    window.verbs["show_plan"].trigger()


def _reading(window: Any) -> None:
    window.workbench.store.why_read_only = (
        "Tệp so-ke-hoach.kehoach đang được mở bởi lan trên máy VP-02 từ 07:45 ngày 28/11/2026; "
        "hãy đóng cửa sổ đó trước khi ghi."
    )
    hold_window(window, can_try=True)
    window.verbs["show_tracker"].trigger()


def _called(window: Any) -> None:
    folder = window.workbench.store.path.parent
    other = folder / "so-ke-hoach-2027.kehoach"
    other.touch()
    window.verbs["new_plan"].trigger()
    with FrontDoor(folder / "cua-so") as door:
        bell = Doorbell(door, window.start)
        bell._want(other)
        bell.deleteLater()


def picture_of(window: Any) -> QPixmap:
    """Return the window with what floats over it."""
    picture = window.grab()
    painter = QPainter(picture)
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            painter.drawPixmap(dialog.pos() - window.pos(), dialog.grab())
    painter.end()
    return picture


STATES: dict[str, Callable[[Any], None]] = {
    "held": _held,
    "damaged": _damaged,
    "missing": _missing,
    "window": _verb("show_plan"),
    "appendix": _verb("show_appendix"),
    "filter": pictured_plans.filtered,
    "columns": pictured_plans.narrow_columns,
    "offers": pictured_plans.offers,
    "renamed": pictured_plans.renamed,
    "directory": _verb("directory"),
    "tracker": _verb("show_tracker"),
    "record": pictured_plans.record,
    "groups": pictured_plans.groups,
    "find": pictured_plans.find,
    "library": pictured_plans.library,
    "filled": pictured_plans.filled,
    "new": _verb("new_plan"),
    "called": _called,
    "next": _verb("next_plan"),
    "table": pictured_plans.table,
    "issue": _verb("issue"),
    "issued": pictured_plans.issued,
    "revised": pictured_plans.revised,
    "versions": _verb("versions"),
    "compare": _verb("compare"),
    "report": pictured_plans.report,
    "traced": pictured_plans.traced,
    "sending": pictured_plans.sending,
    "reports": _verb("report"),
    "keys": _verb("about"),
    "licences": lambda window: window.on_licences_asked(),
    "drifted": pictured_plans.drifted,
    "own-days": pictured_plans.own_days,
    "periods": _verb("periods"),
    "sudden-end": pictured_keeping.sudden_end,
    "bug": pictured_keeping.bug,
    "waiting": pictured_keeping.waiting,
    "copies": pictured_keeping.copies,
    "checked": pictured_keeping.checked,
    "history": pictured_keeping.history,
    "stood": pictured_keeping.stood,
    "bin-things": pictured_keeping.bin_things,
    "bin-several": pictured_keeping.bin_several,
    "deleted": pictured_keeping.deleted,
    "bin": pictured_keeping.in_the_bin,
    "emptying": pictured_keeping.emptying,
    "bin-empty": pictured_keeping.bin_empty,
    "reading": _reading,
    "opened-copy": _opened_copy,
}
"""By the name of the picture: what leads there. They are gone through in order, in one window."""


_LEAD_ON = {"issued", "revised", "report", "history", "bin-things"}  # what comes after shows what they made


def is_asked_later(picture: str, asked: set[str]) -> bool:
    """Say whether one of the pictures asked for comes after this one."""
    order = list(STATES)
    return any(name in asked for name in order[order.index(picture) + 1 :])


def opened_on_sample(database: Path, mode: str, size: tuple[int, int]) -> Any:
    """Return the window of that size on a new file with the sample plan."""
    kept = database.with_name("settings.json")
    with files.open_file(database, create=True) as store:
        plans.add_plan(store, plans.read_template(plans.SAMPLE))
    Settings(theme=mode, greeted=True).write(kept)
    window = open_window(database, kept)
    window.resize(*size)
    wait_for(window, lambda: window.is_filled)
    wait(1)
    return window


def main() -> int:
    """Take the pictures."""
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.stderr.write(f"{__doc__}")
        return 2
    folder = Path(sys.argv[1])
    size = sys.argv[2] if len(sys.argv) > 2 else "1366x768"
    asked = set(sys.argv[4:]) or set(STATES)
    width, height = (int(part) for part in size.split("x"))
    folder.mkdir(parents=True, exist_ok=True)
    window_font.find_windows_fonts()
    window_font.show_in(make_application())
    with tempfile.TemporaryDirectory() as name:
        mode = sys.argv[3] if len(sys.argv) > 3 else "light"
        window = opened_on_sample(Path(name) / "mau.kehoach", mode, (width, height))
        for picture, lead in STATES.items():
            if picture in asked or (picture in _LEAD_ON and is_asked_later(picture, asked)):
                lead(window)
                wait(1.5)
            if picture in asked:
                picture_of(window).save(str(folder / f"{picture}.png"))
            if picture in asked and picture in {"library", "filled"}:  # put away again
                window.tabs.current.verbs.actions[picture].trigger()
            for dialog in window.findChildren(QDialog):  # it would stand in the pictures that follow
                dialog.close()
        window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
