"""States of the window to be pictured: copies, the history, the bin, and what went wrong."""

import datetime as dt
from dataclasses import replace
from typing import Any

from pictured_clock import pass_minutes
from pictured_waiting import wait, wait_for

from kehoach_desktop.data.lock import Lock
from kehoach_desktop.domain.edits import SetField, Splice
from kehoach_desktop.domain.figures import all_tasks
from kehoach_desktop.services.sessions import Looked, SuddenEnd
from kehoach_desktop.ui.bug_dialog import BugDialog
from kehoach_desktop.ui.last_time import sentence


def sudden_end(window: Any) -> None:
    """What the window says when the one before it died in the middle of a change."""
    at = dt.datetime(2026, 3, 2, 10, 32).astimezone()
    path = window.workbench.store.path
    died = SuddenEnd(path, Lock(path), path, at, None, is_half_written=True, fault="Fatal Python error")
    looked = Looked(died, (), at - dt.timedelta(minutes=1))
    window.verbs["show_plan"].trigger()
    window.desk.messages.say("info", sentence(looked), ("Chép chi tiết", lambda: None))


def bug(window: Any) -> None:
    """What is said of a bug that has come several times."""
    window.desk.messages.dismiss()
    dialog = BugDialog(window, window.workbench.store.path.parent, lambda: "")
    dialog.tell(1, dt.datetime(2026, 3, 2, 10, 32).astimezone())
    dialog.tell(12, dt.datetime(2026, 3, 2, 10, 32).astimezone())
    dialog.copy.click()


def waiting(window: Any) -> None:
    """A short plan is opened at once: the page alone is shown."""
    from kehoach_desktop.ui.waiting_page import WaitingPage

    page = WaitingPage("Đang mở kế hoạch", "Kế hoạch này dài nên cần vài giây để đọc.", leave="Không mở nữa")
    page.advance(40, 100)
    window.desk.show_page(page)


def copies(window: Any) -> None:
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


def checked(window: Any) -> None:
    window.verbs["verify"].trigger()
    wait_for(window, lambda: not window.status.is_busy)


def history(window: Any) -> None:
    bench = window.workbench
    window.verbs["show_plan"].trigger()
    item = bench.plan.body[3]
    typed = replace(item, text=item.text.replace("giải quyết hồ sơ", "giải quyết hồ sơ đúng hạn", 1))
    bench.commit(Splice("plan", bench.plan.id, "body", 3, (item,), (typed,)), "Gõ")
    pass_minutes(3)
    task = list(all_tasks(bench.plan))[4]
    bench.commit(SetField("task", task.id, "lead", task.lead, "Văn phòng HĐND và UBND xã"), "Sửa chủ trì")
    pass_minutes(4)
    record = task.progress[0]
    bench.commit(SetField("progress", record.id, "percent", record.percent, 40), "Ghi tỷ lệ")
    pass_minutes(1)
    bench.undo()
    pass_minutes(6)
    activity = bench.plan.appendices[0].activities[2]
    gone = Splice("appendix", bench.plan.appendices[0].id, "activities", 2, (activity,), ())
    bench.commit(gone, "Xóa nội dung")
    window.verbs["history"].trigger()
    page = window.desk.page
    wait_for(window, lambda: page.model.rowCount() > 5)
    page.table.selectRow(4)
    wait(0.5)


def stood(window: Any) -> None:
    window.desk.page.details.stood.click()
    wait_for(window, lambda: hasattr(window.desk.page, "stood"))
    wait(1)


def bin_things(window: Any) -> None:
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


def bin_several(window: Any) -> None:
    window.desk.page.table.selectAll()


def deleted(window: Any) -> None:
    window.plans.open_sample()
    wait(1)
    window.verbs["delete_plan"].trigger()


def in_the_bin(window: Any) -> None:
    window.plans.open_sample()
    window.verbs["report"].trigger()
    window.desk.page.begin.click()
    wait(1)
    window.desk.close_page()
    window.verbs["delete_plan"].trigger()
    window.verbs["bin"].trigger()


def emptying(window: Any) -> None:
    window.desk.page.empty.click()


def bin_empty(window: Any) -> None:
    window.desk.page.messages.click("Xóa hẳn tất cả")
    wait_for(window, lambda: not window.desk.page.model.rows)
