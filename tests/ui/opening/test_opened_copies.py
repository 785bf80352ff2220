"""A copy opened like a file is only read, says what it is of, and can be brought back."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from started_windows import of_a_copy, on_a_stick, plan_subject

from kehoach_desktop.services import backups, files
from kehoach_desktop.ui.reading_only import ReadingStrip


@pytest.mark.parametrize("is_there", [True, False])
def test_a_copy_opened_like_a_file_is_only_read_and_says_of_what_and_can_be_brought_back(
    qtbot, kept, started, is_there
):
    copy = backups.keep_copy(kept, "day")
    subject = plan_subject(copy)
    if is_there:
        with closing(sqlite3.connect(kept)) as connection:
            connection.execute("UPDATE plan SET subject = 'Sau'")
            connection.commit()
    else:
        kept.unlink()
    before, beside = copy.read_bytes(), sorted(copy.parent.iterdir())
    start = of_a_copy(qtbot, started, copy)
    strip = start.window.findChild(ReadingStrip)
    words = strip.words.text().replace("\u200b", "")
    assert f"bản sao của {kept} lúc" in words
    assert strip.again.isHidden()
    assert not start.window.verbs["new_plan"].isEnabled()
    assert copy.read_bytes() == before
    assert sorted(copy.parent.iterdir()) == beside, "no lock, no journal, no copies of a copy"
    strip.restore.click()
    assert str(kept) in start.window.desk.messages.text
    start.window.desk.messages.click("Khôi phục")
    qtbot.waitUntil(lambda: start.is_idle and start.window.is_filled, timeout=20_000)
    assert start.window.workbench.store.path == kept
    assert not start.window.workbench.is_read_only
    assert start.window.workbench.plan.subject == subject
    assert len(list(kept.parent.glob("*-truoc-khi-phuc-hoi-*.kehoach"))) == int(is_there)
    assert copy.read_bytes() == before


def test_a_copy_on_a_stick_knows_its_file_by_the_settings(qtbot, kept, started, tmp_path, settings_file):
    place = on_a_stick(kept, tmp_path, settings_file)
    (copy,) = place.glob("*.kehoach")
    start = of_a_copy(qtbot, started, copy)
    assert str(kept) in start.window.findChild(ReadingStrip).words.text().replace("\u200b", "")


@pytest.mark.parametrize("has_empty_file", [False, True])
def test_a_copy_of_a_file_nobody_knows_is_brought_back_where_the_clerk_says(
    qtbot, kept, started, tmp_path, monkeypatch, has_empty_file
):
    elsewhere = tmp_path / "USB"
    elsewhere.mkdir()
    copy = shutil.copy(backups.keep_copy(kept, "day"), elsewhere)
    start = of_a_copy(qtbot, started, Path(copy))
    target = tmp_path / "máy mới.kehoach"
    if has_empty_file:  # the program has been opened once on the new PC
        files.open_file(target, create=True).close()
    monkeypatch.setattr("kehoach_desktop.ui.choosing.choose_target", lambda *_: Path(copy))
    start.window.findChild(ReadingStrip).restore.click()
    assert "tên của một bản sao" in start.window.desk.messages.text
    monkeypatch.setattr("kehoach_desktop.ui.choosing.choose_target", lambda *_: target)
    start.window.findChild(ReadingStrip).restore.click()
    qtbot.waitUntil(lambda: start.is_idle and start.window.is_filled, timeout=20_000)
    assert start.window.workbench.store.path == target
    assert not start.window.workbench.is_read_only
    assert start.window.workbench.plan.subject == plan_subject(Path(copy))
    assert len(list(tmp_path.glob("máy mới-truoc-khi-phuc-hoi-*.kehoach"))) == int(has_empty_file)


def test_a_copy_is_not_brought_back_over_a_file_another_window_works_in(qtbot, kept, started):
    copy = backups.keep_copy(kept, "day")
    started(kept)
    start = of_a_copy(qtbot, started, copy)
    start.window.findChild(ReadingStrip).restore.click()
    start.window.desk.messages.click("Khôi phục")
    assert "đang được mở bởi" in start.window.desk.messages.text
    assert start.window.workbench.store.path == copy


def test_a_copy_that_cannot_be_brought_back_is_shown_again_and_the_file_is_as_it_was(qtbot, kept, started):
    copy = backups.keep_copy(kept, "day")
    before = kept.read_bytes()
    start = of_a_copy(qtbot, started, copy)
    start.window.findChild(ReadingStrip).restore.click()
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("UPDATE item SET level = 'lạ' WHERE id = (SELECT max(id) FROM item)")
        connection.commit()
    start.window.desk.messages.click("Khôi phục")
    qtbot.waitUntil(lambda: start.is_idle and "Chưa khôi phục" in start.window.desk.messages.text)
    assert kept.read_bytes() == before


def test_a_command_adds_nothing_to_a_copy(kept, capsys):
    from kehoach_desktop.cli import run

    copy = backups.keep_copy(kept, "day")
    before = copy.read_bytes()
    assert run(["dump", "--db", str(kept), "--out", str(kept.parent / "a.json")]) == 0
    assert run(["load", str(kept.parent / "a.json"), "--db", str(copy)]) == 1
    assert "là bản sao lưu" in capsys.readouterr().err
    assert copy.read_bytes() == before
