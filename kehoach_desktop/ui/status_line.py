"""The line at the bottom: what is saved, what is under way, what the tab sums up."""

import datetime as dt

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.deadlines import Deadline
from kehoach_desktop.services.copy_places import Elsewhere
from kehoach_desktop.ui.runner import Job
from kehoach_desktop.ui.theme import restyle

_SAID_MS = 6000


class StatusLine(QStatusBar):
    """Saved at …; what is due next; work under way with its Hủy; the current tab's summary on the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(10, 0, 10, 0)
        self._job: Job | None = None
        self.saved_at: dt.datetime | None = None
        self.saved = QLabel("✓ Tự lưu mọi thay đổi")
        self.saved.setObjectName("saved")
        self.deadline = QLabel()
        self.deadline.setTextFormat(Qt.TextFormat.PlainText)
        self.deadline.setObjectName("deadline")
        self.copies = QLabel()  # said only while the folder they go to is away
        self.copies.setTextFormat(Qt.TextFormat.PlainText)
        self.copies.setObjectName("copies")
        self.copies.hide()
        self.summary = QLabel()
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self._work = QWidget()
        self._work_name = QLabel()
        self._work_name.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = QProgressBar()
        self._bar.setFixedWidth(160)
        self._bar.setTextVisible(False)
        self._cancel = QPushButton("Hủy")
        self._cancel.setProperty("flat", "true")
        self._cancel.clicked.connect(self.on_cancel_clicked)
        row = QHBoxLayout(self._work)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self._work_name, self._bar, self._cancel):
            row.addWidget(widget)
        row.addStretch(1)
        self.addWidget(self.saved)
        self.addWidget(self.deadline)
        self.addWidget(self.copies)
        self.addWidget(self._work)
        self.addPermanentWidget(self.summary)
        self._work.hide()

    @property
    def is_busy(self) -> bool:
        """Whether work is under way."""
        return self._job is not None and not self._job.is_over

    @Slot(object)
    def on_workbench_saved(self, when: dt.datetime) -> None:
        """Say when the last change was kept."""
        self.saved_at = when
        self.saved.setText(f"✓ Đã lưu {when:%H:%M}")
        restyle(self.saved, "state", "")

    @Slot()
    def on_workbench_not_saved(self) -> None:
        """Claim nothing until a change is kept again."""
        self.saved.setText("✗ Chưa lưu được")
        restyle(self.saved, "state", "bad")

    def say_only_read(self) -> None:
        """Say that nothing is kept here; that is neither good nor bad."""
        self.saved.setText("Chỉ để xem")
        restyle(self.saved, "state", "reading")

    def reassure(self) -> None:
        """Say that nothing is left to save, unless the last change could not be kept."""
        if self.saved.property("state") == "bad":
            self.showMessage(
                "Thay đổi gần nhất chưa lưu được; hãy kiểm tra tệp và ổ đĩa rồi sửa lại.", _SAID_MS
            )
            return
        now = dt.datetime.now().astimezone()
        self.on_workbench_saved(now)
        self.showMessage(f"Mọi thay đổi đã được lưu lúc {now:%H:%M}.", _SAID_MS)

    @Slot()
    def say_restore_point(self) -> None:
        """Say that what is there now can be come back to."""
        now = dt.datetime.now().astimezone()
        self.showMessage(
            f"Mọi thay đổi đã được lưu; lúc {now:%H:%M} đã giữ một bản sao để quay lại khi cần.", _SAID_MS
        )

    def show_deadline(self, deadline: Deadline | None) -> None:
        """Say what is due next; amber when it is near, red when it is past, always in words."""
        self.deadline.setText(deadline.words if deadline is not None else "")
        self.deadline.setVisible(deadline is not None)
        day = f" ({short_date(deadline.day)})" if deadline is not None else ""
        self.deadline.setToolTip(f"Kỳ báo cáo của kế hoạch đang mở{day}")
        restyle(self.deadline, "state", deadline.urgency if deadline is not None else "")

    @Slot(object)
    def show_elsewhere(self, known: Elsewhere) -> None:
        """Say that the folder copies go to besides is away: no fault, and nothing is lost meanwhile."""
        self.copies.setVisible(known.place is not None and known.is_away)
        if known.place is not None:
            self.copies.setText("Chưa có nơi chép thêm bản sao")
            self.copies.setToolTip(
                f"Thư mục {known.place.parent} hiện không có; bản sao vẫn được giữ cạnh tệp dữ liệu.\n"
                "Cắm USB hoặc nối lại thì chương trình tự chép bù."
            )

    def begin(self, name: str, job: Job) -> None:
        """Show that ``job`` is under way."""
        self._job = job
        self._cancel.setEnabled(True)
        self._work_name.setText(name)
        self._bar.setAccessibleName(name)
        self._bar.setRange(0, 0)
        self._work.show()

    def advance(self, done: int, total: int) -> None:
        """Show how far it has come; what is written when all is reported done can no more be called off."""
        if self._job is not None and self._job.is_written and not self._job.cancelled.is_set():
            self._cancel.setEnabled(done < total)
        beyond = max(total.bit_length() - 31, 0)  # the bar counts to two thousand million, bytes go further
        self._bar.setRange(0, total >> beyond)
        self._bar.setValue(done >> beyond)

    def end(self) -> None:
        """Show that nothing is under way."""
        self._job = None
        self._work.hide()

    @Slot()
    def on_cancel_clicked(self) -> None:
        """Ask the work to stop; when it has, that is said."""
        if self._job is not None and not self._job.cancelled.is_set():
            self._job.cancel()
            self._cancel.setEnabled(False)
            self.showMessage("Đang hủy…", _SAID_MS)

    def say_cancelled(self) -> None:
        """Say that the work has stopped and nothing was written."""
        self.showMessage(f"Đã hủy: {self._work_name.text().lower()}", _SAID_MS)
