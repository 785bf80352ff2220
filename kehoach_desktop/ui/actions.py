"""Every verb once: its words, keys and icon, and where it stands in the menu bar."""

from typing import NamedTuple

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from kehoach_desktop.ui.icons import icon


class Verb(NamedTuple):
    """What a user can do; ``short`` is its text on a button, ``group`` makes it one choice of several.

    No key has Ctrl+Shift or Alt+Z: Unikey and EVKey switch on those. ``hint`` is a key that the widget with
    the focus answers itself, so it is only shown.
    """

    name: str
    text: str
    tip: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    short: str = ""
    hint: str = ""
    group: str = ""
    is_checkable: bool = False


VERBS = (
    Verb(
        "new_plan",
        "Kế hoạch &mới…",
        "Lập một kế hoạch mới từ mẫu hoặc từ trang trống",
        ("Ctrl+N",),
        "file-new",
        "Mới",
    ),
    Verb(
        "next_plan",
        "Kế hoạch năm s&au…",
        "Lập kế hoạch năm sau từ kế hoạch đang mở: năm, ngày được chuyển, từng chỗ đổi đều chọn được",
        (),
        "copy-plan",
    ),
    Verb(
        "import_text",
        "&Nhập từ văn bản…",
        "Nhập kế hoạch từ tệp văn bản (.txt), kèm phụ lục trong tệp Excel",
        ("Ctrl+O",),
        "import",
    ),
    Verb(
        "import_table",
        "Nhập &bảng từ Excel, Word…",
        "Nhập bảng từ tệp Excel hoặc bảng đã sao chép vào phụ lục, xem trước từng dòng",
        (),
        "import",
        "Nhập bảng",
    ),
    Verb(
        "paste_table",
        "&Dán bảng vào phụ lục…",
        "Đọc bảng đang ở trên bảng tạm, nhận cột theo tiêu đề, xem trước từng dòng rồi mới đưa vào",
        (),
        "clipboard",
        "Dán bảng",
    ),
    Verb("load_json", "Nhập tệp &JSON…", "Nhập kế hoạch từ tệp JSON của chương trình"),
    Verb("open_sample", "Mở kế hoạch mẫu", "Thêm vào tệp một kế hoạch mẫu đầy đủ để xem thử", (), "book"),
    Verb(
        "open_file",
        "Mở tệp dữ liệ&u khác…",
        "Mở một tệp dữ liệu khác trong cửa sổ này; tệp đang mở được ghi nốt và đóng lại",
        (),
        "folder",
    ),
    Verb(
        "save",
        "&Lưu",
        "Mọi thay đổi được lưu ngay; lệnh này ghi nốt phần đang gõ và giữ một bản sao để quay lại",
        ("Ctrl+S",),
        "save",
    ),
    Verb("back_up", "&Sao lưu ra tệp…", "Chép tệp dữ liệu ra một bản sao đã được kiểm tra", (), "backup"),
    Verb(
        "copies",
        "Bản sa&o lưu…",
        "Xem các bản sao chương trình tự giữ, xem bên trong, khôi phục, chọn thêm nơi giữ",
        (),
        "clock",
    ),
    Verb(
        "verify",
        "&Kiểm tra dữ liệu",
        "Kiểm tra tệp dữ liệu, tệp minh chứng và các bản sao lưu",
        (),
        "shield",
    ),
    Verb(
        "export_pdf",
        "Xuất &PDF…",
        "Xuất kế hoạch và phụ lục ra PDF, sẵn sàng để ký",
        ("Ctrl+E",),
        "file",
        "PDF",
    ),
    Verb(
        "export_xlsx",
        "Xuất &Excel…",
        "Xuất phụ lục và bảng theo dõi ra Excel",
        ("Ctrl+T",),
        "table",
        "Excel",
    ),
    Verb(
        "export_json", "Xuất J&SON…", "Xuất toàn bộ kế hoạch ra tệp JSON để trao đổi, lưu trữ", (), "export"
    ),
    Verb("quit", "T&hoát", "Đóng chương trình", ("Ctrl+Q",)),
    Verb("undo", "&Hoàn tác", "Hoàn tác lần sửa vừa rồi", ("Ctrl+Z",), "undo", "Hoàn tác"),
    Verb("redo", "&Làm lại", "Làm lại việc vừa hoàn tác", ("Ctrl+Y",), "redo", "Làm lại"),
    Verb("cut", "&Cắt", "Cắt phần đang chọn", (), "cut", hint="Ctrl+X"),
    Verb("copy", "&Sao chép", "Sao chép phần đang chọn", (), "copy", hint="Ctrl+C"),
    Verb("paste", "&Dán", "Dán vào chỗ đang đứng", (), "clipboard", hint="Ctrl+V"),
    Verb("find", "&Tìm…", "Tìm trong thẻ đang mở", ("Ctrl+F",), "search", "Tìm"),
    Verb("replace", "Tìm và t&hay…", "Tìm và thay trong thẻ đang mở", ("Ctrl+H",)),
    Verb("find_next", "Tìm tiếp t&heo", "Sang chỗ tìm thấy tiếp theo", ("F3",)),
    Verb("find_previous", "Tìm n&gược lại", "Về chỗ tìm thấy phía trước", ("Shift+F3",)),
    Verb("show_plan", "&Soạn thảo", "Mở thẻ Soạn thảo", ("Ctrl+1",), group="tab"),
    Verb("show_appendix", "&Phụ lục", "Mở thẻ Phụ lục", ("Ctrl+2",), group="tab"),
    Verb("show_tracker", "&Theo dõi quý", "Mở thẻ Theo dõi quý", ("Ctrl+3",), group="tab"),
    Verb(
        "next_part",
        "Sang phầ&n tiếp theo",
        "Chuyển bàn phím sang phần tiếp theo của cửa sổ: trang, sơ đồ, bảng, thanh công cụ",
        ("F6",),
    ),
    Verb("theme_system", "Giao diện theo &hệ thống", "Sáng hay tối theo cài đặt của máy", group="theme"),
    Verb("theme_light", "Giao diện s&áng", "Nền sáng, chữ tối", group="theme"),
    Verb("theme_dark", "Giao diện tố&i", "Nền tối, chữ sáng", group="theme"),
    Verb("issue", "&Ban hành…", "Ghi số, ngày được cấp và giữ nguyên bản này cùng tệp PDF", (), "shield"),
    Verb("revise", "Lập bản điề&u chỉnh", "Lập dự thảo mới từ kế hoạch đã ban hành; bản cũ vẫn được giữ"),
    Verb("versions", "Các bản đã ba&n hành…", "Xem, lưu lại tệp PDF của từng bản đã ban hành"),
    Verb("compare", "S&o sánh hai bản…", "Xem hai bản cạnh nhau, khác nhau ở từ nào", (), "columns"),
    Verb(
        "history",
        "&Lịch sử thay đổi…",
        "Mọi lần sửa: lúc nào, ở đâu, trước và sau khi sửa; xem lại kế hoạch tại một ngày trước đó",
        (),
        "clock",
    ),
    Verb("office", "Thông tin cơ &quan…", "Cơ quan, địa danh, người ký điền sẵn vào kế hoạch mới"),
    Verb(
        "directory",
        "&Danh mục cơ quan, hình thức, chỉ tiêu…",
        "Tên, tên viết tắt được gợi ý khi gõ phụ lục; đổi tên thì đổi được ở mọi chỗ",
        (),
        "book",
    ),
    Verb(
        "delete_plan",
        "&Xóa kế hoạch",
        "Đưa kế hoạch đang mở cùng các báo cáo vào Thùng rác; khôi phục được trong 30 ngày",
        (),
        "trash",
    ),
    Verb(
        "bin",
        "Thùng &rác…",
        "Xem, khôi phục kế hoạch, báo cáo, dòng phụ lục, minh chứng đã xóa trong 30 ngày",
    ),
    Verb(
        "periods",
        "&Kỳ báo cáo…",
        "Ngày chốt số liệu, các kỳ phải báo cáo và hạn gửi của kế hoạch đang mở",
        (),
        "calendar",
    ),
    Verb(
        "report",
        "&Lập báo cáo…",
        "Soạn báo cáo kết quả của một kỳ từ số liệu theo dõi; xem báo cáo đã lập, đã gửi",
        ("F9",),
        "send",
        "Lập báo cáo",
    ),
    Verb(
        "trace_figure",
        "&Số này từ đâu",
        "Xem các mục ở thẻ Theo dõi quý tạo nên số có gạch chấm trong báo cáo",
        (),
        "search",
        hint="F4",
    ),
    Verb(
        "manual",
        "&Hướng dẫn sử dụng",
        "Mở hướng dẫn ở chỗ nói về phần đang làm; Esc để trở lại",
        ("F1",),
        "help",
    ),
    Verb("about", "&Giới thiệu và phím tắt", "Phiên bản, tệp dữ liệu, giấy phép, các phím tắt", (), "info"),
)

SEPARATOR = ""
FINDING = ("find", "replace", "find_next", "find_previous")
"""Verbs that are there where the tab in front has a method of that name."""
MENUS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "file",
        "&Tệp",
        (
            *("new_plan", "next_plan", "import_text", "load_json", "open_sample", "open_file", SEPARATOR),
            *("save", "back_up", "copies", "verify", "bin", SEPARATOR),
            *("export_pdf", "export_xlsx", "export_json", SEPARATOR, "quit"),
        ),
    ),
    ("edit", "&Sửa", ("undo", "redo", SEPARATOR, "cut", "copy", "paste", SEPARATOR, *FINDING)),
    (
        "view",
        "&Xem",
        (
            *("show_plan", "show_appendix", "show_tracker", "next_part", SEPARATOR),
            *("theme_system", "theme_light", "theme_dark"),
        ),
    ),
    (
        "plan",
        "&Kế hoạch",
        (
            *("next_plan", SEPARATOR, "issue", "revise", "versions", "compare", "history", SEPARATOR),
            *("office", SEPARATOR, "delete_plan", "bin"),
        ),
    ),
    (
        "appendix",
        "&Phụ lục",
        ("show_appendix", "directory", SEPARATOR, "import_table", "paste_table"),
    ),
    ("tracker", "Th&eo dõi", ("show_tracker", SEPARATOR, "periods")),
    ("report", "&Báo cáo", ("report", "trace_figure")),
    ("help", "Trợ &giúp", ("manual", "about")),
)
"""Key, title and verbs of each menu, in order."""

ON_A_PLAN = (
    *("export_pdf", "export_xlsx", "export_json", "report", "save", "next_plan", "delete_plan"),
    *("issue", "revise", "versions", "compare", "import_table", "paste_table", "periods"),
)
"""Verbs that need an open plan."""
WRITING = (
    *("new_plan", "next_plan", "import_text", "import_table", "paste_table", "load_json", "open_sample"),
    *("save", "undo", "redo", "cut", "paste", "replace", "issue", "revise", "directory", "delete_plan"),
    *("periods", "bin"),
)
"""Verbs that a window which only reads does not have."""


def make_actions(window: QMainWindow) -> dict[str, QAction]:
    """Return every verb as an action of the window, by name."""
    groups: dict[str, QActionGroup] = {}
    made: dict[str, QAction] = {}
    for verb in VERBS:
        action = QAction(verb.text + (f"\t{verb.hint}" if verb.hint else ""), window)
        action.setObjectName(verb.name)
        action.setIconText(verb.short or plain(verb.text))
        action.setStatusTip(verb.tip)
        action.setShortcuts([QKeySequence(key) for key in verb.keys])
        keys = f" ({verb.keys[0] if verb.keys else verb.hint})" if verb.keys or verb.hint else ""
        action.setToolTip(plain(verb.text) + keys)
        action.setCheckable(bool(verb.group) or verb.is_checkable)
        if verb.group:
            group = groups.setdefault(verb.group, QActionGroup(window))
            group.addAction(action)
        window.addAction(action)
        made[verb.name] = action
    show_icons(made)
    return made


def show_icons(actions: dict[str, QAction]) -> None:
    """Give the actions their icons in the theme's colours."""
    for verb in VERBS:
        if verb.icon:
            actions[verb.name].setIcon(icon(verb.icon))


def make_menus(window: QMainWindow, actions: dict[str, QAction]) -> dict[str, QMenu]:
    """Fill the window's menu bar; return its menus by key."""
    menus: dict[str, QMenu] = {}
    for key, title, names in MENUS:
        menu = window.menuBar().addMenu(title)
        for name in names:
            if name == SEPARATOR:
                menu.addSeparator()
            else:
                menu.addAction(actions[name])
        menus[key] = menu
    return menus


def menu_key(wanted: str, otherwise: str) -> str:
    """Return the key of the menu a tab named, by key or by title ("Phụ lục")."""
    for key, title, _ in MENUS:
        if wanted in {key, title, plain(title)}:
            return key
    return otherwise


def plain(text: str) -> str:
    """Return a verb's text without its mnemonic mark and dots."""
    return text.replace("&", "").removesuffix("…")
