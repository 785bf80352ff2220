"""The map: its rows, following the text, leading to it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from kehoach_desktop.domain.plan import Item, Level, Plan
from kehoach_desktop.ui.plan.document_map import MapView, map_entries
from kehoach_desktop.ui.plan.draft import Draft, draft_of


def test_rows_are_numbered_as_on_paper(small: Plan) -> None:
    assert [entry.text for entry in map_entries(draft_of(small))] == [
        "Căn cứ",
        "I. Mục đích",
        "1. Yêu cầu",
        "a) Đúng quy định;",
        "b) Kịp thời.",
        "2. Phạm vi",
        "II. Tổ chức thực hiện",
    ]


def test_the_map_follows_and_leads(qtbot, small: Plan) -> None:
    view = MapView()
    qtbot.addWidget(view)
    QAbstractItemModelTester(view.entries, QAbstractItemModelTester.FailureReportingMode.Fatal)
    draft = draft_of(small)
    view.show_draft(draft, 5)
    assert view.currentIndex().data() == "b) Kịp thời."
    lines = (*draft.lines, Item(Level.PARAGRAPH, "Đoạn", 1))
    view.show_draft(Draft(lines, draft.boundary), 8)
    assert view.currentIndex().data() == "II. Tổ chức thực hiện"
    with qtbot.waitSignal(view.line_chosen) as told:
        view.clicked.emit(view.entries.index(2))
    assert told.args == [3]
    view.show_draft(Draft(), 0)
    assert view.entries.rowCount() == 0
    assert not view.currentIndex().isValid()


def test_a_row_changes_alone(qtbot, small: Plan) -> None:
    view = MapView()
    qtbot.addWidget(view)
    view.show_draft(draft_of(small), 0)
    lines = list(draft_of(small).lines)
    lines[3] = Item(Level.CLAUSE, "Khác", 1)
    changed = []
    view.entries.dataChanged.connect(lambda index, *_: changed.append(index.row()))
    view.show_draft(Draft(tuple(lines), 2), 0)
    assert changed == [2]
    assert view.entries.index(2).data(Qt.ItemDataRole.DisplayRole) == "1. Khác"
