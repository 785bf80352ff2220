"""What is said when a bug has ended the program: one sentence, where somebody will see it."""

import sys
from contextlib import suppress
from io import TextIOWrapper

from kehoach_desktop import paths
from kehoach_desktop.bugs.watch import begin_watch


def said_calmly(error: Exception) -> str:
    """Write the bug down and say it on the console, if there is one; return the sentence."""
    watch = begin_watch(paths.log_folder())
    watch.note(error)
    kept = f" Nếu vẫn lỗi, hãy gửi tệp {watch.log.path} cho người hỗ trợ." if watch.log.path.exists() else ""
    sentence = (
        "Chương trình gặp lỗi ngoài dự kiến nên phải dừng; những gì đã lưu vẫn còn nguyên. "
        f"Hãy thử lại.{kept}"
    )
    if sys.stderr is not None:  # a windowed program on Windows has none
        with suppress(OSError, ValueError):
            if isinstance(sys.stderr, TextIOWrapper):  # a Vietnamese Windows gives it code page 1258
                sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")
            sys.stderr.write(sentence + "\n")
            sys.stderr.flush()
    return sentence
