"""The words of the command line: its commands, its options, and argparse's own messages in Vietnamese."""

import argparse
from collections.abc import Container
from pathlib import Path
from typing import Any, NoReturn

from kehoach_desktop.domain import periods

_WORDS = {
    "usage: ": "cách dùng: ",
    "positional arguments": "đối số",
    "options": "tùy chọn",
    "the following arguments are required: %s": "còn thiếu: %s",
    "unrecognized arguments: %s": "không hiểu: %s",
    "expected one argument": "cần một giá trị",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "không có %(value)r; hãy chọn: %(choices)s",
    "invalid %(type)s value: %(value)r": "giá trị %(value)r không hợp lệ",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "không có lệnh %(parser_name)r",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s có thể là %(matches)s",
    "ignored explicit argument %r": "không nhận giá trị %r",
}


class _Parser(argparse.ArgumentParser):
    """An argument parser that speaks Vietnamese."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **kwargs)
        self.add_argument("-h", "--help", action="help", help="hiện phần này rồi thôi")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the words typed, and exit with 2."""
        self.exit(2, f"{self.prog}: {message}; xem {self.prog} --help\n")


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of every command in product.md; ``command`` is None for the window."""
    argparse._ = lambda text: _WORDS.get(text, text)  # type: ignore[attr-defined] # its gettext hook
    parser = _Parser(
        prog="kehoach",
        description="Kế hoạch truyền thông kiểm soát thủ tục hành chính; không có lệnh nào thì mở cửa sổ.",
    )
    parser.add_argument("--db", type=Path, metavar="TỆP", help="tệp dữ liệu mở trong cửa sổ")
    commands = parser.add_subparsers(dest="command", metavar="LỆNH", title="lệnh")

    def command(name: str, told: str, *, db: bool = True) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=told, description=told)
        if db:
            # Not "required": it may also stand before the command, and then must not be undone here.
            made.add_argument(
                "--db", type=Path, default=argparse.SUPPRESS, metavar="TỆP", help="tệp dữ liệu (bắt buộc)"
            )
            made.set_defaults(needs_db=True)
        return made

    demo = command("demo", "tạo tệp mẫu, PDF, Excel và báo cáo, rồi mở cửa sổ nếu có màn hình", db=False)
    demo.add_argument("--out", type=Path, default=Path("kehoach-demo"), metavar="THƯ_MỤC", help="nơi ghi")
    demo.add_argument("--no-window", action="store_true", help="không mở cửa sổ")
    command("sample", "tạo tệp mới có một kế hoạch mẫu đầy đủ")
    _with_json(command("list", "liệt kê các kế hoạch trong tệp"))
    past = _with_json(command("history", "in lịch sử thay đổi, mới nhất trước"))
    past.add_argument("--plan", type=_plan_number, metavar="SỐ", help="chỉ của kế hoạch này")
    reading = _with_json(command("import", "nhập một kế hoạch từ tệp văn bản (.txt)"))
    reading.add_argument("source", type=Path, metavar="NGUỒN", help="tệp văn bản")
    reading.add_argument("--appendix", type=Path, metavar="SỔ.xlsx", help="phụ lục trong tệp Excel")
    dump = command("dump", "ghi một kế hoạch ra tệp JSON")
    dump.add_argument("--plan", type=_plan_number, metavar="SỐ", help="số của kế hoạch, nếu có nhiều")
    dump.add_argument("--out", type=Path, required=True, metavar="TỆP.json", help="tệp JSON")
    load = _with_json(command("load", "nhập một kế hoạch từ tệp JSON"))
    load.add_argument("source", type=Path, metavar="TỆP.json", help="tệp JSON")
    export = command("export", "xuất kế hoạch ra PDF, Excel")
    export.add_argument("--plan", type=_plan_number, required=True, metavar="SỐ", help="số của kế hoạch")
    _with_targets(export)
    report = _with_json(command("report", "lập báo cáo kết quả của một kỳ"))
    report.add_argument("--plan", type=_plan_number, required=True, metavar="SỐ", help="số của kế hoạch")
    report.add_argument(
        "--period",
        type=_period_code,
        required=True,
        metavar="KỲ",
        help="Q1, Q2, Q3, Q4, 6T, 9T, NAM hoặc hai ngày 2026-01-01:2026-03-31",
    )
    _with_targets(report)
    backup = command("backup", "sao lưu tệp dữ liệu, có kiểm tra")
    backup.add_argument("--out", type=Path, required=True, metavar="TỆP", help="bản sao lưu")
    restore = command("restore", "khôi phục tệp dữ liệu từ bản sao lưu")
    restore.add_argument("source", type=Path, metavar="BẢN_SAO", help="bản sao lưu")
    rebuild = command("rebuild", "dựng lại tệp dữ liệu mới từ thư mục tệp JSON cạnh các bản sao lưu")
    rebuild.add_argument(
        "folder", type=Path, metavar="THƯ_MỤC", help="thư mục tệp JSON, hoặc thư mục sao lưu"
    )
    command("verify", "kiểm tra tệp dữ liệu có nguyên vẹn không")
    command("self-test", "tự kiểm tra: mở tệp mẫu trong cửa sổ thật, sửa, hoàn tác, xuất", db=False)
    return parser


def file_as_option(arguments: list[str], commands: Container[str | None]) -> list[str]:
    """Return the arguments with a file that stands alone named by ``--db``: a double-click gives it so.

    What is a command's name is the command; so is every other single word that looks like no file.
    """
    if len(arguments) != 1 or arguments[0].startswith("-") or arguments[0] in commands:
        return arguments
    path = Path(arguments[0])
    is_file = path.suffix.lower() == ".kehoach" or len(path.parts) > 1 or path.exists()
    return ["--db", arguments[0]] if is_file else arguments


def check_usage(parser: argparse.ArgumentParser, asked: argparse.Namespace) -> None:
    """Refuse, as argparse does, what only several options together make wrong."""
    if getattr(asked, "needs_db", False) and asked.db is None:
        parser.error(f"{asked.command}: còn thiếu: --db TỆP")
    targets = [target for target in (getattr(asked, "pdf", None), getattr(asked, "xlsx", None)) if target]
    if asked.command == "export" and not targets:
        parser.error("export cần ít nhất --pdf TỆP hoặc --xlsx TỆP")
    if len(targets) == 2 and targets[0].absolute() == targets[1].absolute():
        parser.error("--pdf và --xlsx phải là hai tệp khác nhau")


def _plan_number(text: str) -> int:
    if not text.isdecimal() or len(text) > 15:
        raise argparse.ArgumentTypeError(f"“{text}” không phải số của kế hoạch; xem kehoach list")
    return int(text)


def _period_code(code: str) -> str:
    try:
        periods.find(2000, code)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"không hiểu kỳ báo cáo “{code}”; hãy dùng Q1, Q2, Q3, Q4, 6T, 9T, NAM "
            "hoặc hai ngày dạng 2026-01-01:2026-03-31, ngày đầu không sau ngày cuối"
        ) from error
    return code


def _with_json(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    return parser


def _with_targets(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pdf", type=Path, metavar="TỆP.pdf", help="ghi PDF vào tệp này")
    parser.add_argument("--xlsx", type=Path, metavar="TỆP.xlsx", help="ghi Excel vào tệp này")
