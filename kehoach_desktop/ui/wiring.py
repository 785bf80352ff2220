"""What each verb of the window does, and which part of the window hears which other."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kehoach_desktop.ui.cleared import ClearedNotice
from kehoach_desktop.ui.standing_still import StandingStill

if TYPE_CHECKING:
    from kehoach_desktop.ui.main_window import MainWindow


def slots_of(window: "MainWindow") -> dict[str, Callable[..., Any]]:
    """Return what each verb does once the window has a file."""
    files, kept, bench = window.files, window.plans, window.workbench
    return {
        "new_plan": kept.on_new_plan_triggered,
        "next_plan": window.next_year.on_next_plan_triggered,
        "import_text": kept.on_import_text_triggered,
        "import_table": window.importing.on_import_table_triggered,
        "paste_table": window.importing.on_paste_table_triggered,
        "load_json": kept.on_load_json_triggered,
        "open_sample": kept.open_sample,
        "open_file": window.on_open_file_triggered,
        "office": kept.on_office_triggered,
        "issue": window.issuing.on_issue_triggered,
        "revise": window.issuing.on_revise_triggered,
        "versions": window.issuing.on_versions_triggered,
        "compare": window.issuing.on_compare_triggered,
        "history": window.history.on_history_triggered,
        "periods": window.schemes.on_periods_triggered,
        "delete_plan": kept.on_delete_plan_triggered,
        "export_pdf": files.on_export_pdf_triggered,
        "export_xlsx": files.on_export_xlsx_triggered,
        "export_json": files.on_export_json_triggered,
        "back_up": files.on_back_up_triggered,
        "copies": window.copies.on_copies_triggered,
        "verify": window.copies.on_verify_triggered,
        "report": window.reports.on_report_triggered,
        "save": window.on_save_triggered,
        "undo": window.desk.where_seen(bench.undo),
        "redo": window.desk.where_seen(bench.redo),
        "next_part": window.desk.on_next_part_triggered,
        "directory": window.directory.on_directory_triggered,
        "bin": window.bin.on_bin_triggered,
        "about": window.on_about_triggered,
    }


def connect_parts(window: "MainWindow") -> None:
    """Have the parts of the window hear each other."""
    _connect_workbench(window)
    window.toolbar.picker.plan_chosen.connect(window.plans.open_plan)
    window.plans.plan_made.connect(window.on_plan_made)
    window.plans.opening.given_up.connect(window.on_opening_given_up)
    window.plans.next_year_asked.connect(window.next_year.show_page)
    window.sent_periods.sent.connect(window.deadlines.show)
    window.tabs.summary_changed.connect(window.status.summary.setText)
    window.importing.taken.connect(window.tab_verbs.show_row)
    window.importing.appendix_now = window.tab_verbs.appendix_now
    window.tab_verbs.table_offered.connect(window.importing.show_clip)
    window.tab_verbs.filled.connect(window.on_filled)
    window.reports.desk_opened.connect(window.on_report_opened)
    window.reports.desk_left.connect(window.on_report_left)
    window.reports.cell_wanted.connect(window.tab_verbs.show_cell)


def _connect_workbench(window: "MainWindow") -> None:
    bench, stack = window.workbench, window.workbench.stack
    bench.plan_opened.connect(window.on_plan_opened)
    bench.plan_changed.connect(window.on_plan_changed)
    bench.saved.connect(window.status.on_workbench_saved)
    bench.failed.connect(window.long_work.on_work_failed)
    bench.not_saved.connect(window.status.on_workbench_not_saved)
    ClearedNotice(bench, window.desk.messages, window)
    bench.refusing_changed.connect(StandingStill(window).on_refusing_changed)
    stack.canUndoChanged.connect(window.verbs["undo"].setEnabled)
    stack.canRedoChanged.connect(window.verbs["redo"].setEnabled)
    stack.undoTextChanged.connect(window.on_undo_text_changed)
    stack.redoTextChanged.connect(window.on_redo_text_changed)
