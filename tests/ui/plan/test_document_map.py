"""The map: its rows, following the text, leading to it; rows moved to another place."""

import random
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from kehoach_desktop.domain.outline import is_lawful, parent_indexes
from kehoach_desktop.domain.plan import Item, Level, Plan
from kehoach_desktop.services import plans
from kehoach_desktop.ui.plan.document_map import MapView
from kehoach_desktop.ui.plan.draft import Draft, draft_of
from kehoach_desktop.ui.plan.map_dragging import DRAGGED
from kehoach_desktop.ui.plan.map_model import MapModel, map_entries
from kehoach_desktop.ui.plan.map_moves import moved
from kehoach_desktop.ui.plan_tab import PlanTab

NO_BUTTON = Qt.MouseButton.NoButton
NO_KEYS = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier


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
    lines[3] = replace(lines[3], text="Khác")
    changed = []
    view.entries.dataChanged.connect(lambda index, *_: changed.append(index.row()))
    view.show_draft(Draft(tuple(lines), 2), 0)
    assert changed == [2]
    assert view.entries.index(2).data(Qt.ItemDataRole.DisplayRole) == "1. Khác"


def shape(draft: Draft) -> list[str]:
    """Return the body as depth and first word of each line."""
    return [f"{item.depth} {item.text.split()[0]}" for item in draft.lines[draft.boundary :]]


DEEP = Plan(
    year=2026,
    preamble=(Item(Level.BASIS, "Căn cứ"),),
    body=(
        Item(Level.PARAGRAPH, "mở", 0),
        Item(Level.SECTION, "A", 0),
        Item(Level.PARAGRAPH, "a0", 1),
        Item(Level.CLAUSE, "A1", 1),
        Item(Level.POINT, "A1a", 2),
        Item(Level.BULLET, "A1a-", 3),
        Item(Level.POINT, "A1b", 2),
        Item(Level.CLAUSE, "A2", 1),
        Item(Level.SECTION, "B", 0),
        Item(Level.CLAUSE, "B1", 1),
        Item(Level.BULLET, "B1-", 2),
    ),
)


def line(text: str) -> int:
    return next((n for n, item in enumerate(draft_of(DEEP).lines) if item.text == text), 12)


@pytest.mark.parametrize(
    ("what", "before", "expected"),
    [
        ("B", "A", "0 mở,0 B,1 B1,2 B1-,0 A,1 a0,1 A1,2 A1a,3 A1a-,2 A1b,1 A2"),
        ("A", "", "0 mở,0 B,1 B1,2 B1-,0 A,1 a0,1 A1,2 A1a,3 A1a-,2 A1b,1 A2"),
        ("A1", "B", "0 mở,0 A,1 a0,1 A2,1 A1,2 A1a,3 A1a-,2 A1b,0 B,1 B1,2 B1-"),
        ("A1", "B1", "0 mở,0 A,1 a0,1 A2,0 B,1 A1,2 A1a,3 A1a-,2 A1b,1 B1,2 B1-"),
        ("A1a", "B", "0 mở,0 A,1 a0,1 A1,2 A1b,1 A2,2 A1a,3 A1a-,0 B,1 B1,2 B1-"),
        ("A1b", "A1a", "0 mở,0 A,1 a0,1 A1,2 A1b,2 A1a,3 A1a-,1 A2,0 B,1 B1,2 B1-"),
        ("A1b", "", "0 mở,0 A,1 a0,1 A1,2 A1a,3 A1a-,1 A2,0 B,1 B1,2 B1-,2 A1b"),
        ("B", "A1", None),  # a section into the middle of one
        ("B", "A2", None),
        ("A2", "A1a", None),  # a clause above another's points
        ("A1", "A1b", None),  # into itself
        ("A1", "A2", None),  # where it is
        ("A1", "A1", None),
        ("A", "Căn cứ", None),
        ("Căn cứ", "B", None),
    ],
)
def test_an_item_goes_only_where_nothing_else_gets_another_parent(what, before, expected) -> None:
    draft = draft_of(DEEP)
    step = moved(draft, line(what), line(before))
    assert (None if step is None else ",".join(shape(step.draft))) == expected
    if step is not None:
        assert step.draft.lines[step.line].text == what
        assert step.draft.boundary == draft.boundary


def test_any_move_keeps_the_tree_of_all_the_others() -> None:
    draft = draft_of(DEEP)
    ids = [item.id for item in draft.lines]

    def parents(of: Draft) -> dict[int, int]:
        body = of.lines[of.boundary :]
        return {
            item.id: at if at < 0 else body[at].id
            for item, at in zip(body, parent_indexes(body), strict=True)
        }

    done = 0
    for what in range(len(ids)):
        for before in range(len(ids) + 1):
            step = moved(draft, what, before)
            if step is not None:
                done += 1
                assert is_lawful(step.draft.lines[step.draft.boundary :])
                assert sorted(item.id for item in step.draft.lines) == sorted(ids)
                after = parents(step.draft)
                assert {n: p for n, p in after.items() if n != ids[what]} == {
                    n: p for n, p in parents(draft).items() if n != ids[what]
                }
    assert done > 20


def test_the_model_never_resets_and_says_truly_what_changed(qtbot) -> None:
    model = MapModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    resets = []
    model.modelReset.connect(lambda: resets.append(1))
    chance = random.Random(3)
    seen: list[str] = []  # what a view that believes the signals shows

    def on_inserted(_parent: object, low: int, high: int) -> None:
        seen[low:low] = ["?"] * (high - low + 1)

    def on_removed(_parent: object, low: int, high: int) -> None:
        del seen[low : high + 1]

    def on_moved(_parent: object, low: int, high: int, _to_parent: object, to: int) -> None:
        seen[to : high + 1] = seen[low : high + 1] + seen[to:low]
        moves.append(to)

    def on_changed(low: QModelIndex, high: QModelIndex) -> None:
        for row in range(low.row(), high.row() + 1):
            seen[row] = model.index(row).data()

    moves: list[int] = []
    model.rowsInserted.connect(on_inserted)
    model.rowsRemoved.connect(on_removed)
    model.rowsMoved.connect(on_moved)
    model.dataChanged.connect(on_changed)
    lines = list(draft_of(DEEP).lines)
    for _ in range(200):
        at, end = sorted(chance.choices(range(1, len(lines) + 1), k=2))
        kind = chance.randrange(4)
        if kind == 0:
            lines[at:at] = [Item(chance.choice(list(Level)[1:]), str(chance.random()))]
        elif kind == 1 and len(lines) > 5:
            del lines[at : at + 1]
        elif kind == 2:
            lines[at:end] = lines[end - 1 : end] + lines[at : end - 1] if end > at else []
        elif at < len(lines):
            lines[at] = replace(lines[at], text=str(chance.random()))
        draft = Draft(tuple(replace(item, depth=0) for item in lines), 1)
        model.show(map_entries(draft))
        assert [model.index(row).data() for row in range(model.rowCount())] == [
            entry.text for entry in map_entries(draft)
        ]
        seen = [text if text != "?" else model.index(row).data() for row, text in enumerate(seen)]
        assert seen == [entry.text for entry in map_entries(draft)]
    assert not resets
    assert moves


@pytest.fixture
def tab(qtbot, workbench, store, settings):
    workbench.open_plan(plans.add_plan(store, DEEP).id)
    made = PlanTab(workbench, settings)
    qtbot.addWidget(made)
    made.resize(1300, 900)
    made.show()
    QAbstractItemModelTester(made.map.entries, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield made
    made.close()


def row_of(tab: PlanTab, title: str) -> int:
    return [entry.title for entry in tab.map.entries.rows].index(title)


def drop(tab: PlanTab, what: str, at: str, *, is_below: bool = False) -> bool:
    """Drag a row over another and drop it there, as Qt tells a view; say whether it was taken."""
    view = tab.map
    data = QMimeData()
    data.setData(DRAGGED, str(view.entries.rows[row_of(tab, what)].item_id).encode())
    rect = view.visualRect(view.entries.index(row_of(tab, at)))
    spot = QPointF(rect.center()) + QPointF(0, 8 if is_below else -8)
    move = Qt.DropAction.MoveAction
    come = QDragEnterEvent(spot.toPoint(), move, data, Qt.MouseButton.LeftButton, NO_KEYS)
    QApplication.sendEvent(view.viewport(), come)
    over = QDragMoveEvent(spot.toPoint(), move, data, Qt.MouseButton.LeftButton, NO_KEYS)
    QApplication.sendEvent(view.viewport(), over)
    assert over.isAccepted() == (view._gap is not None)
    view.grab()  # draws the line
    event = QDropEvent(spot, move, data, NO_BUTTON, NO_KEYS)
    QApplication.sendEvent(view.viewport(), event)
    assert view._gap is None
    return event.isAccepted()


def test_a_dropped_row_goes_there_with_its_children_in_one_step(tab, workbench) -> None:
    first = workbench.plan
    assert drop(tab, "A1", "B1")
    assert [item.text for item in workbench.plan.body][4:] == ["B", "A1", "A1a", "A1a-", "A1b", "B1", "B1-"]
    assert tab.map.currentIndex().data() == "1. A1"
    assert tab.editor.textCursor().block().text() == "A1"
    assert workbench.stack.count() == 1
    assert workbench.stack.undoText() == "Chuyển mục"
    workbench.undo()
    assert workbench.plan == first
    assert [item.id for item in workbench.plan.body] == [item.id for item in first.body]


def test_a_row_dropped_below_the_last_goes_to_the_end(tab, workbench) -> None:
    assert drop(tab, "A", "B1", is_below=True)
    assert workbench.plan.body[-1].text == "A2"


@pytest.mark.parametrize(("what", "at"), [("B", "A2"), ("A", "Căn cứ"), ("A1", "A1b"), ("A", "A")])
def test_an_unlawful_place_is_not_taken(tab, workbench, what, at) -> None:
    assert not drop(tab, what, at)
    assert workbench.stack.count() == 0


def test_the_row_of_the_can_cu_stays(tab, workbench) -> None:
    flags = tab.map.entries.index(0).flags()
    assert not flags & Qt.ItemFlag.ItemIsDragEnabled
    assert tab.map.entries.index(1).flags() & Qt.ItemFlag.ItemIsDragEnabled
    assert not drop(tab, "Căn cứ", "B")
    tab.map.setCurrentIndex(tab.map.entries.index(0))
    shown = {name: action.isEnabled() for name, action in tab.map_verbs.actions.items()}
    assert shown == {"go": True, "up": False, "down": False, "outdent": False, "indent": False}


def test_an_issued_plan_takes_no_drop(tab, workbench, qtbot) -> None:
    from kehoach_desktop.domain.edits import SetField
    from kehoach_desktop.domain.plan import Status

    plan = workbench.plan
    workbench.commit(SetField("plan", plan.id, "status", Status.DRAFT, Status.ISSUED), "Ban hành")
    with qtbot.waitSignal(workbench.issued_touched):
        drop(tab, "A1", "B1")
    assert workbench.plan.body == plan.body
    assert tab.map.entries.rows == map_entries(draft_of(plan))


def test_alt_and_the_arrows_move_the_row(tab, workbench, qtbot) -> None:
    tab.map.setFocus()
    tab.map.setCurrentIndex(tab.map.entries.index(row_of(tab, "A2")))
    QTest.keyClick(tab.map, Qt.Key.Key_Up, ALT)
    assert [entry.text for entry in tab.map.entries.rows][1:4] == ["I. A", "1. A2", "2. A1"]
    assert tab.map.currentIndex().data() == "1. A2"
    assert tab.map.hasFocus()
    QTest.keyClick(tab.map, Qt.Key.Key_Down, ALT)
    assert workbench.plan.body[7].text == "A2"
    assert tab.map.currentIndex().data() == "2. A2"


def test_the_menu_of_the_map_changes_levels_and_leads(tab, workbench) -> None:
    actions = tab.map_verbs.actions
    assert tab.map.actions() == list(actions.values())
    tab.map.setCurrentIndex(tab.map.entries.index(row_of(tab, "A2")))
    actions["indent"].trigger()
    assert workbench.plan.body[7].level is Level.POINT
    actions["outdent"].trigger()
    assert workbench.plan.body[7].level is Level.CLAUSE
    tab.map.setCurrentIndex(tab.map.entries.index(row_of(tab, "B1")))
    actions["go"].trigger()
    assert tab.editor.textCursor().block().text() == "B1"


def test_the_map_stays_scrolled_where_it_is(qtbot) -> None:
    view = MapView()
    qtbot.addWidget(view)
    view.resize(200, 300)
    view.show()
    lines = [Item(Level.SECTION, f"Mục {n}") for n in range(60)]
    view.show_draft(Draft(tuple(lines)), 30)
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() + 60)
    scrolled = bar.value()
    assert scrolled > 300
    lines[29:29] = [Item(Level.SECTION, "Mới")]
    view.show_draft(Draft(tuple(lines)), 31)
    assert bar.value() == scrolled
    assert view.currentIndex().data().endswith("Mục 30")
    lines[28:33] = [*lines[30:33], *lines[28:30]]
    view.show_draft(Draft(tuple(lines)), 29)
    assert bar.value() == scrolled
    assert view.currentIndex().data().endswith("Mục 30")


def test_letters_typed_look_for_a_row_without_accents(qtbot) -> None:
    view = MapView()
    qtbot.addWidget(view)
    names = ["Mục đích", "Yêu cầu", "Tổ chức thực hiện", "Ủy ban", "Tổng hợp"]
    view.show_draft(Draft(tuple(Item(Level.SECTION, name) for name in names)), 0)
    QTest.keyClicks(view, "to")
    assert view.currentIndex().row() == 2
    QTest.keyClicks(view, "ng")
    assert view.currentIndex().row() == 4
    view._since_searched.invalidate()
    QTest.keyClicks(view, "t")  # the next one, round the end, by any of its words
    assert view.currentIndex().row() == 2
    view._since_searched.invalidate()
    for letter in ("u", "\b", "ủ", "y"):  # as a keyboard program types
        if letter == "\b":
            QTest.keyClick(view, Qt.Key.Key_Backspace)
        else:
            view.keyboardSearch(letter)
    assert view.currentIndex().row() == 3
    view.show_draft(Draft(), 0)
    view.keyboardSearch("x")
