"""What of a pasted table is refused, in a sentence: more rows or columns than an appendix can have."""

from kehoach_desktop.domain.cells.block import MAX_COLUMNS, MAX_ROWS
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.words import number_words


def too_long(rows: int) -> UserError:
    """Return the error for a block of too many rows."""
    return UserError(
        f"Khối đang dán có {number_words(rows)} dòng, mỗi lần chỉ dán được {number_words(MAX_ROWS)} dòng; "
        "hãy chia ra dán nhiều lần."
    )


def too_wide(columns: int) -> UserError:
    """Return the error for a block of too many columns."""
    return UserError(
        f"Khối đang dán có {number_words(columns)} cột, nhiều hơn {number_words(MAX_COLUMNS)} cột đọc được; "
        "hãy chọn riêng các cột của bảng phụ lục rồi sao chép lại."
    )
