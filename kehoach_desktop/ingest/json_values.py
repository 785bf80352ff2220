"""Reading values out of JSON, strictly: each reader takes a value and its path, and says what is wrong."""

import datetime as dt
import json
import re
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

from kehoach_desktop.domain.doors import JSON
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.linked import is_figure
from kehoach_desktop.domain.text import clean

MAX_JSON_BYTES = JSON.bytes

T = TypeVar("T")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_KIND_NAMES: dict[type, str] = {
    dict: "nhóm khóa {…}",
    list: "danh sách […]",
    str: "chữ",
    bool: "đúng/sai",
    int: "số",
    float: "số",
    type(None): "null",
}


def load_json(text: str) -> Any:
    """Return the parsed text; NaN, Infinity, a key given twice and too deep nesting raise UserError."""
    if len(text) > MAX_JSON_BYTES:
        most = MAX_JSON_BYTES // 1024 // 1024
        raise UserError(f"Tệp JSON lớn quá {most} MB nên không được đọc; hãy kiểm tra lại tệp đã chọn.")
    try:
        return json.loads(
            text.removeprefix("\ufeff"), object_pairs_hook=_single_keys, parse_constant=_refuse_constant
        )
    except json.JSONDecodeError as error:
        raise UserError(
            f"Tệp không phải JSON đúng cú pháp (lỗi ở dòng {error.lineno}, cột {error.colno}); "
            "hãy xuất lại kế hoạch ra JSON rồi nạp tệp đó."
        ) from error
    except RecursionError as error:
        raise UserError("Tệp JSON lồng nhau quá sâu, không phải tệp kế hoạch; hãy chọn tệp khác.") from error
    except ValueError as error:  # Python refuses integers of more than 4,300 digits
        raise UserError("Tệp JSON có một số quá dài; hãy sửa lại số đó rồi nạp lại.") from error


def read_object(
    value: Any, path: str, required: tuple[str, ...], optional: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Return ``value`` as an object that has the required keys and no key but those named."""
    found: dict[str, Any] = _of_type(value, path, dict)
    for key in found:
        if key not in required and key not in optional:
            where = f"ở {path}" if path else "ở ngoài cùng"
            raise UserError(f"Tệp JSON có khóa lạ “{_short(key)}” {where}; hãy xóa hoặc sửa lại tên khóa đó.")
    for key in required:
        if key not in found:
            refuse(_join(path, key), "bị thiếu")
    return found


def read_text(source: dict[str, Any], path: str, key: str, default: str | None = None) -> str:
    """Return the clean text under ``key``; a missing key gives ``default``."""
    if key not in source and default is not None:
        return default
    text: str = _of_type(source[key], _join(path, key), str)
    return clean(text)


def read_list(
    source: dict[str, Any], path: str, key: str, read: Callable[[Any, str], T], *, least: int = 0
) -> tuple[T, ...]:
    """Return the entries under ``key``, each read by ``read(value, path)``; a missing key gives ()."""
    values = _of_type(source.get(key, []), _join(path, key), list)
    if len(values) > JSON.entries:
        refuse(_join(path, key), f"có quá {JSON.entries} phần tử")
    if len(values) < least:
        refuse(_join(path, key), f"phải có ít nhất {least} phần tử")
    return tuple(read(value, f"{_join(path, key)}[{index}]") for index, value in enumerate(values))


def read_whole(source: dict[str, Any], path: str, key: str, low: int, high: int) -> int:
    """Return the whole number under ``key``, from ``low`` to ``high``."""
    value = source[key]
    if isinstance(value, bool) or not isinstance(value, int):
        refuse(_join(path, key), f"phải là số nguyên, không phải {_kind(value)}")
    if not low <= value <= high:
        refuse(_join(path, key), f"phải từ {low} đến {high}")
    return value


def read_number(source: dict[str, Any], path: str, key: str, high: float) -> int | float:
    """Return the finite number under ``key``, from 0 to ``high``; a float without fraction becomes int."""
    value = source[key]
    if isinstance(value, bool) or not isinstance(value, int | float):
        refuse(_join(path, key), f"phải là số, không phải {_kind(value)}")
    if not 0 <= value <= high:  # true of 1e999 and of a huge int alike
        refuse(_join(path, key), f"phải từ 0 đến {high:.0f}")
    return int(value) if float(value).is_integer() else value


def read_date(source: dict[str, Any], path: str, key: str) -> dt.date | None:
    """Return the date under ``key``; null or a missing key gives None."""
    value = source.get(key)
    if value is None:
        return None
    text: str = _of_type(value, _join(path, key), str)
    try:
        return dt.date.fromisoformat(text if _DATE.fullmatch(text) else "")
    except ValueError:
        refuse(_join(path, key), f"phải là ngày có thật dạng 2026-01-31, không phải “{_short(text)}”")


def read_moment(source: dict[str, Any], path: str, key: str) -> dt.datetime:
    """Return the moment under ``key``, in ISO 8601 with its offset from UTC."""
    text: str = _of_type(source[key], _join(path, key), str)
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        refuse(
            _join(path, key), f"phải là thời điểm dạng 2026-01-31T10:32:00+07:00, không phải “{_short(text)}”"
        )
    return moment


def read_flag(source: dict[str, Any], path: str, key: str, default: bool) -> bool:
    """Return true or false under ``key``; a missing key gives ``default``."""
    flag: bool = _of_type(source.get(key, default), _join(path, key), bool)
    return flag


def read_choice(source: dict[str, Any], path: str, key: str, choices: tuple[str, ...]) -> str:
    """Return the word under ``key``, one of ``choices``."""
    text: str = _of_type(source[key], _join(path, key), str)
    if text not in choices:
        refuse(_join(path, key), f"là “{_short(text)}”, phải là một trong: {', '.join(choices)}")
    return text


def read_style(source: dict[str, Any], path: str, key: str) -> str:
    """Return what a mark does to letters: bold, italic, or a figure's link."""
    if isinstance(style := source[key], str) and is_figure(style):
        return clean(style)
    return read_choice(source, path, key, ("bold", "italic"))


def refuse(path: str, what: str) -> NoReturn:
    """Raise UserError: the value at ``path`` is not what it must be."""
    raise UserError(f"Tệp JSON không đúng mẫu kế hoạch: {path} {what}; hãy sửa lại rồi nạp lại.")


def plain_text(value: Any, path: str) -> str:
    """Return a list's entry as clean text."""
    return clean(_of_type(value, path, str))


def _of_type(value: Any, path: str, kind: type) -> Any:
    if not isinstance(value, kind):
        refuse(path or "nội dung tệp", f"phải là {_KIND_NAMES[kind]}, không phải {_kind(value)}")
    return value


def _kind(value: Any) -> str:
    return _KIND_NAMES[type(value)]


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _short(text: str) -> str:
    text = clean(text).replace("\n", " ")
    return text if len(text) <= 60 else text[:60] + "…"


def _single_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise UserError(
                    f"Tệp JSON ghi khóa “{_short(key)}” hai lần trong cùng một nhóm; hãy bỏ một trong hai."
                )
            seen.add(key)
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise UserError(f"Tệp JSON có giá trị “{name}” không phải là số; hãy sửa lại rồi nạp lại.")
