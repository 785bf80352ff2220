"""Evidence on the disk: real files copied beside a real data file, looked at, and found again or not."""

import hashlib
import os
import sys
from pathlib import Path

import pytest

from kehoach_desktop.data import evidence_files
from kehoach_desktop.domain.errors import Cancelled, UserError
from kehoach_desktop.domain.plan import Evidence
from kehoach_desktop.services import evidence, files
from kehoach_desktop.services.evidence import Looker, Standing
from kehoach_desktop.services.files import Store


@pytest.fixture
def store(tmp_path: Path):
    with files.open_file(tmp_path / "sổ.kehoach", create=True) as opened:
        yield opened


@pytest.fixture
def desktop(tmp_path: Path) -> Path:
    made = tmp_path / "Màn hình"
    made.mkdir()
    return made


def put(folder: Path, name: str, content: bytes = b"%PDF-1.4 bien ban") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def kept(store: Store) -> dict[str, bytes]:
    folder = evidence.folder(store)
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


def test_a_file_is_copied_beside_the_data_file_with_its_checksum(store: Store, desktop: Path) -> None:
    source = put(desktop, "Biên bản bàn giao.pdf")
    (made,) = evidence.add_files(store, [source])
    assert evidence.folder(store) == store.path.parent / "sổ.kehoach.minh-chung"
    checksum = hashlib.sha256(source.read_bytes()).hexdigest()
    assert made == Evidence("Biên bản bàn giao.pdf", "Biên bản bàn giao.pdf", checksum)
    assert kept(store) == {"Biên bản bàn giao.pdf": source.read_bytes()}
    assert evidence.place_to_open(store, made).read_bytes() == source.read_bytes()
    assert source.exists()


def test_the_same_name_with_other_content_gets_a_number(store: Store, desktop: Path) -> None:
    first = evidence.add_files(store, [put(desktop, "a.pdf", b"one")])
    second = evidence.add_files(store, [put(desktop, "a.pdf", b"two")])
    assert (first[0].location, second[0].location) == ("a.pdf", "a (2).pdf")
    assert second[0].title == "a.pdf"
    assert kept(store) == {"a.pdf": b"one", "a (2).pdf": b"two"}


def test_the_same_content_is_not_copied_twice(store: Store, desktop: Path) -> None:
    first, second, third = evidence.add_files(
        store, [put(desktop, "a.pdf"), put(desktop, "a.pdf"), put(desktop, "bản khác tên.pdf")]
    )
    assert first == second
    assert (third.title, third.location) == ("bản khác tên.pdf", "a.pdf")
    assert list(kept(store)) == ["a.pdf"]


def test_a_name_of_300_letters_is_carried_through(store: Store, desktop: Path) -> None:
    name = "b" * 240 + ".pdf"
    (made,) = evidence.add_files(store, [put(desktop, name)])
    assert made.location == "b" * 116 + ".pdf"
    assert made.title == name
    assert list(kept(store)) == [made.location]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no files of such names")
@pytest.mark.parametrize(("name", "mended"), [("a:b.txt", "a b.txt"), ("nul.txt", "Tệp nul.txt")])
def test_a_name_that_windows_would_not_take_is_mended(
    store: Store, desktop: Path, name: str, mended: str
) -> None:
    (made,) = evidence.add_files(store, [put(desktop, name)])
    assert made.location == mended
    assert list(kept(store)) == [mended]


def test_what_is_too_large_is_refused_with_a_sentence(store: Store, desktop: Path) -> None:
    source = desktop / "phim.mp4"
    with source.open("wb") as file:
        file.truncate(evidence_files.MOST_BYTES + 1)  # sparse
    with pytest.raises(UserError, match=r"phim\.mp4 nặng 201 MB; chỉ chép tệp đến 200 MB"):
        evidence.add_files(store, [source])
    assert kept(store) == {}


def test_folders_devices_and_what_vanished_are_refused(store: Store, desktop: Path) -> None:
    with pytest.raises(UserError, match="là thư mục"):
        evidence.add_files(store, [desktop])
    with pytest.raises(UserError, match="Không tìm thấy"):
        evidence.add_files(store, [desktop / "không có.pdf"])
    if hasattr(os, "mkfifo"):
        os.mkfifo(desktop / "ống")
        with pytest.raises(UserError, match="không phải tệp thường"):
            evidence.add_files(store, [desktop / "ống"])
    assert kept(store) == {}


def test_a_file_that_changes_while_it_is_copied_leaves_nothing(store: Store, desktop: Path) -> None:
    source = put(desktop, "a.pdf", b"one")
    calls = []

    def change(done: int, total: int) -> None:
        calls.append((done, total))
        if len(calls) == 1:
            source.write_bytes(b"two")

    with pytest.raises(UserError, match="đang được sửa trong lúc chép"):
        evidence.add_files(store, [source], change)
    assert kept(store) == {}


def test_progress_runs_once_over_all_files_and_cancelling_leaves_nothing(store: Store, desktop: Path) -> None:
    sources = [put(desktop, f"{number}.bin", bytes([number]) * 3_000_000) for number in range(2)]
    told: list[tuple[int, int]] = []
    evidence.add_files(store, sources, lambda done, total: told.append((done, total)))
    assert told[-1] == (12_000_000, 12_000_000)
    assert told == sorted(told)
    more = put(desktop, "2.bin", b"x" * 3_000_000)

    def stop(done: int, _total: int) -> None:
        if done > 3_000_000:
            raise Cancelled

    with pytest.raises(Cancelled):
        evidence.add_files(store, [more], stop)
    assert sorted(kept(store)) == ["0.bin", "1.bin"]


def test_a_full_or_closed_disk_is_said_and_leaves_nothing(store: Store, desktop: Path, monkeypatch) -> None:
    source = put(desktop, "a.pdf")

    def refuse(_draft: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(evidence_files.placing, "replace", refuse)
    with pytest.raises(UserError, match="Ổ đĩa đã đầy"):
        evidence.add_files(store, [source])
    assert kept(store) == {}


def test_how_evidence_stands(store: Store, desktop: Path) -> None:
    (made,) = evidence.add_files(store, [put(desktop, "a.pdf")])
    looker = Looker(store)

    def look(one: Evidence) -> Standing:
        return looker.look(one.location, one.checksum)

    assert look(made) is Standing.HERE
    place = evidence.place_to_open(store, made)
    place.write_bytes(b"%PDF-1.4 sua lai")
    assert look(made) is Standing.CHANGED
    place.unlink()
    assert look(made) is Standing.MISSING
    assert look(Evidence("Tin", "https://xa.vn/tin")) is Standing.LINK
    assert look(Evidence("Sổ tay")) is Standing.PAPER
    assert look(Evidence("Lạ", "../a.pdf")) is Standing.OUTSIDE
    assert look(Evidence("Lạ", str(store.path))) is Standing.OUTSIDE
    with pytest.raises(UserError, match=r"Không còn tệp “a\.pdf”"):
        evidence.place_to_open(store, made)


def test_an_unchanged_file_is_read_once(store: Store, desktop: Path, monkeypatch) -> None:
    (made,) = evidence.add_files(store, [put(desktop, "a.pdf")])
    read = []
    real = evidence_files.checksum
    monkeypatch.setattr(evidence_files, "checksum", lambda path: read.append(path) or real(path))
    looker = Looker(store)
    for _ in range(3):
        assert looker.look(made.location, made.checksum) is Standing.HERE
    assert len(read) == 1


@pytest.mark.parametrize(
    "location",
    [
        "../so.kehoach",
        "/etc/passwd",
        "C:\\Windows\\System32\\calc.exe",
        "..",
        "a/b.pdf",
        "file:///etc/passwd",
    ],
)
def test_what_leads_out_of_the_folder_is_never_opened(store: Store, location: str) -> None:
    evidence.folder(store).mkdir()
    with pytest.raises(UserError, match="không nằm trong thư mục minh chứng"):
        evidence.place_to_open(store, Evidence("Lạ", location))


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows, and lead nowhere on Wine")
def test_a_link_of_the_disk_that_leads_out_is_never_opened(store: Store, desktop: Path) -> None:
    folder = evidence.folder(store)
    folder.mkdir()
    (folder / "a.pdf").symlink_to(put(desktop, "bí mật.pdf"))
    with pytest.raises(UserError, match="không nằm trong thư mục"):
        evidence.place_to_open(store, Evidence("Lạ", "a.pdf"))
    assert Looker(store).look("a.pdf", "") is Standing.OUTSIDE


_PROGRAMS = ["chạy.exe", "a.bat", "a.PS1", "a.pdf.lnk", "a.hta", "a.vbs", "a.msix", "a.iqy", "a.slk", "a.scf"]


@pytest.mark.parametrize("name", _PROGRAMS)
def test_programs_are_kept_and_never_opened(store: Store, desktop: Path, name: str) -> None:
    (made,) = evidence.add_files(store, [put(desktop, name)])
    with pytest.raises(UserError, match="là chương trình hoặc tệp lệnh nên không mở từ đây"):
        evidence.place_to_open(store, made)


@pytest.mark.parametrize("name", ["a.docm", "a.XLSM", "a.pptm", "a.dotm", "a.xlsb", "a.xlam. "])
def test_office_files_with_programs_inside_are_not_opened_but_told_of(store: Store, name: str) -> None:
    evidence.folder(store).mkdir()
    (evidence.folder(store) / name.strip(". ")).write_bytes(b"PK")
    with pytest.raises(UserError, match=r"\(macro\) nên không mở từ đây; hãy lưu nó thành \.docx"):
        evidence.place_to_open(store, Evidence("Bảng", name.strip(". ")))


def test_what_this_machine_runs_is_not_opened_either(store: Store, desktop: Path, monkeypatch) -> None:
    (made,) = evidence.add_files(store, [put(desktop, "a.lạ")])
    assert evidence.place_to_open(store, made)
    monkeypatch.setenv("PATHEXT", ".COM;.EXE;.Lạ")
    with pytest.raises(UserError, match="là chương trình"):
        evidence.place_to_open(store, made)
