"""A store, a sample plan, a workbench and the whole window on real files for the window's tests."""

import gc
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

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
    """Every widget is tested as it is shown: with the program's style sheet, light, in Vietnamese."""
    install_words(qapp)
    apply_theme(qapp, "light")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "so.kehoach"


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    with files.open_file(database, create=True) as opened:
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


@pytest.fixture
def open_window(qtbot, database: Path, settings_file: Path) -> Iterator[OpenWindow]:
    """Opens the whole window as the program does: on a file with the plans given, greeted or not."""
    opened: list[MainWindow] = []

    def opener(*kept: Plan, greeted: bool = True) -> MainWindow:
        if not settings_file.exists():
            Settings(greeted=greeted, theme="light").write(settings_file)
        with files.open_file(database, create=True) as made:
            for plan in kept:
                plans.add_plan(made, plan)
        window = app.open_window(database, settings_file)
        opened.append(window)
        qtbot.waitUntil(lambda: window.is_filled, timeout=20_000)
        return window

    yield opener
    for window in opened:
        window.close_for_good()
        window.deleteLater()


@pytest.fixture
def window(open_window: OpenWindow, sample: Plan) -> MainWindow:
    """The whole window on the sample plan."""
    return open_window(sample)


@pytest.fixture
def settle(qtbot) -> Callable[[MainWindow], None]:
    """Waits until the window's long work is done."""

    def settled(window: MainWindow) -> None:
        qtbot.waitUntil(lambda: not window.status.is_busy, timeout=30_000)

    return settled
