"""The command line where there is nothing to print to, as a windowed program has it on Windows."""

import gc
import io
import os
import subprocess
import sys

import pytest

from kehoach_desktop import __main__, app, cli, paths
from kehoach_desktop.bugs.watch import end_watch
from kehoach_desktop.console import Console
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.services import demo, files


@pytest.fixture
def boxed():
    """What is said in a box."""
    said = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "say_in_box", said.append)
        yield said


@pytest.fixture
def silent(monkeypatch):
    """Runs a command where there is no stream at all; pytest gives its own back before each test."""

    def run(*arguments):
        monkeypatch.setattr(sys, "stdout", None)
        monkeypatch.setattr(sys, "stderr", None)
        code = cli.run([str(each) for each in arguments])
        assert sys.stdout is None
        assert sys.stderr is None
        monkeypatch.undo()
        return code

    return run


def test_a_refused_command_is_said_in_a_box(silent, boxed, tmp_path):
    assert silent("list", "--db", tmp_path / "không có.kehoach") == 1
    (sentence,) = boxed
    assert sentence.startswith("Không tìm thấy tệp dữ liệu")


def test_a_wrong_command_is_said_in_a_box(silent, boxed):
    assert silent("lits") == 2
    (sentence,) = boxed
    assert "lits" in sentence


def test_help_is_shown_in_a_box(silent, boxed):
    assert silent("export", "--help") == 0
    (text,) = boxed
    assert "cách dùng" in text


def test_what_is_done_is_not_said_in_a_box(silent, boxed, tmp_path):
    assert silent("sample", "--db", tmp_path / "mẫu.kehoach") == 0
    assert boxed == []


@pytest.mark.parametrize(("option", "is_attached"), [([], False), (["--no-window"], True)])
def test_a_command_that_shows_a_window_does_not_hang_on_the_console(
    silent, boxed, tmp_path, monkeypatch, option, is_attached
):
    """Who closes that console would end the window with it."""
    attached = []

    def refuse(_):
        raise UserError("Không ghi được.")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Console, "attach", lambda _: attached.append(1))
        patch.setattr(demo, "make_demo", refuse)
        assert silent("demo", "--out", tmp_path, *option) == 1
    assert bool(attached) == is_attached
    assert boxed == ["Không ghi được."]


class Piped(io.StringIO):
    """Standard error that somebody reads, and no terminal."""


@pytest.mark.parametrize(
    ("arguments", "stderr", "is_boxed"),
    [
        (["list", "--db", "a.kehoach"], Piped(), False),
        (["list", "--db", "a.kehoach"], None, True),
        (["--db", "a.kehoach"], Piped(), True),
        (["a.kehoach"], Piped(), True),
    ],
    ids=["a command in a script", "a command without a console", "a window", "a clicked file"],
)
def test_a_bug_is_said_in_a_box_where_nobody_else_says_it(  # a box would hold up a script for ever
    boxed, tmp_path, monkeypatch, arguments, stderr, is_boxed
):
    def fail(_):
        raise RuntimeError("bug")

    monkeypatch.setattr(paths, "log_folder", lambda: tmp_path)
    monkeypatch.setattr(cli, "run", fail)
    monkeypatch.setattr(sys, "argv", ["kehoach", *arguments])
    monkeypatch.setattr(sys, "stderr", stderr)
    try:
        assert __main__.main() == 1
    finally:
        end_watch()
        gc.unfreeze()
    assert len(boxed) == is_boxed


def test_what_can_be_read_is_not_said_in_a_box(boxed, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdout", None)
    assert cli.run(["lits"]) == 2
    assert "lits" in capsys.readouterr().err
    assert boxed == []


def test_a_stream_that_leads_nowhere_is_none(monkeypatch, boxed):
    """A windowed program that is started from a console may be given handles that are not open for it."""
    reading, writing = os.pipe()
    dead = os.fdopen(writing, "w")
    os.close(writing)
    os.close(reading)
    monkeypatch.setattr(sys, "stderr", dead)
    with Console() as console:
        sys.stderr.write("không ai đọc được\n")
        assert console.unseen() == "không ai đọc được"
    assert sys.stderr is dead
    monkeypatch.undo()
    with pytest.raises(OSError, match="descriptor"):
        dead.close()


def test_a_stream_of_another_kind_is_one(monkeypatch):
    kept = io.StringIO()
    monkeypatch.setattr(sys, "stdout", kept)
    with Console():
        sys.stdout.write("đây\n")
    assert kept.getvalue() == "đây\n"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of its own closes the streams")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&- <&-"])
def test_as_a_process_with_closed_streams(tmp_path, closed):
    path = tmp_path / "mẫu.kehoach"

    def run(*arguments):
        words = " ".join(f"'{word}'" for word in (sys.executable, "-m", "kehoach_desktop", *arguments))
        return subprocess.run(f"{words} {closed}", shell=True, capture_output=True, check=False)  # noqa: S602

    assert run("sample", "--db", str(path)).returncode == 0
    files.open_file(path).close()
    refused = run("sample", "--db", str(path))
    assert refused.returncode == 1
    assert ("đã có" in refused.stderr.decode("utf-8")) == ("2>" not in closed)
    assert "Traceback" not in refused.stderr.decode("utf-8")


def test_a_start_runs_no_other_program(tmp_path):
    script = (
        "import sys\n"
        "run = []\n"
        "sys.addaudithook(lambda event, _: run.append(event) if event == 'subprocess.Popen' else None)\n"
        "from kehoach_desktop.__main__ import main\n"
        f"sys.argv[1:] = ['sample', '--db', {str(tmp_path / 'a.kehoach')!r}]\n"
        "code = main()\n"
        "import platform\n"
        "assert platform.release() and platform.version() and platform.machine()\n"
        "sys.exit(code or len(run))\n"
    )
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", script], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
