"""What programs that died left half made goes; what another one is making stays."""

import os
import subprocess
import sys
import time

import pytest

from kehoach_desktop import leftovers, placing
from kehoach_desktop.export.files import write_file


@pytest.fixture
def dead_pid():
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
        return ended.pid


@pytest.fixture
def living_pid():
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as running:
        yield running.pid
        running.kill()


def draft(folder, pid, name="KH.pdf", suffix=".tam"):
    ours = leftovers.draft_name(name, suffix)
    made = folder / ours.replace(f"-{os.getpid()}.", f"-{pid}.")
    made.write_bytes(b"half")
    return made


def test_a_dead_programs_drafts_go_and_all_else_stays(tmp_path, dead_pid):
    kept = [tmp_path / name for name in ("KH.pdf", ".an.tam", "ke hoach.12.tam", ".x.kehoach.lock")]
    for path in kept:
        path.write_bytes(b"")
    gone = [draft(tmp_path, dead_pid), draft(tmp_path, dead_pid, "a.kehoach", ".moi")]
    journal = gone[1].with_name(gone[1].name + "-journal")
    journal.write_bytes(b"")
    assert leftovers.tidy(tmp_path) == 3
    assert sorted(tmp_path.iterdir()) == sorted(kept)


def test_a_half_pack_goes_whole(tmp_path, dead_pid):
    made = draft(tmp_path, dead_pid, "Gửi báo cáo", ".tam")
    made.unlink()
    made.mkdir()
    (made / "BC.pdf").write_bytes(b"%PDF")
    leftovers.tidy(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_a_running_program_is_making_stays(tmp_path, living_pid):
    made = draft(tmp_path, living_pid)
    leftovers.tidy(tmp_path)
    assert made.exists()


def test_a_number_that_runs_again_as_another_program_does_not_keep_a_draft_for_ever(tmp_path, living_pid):
    made = draft(tmp_path, living_pid)
    before = time.time() - 25 * 60 * 60
    os.utime(made, (before, before))
    leftovers.tidy(tmp_path)
    assert not made.exists()


def test_another_machines_draft_stays_however_old(tmp_path, dead_pid):
    made = tmp_path / f".KH.pdf.ffffff-{dead_pid}.tam"
    made.write_bytes(b"")
    os.utime(made, (0, 0))
    leftovers.tidy(tmp_path)
    assert made.exists()


def test_an_older_versions_draft_goes_after_a_day(tmp_path, dead_pid):
    made = tmp_path / f".KH.pdf.{dead_pid}.tam"
    made.write_bytes(b"")
    leftovers.tidy(tmp_path)
    assert made.exists()
    os.utime(made, (0, 0))
    leftovers.tidy(tmp_path)
    assert not made.exists()


def test_what_this_program_is_making_stays_and_is_gone_at_the_end(tmp_path):
    with placing.draft_of(tmp_path / "KH.pdf") as made:
        made.write_bytes(b"half")
        leftovers.tidy(tmp_path)
        assert made.exists()
    assert list(tmp_path.iterdir()) == []


def test_an_export_takes_away_what_died_beside_it(tmp_path, dead_pid):
    draft(tmp_path, dead_pid)
    write_file(tmp_path / "KH.json", lambda file: file.write(b"{}"))
    assert [path.name for path in tmp_path.iterdir()] == ["KH.json"]


def test_the_longest_vietnamese_name_has_a_draft(tmp_path):
    target = tmp_path / ("ệ" * 82 + ".pdf")
    write_file(target, lambda file: file.write(b"%PDF"))
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_copies_to_be_looked_at_go_with_their_maker(tmp_path, dead_pid, living_pid):
    kept = [tmp_path / f"KeHoachDesktop-{pid}-abcdef" for pid in (os.getpid(), living_pid)]
    gone = tmp_path / f"KeHoachDesktop-{dead_pid}-abcdef"
    for folder in (*kept, gone):
        folder.mkdir()
        (folder / "KH.pdf").write_bytes(b"%PDF")
    assert leftovers.tidy_temporary(tmp_path) == 1
    assert sorted(tmp_path.iterdir()) == sorted(kept)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_called_so_is_not_followed(tmp_path, dead_pid):
    home = tmp_path / "home"
    home.mkdir()
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    (temporary / f"KeHoachDesktop-{dead_pid}-abcdef").symlink_to(home)
    assert leftovers.tidy_temporary(temporary) == 0
    assert home.exists()
