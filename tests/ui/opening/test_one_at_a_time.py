"""One window works in a file: who holds it, a lock left behind, a link to it, another file."""

import json
import subprocess
import sys

import pytest
from started_windows import reading

from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.services import files, opening, plans


def test_another_file_is_opened_from_the_menu_and_the_one_before_is_let_go(
    qtbot, kept, started, sample, tmp_path, monkeypatch
):
    other = tmp_path / "khác.kehoach"
    with files.open_file(other, create=True) as store:
        plans.add_plan(store, sample)
    start = started(kept)
    monkeypatch.setattr("kehoach_desktop.ui.choosing.choose_source", lambda *_: other)
    start.window.verbs["open_file"].trigger()
    qtbot.waitUntil(lambda: start.window.is_filled, timeout=20_000)
    assert start.window.workbench.store.path == other
    files.open_file(kept).close()  # nobody holds it


def test_a_second_window_says_who_holds_the_file_and_since_when(kept, started):
    started(kept)
    second = started(kept)
    assert second.trouble.kind == opening.HELD
    assert [one.text() for one in second.page.choices] == ["Mở để xem", "Thử lại", "Mở tệp khác…", "Thoát"]
    note = json.loads(kept.with_name(kept.name + ".lock").read_text(encoding="utf-8"))
    assert f"{note['user']} trên máy {note['host']}" in second.page.words


def test_what_the_other_window_writes_does_not_trouble_the_one_that_reads(qtbot, kept, started):
    first = started(kept)
    window = reading(qtbot, started, kept).window
    bench = first.window.workbench
    edit = SetField("plan", bench.plan.id, "subject", bench.plan.subject, "Khác")
    assert bench.commit(edit, "Sửa")
    assert [one.subject for one in plans.list_plans(window.workbench.store)] == ["Khác"]


def test_a_lock_left_by_a_program_that_died_is_taken_over(qtbot, kept, started):
    script = (
        "import os, sys; from pathlib import Path; from kehoach_desktop.data.store import open_store\n"
        "store = open_store(Path(sys.argv[1])); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", script, str(kept)], check=False).returncode == 9
    assert kept.with_name(kept.name + ".lock").stat().st_size > 0, "it still names the dead one"
    assert started(kept).trouble is None


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_to_the_file_is_the_same_file(kept, started, tmp_path):
    link = tmp_path / "lối tắt.kehoach"
    link.symlink_to(kept)
    started(kept)
    assert started(link).trouble.kind == opening.HELD
