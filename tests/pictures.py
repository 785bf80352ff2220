"""Pictures of the real window on the sample: python tests/pictures.py FOLDER [WxH] [light|dark] [NAME …]

Writes one picture for each state named in STATES, or only those asked for; ``resources/help/window.png``
is the README's. QT_SCALE_FACTOR=1.5 in the environment shows 150 %.
"""

import datetime as dt
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from kehoach_desktop.app import make_application, open_window
from kehoach_desktop.data.lock import Lock
from kehoach_desktop.domain.edits import SetField, Splice
from kehoach_desktop.domain.figures import all_tasks
from kehoach_desktop.domain.plan import Status
from kehoach_desktop.services import files, plans
from kehoach_desktop.services.backups import CopyNote, Counts
from kehoach_desktop.services.opening import DAMAGED, HELD, MISSING, Trouble, WaysOut
from kehoach_desktop.services.sessions import Looked, SuddenEnd
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.bug_dialog import BugDialog
from kehoach_desktop.ui.last_time import sentence
from kehoach_desktop.ui.reading_only import hold_window
from kehoach_desktop.ui.trouble_page import TroublePage


def wait(seconds: float) -> None:
    """Let the window work: its pages are rendered beside it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)


def wait_for(window: Any, is_so: Callable[[], bool]) -> None:
    """Let the window work until its long work is done and ``is_so``; on a busy machine that takes longer."""
    end = time.monotonic() + 60
    while window.status.is_busy or not is_so():
        if time.monotonic() > end:
            raise TimeoutError("the window does not come to what the picture is to show")
        wait(0.1)


def _verb(name: str) -> Callable[[Any], None]:
    return lambda window: window.verbs[name].trigger()


def _find(window: Any) -> None:
    window.verbs["show_plan"].trigger()
    tab = window.tabs.current
    tab.replace()
    wait(0.2)
    tab.find_bar().wanted.setText("thu tuc")
    wait(0.5)


def _filter(window: Any) -> None:
    window.verbs["show_appendix"].trigger()
    tab = window.tabs.current
    tab.verbs.actions["filter"].trigger()
    tab.view.head.fields[3].setText("van phong")
    tab.view.choosing.choose_block((1, 2), (3, 4))


def _narrow_columns(window: Any) -> None:
    window.verbs["show_appendix"].trigger()
    tab = window.tabs.current
    tab.verbs.actions["filter"].trigger()
    tab.view.setColumnWidth(2, 700)
    tab.view.horizontalScrollBar().setValue(300)


def _library(window: Any) -> None:
    window.verbs["show_plan"].trigger()
    window.tabs.current.verbs.actions["library"].trigger()


def _offers(window: Any) -> None:
    window.verbs["show_appendix"].trigger()
    tab = window.tabs.current
    window.activateWindow()
    tab.view.setFocus()
    wait(0.3)
    tab.view.go_to(3, 4)
    tab.view.edit(tab.view.currentIndex())
    editor = tab.view.delegate.editor
    editor.textCursor().insertText("; phong")
    editor.on_pause()


def _renamed(window: Any) -> None:
    window.verbs["show_appendix"].trigger()
    window.tabs.current.view.delegate.finish_editor()
    window.verbs["directory"].trigger()
    wait(0.3)
    page = window.desk.page
    page.choose(next(row.entry for row in page.model.rows if row.entry.name == "Văn phòng HĐND và UBND"))
    page.form.name.setText("Văn phòng HĐND và UBND xã")
    page.form.save()
    wait_for(window, lambda: not page.keeper.is_looking)


def _filled(window: Any) -> None:
    window.verbs["show_plan"].trigger()
    window.tabs.current.verbs.actions["filled"].trigger()


def _table(window: Any) -> None:
    appendix = window.workbench.plan.appendices[0]
    rows = [("TT", "Nội dung", "Hình thức", "Cơ quan chủ trì", "Thời gian", "Kinh phí")]
    for number, activity in enumerate(appendix.activities[:6], 1):
        first = activity.tasks[0]
        rows.append((str(number), activity.content, first.form, first.lead, "Quý III, IV", "5.000.000"))
    rows.append(("7", "Cuộc thi tìm hiểu cải cách hành chính", "Thi viết", "Đoàn xã", "tháng 9", ""))
    QApplication.clipboard().setText("\n".join("\t".join(cells) for cells in rows))
    window.verbs["paste_table"].trigger()


def _held(window: Any) -> None:
    sentence = "Tệp so-ke-hoach.kehoach đang được mở bởi lan trên máy VP-02 từ 07:45 ngày 28/11/2026; "
    trouble = Trouble(HELD, window.workbench.store.path, f"{sentence}hãy đóng cửa sổ đó trước khi ghi.")
    window.desk.show_page(TroublePage(trouble))


def _damaged(window: Any) -> None:
    path = window.workbench.store.path
    sentence = f"Tệp {path.name} bị hỏng; hãy khôi phục từ bản sao lưu gần nhất."
    page = TroublePage(Trouble(DAMAGED, path, sentence))
    window.desk.show_page(page)
    made_at = dt.datetime(2026, 11, 27, 16, 30).astimezone()
    good = CopyNote(path, made_at, 180_000, "day", Counts(plans=3, reports=2, tasks=148))
    spoilt = CopyNote(path, made_at + dt.timedelta(hours=1), 131_072, "interval", None)
    older = [
        CopyNote(path, made_at - dt.timedelta(days=day), 176_000 - day, why, Counts(3, 1, 146 - day))
        for day, why in enumerate(("close", "deletion", "upgrade", "close", "restore", "import", "hand"), 1)
    ]
    page.show_found(WaysOut((spoilt, good, *older), good, is_readable=True))


def _opened_copy(window: Any) -> None:
    from kehoach_desktop.services.opened_copies import copy_at

    path = Path("E:/Sao lưu/mau 4f2a91c3/mau 2026-11-27 16.30.05 +0700 khi-dong.kehoach")
    copy = copy_at(path, {str(window.workbench.store.path): str(path.absolute().parent)})
    window.workbench.store.why_read_only = copy.sentence
    hold_window(window, can_try=False, is_copy=True)
    window.verbs["show_plan"].trigger()


def _missing(window: Any) -> None:
    path = window.workbench.store.path
    sentence = f"Không còn thấy tệp dữ liệu {path}; bản sao lưu của nó được chép thêm vào E:\\Sao lưu."
    page = TroublePage(Trouble(MISSING, path, sentence, may_begin_anew=True))
    window.desk.show_page(page)
    page.show_found(WaysOut(away=Path("E:/Sao lưu")))


def _reading(window: Any) -> None:
    window.workbench.store.why_read_only = (
        "Tệp so-ke-hoach.kehoach đang được mở bởi lan trên máy VP-02 từ 07:45 ngày 28/11/2026; "
        "hãy đóng cửa sổ đó trước khi ghi."
    )
    hold_window(window, can_try=True)
    window.verbs["show_tracker"].trigger()


def _issued(window: Any) -> None:
    window.verbs["issue"].trigger()
    page = window.desk.page
    page.number.setText("07")
    page.date.set_day(dt.date(2026, 1, 16))
    next(b for b in page.findChildren(QPushButton) if b.text() == "Ban hành").click()
    wait_for(window, lambda: window.workbench.plan.status is Status.ISSUED)


def _revised(window: Any) -> None:
    window.verbs["revise"].trigger()
    wait_for(window, lambda: window.workbench.plan.status is Status.DRAFT)
    window.verbs["show_plan"].trigger()
    wait_for(window, lambda: not window.tabs.current.editor.isReadOnly())
    editor = window.tabs.current.editor
    editor.go_to_line(9)
    editor.textCursor().insertText(" và các tổ chức trên địa bàn xã")
    editor.flush()


def _drifted(window: Any) -> None:
    window.verbs["show_tracker"].trigger()
    tab = window.tabs.current
    tab.show_period("Q3")
    tab.closing.action.trigger()
    wait(1)
    task = next(all_tasks(window.workbench.plan))
    record = next(each for each in task.progress if each.quarter == 3)
    edit = SetField("progress", record.id, "percent", record.percent, record.percent - 10)
    window.workbench.commit(edit, "Sửa")
    wait(1)
    tab.closing.notice.look.click()


def _own_days(window: Any) -> None:
    window.verbs["show_tracker"].trigger()
    window.tabs.current.periods.own.click()


def _report(window: Any) -> None:
    window.verbs["report"].trigger()
    window.desk.page.which.setCurrentIndex(1)
    window.desk.page.begin.click()
    wait(1)


def _traced(window: Any) -> None:
    shown = window.desk.page
    item = next(one for one in shown.bench.plan.body if "từ đầu năm" in one.text)
    shown.tab.editor.show_place(item.id, item.text.index("từ đầu năm") + 12)
    window.verbs["trace_figure"].trigger()


def _sending(window: Any) -> None:
    window.desk.page.trace_panel.close_panel()
    window.desk.page.head.send.click()
    wait(1)


def _groups(window: Any) -> None:
    window.verbs["show_tracker"].trigger()
    tab = window.tabs.current
    next(action for action in tab.tab_actions() if action.objectName() == "tracker_group_lead").trigger()
    tab.find()
    tab.filter_bar.text.setText("van phong")
    tab.charts.choose("quantities")


def _record(window: Any) -> None:
    window.verbs["show_tracker"].trigger()
    tab = window.tabs.current
    tab.show_period("Q3")
    tab.view.go_to(0, 3)
    tab.panel.take_keyboard()


def _sudden_end(window: Any) -> None:
    """What the window says when the one before it died in the middle of a change."""
    at = dt.datetime(2026, 3, 2, 10, 32).astimezone()
    path = window.workbench.store.path
    died = SuddenEnd(path, Lock(path), path, at, None, is_half_written=True, fault="Fatal Python error")
    looked = Looked(died, (), at - dt.timedelta(minutes=1))
    window.verbs["show_plan"].trigger()
    window.desk.messages.say("info", sentence(looked), ("Chép chi tiết", lambda: None))


def _bug(window: Any) -> None:
    """What is said of a bug that has come several times."""
    window.desk.messages.dismiss()
    dialog = BugDialog(window, window.workbench.store.path.parent, lambda: "")
    dialog.tell(1, dt.datetime(2026, 3, 2, 10, 32).astimezone())
    dialog.tell(12, dt.datetime(2026, 3, 2, 10, 32).astimezone())
    dialog.copy.click()


def picture_of(window: Any) -> QPixmap:
    """Return the window with what floats over it."""
    picture = window.grab()
    painter = QPainter(picture)
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            painter.drawPixmap(dialog.pos() - window.pos(), dialog.grab())
    painter.end()
    return picture


def _waiting(window: Any) -> None:
    """A short plan is opened at once: the page alone is shown."""
    from kehoach_desktop.ui.waiting_page import WaitingPage

    page = WaitingPage("Đang mở kế hoạch", "Kế hoạch này dài nên cần vài giây để đọc.", leave="Không mở nữa")
    page.advance(40, 100)
    window.desk.show_page(page)


def _copies(window: Any) -> None:
    """The page of copies, with some of the last days."""
    import datetime as dt

    from kehoach_desktop.services import backups

    now = dt.datetime.now().astimezone()
    path = window.workbench.store.path
    for back, why in ((70, "upgrade"), (9, "day"), (2, "close"), (1, "deletion"), (0, "interval")):
        note = window.workbench.plan
        window.workbench.commit(SetField("plan", note.id, "number", note.number, str(back)), "Sửa")
        backups.keep_copy(path, why, now - dt.timedelta(days=back))
    window.verbs["copies"].trigger()


def _checked(window: Any) -> None:
    window.verbs["verify"].trigger()
    wait_for(window, lambda: not window.status.is_busy)


def _history(window: Any) -> None:
    bench = window.workbench
    window.verbs["show_plan"].trigger()
    item = bench.plan.body[3]
    half = len(item.text) // 2
    typed = replace(item, text=f"{item.text[:half]} kịp thời, {item.text[half:]}")
    bench.commit(Splice("plan", bench.plan.id, "body", 3, (item,), (typed,)), "Gõ")
    task = list(all_tasks(bench.plan))[4]
    bench.commit(SetField("task", task.id, "lead", task.lead, "Văn phòng HĐND và UBND xã"), "Sửa chủ trì")
    record = task.progress[0]
    bench.commit(SetField("progress", record.id, "percent", record.percent, 40), "Ghi tỷ lệ")
    bench.undo()
    activity = bench.plan.appendices[0].activities[2]
    gone = Splice("appendix", bench.plan.appendices[0].id, "activities", 2, (activity,), ())
    bench.commit(gone, "Xóa nội dung")
    window.verbs["history"].trigger()
    page = window.desk.page
    wait_for(window, lambda: page.model.rowCount() > 5)
    page.table.selectRow(4)
    wait(0.5)


def _stood(window: Any) -> None:
    window.desk.page.details.stood.click()
    wait_for(window, lambda: hasattr(window.desk.page, "stood"))
    wait(1)


def _bin_things(window: Any) -> None:
    window.desk.close_page()
    bench = window.workbench
    record = next(r for t in all_tasks(bench.plan) for r in t.progress if r.quantities)
    bench.commit(Splice("progress", record.id, "quantities", 0, record.quantities[:1], ()), "Xóa")
    appendix = bench.plan.appendices[0]
    for at in (4, 1):
        appendix = bench.plan.appendices[0]
        bench.commit(Splice("appendix", appendix.id, "activities", at, (appendix.activities[at],), ()), "Xóa")
    item = bench.plan.body[3]
    bench.commit(Splice("plan", bench.plan.id, "body", 3, (item,), ()), "Xóa")
    window.verbs["bin"].trigger()
    window.desk.page.tabs.setCurrentIndex(1)
    wait_for(window, lambda: window.desk.page.model.rows)


def _deleted(window: Any) -> None:
    window.plans.open_sample()
    wait(1)
    window.verbs["delete_plan"].trigger()


def _bin(window: Any) -> None:
    window.plans.open_sample()
    window.verbs["report"].trigger()
    window.desk.page.begin.click()
    wait(1)
    window.desk.close_page()
    window.verbs["delete_plan"].trigger()
    window.verbs["bin"].trigger()


def _emptying(window: Any) -> None:
    window.desk.page.empty.click()


def _bin_empty(window: Any) -> None:
    window.desk.page.messages.click("Xóa hẳn tất cả")
    wait_for(window, lambda: not window.desk.page.model.rows)


STATES: dict[str, Callable[[Any], None]] = {
    "held": _held,
    "damaged": _damaged,
    "missing": _missing,
    "reading": _reading,
    "window": _verb("show_plan"),
    "appendix": _verb("show_appendix"),
    "filter": _filter,
    "columns": _narrow_columns,
    "offers": _offers,
    "renamed": _renamed,
    "directory": _verb("directory"),
    "tracker": _verb("show_tracker"),
    "record": _record,
    "groups": _groups,
    "find": _find,
    "library": _library,
    "filled": _filled,
    "new": _verb("new_plan"),
    "next": _verb("next_plan"),
    "table": _table,
    "issue": _verb("issue"),
    "issued": _issued,
    "revised": _revised,
    "versions": _verb("versions"),
    "compare": _verb("compare"),
    "report": _report,
    "traced": _traced,
    "sending": _sending,
    "reports": _verb("report"),
    "keys": _verb("about"),
    "drifted": _drifted,
    "own-days": _own_days,
    "periods": _verb("periods"),
    "sudden-end": _sudden_end,
    "bug": _bug,
    "waiting": _waiting,
    "copies": _copies,
    "checked": _checked,
    "history": _history,
    "stood": _stood,
    "bin-things": _bin_things,
    "deleted": _deleted,
    "bin": _bin,
    "emptying": _emptying,
    "bin-empty": _bin_empty,
    "opened-copy": _opened_copy,
}
"""By the name of the picture: what leads there. They are gone through in order, in one window."""


_LEAD_ON = {"issued", "revised", "report", "history"}  # what comes after them shows what they made


def is_asked_later(picture: str, asked: set[str]) -> bool:
    """Say whether one of the pictures asked for comes after this one."""
    order = list(STATES)
    return any(name in asked for name in order[order.index(picture) + 1 :])


def main() -> int:
    """Take the pictures."""
    folder = Path(sys.argv[1])
    size = sys.argv[2] if len(sys.argv) > 2 else "1366x768"
    asked = set(sys.argv[4:]) or set(STATES)
    width, height = (int(part) for part in size.split("x"))
    folder.mkdir(parents=True, exist_ok=True)
    make_application()
    with tempfile.TemporaryDirectory() as name:
        database, kept = Path(name) / "mau.kehoach", Path(name) / "settings.json"
        with files.open_file(database, create=True) as store:
            plans.add_plan(store, plans.read_template(plans.SAMPLE))
        Settings(theme=sys.argv[3] if len(sys.argv) > 3 else "light", greeted=True).write(kept)
        window = open_window(database, kept)
        window.resize(width, height)
        wait_for(window, lambda: window.is_filled)
        wait(1)
        for picture, lead in STATES.items():
            if picture in asked or (picture in _LEAD_ON and is_asked_later(picture, asked)):
                lead(window)
                wait(1.5)
            if picture in asked:
                picture_of(window).save(str(folder / f"{picture}.png"))
            if picture in asked and picture in {"library", "filled"}:  # put away again
                window.tabs.current.verbs.actions[picture].trigger()
        window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
