"""Qt's own words in Vietnamese: Qt ships no Vietnamese translation, and its English would show through."""

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator

_BUTTONS = {
    "OK": "Đồng ý",
    "Save": "Lưu",
    "Save All": "Lưu tất cả",
    "Open": "Mở",
    "Yes": "Có",
    "Yes to All": "Có tất cả",
    "No": "Không",
    "No to All": "Không tất cả",
    "Abort": "Dừng",
    "Retry": "Thử lại",
    "Ignore": "Bỏ qua",
    "Close": "Đóng",
    "Cancel": "Hủy",
    "Discard": "Không lưu",
    "Don't Save": "Không lưu",
    "Close without Saving": "Đóng mà không lưu",
    "Help": "Trợ giúp",
    "Apply": "Áp dụng",
    "Reset": "Đặt lại",
    "Restore Defaults": "Khôi phục mặc định",
    "Show Details...": "Xem chi tiết…",
    "Hide Details...": "Ẩn chi tiết",
    "Executable": "Chạy được",
    "What's This?": "Đây là gì?",
}
_EDITING = {
    "Undo": "Hoàn tác",
    "Undo %1": "Hoàn tác: %1",
    "Redo": "Làm lại",
    "Redo %1": "Làm lại: %1",
    "Cut": "Cắt",
    "Copy": "Sao chép",
    "Paste": "Dán",
    "Delete": "Xóa",
    "Select All": "Chọn tất cả",
    "Clear": "Xóa hết",
    "Copy Link Location": "Sao chép địa chỉ liên kết",
    "Insert Unicode control character": "Chèn ký tự điều khiển",
    "Step up": "Tăng",
    "Step down": "Giảm",
    "Press": "Nhấn",
    "Increase": "Tăng",
    "Decrease": "Giảm",
    "ShowMenu": "Mở trình đơn",
    "SetFocus": "Chuyển đến",
    "Toggle": "Bật hoặc tắt",
    "Check": "Đánh dấu",
    "Uncheck": "Bỏ đánh dấu",
}
_FILES = {
    "Look in:": "Xem trong:",
    "File name:": "Tên tệp:",
    "Folder name:": "Tên thư mục:",
    "Directory:": "Thư mục:",
    "Files of type:": "Loại tệp:",
    "Save as type:": "Loại tệp:",
    "Back": "Quay lại",
    "Go back": "Quay lại thư mục trước",
    "Forward": "Tiếp",
    "Go forward": "Đi tiếp",
    "Parent Directory": "Thư mục cha",
    "Go to the parent directory": "Lên thư mục cha",
    "Create New Folder": "Tạo thư mục",
    "Create a New Folder": "Tạo thư mục mới",
    "List View": "Dạng danh sách",
    "Change to list view mode": "Xem dạng danh sách",
    "Detail View": "Dạng chi tiết",
    "Change to detail view mode": "Xem dạng chi tiết",
    "Sidebar": "Khung bên",
    "List of places and bookmarks": "Các nơi hay dùng",
    "Files": "Các tệp",
    "Choose": "Chọn",
    "Rename": "Đổi tên",
    "New Folder": "Thư mục mới",
    "New folder": "Thư mục mới",
    "Show hidden files": "Hiện tệp ẩn",
    "Show ": "Hiện: ",
    "Find Directory": "Tìm thư mục",
    "Save As": "Lưu thành",
    "Directories": "Thư mục",
    "All Files (*)": "Mọi tệp (*)",
    "All files (*)": "Mọi tệp (*)",
    "All Files (*.*)": "Mọi tệp (*.*)",
    "Recent Places": "Nơi vừa mở",
    "Remove": "Gỡ bỏ",
    "My Computer": "Máy tính này",
    "Computer": "Máy tính này",
    "Name": "Tên",
    "Size": "Dung lượng",
    "Kind": "Loại",
    "Type": "Loại",
    "Date Modified": "Ngày sửa",
    "Drive": "Ổ đĩa",
    "File": "Tệp",
    "%1 File": "Tệp %1",
    "File Folder": "Thư mục",
    "Folder": "Thư mục",
    "Alias": "Bí danh",
    "Shortcut": "Lối tắt",
    "Unknown": "Không rõ",
    "%1 bytes": "%1 byte",
    "%1 KB": "%1 KB",
    "%1 MB": "%1 MB",
    "%1 GB": "%1 GB",
    "%1 TB": "%1 TB",
    "Unknown error": "Lỗi không rõ",
    "Invalid filename": "Tên tệp không hợp lệ",
    "%1 already exists.\nDo you want to replace it?": "%1 đã có.\nCó thay thế tệp đó không?",
    "%1\nFile not found.\nPlease verify the correct file name was given.": (
        "%1\nKhông tìm thấy tệp.\nHãy kiểm tra lại tên tệp."
    ),
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.": (
        "%1\nKhông tìm thấy thư mục.\nHãy kiểm tra lại tên thư mục."
    ),
    "'%1' is write protected.\nDo you want to delete it anyway?": (
        "“%1” được bảo vệ chống ghi.\nVẫn xóa chứ?"
    ),
    "Are you sure you want to delete '%1'?": "Có chắc muốn xóa “%1” không?",
    "Could not delete directory.": "Không xóa được thư mục.",
    '<b>The name "%1" cannot be used.</b><p>Try using another name, with fewer characters or no '
    "punctuation marks.": (
        "<b>Không dùng được tên “%1”.</b><p>Hãy đặt tên khác, ngắn hơn hoặc không có dấu câu."
    ),
}
_SCROLLING = {
    "Scroll here": "Cuộn đến đây",
    "Left edge": "Mép trái",
    "Right edge": "Mép phải",
    "Top": "Đầu trang",
    "Bottom": "Cuối trang",
    "Page left": "Sang trái một trang",
    "Page right": "Sang phải một trang",
    "Page up": "Lên một trang",
    "Page down": "Xuống một trang",
    "Scroll left": "Cuộn sang trái",
    "Scroll right": "Cuộn sang phải",
    "Scroll up": "Cuộn lên",
    "Scroll down": "Cuộn xuống",
    "Scroll Left": "Cuộn sang trái",
    "Scroll Right": "Cuộn sang phải",
    "Line up": "Lên một dòng",
    "Line down": "Xuống một dòng",
    "Position": "Vị trí",
    "Previous Month": "Tháng trước",
    "Next Month": "Tháng sau",
    "Previous month": "Tháng trước",
    "Next month": "Tháng sau",
    "Toggle view": "Hiện hoặc ẩn",
    "Menu": "Trình đơn",
    "Minimize": "Thu nhỏ",
    "Maximize": "Phóng to",
    "Restore": "Khôi phục",
    "Restore Down": "Khôi phục",
    "Restore Up": "Khôi phục",
    "True": "Đúng",
    "False": "Sai",
    "All": "Tất cả",
}
WORDS = {**_BUTTONS, **_EDITING, **_FILES, **_SCROLLING}
# Not a word of Qt's to translate but a key's engraving, or a name: the program's own texts come as they are.
_OWN_WORDS = frozenset({"QShortcut", "QUndoStack"})


class _Words(QTranslator):
    """Answers by the words alone, whatever the context; the mnemonic's & goes away with the English."""

    def isEmpty(self) -> bool:
        return False

    def translate(  # type: ignore[override]  # Qt takes None for "not known", its annotation does not say so
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        del disambiguation, n
        if context in _OWN_WORDS and source not in WORDS:
            return None
        return WORDS.get(source) or WORDS.get(source.replace("&", ""))


def install_words(app: QCoreApplication, parent: QObject | None = None) -> None:
    """Have Qt speak Vietnamese: its buttons, menus and dialogs, its numbers and the names of days."""
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    if app.property("speaks_vietnamese"):
        return
    app.setProperty("speaks_vietnamese", "yes")
    app.installTranslator(_Words(parent or app))
