"""A store, a sample plan, a workbench and the whole window on real files for the window's tests."""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import monotonic

import pytest
import window_font
from made_once import put_file
from PySide6.QtCore import QEvent, QEventLoop
from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from kehoach_desktop import app
from kehoach_desktop.domain.plan import Plan, Status
from kehoach_desktop.services import files, plans
from kehoach_desktop.services.files import Store
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.main_window import MainWindow
from kehoach_desktop.ui.theme import apply_theme
from kehoach_desktop.ui.words import install_words
from kehoach_desktop.ui.workbench import Workbench


@pytest.fixture(autouse=True)
def garbage() -> Iterator[None]:
    """Garbage goes on this thread alone, as in the program (``ui.garbage``), and no test gets another's."""
    gc.disable()
    yield
    gc.collect(1)


@pytest.fixture(autouse=True)
def clipboard(qapp) -> Iterator[None]:
    """What a test leaves on the clipboard would outlive Python and crash at the end (``ui.copied``)."""
    yield
    qapp.clipboard().clear()


@pytest.fixture(autouse=True)
def look(qapp) -> None:
    """Every widget is tested as it is shown."""
    dress(qapp)


def dress(qapp: QApplication) -> None:
    """Show all with the program's style sheet, light, in Vietnamese."""
    install_words(qapp)
    apply_theme(qapp, "light")
    window_font.show_in(qapp)


@pytest.fixture
def font_of_windows(qapp, look) -> Iterator[None]:
    """The test goes with a font as high and as wide as that of a clerk's PC."""
    window_font.show_in(qapp, window_font.WINDOWS)
    yield
    window_font.show_in(qapp)


@pytest.fixture(params=["own font", "font of windows"])
def in_both_fonts(qapp, look, request: pytest.FixtureRequest) -> Iterator[None]:
    """The test goes with this machine's font, and with one as high and as wide as that of a clerk's PC."""
    window_font.show_in(qapp, window_font.WINDOWS if request.param == "font of windows" else "")
    yield
    window_font.show_in(qapp)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "so.kehoach"


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    put_file(database)
    with files.open_file(database) as opened:
        yield opened


@pytest.fixture(scope="session")
def sample() -> Plan:
    return plans.read_template("sample-2026")


@pytest.fixture
def older() -> Plan:
    """Another plan, of the year before."""
    plan = plans.read_template("sample-2026")
    return replace(plan, year=2025, subject="Truyền thông năm 2025", status=Status.DRAFT)


@pytest.fixture
def workbench(qtbot, store: Store, sample: Plan) -> Workbench:
    """A workbench with the sample plan open."""
    made = Workbench(store)
    made.open_plan(plans.add_plan(store, sample).id)
    return made


@pytest.fixture
def settings() -> Settings:
    return Settings(greeted=True)


@pytest.fixture
def settings_file(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


OpenWindow = Callable[..., MainWindow]


@contextmanager
def windows_on(database: Path, settings_file: Path) -> Iterator[OpenWindow]:
    """Give what opens the whole window as the program does: on a file with the plans given."""
    opened: list[MainWindow] = []

    def opener(*kept: Plan, greeted: bool = True) -> MainWindow:
        if not settings_file.exists():
            Settings(greeted=greeted, theme="light").write(settings_file)
        if not database.exists():
            put_file(database, *kept)
        elif kept:
            with files.open_file(database) as made:
                for plan in kept:
                    plans.add_plan(made, plan)
        window = app.open_window(database, settings_file)
        opened.append(window)
        deadline = monotonic() + 20
        while not window.is_filled and monotonic() < deadline:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
        assert window.is_filled
        return window

    yield opener
    for window in opened:
        if hasattr(window, "keeper"):  # nobody looks at that copy, and it takes as long as closing all else
            window.keeper.copy_at_the_end = lambda: None
        window.close_for_good()
        window.deleteLater()
        # No test has another's window: it would stay until the next loop, and its timers with it.
        QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def open_window(qtbot, database: Path, settings_file: Path) -> Iterator[OpenWindow]:
    """Opens the whole window on a file of the test's own."""
    with windows_on(database, settings_file) as opener:
        yield opener


@pytest.fixture(scope="module")
def one_window(qapp, tmp_path_factory: pytest.TempPathFactory, sample: Plan) -> Iterator[MainWindow]:
    """One window on the sample plan for all tests of a module that ask for ``looked_at``."""
    gc.disable()
    dress(qapp)
    folder = tmp_path_factory.mktemp("mot-cua-so")
    with windows_on(folder / "so.kehoach", folder / "settings.json") as opener:
        made = opener(sample)
        made.setProperty("at", made.geometry())
        yield made


@pytest.fixture
def window(open_window: OpenWindow, sample: Plan) -> MainWindow:
    """The whole window on the sample plan."""
    return open_window(sample)


@pytest.fixture
def looked_at(one_window: MainWindow, qtbot, sample: Plan) -> Iterator[MainWindow]:
    """The window that a module's tests share, as it was opened; whoever has it leaves the plan as it is."""
    one_window.desk.close_page()
    one_window.desk.messages.dismiss()
    one_window.setGeometry(one_window.property("at"))
    one_window.tabs.show_tab(0)
    one_window.tabs.current.setFocus()
    one_window.activateWindow()
    qtbot.waitUntil(one_window.isActiveWindow)
    yield one_window
    assert one_window.workbench.plan == sample
    assert one_window.workbench.stack.count() == 0


@pytest.fixture
def settle(qtbot) -> Callable[[MainWindow], None]:
    """Waits until the window's long work is done."""

    def settled(window: MainWindow) -> None:
        qtbot.waitUntil(lambda: not window.status.is_busy, timeout=30_000)

    return settled
