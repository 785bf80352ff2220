"""Everything a clerk does in the window, as steps between which the window's loop goes on.

Each verb is a generator: what it yields is waited for, a number of seconds or something to become true.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from clerk_hands import KEY_S as _KEY_S
from clerk_hands import SETTLED_S as _SETTLED_S
from clerk_hands import ClerkHands
from clerk_hands import Steps as Steps
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from kehoach_desktop.services import files, plans


class Clerk(ClerkHands):
    """The verbs, in the order in which they are done."""

    def verbs(self) -> dict[str, Callable[[], Steps]]:
        """Return the verbs in the order in which they are done; each begins where the one before ended."""
        names = [name for name in vars(Clerk) if name.startswith("do_")]
        return {name.removeprefix("do_").replace("_", " "): getattr(self, name) for name in names}

    # -- plans and tabs -----------------------------------------------------------------------------

    def do_open_another_plan(self) -> Steps:
        """Open the long text, and a small one."""
        yield from self._open(self.written)
        yield from self._open(self.other)

    def do_type_in_the_page(self) -> Steps:
        """Write a sentence in the long text, wait until it is kept, and take it back."""
        yield from self._open(self.written)
        self.window.verbs["show_plan"].trigger()
        yield _SETTLED_S
        self.window.tabs.current.editor.go_to_line(5)
        yield from self._type(" và các tổ chức trên địa bàn")
        yield from self._kept()
        yield from self._undo_redo()

    def do_open_the_large_plan(self) -> Steps:
        """Open it, ask for another while it is being read, and open it again."""
        self.window.plans.open_plan(self.large)
        yield 0.02
        self.window.plans.open_plan(self.other)
        yield lambda: self._is_open(self.other)
        yield from self._open(self.large)

    def do_switch_tabs(self) -> Steps:
        """Go round the tabs twice."""
        for _ in range(2):
            for name in ("show_appendix", "show_tracker", "show_plan"):
                self.window.verbs[name].trigger()
                yield _SETTLED_S
        yield lambda: not self.window.tabs.made(2).counting.is_waiting

    def do_drop_down_the_plans(self) -> Steps:
        """Open the list of plans and close it."""
        self.window.toolbar.picker.open_list()
        yield _SETTLED_S
        QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape)
        yield 0.0

    # -- the sheet ----------------------------------------------------------------------------------

    def do_type_in_a_cell(self) -> Steps:
        """Write in a cell, and in one that offers names."""
        self.window.verbs["show_appendix"].trigger()
        yield _SETTLED_S
        view = self._sheet.view
        for column, text in ((2, "Hội nghị chuyên đề"), (4, "Hội Nông")):
            view.go_to(self._middle, column)
            yield _SETTLED_S
            QTest.keyClick(view, Qt.Key.Key_F2)
            yield from self._type(text)
            yield _SETTLED_S
            QTest.keyClick(self._here, Qt.Key.Key_Return)
            yield _SETTLED_S
        yield from self._undo_redo()

    def do_filter_the_sheet(self) -> Steps:
        """Type a word into the filter of a column and take it away."""
        self._act("filter")
        yield _SETTLED_S
        for text in ("t", "to", "to g", "to gap", "to", ""):
            self._sheet.view.head.fields[2].setText(text)
            yield _KEY_S
        yield _SETTLED_S
        self._act("filter")
        yield _SETTLED_S

    def do_sort_the_sheet(self) -> Steps:
        """Sort by three columns, and back."""
        for column, name in ((2, "sort_down"), (5, "sort_up"), (1, "sort_down")):
            self._sheet.view.go_to(0, column)
            yield _SETTLED_S
            self._act(name)
            yield _SETTLED_S
        yield from self._undo_redo(3)

    def do_add_move_split_rows(self) -> Steps:
        """Add, double, move, split and remove rows."""
        for name in ("add_task", "duplicate", "move_up", "add_activity", "insert_above", "remove"):
            self._sheet.view.go_to(self._middle, 2)
            yield _KEY_S
            self._act(name)
            yield _SETTLED_S
        yield from self._undo_redo(6)

    def do_paste_many_rows(self) -> Steps:
        """Paste a thousand rows over others, and below the last."""
        rows = [f"Hình thức {self.turn}.{n}\tVăn phòng\tCác thôn\tQuý II\tDán" for n in range(self.pasted)]
        for row in (0, len(self._sheet.model.rows) - 5):
            QApplication.clipboard().setText("\n".join(rows))
            self._sheet.view.go_to(row, 2)
            yield _SETTLED_S
            steps = self.window.workbench.stack.index()
            self._act("paste")
            yield lambda steps=steps: self.window.workbench.stack.index() > steps
            yield _SETTLED_S
        yield from self._undo_redo(2)
        QApplication.clipboard().clear()

    def do_fill_down(self) -> Steps:
        """Fill a column down."""
        view = self._sheet.view
        last = min(self.pasted, len(self._sheet.model.rows)) - 1
        view.choosing.choose_block((0, 4), (last, 4))
        yield _SETTLED_S
        self._act("fill_down")
        yield _SETTLED_S
        yield from self._undo_redo()

    def do_choose_and_copy_all(self) -> Steps:
        """Choose every cell, copy, clear, and bring it back."""
        self._sheet.view.go_to(0, 1)
        self._sheet.view.selectAll()
        yield _SETTLED_S
        self._act("copy")
        yield _SETTLED_S
        self._act("clear")
        yield _SETTLED_S
        yield from self._undo_redo()
        QApplication.clipboard().clear()

    def do_find_and_replace_all(self) -> Steps:
        """Replace a word in the whole sheet."""
        tab = self._sheet
        tab.view.go_to(0, 1)
        tab.replace()
        bar = tab.find_bar()
        bar.wanted.setText("Phát thanh" if not self.turn % 2 else "Truyền tin")
        yield 0.5
        bar.new.setText("Truyền tin" if not self.turn % 2 else "Phát thanh")
        bar.replace_all()
        yield 0.5
        bar.close_bar()
        yield from self._undo_redo()

    def do_rename_a_body_everywhere(self) -> Steps:
        """Give a body another name in the list, and write it in the open plan."""
        self.window.verbs["show_appendix"].trigger()
        yield _SETTLED_S
        self._sheet.view.go_to(3, 3)  # the list is shown as of the current cell: bodies
        self.window.verbs["directory"].trigger()
        yield _SETTLED_S
        page = self.window.desk.page
        named = "Phòng Kinh tế"
        yield lambda: any(row.entry.name.startswith(named) for row in page.model.rows)  # they are counted
        page.choose(next(row.entry for row in page.model.rows if row.entry.name.startswith(named)))
        page.form.name.setText(f"Phòng Kinh tế {self.turn + 2}")
        page.form.save()
        yield 0.1
        yield lambda: not page.keeper.is_looking
        yield _SETTLED_S
        offered = [made.text() for made in page.messages.findChildren(QPushButton) if made.isVisible()]
        page.messages.click(next(words for words in offered if words.startswith("Đổi")))
        yield _SETTLED_S
        yield from self._undo_redo()
        self.window.desk.close_page()
        yield _SETTLED_S

    # -- the tracker --------------------------------------------------------------------------------

    def do_record_in_the_tracker(self) -> Steps:
        """Set states by keys, write a result, and take it back."""
        self.window.verbs["show_tracker"].trigger()
        tab = self.window.tabs.current
        yield lambda: not tab.counting.is_waiting
        for turn, key in enumerate((Qt.Key.Key_3, Qt.Key.Key_2, Qt.Key.Key_4)):
            tab.view.go_to(turn, 2)
            yield _KEY_S
            QTest.keyClick(tab.view, key)
            yield _SETTLED_S
        tab.panel.texts["result"].setFocus()
        yield from self._type("Đã phát 200 tờ")
        yield from self._kept()
        yield from self._undo_redo(3)

    def do_filter_and_group_the_tracker(self) -> Steps:
        """Filter by a word and go through the groups."""
        tab = self.window.tabs.current
        tab.find()
        for text in ("t", "to g", "to gap 12", ""):
            tab.filter_bar.text.setText(text)
            yield 0.1
        tab.filter_bar.close_bar()
        for name in ("content", "lead", "state", "none"):
            next(one for one in tab.tab_actions() if one.objectName() == f"tracker_group_{name}").trigger()
            yield _SETTLED_S

    # -- files, while typing goes on ----------------------------------------------------------------

    def do_export_pdf_while_typing(self) -> Steps:
        """Write the PDF and type meanwhile."""
        yield from self._while_typing(lambda: self.window.files.export_pdf(self.folder / "a.pdf"))

    def do_export_xlsx_while_typing(self) -> Steps:
        """Write the workbook and type meanwhile."""
        yield from self._while_typing(lambda: self.window.files.export_xlsx(self.folder / "a.xlsx"))

    def do_export_json_while_typing(self) -> Steps:
        """Write the open format and type meanwhile."""
        yield from self._while_typing(lambda: self.window.files.export_json(self.folder / "a.json"))

    def do_back_up_while_typing(self) -> Steps:
        """Write a copy of the file and type meanwhile."""
        target = self.folder / f"sao {self.turn}.kehoach"
        yield from self._while_typing(lambda: self.window.files.back_up(target))

    def do_check_the_data_while_typing(self) -> Steps:
        """Look whether the file is sound and type meanwhile."""
        yield from self._while_typing(self.window.verbs["verify"].trigger)
        self.window.desk.close_page()
        self.window.desk.close_findings()

    # -- what comes in, and other pages -------------------------------------------------------------

    def do_import_a_table(self) -> Steps:
        """Paste a table with heads into the appendix, looked through first."""
        head = "TT\tNội dung\tHình thức\tCơ quan chủ trì\tThời gian"
        rows = [f"{n}\tNội dung nhập {self.turn}.{n}\tHội nghị\tVăn phòng\tQuý III" for n in range(1, 300)]
        QApplication.clipboard().setText("\n".join([head, *rows]))
        self.window.verbs["paste_table"].trigger()
        yield 0.1
        yield lambda: not self.window.status.is_busy
        page = self.window.desk.page
        yield page.make.isEnabled
        yield _SETTLED_S
        page.make.click()
        yield _SETTLED_S
        self.window.desk.close_page()
        self.window.desk.close_findings()
        yield from self._undo_redo()
        QApplication.clipboard().clear()

    def do_open_a_report(self) -> Steps:
        """Begin a report, type in it, export it, and leave it."""
        self.window.verbs["report"].trigger()
        yield _SETTLED_S
        self.window.desk.page.which.setCurrentIndex(self.turn % 4)
        self.window.desk.page.begin.click()
        yield lambda: not self.window.status.is_busy
        yield lambda: self.window.reports.shown is not None
        yield lambda: self.window.reports.shown.bench.plan is not None  # all of a long text is there
        yield 1.0
        shown = self.window.reports.shown
        shown.tab.editor.setFocus()
        yield from self._type("Kết quả ")
        yield from self._kept()
        self.window.desk.close_page()
        yield _SETTLED_S

    def do_compare_versions(self) -> Steps:
        """Look at the plan beside another one of the file."""
        self.window.verbs["compare"].trigger()
        page = self.window.desk.page
        yield lambda: not page.count.text().startswith("Đang")
        page.choosers[1].setCurrentIndex(page.choosers[1].count() - 1)
        page.ask()
        yield lambda: not page.count.text().startswith("Đang")
        yield _SETTLED_S
        self.window.desk.close_page()
        yield _SETTLED_S

    def do_begin_next_years_plan(self) -> Steps:
        """Make next year's plan of the large one, and go back."""
        self.window.verbs["next_plan"].trigger()
        yield 0.1
        yield lambda: hasattr(self.window.desk.page, "make") and self.window.desk.page.make.isEnabled()
        yield _SETTLED_S
        self.window.desk.page.make.click()
        yield lambda: self.window.workbench.plan is not None and self.window.workbench.plan.id != self.large
        yield 1.0
        self.window.desk.close_findings()
        self.window.plans.delete(self.window.workbench.plan.id)
        yield 0.5
        yield from self._open(self.large)

    def do_import_a_text(self) -> Steps:
        """Read a plan from a text."""
        before = self.window.workbench.plan
        self.window.plans.import_text(self.text)
        yield lambda: not self.window.status.is_busy
        yield lambda: self.window.workbench.plan is not before
        yield 1.0
        self.window.desk.close_findings()

    def do_load_json(self) -> Steps:
        """Read the large plan from the open format, as one more, and delete it again."""
        before = self.window.workbench.plan
        self.window.plans.load_json(self.folder / "a.json")
        yield lambda: not self.window.status.is_busy
        yield lambda: self.window.workbench.plan not in (before, None)
        yield 1.0
        self.window.plans.delete(self.window.workbench.plan.id)
        yield 0.5
        yield from self._open(self.large)

    def do_other_pages(self) -> Steps:
        """Show every page that needs only a plan."""
        for name in (
            "about",
            "periods",
            "versions",
            "issue",
            "new_plan",
            "office",
            "directory",
            "import_text",
        ):
            self.window.verbs[name].trigger()
            yield _SETTLED_S
            self.window.desk.close_page()
            yield 0.05

    def do_switch_the_theme(self) -> Steps:
        """Dark and light again, with each tab in front."""
        for tab in ("show_plan", "show_appendix", "show_tracker")[-1 if self.is_hasty else 0 :]:
            self.window.verbs[tab].trigger()
            yield _SETTLED_S
            for name in ("theme_dark", "theme_light"):
                self.window.verbs[name].trigger()
                yield _SETTLED_S

    def do_resize(self) -> Steps:
        """Make the window small and large, with each tab in front."""
        for tab in ("show_plan", "show_appendix", "show_tracker"):
            self.window.verbs[tab].trigger()
            yield _SETTLED_S
            for size in ((1024, 600), (1920, 1080), (1366, 768)):
                self.window.resize(*size)
                yield 0.1

    def do_save_and_rest(self) -> Steps:
        """Press Ctrl+S and let the window be, through a whole round of the garbage."""
        self.window.verbs["save"].trigger()
        yield 0.5


def file_of_plans(path: Path, large: Any, text: Any, small: Any, others: int) -> None:
    """Make a file with the large plan, the long text and many small ones."""
    with files.open_file(path, create=True) as store:
        for number in range(others):
            plans.add_plan(store, replace(small, year=2000 + number % 20, subject=f"Kế hoạch {number}"))
        plans.add_plan(store, replace(text, subject="Văn bản dài"))
        plans.add_plan(store, large)
