"""What there is to say below the evidence: a sentence with its way out, or how far a copying has come."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from kehoach_desktop.ui.page import breakable
from kehoach_desktop.ui.sheet.widgets import label
from kehoach_desktop.ui.theme import restyle


class EvidenceNote(QWidget):
    """Hidden while there is nothing to say."""

    cancel_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = label("", "muted")
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel = QPushButton("Hủy")
        self.folder = QPushButton("Mở thư mục")
        for button in (self.cancel, self.folder):
            button.setProperty("flat", "true")
        self.cancel.clicked.connect(self.cancel_wanted)
        self.folder.clicked.connect(self.folder_wanted)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.words)
        column.addLayout(row)
        column.addWidget(self.folder, 0, Qt.AlignmentFlag.AlignLeft)
        self.clear()

    def clear(self) -> None:
        """Say nothing."""
        self.words.setText("")
        self.hide()

    def say(self, role: str, sentence: str, *, has_folder: bool = False) -> None:
        """Show a sentence ("muted", "warning", "wrong"), with a way to the folder."""
        restyle(self.words, "role", role)
        self.words.setText(breakable(sentence))
        self.bar.hide()
        self.cancel.hide()
        self.folder.setVisible(has_folder)
        self.show()

    def begin(self, words: str) -> None:
        """Show that files are being copied."""
        self.say("muted", words)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(words)
        self.bar.show()
        self.cancel.show()

    def advance(self, done: int, total: int) -> None:
        """Show how far it has come."""
        self.bar.setRange(0, 1000)
        self.bar.setValue(done * 1000 // max(total, 1))
