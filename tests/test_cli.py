"""The command line as its user meets it: exit codes, one sentence on standard error, nothing half written."""

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from kehoach_desktop.cli import run
from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.domain.issuing import issue
from kehoach_desktop.domain.plan import Plan, Version
from kehoach_desktop.services import backups, copy_tending, editing, files, plans

TEXT = """KẾ HOẠCH
Truyền thông kiểm soát thủ tục hành chính năm 2026

Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08/6/2010 của Chính phủ về kiểm soát thủ tục hành chính;
Ủy ban nhân dân xã Đông Thượng ban hành kế hoạch như sau:
I. MỤC ĐÍCH
1. Mục đích
a) Phổ biến quy định;
b) Hướng dẫn nộp hồ sơ.
"""


@pytest.fixture
def db(tmp_path):
    path = tmp_path / "mẫu.kehoach"
    assert run(["sample", "--db", str(path)]) == 0
    return path


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "kế hoạch.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def refused(capsys, arguments, code=1):
    """Run, and return the one sentence it was refused with."""
    capsys.readouterr()
    assert run([str(argument) for argument in arguments]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) == 1
    return err.strip()


def said(capsys, arguments):
    """Run, and return what it printed."""
    capsys.readouterr()
    assert run([str(argument) for argument in arguments]) == 0
    return capsys.readouterr().out


def test_the_main_job_from_end_to_end(tmp_path, source, capsys):
    db = tmp_path / "a.kehoach"
    assert said(capsys, ["import", source, "--db", db]).strip() == "1"
    assert json.loads(said(capsys, ["import", source, "--db", db, "--json"]))["plan"] == 2
    assert [p["plan"] for p in json.loads(said(capsys, ["list", "--db", db, "--json"]))] == [2, 1]
    pdf, book = tmp_path / "Kế hoạch 2026.pdf", tmp_path / "Phụ lục 2026.xlsx"
    said(capsys, ["export", "--db", db, "--plan", 1, "--pdf", pdf, "--xlsx", book])
    assert pdf.read_bytes().startswith(b"%PDF-1.")
    assert openpyxl.load_workbook(book).sheetnames


def test_dump_and_load_are_equal_to_the_byte(tmp_path, db, capsys):
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    said(capsys, ["dump", "--db", db, "--out", first])
    other = tmp_path / "b.kehoach"
    assert said(capsys, ["load", first, "--db", other]).strip() == "1"
    said(capsys, ["dump", "--db", other, "--plan", 1, "--out", second])
    assert first.read_bytes() == second.read_bytes()
    assert json.loads(said(capsys, ["load", second, "--db", other, "--json"]))["plan"] == 2


def test_the_pdf_of_an_issued_plan_is_the_very_file_it_went_out_as(tmp_path, db, capsys):
    pdf = tmp_path / "kh.pdf"
    with files.open_file(db) as store:
        plan = plans.get_plan(store, 1)
        version = Version("05", dt.date(2026, 1, 16), "{}", b"%PDF-1.4 nguyen ban")
        editing.apply_edit(store, plan, issue(plan, version))
    said(capsys, ["export", "--db", db, "--plan", 1, "--pdf", pdf])
    assert pdf.read_bytes() == version.pdf


@pytest.mark.parametrize("code", ["Q1", "Q2", "Q3", "Q4", "6T", "9T", "NAM", "2026-01-01:2026-03-31"])
def test_reports_of_every_period(tmp_path, db, capsys, code):
    pdf, book = tmp_path / "bc.pdf", tmp_path / "bc.xlsx"
    out = said(
        capsys,
        ["report", "--db", db, "--plan", 1, "--period", code, "--json", "--pdf", pdf, "--xlsx", book],
    )
    figures = json.loads(out)
    assert figures["format"] == "kehoach-report"
    assert list(figures) == ["format", "version", "plan", "period", "from", "to", "tasks", "totals"]
    assert sum(figures["tasks"]["states"].values()) == figures["tasks"]["total"]
    assert list(figures["tasks"]["states"]) == ["none", "doing", "done", "late", "dropped"]
    assert pdf.stat().st_size > 5000
    assert book.stat().st_size > 3000


def test_backup_verify_restore(tmp_path, db, source, capsys):
    copy = tmp_path / "bản sao.kehoach"
    assert "minh chứng" not in said(capsys, ["backup", "--db", db, "--out", copy])
    folder = db.with_name(f"{db.name}.minh-chung")
    folder.mkdir()
    (folder / "biên bản.pdf").write_bytes(b"%PDF")
    assert f"“{folder.name}” không nằm trong bản sao" in said(capsys, ["backup", "--db", db, "--out", copy])
    said(capsys, ["verify", "--db", copy])
    said(capsys, ["import", source, "--db", db])
    assert len(json.loads(said(capsys, ["list", "--db", db, "--json"]))) == 2
    said(capsys, ["restore", copy, "--db", db])
    assert len(json.loads(said(capsys, ["list", "--db", db, "--json"]))) == 1


def test_demo_writes_everything_it_names_and_can_be_run_again(tmp_path, capsys):
    for _ in range(2):
        out = said(capsys, ["demo", "--out", tmp_path / "demo", "--no-window"])
        written = [Path(line.removeprefix("Đã ghi ").split(" - ")[0]) for line in out.splitlines()[:-1]]
        assert sorted(path.suffix for path in written) == [".kehoach", ".pdf", ".pdf", ".xlsx", ".xlsx"]
        assert all(path.stat().st_size > 3000 for path in written)


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"],
        ["dump", "--out", "x.json"],
        ["export", "--plan", "1", "--pdf", "x.pdf"],
        ["report", "--plan", "1", "--period", "Q1"],
        ["backup", "--out", "x.kehoach"],
        ["restore", "y.kehoach"],
        ["verify"],
    ],
)
def test_a_missing_file_is_an_error_where_it_is_not_made(tmp_path, capsys, arguments, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "Không tìm thấy" in refused(capsys, [*arguments, "--db", "không có.kehoach"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["không-có-lệnh"],
        ["list"],
        ["list", "--db"],
        ["list", "--db", "a", "thừa"],
        ["export", "--db", "a", "--plan", "một", "--pdf", "x"],
        ["export", "--db", "a", "--plan", "1"],
        ["report", "--db", "a", "--plan", "1", "--period", "Q5"],
        ["report", "--db", "a", "--plan", "1", "--period", "2026-02-01:2026-01-01"],
        ["report", "--db", "a", "--plan", "1", "--period", "2026-02-30:2026-03-01"],
    ],
)
def test_wrong_usage_is_2_and_says_what_is_wrong_in_vietnamese(capsys, arguments):
    sentence = refused(capsys, arguments, code=2)
    for english in ("required", "invalid", "unrecognized", "expected", "error", "choose"):
        assert english not in sentence


@pytest.mark.parametrize(
    "command", ["", "demo", "sample", "list", "import", "dump", "load", "export", "report"]
)
def test_help_is_vietnamese(capsys, command):
    assert run([*command.split(), "--help"]) == 0
    out = capsys.readouterr().out
    for english in ("usage", "options", "positional", "show this", "optional"):
        assert english not in out


def test_a_refused_import_makes_no_file_and_changes_none(tmp_path, db, capsys):
    bad = tmp_path / "hỏng.txt"
    bad.write_bytes(b"\x00\x01\x02" * 100)
    new = tmp_path / "mới.kehoach"
    refused(capsys, ["import", bad, "--db", new])
    assert not new.exists()
    before = db.read_bytes()
    refused(capsys, ["import", bad, "--db", db])
    refused(capsys, ["import", tmp_path / "không có.txt", "--db", db])
    refused(capsys, ["load", bad, "--db", db])
    assert db.read_bytes() == before


def test_a_bad_appendix_book_keeps_the_plan_out_too(tmp_path, db, source, capsys):
    book = tmp_path / "sổ.xlsx"
    book.write_bytes(b"not a workbook")
    before = db.read_bytes()
    refused(capsys, ["import", source, "--appendix", book, "--db", db])
    assert db.read_bytes() == before


def test_sample_refuses_a_file_that_is_there(db, capsys):
    before = db.read_bytes()
    assert "đã có" in refused(capsys, ["sample", "--db", db])
    assert db.read_bytes() == before


def test_dump_asks_which_plan_when_there_are_several(tmp_path, db, source, capsys):
    said(capsys, ["import", source, "--db", db])
    assert "--plan" in refused(capsys, ["dump", "--db", db, "--out", tmp_path / "x.json"])


def test_an_unknown_plan_and_an_unwritable_target_are_said(tmp_path, db, capsys):
    assert "số 99" in refused(capsys, ["export", "--db", db, "--plan", 99, "--pdf", tmp_path / "x.pdf"])
    folder = tmp_path / "thư mục.pdf"
    folder.mkdir()
    assert "là thư mục" in refused(capsys, ["export", "--db", db, "--plan", 1, "--pdf", folder])
    under_a_file = db / "x.pdf"
    refused(capsys, ["export", "--db", db, "--plan", 1, "--pdf", under_a_file])


def test_a_held_file_names_its_holder(db, source, capsys):
    from kehoach_desktop.services.files import open_file

    with open_file(db):
        assert "đang được mở bởi" in refused(capsys, ["import", source, "--db", db])
        said(capsys, ["list", "--db", db])  # reading goes on


def test_as_a_process_with_a_vietnamese_console(tmp_path, db):
    """Code page 1258 is what a Vietnamese Windows console has; the output is UTF-8 all the same."""
    done = subprocess.run(
        [sys.executable, "-m", "kehoach_desktop", "list", "--db", str(db)],
        capture_output=True,
        check=True,
        env={"PYTHONIOENCODING": "cp1258", "PATH": "", "SYSTEMROOT": "C:\\Windows"},
    )
    assert "Truyền thông" in done.stdout.decode("utf-8")


def test_the_file_may_be_named_before_the_command_or_after_it(db, capsys):
    assert said(capsys, ["--db", db, "list"]) == said(capsys, ["list", "--db", db])


@pytest.mark.parametrize("name", ["sổ.kehoach", "SỔ.KEHOACH", "thư mục/sổ", "tệp có thật"])
def test_a_file_alone_is_opened_in_the_window(tmp_path, monkeypatch, name):
    opened = []
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tệp có thật").write_text("")
    monkeypatch.setattr("kehoach_desktop.app.run_window_once", lambda path, *_: opened.append(path) or 0)
    assert run([name]) == 0
    assert run(["--db", name]) == 0
    assert run([]) == 0
    assert opened == [Path(name), Path(name), None]


def test_a_command_is_one_also_where_a_file_is_named_like_it(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list").write_text("")
    assert "còn thiếu: --db TỆP" in refused(capsys, ["list"], code=2)


def test_no_output_ever_takes_the_place_of_a_data_file_or_its_lock(tmp_path, db, source, capsys):
    other = tmp_path / "khác.kehoach"
    said(capsys, ["import", source, "--db", other])
    before = db.read_bytes(), other.read_bytes()
    for target in (db, other, tmp_path / "khác.kehoach.lock"):
        refused(capsys, ["export", "--db", db, "--plan", 1, "--pdf", target])
        refused(capsys, ["export", "--db", db, "--plan", 1, "--xlsx", target])
        refused(capsys, ["report", "--db", db, "--plan", 1, "--period", "Q1", "--pdf", target])
        refused(capsys, ["dump", "--db", db, "--out", target])
        refused(capsys, ["backup", "--db", db, "--out", target])
    thesis = tmp_path / "luận văn.docx"
    thesis.write_bytes(b"of somebody else")
    refused(capsys, ["backup", "--db", db, "--out", thesis])
    assert thesis.read_bytes() == b"of somebody else"
    assert (db.read_bytes(), other.read_bytes()) == before


def test_a_file_is_rebuilt_from_the_readable_plans_beside_its_copies(tmp_path, db, source, capsys):
    copy_tending.copy_and_tend(db, "day")
    folder = db.with_name(db.name + ".ban-sao")
    made = tmp_path / "dựng lại.kehoach"
    assert "1 kế hoạch" in said(capsys, ["rebuild", folder, "--db", made])
    before, after = tmp_path / "a.json", tmp_path / "b.json"
    said(capsys, ["dump", "--db", db, "--out", before])
    said(capsys, ["dump", "--db", made, "--out", after])
    assert after.read_bytes() == before.read_bytes()
    content = made.read_bytes()
    assert "đã có" in refused(capsys, ["rebuild", folder, "--db", made])
    assert made.read_bytes() == content
    refused(capsys, ["rebuild", tmp_path / "không có", "--db", tmp_path / "c.kehoach"])
    assert not (tmp_path / "c.kehoach").exists()


def test_what_comes_in_is_preceded_by_a_copy(db, source, capsys):
    assert backups.list_copies(db) == ()
    said(capsys, ["import", source, "--db", db])
    (copy,) = backups.list_copies(db)
    assert (copy.why, copy.counts.plans) == ("import", 1)


def test_a_backup_replaces_an_older_one_of_the_same_file(tmp_path, db, source, capsys):
    copy = tmp_path / "bản sao.kehoach"
    said(capsys, ["backup", "--db", db, "--out", copy])
    said(capsys, ["import", source, "--db", db])
    said(capsys, ["backup", "--db", db, "--out", copy])
    assert len(json.loads(said(capsys, ["list", "--db", copy, "--json"]))) == 2


def test_pdf_and_workbook_are_two_files(tmp_path, db, capsys):
    same = tmp_path / "x"
    refused(capsys, ["export", "--db", db, "--plan", 1, "--pdf", same, "--xlsx", same], code=2)
    assert not same.exists()


@pytest.mark.parametrize("number", ["9" * 30, "-1", "1.5", "một"])
def test_a_number_that_is_no_plans_is_wrong_usage(db, capsys, number):
    refused(capsys, ["dump", "--db", db, "--plan", number, "--out", "x.json"], code=2)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_is_followed(tmp_path, db, capsys):
    real, link = tmp_path / "thật.pdf", tmp_path / "nối.pdf"
    real.write_bytes(b"old")
    link.symlink_to(real)
    said(capsys, ["export", "--db", db, "--plan", 1, "--pdf", link])
    assert link.is_symlink()
    assert real.read_bytes().startswith(b"%PDF")


def test_a_missing_folder_is_not_made(tmp_path, db, capsys):
    refused(capsys, ["export", "--db", db, "--plan", 1, "--pdf", tmp_path / "không có" / "x.pdf"])
    assert not (tmp_path / "không có").exists()


def test_a_damaged_file_is_replaced_by_its_copy_and_kept_aside(tmp_path, db, capsys):
    copy = tmp_path / "bản sao.kehoach"
    said(capsys, ["backup", "--db", db, "--out", copy])
    damaged = bytearray(db.read_bytes())
    damaged[4096:20480] = b"\xff" * 16384
    for content in (bytes(damaged), b"\0" * 5000, b""):
        db.write_bytes(content)
        said(capsys, ["restore", copy, "--db", db])
        assert len(json.loads(said(capsys, ["list", "--db", db, "--json"]))) == 1
        kept = [p for p in tmp_path.glob("*-truoc-khi-phuc-hoi-*") if p.read_bytes() == content]
        assert len(kept) == 1


def test_restores_in_one_second_keep_every_file_they_replace(tmp_path, db, source, capsys):
    copy = tmp_path / "bản sao.kehoach"
    said(capsys, ["backup", "--db", db, "--out", copy])
    said(capsys, ["import", source, "--db", db])
    for _ in range(3):
        said(capsys, ["restore", copy, "--db", db])
    kept = sorted(tmp_path.glob("*-truoc-khi-phuc-hoi-*"))
    counts = [len(json.loads(said(capsys, ["list", "--db", path, "--json"]))) for path in kept]
    assert sorted(counts) == [1, 1, 2]


def test_a_plan_that_cannot_be_opened_is_not_called_sound(db, capsys):
    import sqlite3

    with sqlite3.connect(db) as connection:
        connection.execute("UPDATE item SET level = 'lạ' WHERE id = (SELECT max(id) FROM item)")
    connection.close()
    assert "không mở được" in refused(capsys, ["verify", "--db", db])


def test_the_demonstration_opens_its_file_in_the_window_that_stands(tmp_path, capsys, monkeypatch):
    opened = []
    monkeypatch.setattr("kehoach_desktop.app.has_screen", lambda: True)
    monkeypatch.setattr("kehoach_desktop.app.run_window_once", lambda path: opened.append(path) or 0)
    said(capsys, ["demo", "--out", tmp_path / "mẫu"])
    (path,) = opened
    assert path.parent == tmp_path / "mẫu"
    assert path.suffix == ".kehoach"


def test_a_copy_of_another_file_is_not_restored(tmp_path, db, capsys):
    other = tmp_path / "khác.kehoach"
    said(capsys, ["sample", "--db", other])
    before = db.read_bytes()
    assert "của một tệp dữ liệu khác" in refused(capsys, ["restore", other, "--db", db])
    assert db.read_bytes() == before


def test_a_busy_file_is_not_called_damaged(db, capsys, monkeypatch):
    import sqlite3

    connect = sqlite3.connect
    other = connect(db, timeout=0)
    monkeypatch.setattr(sqlite3, "connect", lambda *where, **how: connect(*where, **how | {"timeout": 0.1}))
    other.execute("BEGIN EXCLUSIVE")
    sentence = refused(capsys, ["verify", "--db", db])
    other.close()
    assert "hỏng" not in sentence
    assert "đang được chương trình khác dùng" in sentence


def test_demo_shows_its_sample_also_where_a_newer_plan_was_begun_in_the_file(tmp_path, capsys):
    first = said(capsys, ["demo", "--out", tmp_path, "--no-window"])
    with files.open_file(tmp_path / "ke-hoach-mau.kehoach") as store:
        plans.add_plan(store, Plan(year=2031, subject="Kế hoạch thử"))
    again = said(capsys, ["demo", "--out", tmp_path, "--no-window"])
    assert again.splitlines()[1:] == first.splitlines()[1:]


def test_demo_makes_its_sample_anew_when_the_plan_was_deleted(tmp_path, capsys):
    said(capsys, ["demo", "--out", tmp_path, "--no-window"])
    with files.open_file(tmp_path / "ke-hoach-mau.kehoach") as store:
        plans.delete_plan(store, 1)
    said(capsys, ["demo", "--out", tmp_path, "--no-window"])


def test_output_that_cannot_be_printed_is_a_sentence(db):
    if not Path("/dev/full").is_char_device():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kehoach_desktop", "list", "--db", str(db)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr.decode("utf-8")
    assert len(done.stderr.decode("utf-8").strip().splitlines()) == 1


def test_what_could_not_be_added_leaves_no_new_file(tmp_path, source, capsys, monkeypatch):
    from kehoach_desktop.domain.errors import UserError
    from kehoach_desktop.services import plans

    def full(*_: object, **__: object) -> None:
        raise UserError("Ổ đĩa đã đầy.")

    monkeypatch.setattr(plans, "add_plan", full)
    new = tmp_path / "mới" / "a.kehoach"
    refused(capsys, ["import", source, "--db", new])
    assert list(new.parent.iterdir()) == []


def test_history_prints_what_was_done(db, capsys):
    with files.open_file(db) as store:
        plan = plans.get_plan(store, 1)
        edit = SetField("plan", 1, "place", plan.place, "Huế")
        editing.apply_edit(store, plan, edit, "Sửa địa danh")
    lines = said(capsys, ["history", "--db", db, "--plan", "1"]).splitlines()
    assert len(lines) == 2
    assert lines[0].endswith(f"số 1  Sửa địa danh  Địa danh: “{plan.place}” → “Huế”")
    rows = json.loads(said(capsys, ["history", "--db", db, "--json"]))
    assert [(row["step"], row["name"], row["new"]) for row in rows] == [
        ("edit", "Sửa địa danh", "Huế"),
        ("added", "Thêm kế hoạch mẫu", ""),
    ]
    assert json.loads(said(capsys, ["history", "--db", db, "--plan", "9", "--json"])) == []
