"""What the shipped program checks of itself: the main job in a real window, on real files."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QAbstractItemView, QMenu

from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services import files, importing, plans
from kehoach_desktop.ui.main_window import MainWindow
from kehoach_desktop.ui.theme import BASE_PX, base_font

_LONGEST_MS = 60_000
_TRIED = "Tự kiểm tra: ẫ ợ ữ đ ‘Ủy ban’"


def check_window(window: MainWindow, folder: Path) -> Iterator[str]:
    """Do the main job on the sample in ``window`` and say each thing that held.

    Raises UserError with what did not hold. Files go into ``folder``.
    """
    _wait_until_filled(window)
    bench = window.workbench
    before = bench.plan
    if before is None:
        raise UserError("Tự kiểm tra không đạt: cửa sổ không mở kế hoạch mẫu.")
    yield "mở kế hoạch mẫu trong cửa sổ, đủ ba thẻ"
    _expect(is_in_its_own_font(window), "trình đơn, danh sách có phông chữ khác cửa sổ")
    yield "trình đơn, danh sách cùng phông chữ với cửa sổ"
    bench.commit(SetField("plan", before.id, "subject", before.subject, _TRIED), "Sửa trích yếu")
    _expect(_kept(window).subject == _TRIED, "sửa đổi không có trong tệp")
    yield "sửa một chỗ, có ngay trong tệp"
    window.verbs["undo"].trigger()
    _expect(_kept(window) == before, "hoàn tác không trở lại như cũ")
    window.verbs["redo"].trigger()
    window.verbs["undo"].trigger()
    _expect(_kept(window) == before, "làm lại rồi hoàn tác không trở lại như cũ")
    yield "hoàn tác, làm lại"
    for write, name, head in (
        (window.files.export_pdf, "ke-hoach.pdf", b"%PDF-"),
        (window.files.export_xlsx, "ke-hoach.xlsx", b"PK"),
        (window.files.export_json, "ke-hoach.json", b"{"),
    ):
        write(folder / name)
        _wait_until_idle(window)
        made = folder / name
        _expect(made.exists() and made.read_bytes().startswith(head), f"không xuất được {name}")
        yield f"xuất {name}"
    _expect(importing.read_json(folder / "ke-hoach.json") == before, "tệp JSON không đọc lại được như cũ")
    yield "đọc lại tệp JSON"
    _expect(not files.find_faults(bench.store.path), "tệp dữ liệu có lỗi")
    yield "tệp dữ liệu nguyên vẹn"


def _kept(window: MainWindow) -> Plan:
    """Return the open plan as a second reader finds it in the file."""
    plan = window.workbench.plan
    _expect(plan is not None, "kế hoạch không còn mở")
    with files.open_file(window.workbench.store.path, read_only=True) as store:
        return plans.get_plan(store, plan.id if plan else 0)


def is_in_its_own_font(window: MainWindow) -> bool:
    """Say whether no part of the window has the font of Qt's theme for the system."""
    made = QMenu(window)
    parts = [window.menuBar(), made, *window.findChildren(QAbstractItemView)]
    for part in parts:
        part.ensurePolished()
    made.deleteLater()
    fonts = [part.font() for part in parts]
    family = base_font().family()
    return all(font.family() == family and font.pixelSize() in {BASE_PX - 1, BASE_PX} for font in fonts)


def _expect(holds: object, otherwise: str) -> None:
    if not holds:
        raise UserError(f"Tự kiểm tra không đạt: {otherwise}.")


def _wait_until_filled(window: MainWindow) -> None:
    deadline = QDeadlineTimer(_LONGEST_MS)
    while not window.is_filled and not deadline.hasExpired():
        _breathe()
    _expect(window.is_filled, "cửa sổ không mở hết các thẻ")


def _wait_until_idle(window: MainWindow) -> None:
    deadline = QDeadlineTimer(_LONGEST_MS)
    while window.status.is_busy and not deadline.hasExpired():
        _breathe()
    _expect(not window.status.is_busy, "xuất tệp quá lâu")


def _breathe() -> None:
    """Let the window work for a moment."""
    loop = QEventLoop()
    QTimer.singleShot(10, loop, loop.quit)
    loop.exec()
