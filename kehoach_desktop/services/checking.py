"""Kiểm tra dữ liệu: what was looked at in a data file and around it, each finding a sentence."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kehoach_desktop.data import copy_counts, evidence_files, evidence_store
from kehoach_desktop.domain.dates import moment
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.services import files
from kehoach_desktop.services.backups import CopyNote, list_copies, look_at
from kehoach_desktop.services.copy_places import answering_place, chosen_folder, own_folder

Progress = Callable[[int, int], None]
_STALE = dt.timedelta(days=7)
_ODD_EVIDENCE = (  # how it stands, how grave that is, how many and which, what to do
    (
        "unread",
        "warning",
        "{} tệp chưa đọc được: {}.",
        "Tệp đang mở ở chương trình khác, hoặc không có quyền đọc; hãy đóng tệp rồi kiểm tra lại.",
    ),
    (
        "missing",
        "bad",
        "Thiếu {} tệp: {}.",
        "Khôi phục từ bản sao lưu sẽ đưa lại tệp mà bản sao có, hoặc hãy thêm lại tệp.",
    ),
    (
        "altered",
        "warning",
        "{} tệp khác lúc thêm vào (theo mã kiểm tra): {}.",
        "Hãy mở xem có đúng là bản cần giữ.",
    ),
)
_MOST_NAMED = 10  # files of evidence; the rest is counted


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, what was found, and how grave it is: "ok", "warning" or "bad"."""

    about: str
    kind: str
    words: str


def check(path: Path, progress: Progress | None = None) -> tuple[Finding, ...]:
    """Look at all of it and return what was found, the soundness of the file first.

    Raises UserError when the file is not ours or busy, Cancelled when it is called off.
    """
    faults = files.find_faults(path)
    found = [Finding("Tệp dữ liệu", "bad", words) for words in faults] or [
        Finding(
            "Tệp dữ liệu",
            "ok",
            f"Nguyên vẹn: đọc được mọi trang, mọi kế hoạch; mọi liên kết đều đúng ({_size(path)}).",
        )
    ]
    counts = copy_counts.counts_of(path)
    if counts is not None:
        found.append(Finding("Nội dung", "ok", f"{counts_words(counts)}."))
        found += _evidence(path, progress)
    return (*found, *_copies(path))


def counts_words(counts: copy_counts.Counts) -> str:
    """Return what a file holds in words: ``2 kế hoạch, 3 báo cáo, 48 nhiệm vụ …``."""
    return (
        f"{number_words(counts.plans)} kế hoạch, {number_words(counts.reports)} báo cáo, "
        f"{number_words(counts.tasks)} nhiệm vụ, {number_words(counts.records)} lượt theo dõi, "
        f"{number_words(counts.evidence)} minh chứng"
    )


def _evidence(path: Path, progress: Progress | None) -> list[Finding]:
    about = "Tệp minh chứng"
    wanted = evidence_store.wanted_if_readable(path)
    if wanted is None:
        return [Finding(about, "bad", "Không đọc được danh sách minh chứng trong tệp dữ liệu.")]
    names: dict[str, list[str]] = {how: [] for how in ("missing", "altered", "unread", "whole", "unmarked")}
    for done, one in enumerate(wanted):
        if progress is not None:
            progress(done, len(wanted))
        names[_standing(path, one)].append(one.location)
    found = [
        Finding(about, kind, f"{words.format(number_words(len(names[how])), _named(names[how]))} {to_do}")
        for how, kind, words, to_do in _ODD_EVIDENCE
        if names[how]
    ]
    whole, unmarked = len(names["whole"]), len(names["unmarked"])
    if whole or unmarked or not wanted:
        words = f"{number_words(whole)} tệp đúng như khi thêm vào." if whole else ""
        if unmarked:
            words += f" {number_words(unmarked)} tệp có mặt, không có mã kiểm tra để đối chiếu."
        found.append(Finding(about, "ok", words.strip() or "Không có tệp minh chứng nào."))
    return found


def _standing(path: Path, one: evidence_store.Wanted) -> str:
    """Say how a file of evidence is; one that is open in Word, on Windows, cannot be read just now."""
    place = evidence_files.find(path, one.location)
    try:
        if place is None or not place.is_file():
            return "missing"
        if not one.checksum:
            return "unmarked"
        return "whole" if evidence_files.checksum(place) == one.checksum else "altered"
    except OSError:
        return "unread"


def _copies(path: Path) -> list[Finding]:
    about = "Bản sao lưu"
    found = list_copies(path)
    if not found:
        words = "Chưa có bản sao nào; hãy mở Bản sao lưu ở trình đơn Tệp và tạo một bản."
        return [Finding(about, "warning", words), *_place(path)]
    newest = found[0]
    old = dt.datetime.now().astimezone() - newest.made_at > _STALE
    words = (
        f"{number_words(len(found))} bản sao; mới nhất {moment_words(newest.made_at)}, "
        f"ở {newest.path.parent}."
    )
    findings = [Finding(about, "warning" if old else "ok", words)]
    bad = _first_bad(found)
    if bad is not None:
        words = f"Bản sao {moment_words(bad.made_at)} không đạt kiểm tra, không dùng để khôi phục được."
        findings.append(Finding(about, "bad", words))
    return [*findings, *_place(path)]


def _place(path: Path) -> list[Finding]:
    chosen = chosen_folder(path)
    if chosen is None:
        words = (
            f"Chỉ có một nơi giữ bản sao, cùng ổ đĩa với tệp dữ liệu ({own_folder(path)}). "
            "Nên chọn thêm một thư mục ở USB hoặc ổ đĩa khác."
        )
        return [Finding("Nơi giữ bản sao", "warning", words)]
    if answering_place(path) is None:
        words = f"Thư mục {chosen} hiện không dùng được; sẽ tự chép bù khi có lại."
        return [Finding("Nơi giữ bản sao", "warning", words)]
    return [Finding("Nơi giữ bản sao", "ok", f"Bản sao có ở hai nơi: {own_folder(path)} và {chosen}.")]


def _first_bad(found: tuple[CopyNote, ...]) -> CopyNote | None:
    """Return the first of the newest copies that is no good: those are what one would go back to."""
    for note in found[:5]:
        is_sound = look_at(note.path)
        if is_sound is None:  # a stick gone silent says nothing of what is on it
            return None
        if not is_sound:
            return note
    return None


def moment_words(at: dt.datetime) -> str:
    """Return when something was, by this machine's clock: ``lúc 10:32 ngày 08/4/2020``."""
    return f"lúc {moment(at.astimezone())}"


def _named(names: list[str]) -> str:
    more = len(names) - _MOST_NAMED
    shown = ", ".join(names[:_MOST_NAMED])
    return f"{shown} và {number_words(more)} tệp khác" if more > 0 else shown


def _size(path: Path) -> str:
    return size_words(path.stat().st_size)


def size_words(size_bytes: int) -> str:
    """Return a size in kilobytes, or in megabytes with one decimal."""
    if size_bytes < 1024 * 1024:
        return f"{max(1, round(size_bytes / 1024))} KB"
    return f"{size_bytes / 1024 / 1024:.1f} MB".replace(".", ",")
