"""What is written of a bug: where it was, and not one word of a document."""

import sqlite3
import sys
from pathlib import Path

import pytest

from kehoach_desktop.bugs.telling import MASKED, kind_of, short_lines, short_path, told, words_of

SECRET = "Mật: điều chuyển Nguyễn Quýt"  # noqa: S105 - what a clerk might have typed


def raised(act):
    try:
        act()
    except Exception as error:  # noqa: BLE001 - it is what is asked for
        return error
    raise AssertionError("nothing was raised")


def with_secret_everywhere():
    words = SECRET  # noqa: F841 - a local that a careless report would print
    try:
        {}[SECRET]
    except KeyError as error:
        error.add_note(SECRET)
        raise ValueError(SECRET) from error


@pytest.mark.parametrize(
    "act",
    [
        with_secret_everywhere,
        lambda: {}[SECRET],
        lambda: int(SECRET),
        lambda: [].index(SECRET),
        lambda: getattr(object(), SECRET),
        lambda: eval(f"{SECRET!r} +"),  # noqa: S307 - a SyntaxError quotes its line
        lambda: Path(f"/khong/co/{SECRET}.kehoach").read_text(encoding="utf-8"),
        lambda: sqlite3.connect(":memory:").execute(SECRET),
        lambda: (_ for _ in ()).throw(ExceptionGroup(SECRET, [ValueError(SECRET), KeyError(SECRET)])),
        lambda: SECRET.encode("ascii"),
    ],
)
def test_no_word_of_a_document_is_written(act):
    words = told(raised(act))
    for word in SECRET.replace(":", "").split():
        assert word not in words
    assert "test_telling.py:" in words


def test_the_whole_chain_is_told_the_first_cause_last():
    words = told(raised(with_secret_everywhere))
    assert words.startswith("ValueError: ")
    assert "\ndo KeyError: " in words
    assert "with_secret_everywhere" in words


def test_what_the_interpreter_says_of_the_code_is_told():
    def attribute():
        return None.text

    assert words_of(raised(attribute)) == "'NoneType' object has no attribute 'text'"
    assert words_of(raised(lambda: list("ab")[3])) == "list index out of range"
    assert words_of(raised(lambda: 1 / 0)) == "division by zero"
    assert words_of(raised(lambda: None + "x")).startswith("unsupported operand type(s) for +: 'NoneType'")


def test_an_attribute_that_does_not_stand_in_the_code_may_be_anything():
    name = "".join(("Tran", "Van"))
    assert words_of(raised(lambda: getattr(None, name))) == MASKED


def test_the_disk_and_sqlite_are_told_by_their_codes():
    assert words_of(raised(lambda: Path("/khong/co/tep").read_text(encoding="utf-8"))) == "ENOENT"
    assert words_of(raised(lambda: sqlite3.connect(":memory:").execute("SELECT"))) == "SQLITE_ERROR"


def test_an_exception_that_cannot_say_itself_is_told_all_the_same():
    class BrokenError(Exception):
        def __str__(self):
            raise ValueError(SECRET)

    assert told(BrokenError()).endswith(MASKED)
    assert kind_of(BrokenError()).endswith("BrokenError")


@pytest.mark.parametrize(
    ("path", "short"),
    [
        ("/home/Nguyễn Văn A/kehoach_desktop/kehoach_desktop/ui/desk.py", "kehoach_desktop/ui/desk.py"),
        (r"C:\Users\Lê Thị B\AppData\kehoach_desktop\app.py", "kehoach_desktop/app.py"),
        (r"kehoach_desktop\ui\desk.py", "kehoach_desktop/ui/desk.py"),
        ("/home/x/.venv/lib/python3.11/site-packages/sqlalchemy/engine/base.py", "sqlalchemy/engine/base.py"),
        ("/usr/lib/python3.11/json/decoder.py", "decoder.py"),
        ("<string>", "<string>"),
        ("", ""),
    ],
)
def test_a_path_says_nothing_of_the_machine(path, short):
    assert short_path(path) == short


def test_what_the_interpreter_wrote_of_a_crash_is_told_without_paths():
    fault = """Fatal Python error: Segmentation fault

Current thread 0x00007f0e (most recent call first):
  File "C:\\Users\\Lê Thị B\\kehoach_desktop\\ui\\desk.py", line 44 in show_page
  File "/home/x/kehoach_desktop/app.py", line 35 in run_window
"""
    assert short_lines(fault).endswith(
        'File "kehoach_desktop/ui/desk.py", line 44 in show_page\n'
        '  File "kehoach_desktop/app.py", line 35 in run_window'
    )


def test_a_stack_without_end_is_told_in_part():
    def deeper(depth):
        return deeper(depth + 1)

    before = sys.getrecursionlimit()
    error = raised(lambda: deeper(0))
    words = told(error)
    assert sys.getrecursionlimit() == before
    assert words.count("deeper") < 60
    assert " chỗ nữa" in words
