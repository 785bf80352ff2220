"""A text file as Vietnamese text, whatever its encoding; what cannot be read is named, never guessed at."""

import codecs
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from kehoach_desktop.domain.doors import TEXT
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.ingest.json_values import MAX_JSON_BYTES
from kehoach_desktop.ingest.lines import plain

_OTHER_KINDS = (
    (b"%PDF", "là tệp PDF"),
    (b"\xd0\xcf\x11\xe0", "là tệp Word hoặc Excel kiểu cũ (.doc, .xls)"),
    (b"{\\rtf", "là tệp RTF"),
    (b"\x89PNG", "là tệp ảnh"),
    (b"\xff\xd8\xff", "là tệp ảnh"),
    (b"SQLite format 3\0", "là tệp dữ liệu SQLite"),
    (b"MZ", "là tệp chương trình"),
)
_VIETNAMESE = frozenset(
    "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
)  # fmt: skip
_COMMON_WORDS = frozenset({
    "và", "của", "các", "kế", "hoạch", "thủ", "tục", "hành", "chính", "thực", "hiện", "trên", "năm", "về",
    "được", "nhân", "dân", "tổ", "chức", "căn", "cứ", "số", "có", "là", "một", "đến", "với", "công", "tác",
})  # fmt: skip
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1f]")
_SAVE_AS = "hãy mở bằng chương trình đã tạo ra nó, lưu lại dạng văn bản thuần (.txt) mã UTF-8 rồi nhập lại"


@dataclass(frozen=True, slots=True)
class TextFile:
    """What a file says, and in ``notes`` what was out of the ordinary about how it was written."""

    text: str
    notes: tuple[str, ...] = ()


def read_text(path: Path) -> TextFile:
    """Return the file's text in NFC; a file that is no text of at most 5 MB raises UserError."""
    data = _bytes(path, TEXT.bytes, "Tệp văn bản")
    _refuse_other_kinds(path, data, "văn bản thuần", _SAVE_AS)
    text, notes = _decoded(path, data)
    if len(_CONTROLS.findall(text)) > max(8, len(text) // 20):
        raise UserError(f"Tệp “{path.name}” là tệp nhị phân, không phải văn bản; {_SAVE_AS}.")
    composed = plain(text)
    if not composed.strip():
        raise UserError(f"Tệp “{path.name}” không có chữ nào; hãy chọn tệp có nội dung kế hoạch.")
    if composed.count("\n") > TEXT.rows:
        raise UserError(
            f"Tệp “{path.name}” có hơn {number_words(TEXT.rows)} dòng, dài hơn mọi kế hoạch; "
            "hãy chép riêng phần kế hoạch sang một tệp khác rồi nhập lại."
        )
    if not notes and not unicodedata.is_normalized("NFC", text):
        notes = ("Tệp dùng chữ Unicode tổ hợp (dấu tách rời); đã ghép lại thành Unicode dựng sẵn.",)
    return TextFile(composed, notes)


def read_json_text(path: Path) -> str:
    """Return the text of a JSON file, which is UTF-8 of at most 100 MB; else raises UserError."""
    data = _bytes(path, MAX_JSON_BYTES, "Tệp JSON")
    _refuse_other_kinds(path, data, "tệp JSON", "hãy chọn tệp do kehoach dump ghi ra")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(
            f"Tệp “{path.name}” không phải JSON mã UTF-8; hãy lưu lại bằng mã UTF-8 rồi nạp lại."
        ) from error


def _bytes(path: Path, most: int, what: str) -> bytes:
    """Return the file's bytes; never reads more than one byte past ``most``."""
    try:
        if path.is_dir():
            raise UserError(f"“{path.name}” là thư mục, không phải tệp; hãy chọn một tệp.")
        with path.open("rb") as file:
            data = file.read(most + 1)
    except FileNotFoundError as error:
        raise UserError(f"Không tìm thấy tệp “{path}”; hãy kiểm tra lại tên và thư mục.") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise UserError(
            f"Không đọc được tệp “{path.name}”; hãy đóng chương trình đang mở tệp hoặc kiểm tra quyền đọc."
        ) from error
    if len(data) > most:
        raise UserError(
            f"{what} “{path.name}” lớn quá {most // 1024 // 1024} MB nên không được đọc; "
            "hãy kiểm tra lại tệp đã chọn."
        )
    if not data:
        raise UserError(f"Tệp “{path.name}” rỗng; hãy chọn tệp có nội dung.")
    return data


def _refuse_other_kinds(path: Path, data: bytes, wanted: str, what_to_do: str) -> None:
    found = next((name for magic, name in _OTHER_KINDS if data.startswith(magic)), "")
    if data.startswith(b"PK\x03\x04"):
        inside = (("là tệp Word (.docx)", b"word/"), ("là tệp Excel (.xlsx)", b"xl/"))
        found = next((name for name, part in inside if part in data), "là tệp nén (.zip)")
    if found == "là tệp chương trình" and b"\0" not in data:
        found = ""  # a text may well begin with these two letters
    if found:
        raise UserError(f"Tệp “{path.name}” {found}, không phải {wanted}; {what_to_do}.")


def _decoded(path: Path, data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text and what was found of its encoding."""
    for mark, encoding, name in (
        (codecs.BOM_UTF8, "utf-8-sig", ""),
        (codecs.BOM_UTF16_LE, "utf-16", "UTF-16 LE"),
        (codecs.BOM_UTF16_BE, "utf-16", "UTF-16 BE"),
    ):
        if data.startswith(mark):
            text = _strict(data, encoding)
            if text is None or "\0" in text:
                raise UserError(
                    f"Tệp “{path.name}” có dấu đầu tệp của {name or 'UTF-8'} nhưng nội dung không đọc được "
                    f"theo mã đó; {_SAVE_AS}."
                )
            return text, _encoding_note(name)
    if b"\0" in data:
        return _decoded_utf16(path, data)
    text = _strict(data, "utf-8")
    if text is not None:
        return text, ()
    text = _strict(data, "cp1258")
    if text is None or not _is_vietnamese(unicodedata.normalize("NFC", text)):
        raise UserError(
            f"Tệp “{path.name}” không phải UTF-8, UTF-16 hay Windows-1258 (có thể dùng mã cũ như TCVN3 "
            f"hoặc VNI); hãy chuyển mã sang Unicode, lưu lại bằng mã UTF-8 rồi nhập lại."
        )
    return text, _encoding_note("Windows-1258")


def _decoded_utf16(path: Path, data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return text in UTF-16 without its mark; other data with NUL bytes is binary."""
    for encoding, name in (("utf-16-le", "UTF-16 LE"), ("utf-16-be", "UTF-16 BE")):
        text = _strict(data, encoding)
        if text and "\0" not in text and _share_of_latin(text) > 0.97:
            return text, _encoding_note(f"{name} (không có dấu đầu tệp)")
    raise UserError(f"Tệp “{path.name}” là tệp nhị phân, không phải văn bản; {_SAVE_AS}.")


def _encoding_note(name: str) -> tuple[str, ...]:
    return (f"Tệp dùng mã {name}, không phải UTF-8; đã chuyển sang Unicode.",) if name else ()


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _share_of_latin(text: str) -> float:
    """Return the share of characters a Vietnamese text is made of: Latin, its marks, its punctuation."""
    known = sum(c < "\u0370" or "\u1e00" <= c <= "\u20bf" or c in "\ufeff…" for c in text)
    return known / len(text)


def _is_vietnamese(text: str) -> bool:
    """Say whether decoded text reads as Vietnamese: its letters, none of its marks left over, its words."""
    lower = text.lower()
    foreign = [c for c in lower if ord(c) > 127 and c not in _VIETNAMESE and not _is_punctuation(c)]
    marked = sum(c in _VIETNAMESE for c in lower)
    if len(foreign) > marked // 50:
        return False
    words = re.findall(r"[^\W\d_]+", lower)
    hits = sum(word in _COMMON_WORDS for word in words)
    return hits * 25 >= len(words) or (len(words) < 12 and hits > 0)


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char) in {"Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Zs", "Cf"} or char in "°§€"
