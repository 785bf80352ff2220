"""What is to be said of the recipients: an entry written twice, the copy kept not last."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from kehoach_desktop.domain.usual_forms import is_kept_copy, repeated


class RecipientsNotes(QWidget):
    """Stands below the field while there is something to say. ``copy_last_asked``: put the copy last."""

    copy_last_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setProperty("role", "muted")
        self.move_button = QPushButton()
        self.move_button.clicked.connect(self.copy_last_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.words)
        column.addWidget(self.move_button)

    def show_for(self, recipients: tuple[str, ...]) -> None:
        """Say what there is to say of these."""
        again = ", ".join(f"“{entry}”" for entry in repeated(recipients))
        astray = misplaced_copy(recipients)
        self.words.setText(f"Ghi trùng: {again}." if again else "")
        self.words.setVisible(bool(again))
        self.move_button.setText(f"Đưa “{astray}” xuống cuối")
        self.move_button.setVisible(bool(astray))
        self.setVisible(bool(again or astray))


def has_notes(recipients: tuple[str, ...]) -> bool:
    """Say whether there is anything to say."""
    return bool(repeated(recipients) or misplaced_copy(recipients))


def misplaced_copy(recipients: tuple[str, ...]) -> str:
    """Return the entry "Lưu: …" after which others come, "" for none."""
    others = [place for place, entry in enumerate(recipients) if not is_kept_copy(entry)]
    last = others[-1] if others else -1
    return next((entry for entry in recipients[: last + 1] if is_kept_copy(entry)), "")
