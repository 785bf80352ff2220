"""Starting the window: on which file, what a refused one leads to, and what happens to a bug."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from home import home_in
from PySide6.QtCore import QCoreApplication, QEvent, QTimer

from kehoach_desktop import app, paths
from kehoach_desktop.bugs.watch import end_watch
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.services import files, plans
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.trouble_page import TroublePage


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch) -> Iterator[Path]:
    monkeypatch.setattr(paths, "user_data", lambda: tmp_path / "nhà")
    yield tmp_path / "nhà"
    end_watch()  # which a whole run has begun: another test's would not begin anew


@pytest.fixture
def opened(qtbot):
    windows = []
    yield windows.append
    for window in windows:
        window.close()
        window.deleteLater()


def test_the_users_own_file_is_made(qtbot, folder, opened):
    window = app.open_window(None, folder / "settings.json")
    opened(window)
    assert window.isVisible()
    assert (folder / paths.DEFAULT_FILE).exists()
    assert window.desk.page is not None, "the first start asks"


def test_a_named_file_that_is_missing_is_said_on_a_page_and_is_not_made(qtbot, folder, tmp_path, opened):
    window = app.open_window(tmp_path / "khác.kehoach", folder / "settings.json")
    opened(window)
    assert "Không tìm thấy tệp dữ liệu" in window.start.page.words
    assert not (tmp_path / "khác.kehoach").exists()


def test_a_file_held_by_another_is_said_on_a_page_that_names_it(qtbot, folder, tmp_path, opened):
    path = tmp_path / "so.kehoach"
    with files.open_file(path, create=True):
        window = app.open_window(path, folder / "settings.json")
        opened(window)
        assert re.search(r"đang được mở bởi .* trên máy .* từ \d\d:\d\d ngày", window.start.page.words)


def test_a_refused_file_is_raised_without_a_screen_and_said_with_one(qtbot, tmp_path, monkeypatch, folder):
    path = tmp_path / "khác.kehoach"
    with pytest.raises(UserError, match="Không tìm thấy tệp dữ liệu"):
        app.run_window(path)
    said = []

    def press_quit() -> None:
        page = next(one for one in app.make_application().allWidgets() if isinstance(one, TroublePage))
        said.append(page.words)
        page.end.click()

    monkeypatch.setattr(app, "has_screen", lambda: True)
    too_late = QTimer(singleShot=True, interval=20_000)  # a test that fails must end too
    too_late.timeout.connect(app.make_application().quit)
    too_late.start()
    heard_by = signal.getsignal(signal.SIGTERM)
    assert app.run_window(path, press_quit) == 0
    assert signal.getsignal(signal.SIGTERM) is heard_by, "a window without a file lets the signals go too"
    too_late.stop()
    # Closing asks once more to quit. Delivered later, that would have every later loop of this process return
    # at once, and each wait of a test go round without a rest.
    QCoreApplication.removePostedEvents(app.make_application(), QEvent.Type.Quit)
    assert "Không tìm thấy tệp dữ liệu" in said[0]


def test_a_whole_run_ends_clean_and_keeps_its_settings(tmp_path, folder):
    path = sample_file(tmp_path)
    done = whole_run(path, folder, "make_application().quit")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    kept = Settings.read(folder / paths.APP_FOLDER / app.SETTINGS_FILE)
    assert kept.greeted
    assert kept.window_geometry
    assert kept.last_plan == {str(path): 1}
    with files.open_file(path):  # the lock is free
        pass


def test_no_screen_is_a_sentence(monkeypatch):
    monkeypatch.setattr(app, "has_screen", lambda: False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "")
    monkeypatch.delenv("DISPLAY", raising=False)
    with pytest.raises(UserError, match="không có màn hình"):
        app.run_window(None)


@pytest.mark.skipif(sys.platform != "linux", reason="Qt needs libraries of the system on Linux alone")
def test_a_screen_that_lacks_libraries_is_not_called_no_screen(monkeypatch):
    monkeypatch.setattr(app, "has_screen", lambda: False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "")
    monkeypatch.setenv("DISPLAY", ":4711")
    with pytest.raises(UserError, match="thiếu thư viện hệ thống hoặc màn hình không trả lời"):
        app.run_window(None)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows always has one")
def test_has_screen(monkeypatch):
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not app.has_screen()
    monkeypatch.setenv("DISPLAY", ":4711")  # nobody answers there
    assert not app.has_screen()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert app.has_screen()
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert not app.has_screen()


def test_a_bug_in_the_window_is_logged_and_told_and_the_run_ends_clean(tmp_path, folder):
    done = whole_run(sample_file(tmp_path), folder, "broken")
    assert done.returncode == 0, done.stderr
    assert "told" in done.stdout
    assert "Traceback" not in done.stderr
    logs = folder / paths.APP_FOLDER / "nhat-ky"
    told = (logs / "loi.log").read_text(encoding="utf-8")
    assert "ZeroDivisionError: division by zero" in told
    assert [path.name for path in logs.iterdir()] == ["loi.log"], (
        "no mark is left of a window that ended well"
    )


@pytest.mark.parametrize(
    "place", ["main_window:MainWindow.work_on", "theme:apply_theme", "tabs:Tabs.__init__"]
)
def test_a_bug_before_the_window_stands_is_a_sentence_a_log_and_exit_code_1(tmp_path, folder, place):
    script = """
import importlib, sys
module, _, name = sys.argv.pop(1).partition(":")
owner = importlib.import_module(f"kehoach_desktop.ui.{module}")
*inner, last = name.split(".")
for each in inner:
    owner = getattr(owner, each)
def fail(*_, **__):
    raise ValueError("Mật điều chuyển Nguyễn Quýt")
setattr(owner, last, fail)
from kehoach_desktop.__main__ import main
sys.exit(main())
"""
    path = sample_file(tmp_path)
    start = [sys.executable, "-c", script, place, "--db", str(path)]
    done = subprocess.run(
        start, env=os.environ | home_in(folder), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1, done.stderr
    assert "Chương trình gặp lỗi ngoài dự kiến nên phải dừng" in done.stderr
    assert "Traceback" not in done.stderr
    told = (folder / paths.APP_FOLDER / "nhat-ky" / "loi.log").read_text(encoding="utf-8")
    assert "ValueError" in told
    assert "Quýt" not in told + done.stderr
    with files.open_file(path):  # the lock is free
        assert files.find_faults(path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="an access violation ends Python otherwise there")
def test_after_a_crash_the_next_start_says_what_was_kept(tmp_path, folder):
    path = sample_file(tmp_path)
    assert whole_run(path, folder, "crashed").returncode < 0
    done = whole_run(path, folder, "asked")
    assert done.returncode == 0, done.stderr
    assert "Lần trước chương trình dừng đột ngột" in done.stdout
    assert "còn nguyên" in done.stdout
    log = (folder / paths.APP_FOLDER / "nhat-ky" / "loi.log").read_text(encoding="utf-8")
    assert "Segmentation fault" in log
    assert str(folder) not in log
    assert "Lần trước" not in whole_run(path, folder, "asked").stdout, "it is said once"


def test_self_test(qtbot, capsys):
    assert app.run_self_test() == 0
    told = capsys.readouterr().out.splitlines()
    assert len(told) >= 8
    assert all(line.startswith("Đạt: ") for line in told)


def test_self_test_fails_when_something_does_not_hold(qtbot, monkeypatch, capsys):
    monkeypatch.setattr(files, "find_faults", lambda _path: ["hỏng"])
    with pytest.raises(UserError, match="Tự kiểm tra không đạt: tệp dữ liệu có lỗi"):
        app.run_self_test()


def test_settings_of_nonsense_are_no_reason_not_to_start(qtbot, folder, opened, tmp_path):
    kept = tmp_path / "settings.json"
    for nonsense in (
        '{"theme": "đỏ", "window_geometry": "không phải base64", "last_folder": "/không/có"}',
        '{"theme": "dark", "window_geometry": "AAAA", "last_plan": {"x": "y"}, "splitters": {"a": "b"}}',
        "không phải JSON",
    ):
        kept.write_text(nonsense, encoding="utf-8")
        window = app.open_window(None, kept)
        qtbot.waitUntil(lambda shown=window: shown.is_filled)
        assert window.isVisible()
        window.close()
        opened(window)


def test_settings_that_cannot_be_written_do_not_keep_the_window_open(qtbot, folder, tmp_path):
    path = tmp_path / "so.kehoach"
    with files.open_file(path, create=True) as store:
        plans.add_plan(store, plans.read_template(plans.SAMPLE))
    blocked = tmp_path / "settings.json"
    window = app.open_window(path, blocked)
    blocked.mkdir()
    window.close()
    assert not window.isVisible()
    with files.open_file(path):  # the lock is free
        pass


def test_a_run_ends_clean_with_text_of_the_plan_on_the_clipboard(tmp_path, folder):
    done = whole_run(sample_file(tmp_path), folder, "copied")
    assert done.returncode == 0, done.stderr


def sample_file(folder):
    path = folder / "so.kehoach"
    with files.open_file(path, create=True) as store:
        plans.add_plan(store, plans.read_template(plans.SAMPLE))
    return path


def whole_run(path, folder, when_shown):
    """Run the program from start to end; ``when_shown`` is called in the window."""
    script = """
import sys, pathlib
from kehoach_desktop.app import make_application, run_window

def copied():
    app = make_application()
    page = next(widget for widget in app.allWidgets() if widget.objectName() == "plan_page")
    page.selectAll()
    page.copy()
    app.quit()

def broken():
    from PySide6.QtCore import QCoreApplication, QEvent, QTimer
    def look():
        shown = [each for each in make_application().topLevelWidgets() if each.inherits("QDialog")]
        print("told" if [each for each in shown if each.isVisible()] else "not told")
        make_application().quit()
    QTimer.singleShot(500, look)
    1 / 0

def crashed():
    import ctypes
    ctypes.string_at(0)

def asked():
    from PySide6.QtCore import QCoreApplication, QEvent, QTimer
    def look():
        (window,) = [each for each in make_application().topLevelWidgets() if each.inherits("QMainWindow")]
        print(window.desk.messages.text)
        make_application().quit()
    QTimer.singleShot(3000, look)

"""
    script += f"sys.exit(run_window(pathlib.Path(sys.argv[1]), {when_shown}))"
    start = [sys.executable, "-c", script, str(path)]
    return subprocess.run(
        start, env=os.environ | home_in(folder), capture_output=True, encoding="utf-8", check=False
    )
