"""Every exception that nobody caught comes to one place, whatever raised it."""

import subprocess
import sys
import threading

import pytest
from home import home_in

from kehoach_desktop.bugs import watch as module
from kehoach_desktop.bugs.watch import Watch

SECRET = "Mật: điều chuyển Nguyễn Quýt"  # noqa: S105 - what a clerk might have typed


@pytest.fixture
def kept(tmp_path):
    watch = Watch(tmp_path)
    watch.begin()
    yield watch
    watch.end()


def logged(watch):
    return "".join(path.read_text(encoding="utf-8") for path in watch.log.files())


def fail(words=SECRET):
    raise ValueError(words)


def caught(act):
    try:
        act()
    except ValueError as error:
        return error
    raise AssertionError("nothing was raised")


def test_a_bug_of_a_thread_is_noted(kept):
    thread = threading.Thread(target=fail, name="thread-7")
    thread.start()
    thread.join()
    assert kept.count == 1
    assert "ValueError" in logged(kept)
    assert "luồng thread-7" in logged(kept)
    assert SECRET not in logged(kept)


def test_a_bug_of_a_finalizer_is_noted(kept):
    class Ending:
        def __del__(self):
            fail()

    Ending()
    assert kept.count == 1
    assert SECRET not in logged(kept)


def test_a_storm_is_one_bug_with_a_count_and_a_few_lines(kept):
    for _ in range(12345):
        kept.note(caught(fail))
    assert kept.count == 12345
    assert [bug.times for bug in kept.bugs.values()] == [12345]
    assert logged(kept).count("\n\n") == 5, "at the 1st, 10th, 100th, 1,000th and 10,000th"
    assert "(đã 12345 lần)" in kept.details()


def test_bugs_of_several_places_are_told_apart(kept):
    kept.note(caught(fail))
    kept.note(caught(lambda: int(SECRET)))
    assert len(kept.bugs) == 1, "both come out of code that is not the program's, and are of one kind"
    kept.note(KeyError(SECRET))
    assert len(kept.bugs) == 2
    assert SECRET not in kept.details()


def test_who_listens_hears_of_each_and_may_be_gone(kept):
    heard = []
    kept.on_noted = heard.append
    kept.note(caught(fail))
    assert [bug.times for bug in heard] == [1]

    def gone(_):
        raise RuntimeError("Internal C++ object already deleted.")

    kept.on_noted = gone
    kept.note(caught(fail))
    assert kept.count == 2


def test_nothing_is_printed_but_for_who_works_on_the_program(kept, capsys, monkeypatch):
    kept.note(caught(fail))
    assert capsys.readouterr().err == ""
    monkeypatch.setenv(module.DEBUG, "1")
    kept.note(caught(fail))
    assert SECRET in capsys.readouterr().err


def test_ctrl_c_is_no_bug(kept):
    asked = []
    kept.on_interrupted = lambda: asked.append("close")
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert asked == ["close"]
    assert kept.count == 0


def test_the_hooks_are_given_back(tmp_path):
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    watch = Watch(tmp_path)
    watch.begin()
    assert sys.excepthook != before[0]
    watch.end()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


@pytest.mark.parametrize("has_console", [True, False])
def test_a_bug_at_the_start_is_a_sentence_and_a_log_and_no_traceback(tmp_path, has_console):
    script = f"""
import sys
from kehoach_desktop import cli
from kehoach_desktop.__main__ import main
def broken(arguments):
    raise ValueError({SECRET!r})
cli.run = broken
sys.argv = ["kehoach"]
if not {has_console}:
    sys.stderr = sys.stdout = None
sys.exit(main())
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=module.os.environ | home_in(tmp_path),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    log = tmp_path / "KeHoachDesktop" / "nhat-ky" / "loi.log"
    told = log.read_text(encoding="utf-8")
    assert "ValueError" in told
    assert SECRET not in told
    if has_console:
        assert done.stderr.startswith("Chương trình gặp lỗi ngoài dự kiến nên phải dừng")
        assert str(log) in done.stderr
    assert "Traceback" not in done.stderr
    assert SECRET not in done.stderr
