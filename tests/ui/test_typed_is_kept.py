"""Every field: what is typed is in the file two seconds after the last key, while it is still typed in."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

import kehoach_desktop.ui
from kehoach_desktop.bugs.watch import begin_watch, end_watch
from kehoach_desktop.domain.edits import Splice
from kehoach_desktop.domain.figures import all_tasks
from kehoach_desktop.domain.plan import Evidence, OwnColumn
from kehoach_desktop.export.plan_json import plan_to_json
from kehoach_desktop.services import editing, files, plans, reports
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui import rest
from kehoach_desktop.ui.plan import outline_page

QUICK_MS = 40
FORM, NOTE = 2, 6
Key = Qt.Key


def test_it_is_two_seconds_in_every_field():
    assert rest.REST_MS == outline_page.FLUSH_AFTER_MS == 2_000


@pytest.fixture
def quick(monkeypatch):
    """The two seconds go by quickly."""
    monkeypatch.setattr(rest, "REST_MS", QUICK_MS)
    monkeypatch.setattr(outline_page, "FLUSH_AFTER_MS", QUICK_MS)


@pytest.fixture
def window(quick, open_window, sample, qtbot):
    made = open_window(sample)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def type_letters(text):
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(QApplication.focusWidget(), event)


def in_file(window):
    """Return all plans as another reader finds them."""
    with files.open_file(window.workbench.store.path, read_only=True) as store:
        return "\n".join(
            plan_to_json(plans.get_plan(store, one.id), reports.reports_on(store, one.id))
            for one in plans.list_plans(store)
        )


def show(window, place):
    window.tabs.show_tab(place)
    return window.tabs.make(place)


def in_page(window):
    page = show(window, 0).editor
    page.setFocus()
    page.moveCursor(QTextCursor.MoveOperation.End)
    return page


def in_particulars(name):
    def go(window):
        field = show(window, 0).particulars.fields[name]
        field.setFocus()
        field.selectAll()
        return field

    return go


def in_cell(column):
    def go(window):
        view = show(window, 1).view
        view.setFocus()
        view.go_to(0, column)
        QTest.keyClick(view, Key.Key_F2)
        return view.delegate.editor

    return go


def in_appendix_title(window):
    field = show(window, 1).title
    field.setFocus()
    field.selectAll()
    return field


def in_own_column(window):
    tab = show(window, 1)
    bench = window.workbench
    appendix = bench.plan.appendices[0]
    bench.commit(
        Splice("appendix", appendix.id, "columns", 0, (), (OwnColumn("Kinh phí", is_printed=True),)), ""
    )
    tab.verbs.actions["columns"].trigger()
    name = tab.columns.rows[-1].name
    name.setFocus()
    name.selectAll()
    return name


def panel(window):
    tab = show(window, 2)
    tab.show_cell(next(iter(all_tasks(window.workbench.plan))).id, 1)
    return tab.panel


def in_record(name):
    def go(window):
        field = panel(window).texts[name]
        field.setFocus()
        return field

    return go


def in_percent(window):
    box = panel(window).percent_box
    box.setFocus()
    box.selectAll()
    return box.lineEdit()


def in_entry(slot, column):
    def go(window):
        table = getattr(panel(window), slot)
        table.table.setFocus()
        table.table.go_to(0, column)
        QTest.keyClick(table.table, Key.Key_F2)
        editor = table.delegate.editor
        editor.selectAll()
        return editor

    return go


FIELDS = {
    "page": (in_page, "từ gõ ở trang"),
    "subject": (in_particulars("subject"), "trích yếu mới"),
    "superior": (in_particulars("superior"), "UBND TỈNH KHÁC"),
    "place": (in_particulars("place"), "Nơi Khác"),
    "recipients": (in_particulars("recipients"), "Nơi nhận khác"),
    "signer": (in_particulars("signature.name"), "Người Ký Khác"),
    "date": (in_particulars("date"), "23/02/2026"),
    "cell": (in_cell(FORM), "hình thức khác"),
    "note": (in_cell(NOTE), "ghi chú khác"),
    "appendix title": (in_appendix_title, "Tên phụ lục khác"),
    "own column": (in_own_column, "Nguồn lực"),
    "result": (in_record("result"), "đã làm xong"),
    "difficulty": (in_record("difficulty"), "loa hỏng"),
    "proposal": (in_record("proposal"), "xin thêm loa"),
    "percent": (in_percent, "73"),
    "quantity": (in_entry("quantities", 2), "4321"),
    "quantity's note": (in_entry("quantities", 5), "theo sổ trực"),
    "evidence": (in_entry("evidence", 0), "Biên bản khác"),
}
WRITTEN = {"date": "2026-02-23"}


@pytest.fixture
def recorded(window):
    """The first task has a quantity and a piece of evidence in the first quarter."""
    task = next(iter(all_tasks(window.workbench.plan)))
    record = next((one for one in task.progress if one.quarter == 1), None)
    assert record is not None
    assert record.quantities
    evidence = Evidence("Biên bản", "https://dongthuong.gov.vn/bb")
    window.workbench.commit(Splice("progress", record.id, "evidence", 0, (), (evidence,)), "")
    return window


def test_what_is_typed_is_kept_while_the_field_is_typed_in(recorded, qtbot):
    window = recorded
    for name, (go, words) in FIELDS.items():
        field, kept = go(window), WRITTEN.get(name, words)
        assert kept not in in_file(window), name
        type_letters(words)
        qtbot.waitUntil(lambda kept=kept: kept in in_file(window), timeout=5_000)
        assert QApplication.focusWidget() in {field, field.parentWidget()}, name
        assert window.status.saved.text().startswith("✓ Đã lưu"), name
        type_letters(" ")  # the keys go on as if nothing had been
        text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
        assert words in text, name


@pytest.fixture
def watch(tmp_path):
    """Bugs go where they go in the program."""
    yield begin_watch(tmp_path / "nhat-ky")
    end_watch()


def test_what_a_bug_keeps_from_being_written_stays_typed_in_every_field(recorded, qtbot, watch, monkeypatch):
    window, lost = recorded, []
    for name, (go, words) in FIELDS.items():
        go(window)
        count = watch.count
        type_letters(words)
        with monkeypatch.context() as broken:
            broken.setattr(editing, "apply_edit", lambda *_, **__: 1 // 0)
            qtbot.waitUntil(lambda count=count: watch.count > count)
            QApplication.focusWidget().clearFocus()
            QTest.qWait(3)  # the plan is shown as it is kept
        if not window.workbench.flush() or WRITTEN.get(name, words) not in in_file(window):
            lost.append(name)
    assert lost == []


def test_a_bug_that_comes_once_takes_nothing_from_the_screen(window, qtbot, watch, monkeypatch):
    go, words = FIELDS["subject"]
    field, done, broken = go(window), editing.apply_edit, [True]

    def breaks_once(*parts, **named):
        if broken:
            raise ZeroDivisionError(broken.pop())
        return done(*parts, **named)

    type_letters(words)
    monkeypatch.setattr(editing, "apply_edit", breaks_once)
    QTest.keyClick(field, Key.Key_Tab)
    qtbot.waitUntil(lambda: words in in_file(window))
    assert watch.count == 1
    assert words in field.toPlainText()


def test_typing_with_rests_is_one_step_of_undo(recorded, qtbot):
    window = recorded
    for name in ("subject", "cell", "appendix title", "own column", "result", "quantity"):
        go, words = FIELDS[name]
        go(window)
        before = in_file(window)
        steps = window.workbench.stack.index()
        half = len(words) // 2
        for part in (words[:half], words[half:]):
            type_letters(part)
            kept = in_file(window)
            qtbot.waitUntil(lambda kept=kept: in_file(window) != kept, timeout=5_000)
        assert window.workbench.stack.index() == steps + 1, name
        window.workbench.undo()
        assert in_file(window) == before, name


def test_esc_in_a_cell_takes_back_what_was_kept_while_it_was_typed(window, qtbot):
    before = in_file(window)
    editor = in_cell(NOTE)(window)  # nothing is offered there: Esc would first close the list
    editor.selectAll()
    type_letters("gõ nhầm")
    qtbot.waitUntil(lambda: "gõ nhầm" in in_file(window))
    QTest.keyClick(editor, Key.Key_Escape)
    assert in_file(window) == before
    assert not window.workbench.stack.canUndo()


def test_esc_in_a_columns_name_takes_back_what_was_kept_while_it_was_typed(window, qtbot):
    name = in_own_column(window)
    type_letters("Nguồn")
    qtbot.waitUntil(lambda: "Nguồn" in in_file(window))
    QTest.keyClick(name, Key.Key_Escape)
    assert "Kinh phí" in in_file(window)
    assert name.text() == "Kinh phí"


def test_half_a_name_does_not_become_the_offices(window, qtbot):
    window.settings.office = type(window.settings.office)()
    field = in_particulars("issuer")(window)
    type_letters("UBND XÃ")
    qtbot.waitUntil(lambda: "UBND XÃ" in in_file(window))
    assert window.settings.office.issuer == ""
    type_letters(" ĐÔNG")
    QTest.keyClick(field, Key.Key_Tab)
    assert window.settings.office.issuer == "UBND XÃ ĐÔNG"


def test_a_field_never_left_becomes_the_offices_when_the_window_ends(window, qtbot, settings_file):
    window.settings.office = type(window.settings.office)()
    in_particulars("issuer")(window)
    type_letters("UBND XÃ ĐÔNG")
    qtbot.waitUntil(lambda: "UBND XÃ ĐÔNG" in in_file(window))
    window.leaving.keep_all()  # as when the session ends
    assert Settings.read(settings_file).office.issuer == "UBND XÃ ĐÔNG"


def test_a_bug_while_a_field_rests_is_told_even_when_it_looks_like_a_wrong_value(
    window, qtbot, watch, monkeypatch
):
    in_particulars("subject")(window)
    with monkeypatch.context() as broken:
        broken.setattr(editing, "apply_edit", lambda *_, **__: int("hai"))
        type_letters("trích yếu mới")
        qtbot.waitUntil(lambda: watch.count > 0)
    assert "on_field_rested" in watch.log.path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["date", "quantity"])
def test_half_a_value_is_not_called_wrong_while_it_is_typed(recorded, name, qtbot):
    window = recorded
    before = in_file(window)
    field = FIELDS[name][0](window)
    type_letters("23/")
    QTest.qWait(5 * QUICK_MS)
    text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
    assert text == "23/"
    assert in_file(window) == before
    assert show(window, 0).particulars.error("date") == ""
    assert window.workbench.plan is not None


# Where text can be typed at all. "kept": as above; "form": kept by its button, and said so on it; "sought":
# it is only looked for, chosen by or read, nothing is kept of it.
WHERE = {
    "appendix_tab": "kept",
    "sheet/editor": "kept",
    "sheet/column_row": "kept",
    "sheet/columns_panel": "form",  # the name of a column to be added
    "plan/fields": "kept",
    "plan/offer_field": "kept",
    "plan/recipients_field": "kept",
    "plan/form_fields": "kept",
    "plan/outline_page": "kept",
    "plan/page_view": "kept",
    "plan/find_form": "sought",
    "tracker/text_field": "kept",
    "tracker/entry_delegate": "kept",
    "tracker/offer_line": "kept",
    "tracker/record_form": "kept",
    "tracker/filter_bar": "sought",
    "tracker/own_days": "sought",
    "date_field": "form",
    "bases/form": "form",
    "directory/form": "form",
    "directory/page": "sought",
    "scheme/page": "form",
    "scheme/reported_table": "form",
    "issue_page": "form",
    "reports/send_page": "form",
    "reports/list_page": "form",
    "next_year_page": "form",
    "new_plan": "form",
    "welcome": "form",
    "import_page": "form",
    "licences_page": "sought",
    "history/filters": "sought",
    "manual/page": "sought",
}
TYPED_IN = re.compile(
    r"\b(?:QLineEdit|QPlainTextEdit|QTextEdit|QSpinBox|QDoubleSpinBox|QDateEdit|TextField|OfferField|OfferLine|"
    r"RecipientsField|DateField)\("
)


def test_no_field_is_forgotten_here():
    folder = Path(kehoach_desktop.ui.__file__).parent
    found = {
        path.relative_to(folder).with_suffix("").as_posix()
        for path in folder.rglob("*.py")
        if TYPED_IN.search(path.read_text(encoding="utf-8"))
    }
    assert found - set(WHERE) == set(), "say of a new field how what is typed in it is kept"
