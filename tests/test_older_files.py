"""A file an earlier program made: it is read without being touched, and brought up to date with care."""

import json
import os
import shutil
import sqlite3
import struct
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from kehoach_desktop.cli import run
from kehoach_desktop.data import migrations
from kehoach_desktop.data.schema import SCHEMA_VERSION
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.services import directory, files, legal_bases, plans, restoring


def version_of(path):
    return struct.unpack(">I", path.read_bytes()[60:64])[0]


KEPT = sorted((Path(__file__).parent / "data" / "files").glob("version-*.kehoach"))
OLDER = [path for path in KEPT if version_of(path) < SCHEMA_VERSION]


@pytest.fixture(params=OLDER, ids=lambda path: path.stem)
def older(request, tmp_path):
    """A file of a released version, alone in its folder."""
    path = tmp_path / "kho" / "sổ cũ.kehoach"
    path.parent.mkdir()
    shutil.copyfile(request.param, path)
    return path


def rows_of(path):
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def names_in(folder):
    return sorted(one.name for one in folder.iterdir())


def kept_copies(path):
    return sorted(path.parent.glob(f"{path.stem}-truoc-khi-nang-cap-*.kehoach"))


READING = {
    "list": ["list", "--json"],
    "dump": ["dump", "--out", "{out}/ke-hoach.json"],
    "export": ["export", "--plan", "1", "--pdf", "{out}/kh.pdf", "--xlsx", "{out}/pl.xlsx"],
    "report": ["report", "--plan", "1", "--period", "Q1", "--json"],
    "verify": ["verify"],
    "backup": ["backup", "--out", "{out}/ban-sao.kehoach"],
}


@pytest.mark.parametrize("command", READING)
def test_a_reading_command_works_on_an_older_file_and_writes_no_byte_to_it(older, tmp_path, command):
    before, changed = older.read_bytes(), older.stat().st_mtime_ns
    out = tmp_path / "ra"
    out.mkdir()
    assert run([*(part.format(out=out) for part in READING[command]), "--db", str(older)]) == 0
    assert (older.read_bytes(), older.stat().st_mtime_ns) == (before, changed)
    assert names_in(older.parent) == [older.name]
    assert len(names_in(out)) == {"export": 2, "dump": 1, "backup": 1}.get(command, 0)


def test_what_is_read_of_an_older_file_is_what_it_has_once_brought_up_to_date(older, tmp_path):
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    assert run(["dump", "--db", str(older), "--out", str(first)]) == 0
    files.open_file(older).close()
    assert version_of(older) == SCHEMA_VERSION
    assert run(["dump", "--db", str(older), "--out", str(second)]) == 0
    assert first.read_bytes() == second.read_bytes()
    assert json.loads(first.read_text("utf-8"))["plan"]["body"]


def test_an_older_file_is_read_from_any_thread_and_takes_no_writing(older):
    from concurrent.futures import ThreadPoolExecutor

    with files.open_file(older, read_only=True) as store:
        here = plans.list_plans(store)
        with ThreadPoolExecutor(1) as other:
            assert other.submit(plans.list_plans, store).result() == here
        with pytest.raises(UserError, match="chỉ được đọc"):
            plans.delete_plan(store, here[0].id, with_sent=True)


def test_an_older_file_is_read_where_nothing_may_be_written(older, as_clerk):
    folder, clerk = as_clerk
    path = folder / "sổ.kehoach"
    shutil.copyfile(older, path)
    path.chmod(0o444)
    folder.chmod(0o555)
    with clerk():
        with files.open_file(path, read_only=True) as store:
            found = plans.list_plans(store)
        with pytest.raises(UserError, match="chỉ được đọc"):
            files.open_file(path)
    assert len(found) == 1
    folder.chmod(0o777)


def test_a_backup_of_an_older_file_is_that_older_file(older, tmp_path):
    copy = tmp_path / "bản sao.kehoach"
    files.back_up(older, copy)
    assert version_of(copy) == version_of(older) < SCHEMA_VERSION
    assert rows_of(copy) == rows_of(older)
    files.back_up(older, copy)  # and the next night again, over it
    assert version_of(copy) == version_of(older)


def test_an_older_file_is_kept_as_a_copy_before_it_is_brought_up_to_date(older):
    before, rows = version_of(older), rows_of(older)
    files.open_file(older).close()
    assert version_of(older) == SCHEMA_VERSION
    (kept,) = kept_copies(older)
    assert version_of(kept) == before
    assert rows_of(kept) == rows
    assert files.find_faults(kept) == []
    files.open_file(older).close()
    assert kept_copies(older) == [kept]  # once is enough


def test_the_copy_kept_can_be_put_back(older):
    rows = rows_of(older)
    files.open_file(older).close()
    (kept,) = kept_copies(older)
    restoring.restore_file(kept, older)
    assert rows_of(older) == rows


def test_a_file_that_could_not_be_copied_is_not_brought_up_to_date(older, monkeypatch):
    before = older.read_bytes()

    def no_room(_draft, target):
        raise UserError(f"Ổ đĩa đã đầy nên chưa ghi được {target}; hãy giải phóng chỗ trống rồi làm lại.")

    monkeypatch.setattr("kehoach_desktop.placing.replace", no_room)
    with pytest.raises(UserError, match=r"chưa được nâng cấp, vẫn còn nguyên.*Ổ đĩa đã đầy"):
        files.open_file(older)
    assert older.read_bytes() == before
    assert kept_copies(older) == []
    monkeypatch.undo()
    files.open_file(older).close()  # its lock was let go


@pytest.mark.parametrize("words", ["database or disk is full", "no such column: subject"])
def test_an_upgrade_that_fails_leaves_the_file_as_it_was_and_says_so(older, monkeypatch, words):
    before, rows = version_of(older), rows_of(older)

    def broken(connection):
        connection.exec_driver_sql("UPDATE plan SET subject = 'Mới'")
        raise sqlite3.OperationalError(words)

    monkeypatch.setitem(migrations.STEPS, before, broken)
    with pytest.raises(UserError, match="chưa được nâng cấp, vẫn còn nguyên") as said:
        files.open_file(older)
    (kept,) = kept_copies(older)
    assert kept.name in str(said.value)
    assert (version_of(older), rows_of(older)) == (before, rows)
    monkeypatch.undo()
    assert files.find_faults(older) == []


def test_a_damaged_older_file_is_refused_with_a_sentence_by_reader_and_writer(older):
    damaged = bytearray(older.read_bytes())
    damaged[4096:] = b"\xff" * (len(damaged) - 4096)
    older.write_bytes(damaged)
    for read_only in (True, False):
        with (
            pytest.raises(UserError, match="bị hỏng"),
            files.open_file(older, read_only=read_only) as store,
        ):
            plans.list_plans(store)
    assert older.read_bytes() == damaged
    assert kept_copies(older) == []


def test_a_file_held_by_its_older_program_is_refused_with_a_sentence_and_not_waited_for(older, monkeypatch):
    monkeypatch.setattr("kehoach_desktop.data.engine._PATIENCE_S", 0.1)
    with closing(sqlite3.connect(older)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UserError, match="chương trình khác dùng"):
            files.open_file(older, read_only=True)


KILLED = """
import os, sys
from pathlib import Path
from kehoach_desktop.data import migrations
from kehoach_desktop.services import files

def killed(connection):
    connection.exec_driver_sql("UPDATE plan SET subject = 'Mới'")
    connection.exec_driver_sql("CREATE TABLE half_done AS SELECT randomblob(9000000) AS content")
    os._exit(9)

migrations.STEPS[int(sys.argv[2])] = killed
files.open_file(Path(sys.argv[1]))
"""


def test_a_program_killed_while_it_upgrades_leaves_the_older_file(older):
    before, rows = version_of(older), rows_of(older)
    done = subprocess.run([sys.executable, "-c", KILLED, str(older), str(before)], check=False)
    assert done.returncode == 9
    assert older.with_name(older.name + "-journal").stat().st_size > 0  # half of it was on the disk
    with files.open_file(older, read_only=True) as store:
        assert len(plans.list_plans(store)) == 1
    assert (version_of(older), rows_of(older)) == (before, rows)
    (kept,) = kept_copies(older)
    assert rows_of(kept) == rows
    files.open_file(older).close()
    assert version_of(older) == SCHEMA_VERSION


def test_a_file_of_no_version_is_not_ours(older):
    content = bytearray(older.read_bytes())
    content[60:64] = bytes(4)
    older.write_bytes(content)
    for read_only in (True, False):
        with pytest.raises(UserError, match="chương trình khác; hãy chọn đúng tệp"):
            files.open_file(older, read_only=read_only)


def rows_by_table(path):
    """Every row of every table as a dictionary, in order, as SQLite itself has it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY rowid')]  # noqa: S608
            for name in names
        }


def test_bringing_up_to_date_keeps_every_value_of_every_row(older):
    before = rows_by_table(older)
    files.open_file(older).close()
    after = rows_by_table(older)
    for table, rows in before.items():
        kept = [{name: row[name] for name in rows[0]} for row in after[table]] if rows else after[table]
        assert kept == rows, table
    for row in after.pop("kept_file"):  # what the program copied beside the file itself
        assert (row["name"], row["checksum"]) in {
            (one["location"], one["checksum"]) for one in after["evidence"] if one["checksum"]
        }
    assert all(not after[table] for table in set(after) - set(before))


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.stem)
def test_a_file_of_every_version_is_read_as_it_always_was(kept, tmp_path):
    """What the program reads of it, word for word; the texts were written when its version was released."""
    path = tmp_path / kept.name
    shutil.copyfile(kept, path)
    files.open_file(path).close()
    told = tmp_path / "kế hoạch.json"
    assert run(["dump", "--db", str(path), "--out", str(told)]) == 0
    with files.open_file(path) as store:
        library = [repr(one) for one in legal_bases.list_bases(store) if one.id]
        listed = [repr(one) for one in directory.rows_as_they_stand(store)]
    read = {"plan": json.loads(told.read_text("utf-8")), "legal_bases": library, "directory": listed}
    wanted = kept.with_suffix(".json")
    if os.environ.get("KEHOACH_RENEW_REFERENCE"):
        wanted.write_text(json.dumps(read, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert read == json.loads(wanted.read_text("utf-8"))


def test_of_the_last_version_one_of_everything_is_kept():
    """A file that lacks a thing proves nothing of it."""
    last = [path for path in KEPT if path.stem.endswith("-all")][-1]
    with closing(sqlite3.connect(f"file:{last}?mode=ro", uri=True)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            for column in [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]:
                query = f"SELECT count(*) FROM \"{table}\" WHERE \"{column}\" NOT IN ('', '[]')"  # noqa: S608
                if (table, column) != ("legal_basis", "in_force_to"):  # a text that went out of force: none
                    assert connection.execute(query).fetchone()[0], f"{table}.{column}"


def test_a_step_that_makes_a_table_anew_does_not_delete_what_hangs_on_it(older, monkeypatch):
    """With foreign keys on, SQLite deletes the children of each row of a table that is dropped."""
    before, last = rows_by_table(older), SCHEMA_VERSION - 1
    own = migrations.STEPS[last]

    def made_anew(connection):
        own(connection)
        connection.exec_driver_sql("CREATE TABLE task_new AS SELECT * FROM task")
        connection.exec_driver_sql("DROP TABLE task")
        connection.exec_driver_sql("ALTER TABLE task_new RENAME TO task")
        connection.exec_driver_sql("CREATE UNIQUE INDEX task_id ON task (id)")

    monkeypatch.setitem(migrations.STEPS, last, made_anew)
    files.open_file(older).close()
    assert rows_by_table(older)["progress"] == before["progress"]
    with files.open_file(older) as store, store.transaction() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_a_step_that_loses_the_owner_of_a_row_fails_and_leaves_the_file(older, monkeypatch):
    before = rows_of(older)
    own = migrations.STEPS[SCHEMA_VERSION - 1]

    def loses(connection):
        own(connection)
        connection.exec_driver_sql("DELETE FROM activity")

    monkeypatch.setitem(migrations.STEPS, SCHEMA_VERSION - 1, loses)
    with pytest.raises(UserError, match="chưa được nâng cấp, vẫn còn nguyên"):
        files.open_file(older)
    assert rows_of(older) == before
