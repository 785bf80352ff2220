"""The page of Các bản đã ban hành: each with its PDF as it was signed, and what changed since."""

from PySide6.QtCore import Signal, SignalInstance, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kehoach_desktop.domain.issuing import is_frozen
from kehoach_desktop.domain.plan import Plan, Version
from kehoach_desktop.services.issuing import version_name
from kehoach_desktop.ui.page import Page, button, label


class VersionsPage(Page):
    """The newest first; each verb gives the version it is about."""

    follows_plan = True
    open_asked = Signal(object)
    save_asked = Signal(object)
    compare_asked = Signal(object)
    compare_two_asked = Signal()

    def __init__(self, plan: Plan, parent: QWidget | None = None) -> None:
        super().__init__(
            "Các bản đã ban hành",
            "Mỗi bản được giữ nguyên như khi ban hành cùng tệp PDF, kể cả khi kế hoạch đã điều chỉnh.",
            parent,
        )
        self._verbs: dict[QPushButton, tuple[SignalInstance, Version]] = {}
        self._none = label("Kế hoạch này chưa được ban hành lần nào.")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.column.addWidget(self._none)
        self.column.addLayout(self._rows)
        self._two = button("So sánh hai bản…")
        leave = button("Đóng")
        self.add_buttons(self._two, leave)
        self._two.clicked.connect(self.compare_two_asked)
        leave.clicked.connect(self.closed)
        self.show_versions(plan)

    def show_versions(self, plan: Plan) -> None:
        """List the versions the plan has now."""
        self._verbs = {}
        while (entry := self._rows.takeAt(0)) is not None:
            if (gone := entry.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        last = len(plan.versions)
        for place, version in reversed(list(enumerate(plan.versions, 1))):
            is_now = place == last and is_frozen(plan)  # nothing to compare it with
            self._rows.addWidget(self._row(version, place, last, is_now=is_now))
        self._none.setVisible(not plan.versions)
        self._two.setVisible(bool(plan.versions))

    @Slot()
    def on_verb_clicked(self) -> None:
        """Do what the button says with its version."""
        signal, version = next(told for verb, told in self._verbs.items() if verb is self.sender())
        signal.emit(version)

    def _row(self, version: Version, place: int, last: int, *, is_now: bool) -> QWidget:
        name = version_name(version)
        which = "Bản đầu" if place == 1 else f"Bản điều chỉnh lần {place - 1}"
        made = QFrame()
        made.setObjectName("card")
        column = QVBoxLayout(made)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(4)
        column.addWidget(label(name, "heading"))
        column.addWidget(label(f"{which} · bản mới nhất" if place == last else which, "muted"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for words, signal, is_there in (
            ("Mở PDF", self.open_asked, bool(version.pdf)),
            ("Lưu tệp PDF…", self.save_asked, bool(version.pdf)),
            ("So sánh với bản hiện nay", self.compare_asked, not is_now),
        ):
            verb = button(words)
            verb.setAccessibleName(f"{words}: {name}")
            verb.setEnabled(is_there)
            verb.clicked.connect(self.on_verb_clicked)
            self._verbs[verb] = signal, version
            row.addWidget(verb)
        row.addStretch(1)
        column.addLayout(row)
        return made
