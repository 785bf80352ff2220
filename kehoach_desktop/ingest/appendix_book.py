"""An appendix out of a workbook an office made: activities with their rows, and what was odd in the sheet."""

import re
from dataclasses import dataclass
from pathlib import Path

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import Activity, Appendix, Task
from kehoach_desktop.domain.table_import.totals import is_total
from kehoach_desktop.domain.text import one_line
from kehoach_desktop.ingest.appendix_head import Head, find_head, title_above
from kehoach_desktop.ingest.sheet_grid import Grid, Place, Progress, column_letter, read_book

_TASK_CELLS = ("form", "lead", "partners", "time", "note")
_ORDINAL = re.compile(r"(?:\d{1,4}(?:[.,]\d{1,3})*|[IVXLC]{1,6}|[A-Za-zĐđ])[.)]?")
_BELOW_TABLE = re.compile(r"(?:TM|KT|TL|TUQ)\s?[./]\s?[A-ZĐỦ]|(?i:nơi nhận|người lập)\b")
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,2}|[A-H])\)?")


@dataclass(frozen=True, slots=True)
class ReadAppendix:
    """An appendix read from a workbook, and one sentence for each thing that was odd in it."""

    appendix: Appendix
    findings: tuple[str, ...]


@dataclass(slots=True)
class _Group:
    """An activity being read: its content and the rows found so far."""

    content: str
    tasks: list[Task]


def read_appendix(path: Path, progress: Progress | None = None) -> ReadAppendix:
    """Return the appendix on the first visible sheet that has its table; else raise UserError."""
    for grid in read_book(path, progress).grids:
        head = find_head(grid)
        if head:
            return _read_table(path, grid, head)
    raise UserError(
        f"Không tìm thấy bảng phụ lục trong “{path.name}”; cần một dòng tiêu đề có các cột như TT, Nội dung, "
        "Hình thức, Chủ trì, Phối hợp, Thời gian trong 30 dòng đầu."
    )


def _read_table(path: Path, grid: Grid, head: Head) -> ReadAppendix:
    title, strays = title_above(grid, head)
    findings = [f"Trang tính “{grid.name}”: dòng “{text[:60]}” phía trên bảng để ngoài." for text in strays]
    rows = table_rows(grid, head, findings)
    activities = _activities(grid, head, rows, findings)
    if not activities:
        raise UserError(f"Bảng phụ lục trong “{path.name}” không có dòng nào; hãy chọn tệp đã có nội dung.")
    findings += _unread_columns(grid, head, rows)
    findings += odd_cells(grid, rows)
    return ReadAppendix(Appendix(title, activities), tuple(findings))


def table_rows(grid: Grid, head: Head, findings: list[str]) -> list[int]:
    """Return the rows of the table: what stands below it (a signature) and column numbers are left out."""
    rows = [row for row in sorted(grid.rows) if row > head.last_row]
    if rows and _is_column_numbers(grid, rows[0]):
        findings.append(f"Dòng {rows[0]}: dòng đánh số cột được bỏ qua.")
        del rows[0]
    for index, row in enumerate(rows):
        if any(_BELOW_TABLE.match(text) for text in grid.rows[row].values()):
            findings.append(f"Dòng {row} đến {rows[-1]}: phần ký, nơi nhận dưới bảng để ngoài.")
            return rows[:index]
    return rows


def _is_column_numbers(grid: Grid, row: int) -> bool:
    """Say whether the row counts the columns: (1) (2) (3) …, or A B 1 2 …, each one more than the last."""
    texts = [grid.text(row, column) for column in sorted(grid.rows[row])]
    marks = [_COLUMN_NUMBER.fullmatch(text) for text in texts if text]
    signs = [mark[1] for mark in marks if mark]
    letters = [sign for sign in signs if sign.isalpha()]
    numbers = [sign for sign in signs if not sign.isalpha()]
    return (
        len(signs) == len(marks) >= 3
        and signs == letters + numbers  # letters come first
        and letters == list("ABCDEFGH"[: len(letters)])
        and numbers == [str(number) for number in range(1, len(numbers) + 1)]
    )


def _activities(grid: Grid, head: Head, rows: list[int], findings: list[str]) -> tuple[Activity, ...]:
    groups: list[_Group] = []
    expected = 1
    for row in rows:
        if is_total(list(grid.rows[row].values())):
            words = one_line(next(iter(grid.rows[row].values())))[:60]
            findings.append(f"Dòng {row}: “{words}” là dòng cộng, không phải nội dung, nên để ngoài.")
            continue
        number = _cell(grid, head, row, "number")
        content = _cell(grid, head, row, "content")
        task = _task(grid, head, row)
        if number and not content and not _ORDINAL.fullmatch(number):
            number, content = "", number  # a heading over the whole row
        if content or (number and not _is_merged_below(grid, head, row)) or not groups:
            groups.append(_Group(content, []))
            findings += _heading_findings(row, content, task)
            findings += _number_findings(row, number, expected)
            expected = int(number) + 1 if number.isdecimal() else expected + bool(number)
        if task != Task():
            groups[-1].tasks.append(task)
    groups = [group for group in groups if group.content or group.tasks]
    return tuple(Activity(group.content, tuple(group.tasks) or (Task(),)) for group in groups)


def _task(grid: Grid, head: Head, row: int) -> Task:
    """Return the row's task; a cell merged over several rows stands in each of them, as on paper."""
    own = {role: _cell(grid, head, row, role) for role in _TASK_CELLS}
    if not any(own.values()):
        return Task()
    for role in _TASK_CELLS:
        column = head.columns.get(role)
        if column and not own[role]:
            anchor = grid.anchors.get((row, column))
            if anchor and anchor[1] == column and anchor[0] > head.last_row:
                own[role] = grid.text(*anchor)
    return Task(own["form"], own["lead"], own["partners"], own["time"], own["note"])


def _cell(grid: Grid, head: Head, row: int, role: str) -> str:
    column = head.columns.get(role)
    return grid.text(row, column) if column else ""


def _is_merged_below(grid: Grid, head: Head, row: int) -> bool:
    """Say whether the content's cell belongs to a merge that began in a row above."""
    anchor = grid.anchors.get((row, head.columns["content"]))
    return anchor is not None and head.last_row < anchor[0] < row


def _heading_findings(row: int, content: str, task: Task) -> list[str]:
    if task != Task() or not content:
        return []
    short = one_line(content)[:60]
    return [f"Dòng {row}: “{short}” không có hình thức, cơ quan, thời gian; đọc thành một nội dung."]


def _number_findings(row: int, number: str, expected: int) -> list[str]:
    if not number.isdecimal() or int(number) == expected:
        return []
    return [f"Dòng {row}: TT “{number}” không đúng thứ tự (chờ {expected}); TT được đánh lại theo thứ tự."]


def _unread_columns(grid: Grid, head: Head, rows: list[int]) -> list[str]:
    known = set(head.columns.values())
    unread = sorted({column for row in rows for column in grid.rows[row]} - known)
    out = []
    for column in unread:
        filled = [row for row in rows if grid.text(row, column)]
        name = one_line(grid.shown(head.last_row, column) or grid.shown(head.first_row, column))
        named = f" “{name[:40]}”" if name else ""
        first = one_line(grid.text(filled[0], column))[:40]
        out.append(
            f"Cột {column_letter(column)}{named}: {len(filled)} ô (đầu tiên: “{first}”) không có chỗ "
            "trong phụ lục nên để ngoài."
        )
    return out


def odd_cells(grid: Grid, rows: list[int]) -> list[str]:
    """Return a sentence on formulas without a result, on errors and on wrong merges among the rows."""
    known = set(rows)
    out = []
    uncomputed = [place for place in grid.uncomputed if place[0] >= rows[0]]
    if uncomputed:
        out.append(
            f"Ô {_names(uncomputed)} có công thức chưa tính kết quả nên để trống; "
            "hãy mở bằng Excel, lưu lại rồi nhập, hoặc gõ tay."
        )
    errors = [place for place in grid.errors if place[0] in known]
    if errors:
        out.append(f"Ô {_names(errors)} đang báo lỗi của Excel (như #REF!), được giữ nguyên; hãy sửa lại.")
    if grid.bad_merges:
        shown = ", ".join(grid.bad_merges[:5])
        out.append(f"Ô gộp {shown} sai hoặc chồng lên nhau nên không dùng; hãy xem lại các dòng đó.")
    return out


def _names(places: list[Place]) -> str:
    names = [f"{column_letter(column)}{row}" for row, column in places[:10]]
    return ", ".join(names) + (f" và {len(places) - 10} ô khác" if len(places) > 10 else "")
