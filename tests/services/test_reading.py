"""What others made is read in a process of its own: bounded, killed when it must be, never left over."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from wine import is_wine

from kehoach_desktop.domain.errors import Cancelled, UserError
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services import importing, pasting
from kehoach_desktop.services.pasting import Clip, Target
from kehoach_desktop.services.reading import framing, process
from kehoach_desktop.services.reading.process import READER, Reader
from kehoach_desktop.services.reading.values import from_plain, to_plain
from kehoach_desktop.services.table_blocks import TableClip, read_blocks

TEXT = "KẾ HOẠCH\nTruyền thông năm 2026\n\nI. MỤC ĐÍCH\n1. Phổ biến quy định đến người dân.\n"
needs_stop = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGSTOP")


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "kế hoạch.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def is_running(pid):
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def test_one_reader_is_kept_warm_and_is_another_process(source):
    importing.read_source(source)
    first = READER.process_id
    assert importing.read_source(source).plan.body[0].text == "MỤC ĐÍCH"
    assert first is not None
    assert READER.process_id == first != os.getpid()


def test_a_plan_with_all_it_has_passes_through_plain_values(sample_plan):
    again = from_plain(Plan, to_plain(sample_plan))
    assert again == sample_plan
    assert [item.id for item in again.body] == [item.id for item in sample_plan.body]


def test_what_is_not_of_its_type_is_no_value(sample_plan):
    told = to_plain(sample_plan)
    for wrong in (told[1:], {"year": 2026}, ["2026", *told[1:]], [True, *told[1:]]):
        with pytest.raises((TypeError, ValueError)):
            from_plain(Plan, wrong)


def test_small_clips_are_read_at_once_and_large_ones_in_the_reader():
    READER.close()
    pasting.read(Clip("I. MỤC ĐÍCH\n1. Phổ biến"), Target())
    assert READER.process_id is None
    large = Clip("1. Phổ biến quy định\n" * 20_000)
    assert len(pasting.read(large, Target()).items) == 20_000
    assert READER.process_id is not None
    (block,) = read_blocks(TableClip("", "một\thai\n" * 4_999 + "x" * 100_000))
    assert block.rows[0] == ("một", "hai")


@needs_stop
def test_a_reader_that_takes_too_long_is_killed_and_the_next_one_reads(source, monkeypatch):
    importing.read_source(source)
    stuck = READER.process_id
    os.kill(stuck, signal.SIGSTOP)
    monkeypatch.setattr(READER, "seconds", 0.3)
    with pytest.raises(UserError, match=r"Đọc tệp “kế hoạch.txt” mất quá 0 giây"):
        importing.read_source(source)
    assert not is_running(stuck)
    monkeypatch.setattr(READER, "seconds", 60)
    assert importing.read_source(source).plan.subject == "Truyền thông năm 2026"


@needs_stop
def test_cancelling_kills_the_reader_at_once(source):
    importing.read_source(source)
    stuck = READER.process_id
    os.kill(stuck, signal.SIGSTOP)
    began = time.monotonic()

    def cancel(_done, _total):
        if time.monotonic() - began > 0.2:
            raise Cancelled

    with pytest.raises(Cancelled):
        importing.read_source(source, None, cancel)
    assert time.monotonic() - began < 5
    assert not is_running(stuck)


@needs_stop
def test_who_waits_for_its_turn_can_be_cancelled_too(source):
    importing.read_source(source)
    os.kill(READER.process_id, signal.SIGSTOP)
    failed = []

    def first():
        try:
            importing.read_source(source)
        except UserError as error:
            failed.append(error)

    asking = threading.Thread(target=first)
    asking.start()
    time.sleep(0.1)

    def cancel(_done, _total):
        raise Cancelled

    with pytest.raises(Cancelled):
        importing.read_source(source, None, cancel)
    os.kill(READER.process_id, signal.SIGKILL)
    asking.join(10)
    assert "dừng đột ngột" in str(failed[0])


@pytest.mark.skipif(is_wine(), reason="Wine does not hold a process to the memory its job allows")
def test_a_file_that_takes_too_much_memory_is_refused_and_the_next_one_read(tmp_path, source):
    monster = tmp_path / "quái.json"
    monster.write_text("[" + "{}," * 9_000_000 + "{}]", encoding="utf-8")
    with pytest.raises(UserError, match="500 MB bộ nhớ") as caught:
        importing.read_document(monster)
    assert "\n" not in str(caught.value)
    assert importing.read_source(source).plan.subject == "Truyền thông năm 2026"


def test_a_bug_in_the_reader_tells_where_and_nothing_of_the_text(monkeypatch, source):
    asked = {"call": "kehoach_desktop.services.importing.read_source", "with": {"source": 5, "bí mật": "x"}}
    with pytest.raises(process.ReaderBugError, match="TypeError") as caught:
        READER.ask(asked, "tệp", None)
    assert "bí mật" not in str(caught.value)
    assert importing.read_source(source).plan.subject == "Truyền thông năm 2026"


def test_nothing_but_a_reading_function_can_be_asked_for():
    for call in ("os.system", "kehoach_desktop.services.files.open_file", "kehoach_desktop.cli.run"):
        with pytest.raises(process.ReaderBugError):
            READER.ask({"call": call, "with": {}}, "tệp", None)


def test_a_reader_that_cannot_be_started_is_said(monkeypatch, tmp_path):
    monkeypatch.setattr(process, "_command", lambda: [str(tmp_path / "none")])
    reader = Reader()
    with pytest.raises(UserError, match="Không mở được bộ phận đọc tệp"):
        reader.ask({"call": "", "with": {}}, "tệp", None)


ASKER = """
import sys, time
from pathlib import Path
from kehoach_desktop.services import importing
from kehoach_desktop.services.reading.process import READER
importing.read_source(Path(sys.argv[1]))
print(READER.process_id, flush=True)
if sys.argv[2:]:
    time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="looks for a process as Linux does")
@pytest.mark.parametrize("way", ["ends", "is killed"])
def test_no_reader_is_left_when_who_asked_ends_or_is_killed(source, way):
    more = ["stay"] if way == "is killed" else []
    with subprocess.Popen([sys.executable, "-c", ASKER, source, *more], stdout=subprocess.PIPE) as asker:
        pid = int(asker.stdout.readline())
        if more:
            assert is_running(pid)
            asker.kill()
    deadline = time.monotonic() + 10
    while is_running(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_running(pid)


def test_the_reader_looks_for_no_module_where_the_program_was_started(source, tmp_path):
    (tmp_path / "json.py").write_text("raise SystemExit('taken over')", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-P", "-c", ASKER, source], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip().isdigit(), done.stderr


@pytest.mark.parametrize(
    "told",
    [
        {"done": None, "peak": 0},
        {"at": [3, 4]},
        {"done": [[1, 2.5, 'chữ \ud800 "x"', None, True, []], {}, [[[[[[[[["sâu", {"a": [1]}]]]]]]]]]]},
        [],
        "một mình",
    ],
)
def test_an_answer_read_part_by_part_is_what_was_told(told):
    for is_mostly_ascii in (True, False):
        assert framing.value(framing.told(told, is_mostly_ascii=is_mostly_ascii)) == told


@pytest.mark.parametrize(
    "message", [b"", b"[1,", b'{"done":1}x', b'{"done"', b"[1 2]", b'{"done":[1,]}', b"[" * 9]
)
def test_what_is_no_json_is_no_answer(message):
    with pytest.raises(ValueError, match=r"."):
        framing.value(message)
