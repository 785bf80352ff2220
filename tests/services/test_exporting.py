"""Files that leave the program: whole or not at all, under names Windows takes."""

import errno
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kehoach_desktop import placing
from kehoach_desktop.domain import errors
from kehoach_desktop.domain.errors import Cancelled, UserError
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.export import files as export_files
from kehoach_desktop.services import exporting, files
from kehoach_desktop.services.exporting import export_json, export_pdf, export_xlsx, file_name, plan_file_name

WRITERS = [export_pdf, export_xlsx, export_json]


@pytest.fixture
def target(tmp_path):
    path = tmp_path / "ra" / "Kế hoạch.tệp"
    path.parent.mkdir()
    path.write_bytes(b"old")
    return path


def only(target):
    return [path.name for path in target.parent.iterdir()] == [target.name]


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_a_disk_that_refuses_leaves_the_old_file_and_no_leftover(
    sample_plan, target, write, code, monkeypatch
):
    def refuse(_handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(export_files.os, "fsync", refuse)
    with pytest.raises(UserError) as caught:
        write(sample_plan, target)
    assert str(target) in str(caught.value) or target.name in str(caught.value)
    assert target.read_bytes() == b"old"
    assert only(target)


@pytest.mark.parametrize("write", WRITERS)
def test_a_really_full_disk(sample_plan, tmp_path, write):
    small = tmp_path / "đầy"
    small.mkdir()
    if sys.platform == "win32" or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root on Linux")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(small)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this machine mounts no tmpfs")
    try:
        target = small / "x.tệp"
        target.write_bytes(b"old")
        (small / "fill").write_bytes(b"x" * 8000)
        with pytest.raises(UserError, match="đầy"):
            write(sample_plan, target)
        assert target.read_bytes() == b"old"
        assert sorted(path.name for path in small.iterdir()) == ["fill", "x.tệp"]
    finally:
        subprocess.run(["umount", str(small)], check=True)


@pytest.mark.parametrize("write", WRITERS)
def test_a_really_read_only_folder(sample_plan, as_clerk, write):
    folder, clerk = as_clerk
    target = folder / "x.tệp"
    write(sample_plan, target)
    before = target.read_bytes()
    folder.chmod(0o555)
    try:
        with clerk(), pytest.raises(UserError, match="Không có quyền"):
            write(sample_plan, target)
    finally:
        folder.chmod(0o777)
    assert target.read_bytes() == before
    assert only(target)


@pytest.mark.parametrize("write", WRITERS)
def test_a_file_in_use_is_tried_again_and_then_said(sample_plan, target, write, monkeypatch):
    monkeypatch.setattr(placing, "RETRY_S", 0.3)
    tries = []

    def busy(self: object, to: object) -> None:
        tries.append(to)
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(type(target), "replace", busy)
    with pytest.raises(UserError, match="đang mở"):
        write(sample_plan, target)
    assert len(tries) > 1
    assert target.read_bytes() == b"old"
    assert only(target)


@pytest.mark.parametrize("number", [5, 32])
def test_a_draft_that_is_scanned_takes_a_fresh_name_a_moment_later(tmp_path, monkeypatch, number):
    draft = tmp_path / "moi.tam"
    draft.write_bytes(b"new")
    real, scanned = Path.replace, [number, number]

    def busy(self: Path, to: Path) -> Path:
        if scanned:
            error = PermissionError(errno.EACCES, "in use")
            error.winerror = scanned.pop()
            raise error
        return real(self, to)

    monkeypatch.setattr(type(draft), "replace", busy)
    placing.replace(draft, tmp_path / "chưa có.xlsx")
    assert (tmp_path / "chưa có.xlsx").read_bytes() == b"new"


def test_a_workbook_in_use_names_excel(sample_plan, tmp_path, monkeypatch):
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")
    monkeypatch.setattr(placing, "RETRY_S", 0)

    def busy(self: object, to: object) -> None:
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(type(target), "replace", busy)
    with pytest.raises(UserError, match="Tệp đang mở trong Excel"):
        export_xlsx(sample_plan, target)


@pytest.mark.parametrize("write", [export_pdf, export_xlsx])
def test_cancelling_leaves_nothing(sample_plan, target, write):
    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write(sample_plan, target, stop)
    assert target.read_bytes() == b"old"
    assert only(target)


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("KH tuyên truyền KSTTHC 2024", "KH tuyên truyền KSTTHC 2024.pdf"),
        ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j.pdf"),
        ("CON", "Kế hoạch CON.pdf"),
        ("aux. kế hoạch", "Kế hoạch aux. kế hoạch.pdf"),
        ("Com¹", "Kế hoạch Com¹.pdf"),
        ("CONIN$", "Kế hoạch CONIN$.pdf"),
        ("lpt3 ", "Kế hoạch lpt3.pdf"),
        ("Console", "Console.pdf"),
        ("", "Kế hoạch.pdf"),
        ("...", "Kế hoạch.pdf"),
        ("Kê\u0301 hoa\u0323ch", "Kế hoạch.pdf"),
        ("kết thúc bằng chấm. ", "kết thúc bằng chấm.pdf"),
    ],
)
def test_file_names_windows_takes(stem, name):
    assert file_name(stem, ".pdf") == name


def test_long_names_are_cut():
    assert len(file_name("dài " * 200, ".pdf")) <= 130


def test_what_is_added_to_a_name_stays_when_the_name_is_cut():
    assert file_name("dài " * 200, ".pdf", "(số 05)").endswith(" (số 05).pdf")
    assert len(file_name("dài " * 200, ".pdf", "(số 05)")) <= 120
    assert file_name("KH", ".pdf", "(số 05/KH)") == "KH (số 05 KH).pdf"


@pytest.mark.parametrize("name", ["bc: quý I.pdf", "CON.pdf", "kh.pdf.", "NUL"])
def test_a_typed_name_that_windows_would_not_keep_is_refused_there(sample_plan, tmp_path, monkeypatch, name):
    monkeypatch.setattr(errors, "ON_WINDOWS", True)
    with pytest.raises(UserError, match=r"hãy (chọn tên|bỏ)"):
        exporting.export_json(sample_plan, tmp_path / name)
    with pytest.raises(UserError, match=r"hãy (chọn|bỏ)"):  # Windows has a NUL everywhere
        files.open_file(tmp_path / name, create=True)
    assert list(tmp_path.iterdir()) == []


def test_a_path_too_long_for_windows_is_not_called_missing(sample_plan, tmp_path, monkeypatch):
    monkeypatch.setattr(errors, "ON_WINDOWS", True)
    target = tmp_path / ("k" * 230) / "kh.pdf"
    with pytest.raises(UserError, match=f"đường dẫn dài {len(str(target))} chữ"):
        exporting.export_json(sample_plan, target)
    with pytest.raises(UserError, match=r"đường dẫn dài \d+ chữ"):
        files.open_file(target)
    assert "Không tìm thấy" in errors.disk_sentence(FileNotFoundError(2, "x"), Path("C:/kh.pdf"))
    refused = OSError(22, "x")
    refused.winerror = 206
    assert "đường dẫn dài" in errors.disk_sentence(refused, target)


def test_a_plans_file_name_has_the_usual_abbreviation_and_the_year_once():
    plan = Plan(2024, subject="Tuyên truyền kiểm soát thủ tục hành chính năm 2024")
    assert plan_file_name(plan, ".pdf") == "KH Tuyên truyền KSTTHC năm 2024.pdf"
    assert plan_file_name(Plan(2025, subject="Truyền thông"), ".xlsx") == "KH Truyền thông 2025.xlsx"


def test_the_preview_is_the_pdf_with_the_places_of_its_lines(sample_plan):
    made = exporting.preview(sample_plan)
    assert made.pdf.startswith(b"%PDF-1.")
    assert len(made.sizes) > 2
    assert {place.item for place in made.places} >= {item.id for item in sample_plan.preamble}
    assert made.warning == exporting.missing_letters(sample_plan) == ""


def test_letters_without_a_font_are_named_with_their_place(sample_plan, monkeypatch):
    monkeypatch.setenv("KEHOACH_BUNDLED_FONT", "1")
    plan = replace(sample_plan, recipients=("Phòng \u4e2d", "Lưu: VT"))
    sentence = "Không phông chữ nào trên máy có ký tự \u4e2d (U+4E2D, nơi nhận)."
    assert exporting.missing_letters(plan) == sentence
    assert exporting.preview(plan).warning == sentence


def test_a_file_is_named_of_any_text_as_every_system_takes_it(tmp_path):
    stems = ("a\ud800b", "a\x7f\x85b", "ý" * 300, "\uff21" * 200, "a\u202egpj.exe", "😀" * 200)
    for stem in stems:
        name = file_name(stem, ".pdf")
        (tmp_path / name).write_bytes(b"")
        assert name.endswith(".pdf")
        assert len(name.encode("utf-8")) <= 235
    assert file_name("a\u202egpj", ".pdf") == "agpj.pdf"
