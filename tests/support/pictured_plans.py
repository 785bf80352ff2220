"""States of the window to be pictured: the text, the appendix, the tracker, the reports."""

import datetime as dt
from typing import Any

from pictured_waiting import wait, wait_for
from PySide6.QtWidgets import QApplication, QPushButton

from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.domain.figures import all_tasks
from kehoach_desktop.domain.plan import Status


def find(window: Any) -> None:
    window.verbs["show_plan"].trigger()
    tab = window.tabs.current
    tab.replace()
    wait(0.2)
    tab.find_bar().wanted.setText("thu tuc")
    wait(0.5)


def filtered(window: Any) -> None:
    window.verbs["show_appendix"].trigger()
    tab = window.tabs.current
    tab.verbs.actions["filter"].trigger()
    tab.view.head.fields[3].setText("van phong")
    tab.view.choosing.choose_block((1, 2), (3, 4))


def narrow_columns(window: Any) -> None:
    window.verbs["show_appendix"].trigger()
    tab = window.tabs.current
    tab.verbs.actions["filter"].trigger()
    tab.view.setColumnWidth(2, 700)
    tab.view.horizontalScrollBar().setValue(300)


def library(window: Any) -> None:
    window.verbs["show_plan"].trigger()
    window.tabs.current.verbs.actions["library"].trigger()


def offers(window: Any) -> None:
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


def renamed(window: Any) -> None:
    window.verbs["show_appendix"].trigger()
    window.tabs.current.view.delegate.finish_editor()
    window.verbs["directory"].trigger()
    wait(0.3)
    page = window.desk.page
    page.choose(next(row.entry for row in page.model.rows if row.entry.name == "Văn phòng HĐND và UBND"))
    page.form.name.setText("Văn phòng HĐND và UBND xã")
    page.form.save()
    wait_for(window, lambda: not page.keeper.is_looking)


def filled(window: Any) -> None:
    window.verbs["show_plan"].trigger()
    window.tabs.current.verbs.actions["filled"].trigger()


def table(window: Any) -> None:
    appendix = window.workbench.plan.appendices[0]
    rows = [("TT", "Nội dung", "Hình thức", "Cơ quan chủ trì", "Thời gian", "Kinh phí")]
    for number, activity in enumerate(appendix.activities[:6], 1):
        first = activity.tasks[0]
        rows.append((str(number), activity.content, first.form, first.lead, "Quý III, IV", "5.000.000"))
    rows.append(("7", "Cuộc thi tìm hiểu cải cách hành chính", "Thi viết", "Đoàn xã", "tháng 9", ""))
    QApplication.clipboard().setText("\n".join("\t".join(cells) for cells in rows))
    window.verbs["paste_table"].trigger()


def issued(window: Any) -> None:
    window.verbs["issue"].trigger()
    page = window.desk.page
    page.number.setText("07")
    page.date.set_day(dt.date(2026, 1, 16))
    next(b for b in page.findChildren(QPushButton) if b.text() == "Ban hành").click()
    wait_for(window, lambda: window.workbench.plan.status is Status.ISSUED)


def revised(window: Any) -> None:
    window.verbs["revise"].trigger()
    wait_for(window, lambda: window.workbench.plan.status is Status.DRAFT)
    window.verbs["show_plan"].trigger()
    wait_for(window, lambda: not window.tabs.current.editor.isReadOnly())
    editor = window.tabs.current.editor
    editor.go_to_line(9)
    editor.textCursor().insertText(" và các tổ chức trên địa bàn xã")
    editor.flush()


def drifted(window: Any) -> None:
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


def own_days(window: Any) -> None:
    window.verbs["show_tracker"].trigger()
    window.tabs.current.periods.own.click()


def report(window: Any) -> None:
    window.verbs["report"].trigger()
    window.desk.page.which.setCurrentIndex(1)
    window.desk.page.begin.click()
    wait(1)


def traced(window: Any) -> None:
    shown = window.desk.page
    item = next(
        one for one in shown.bench.plan.body if one.text.startswith("Phát thanh") and "từ đầu năm" in one.text
    )
    shown.tab.editor.show_place(item.id, item.text.index("từ đầu năm") + 12)
    window.verbs["trace_figure"].trigger()


def sending(window: Any) -> None:
    window.desk.page.trace_panel.close_panel()
    window.desk.page.head.send.click()
    wait(1)


def groups(window: Any) -> None:
    window.verbs["show_tracker"].trigger()
    tab = window.tabs.current
    next(action for action in tab.tab_actions() if action.objectName() == "tracker_group_lead").trigger()
    tab.find()
    tab.filter_bar.text.setText("van phong")
    tab.charts.choose("quantities")


def record(window: Any) -> None:
    window.verbs["show_tracker"].trigger()
    tab = window.tabs.current
    tab.show_period("Q3")
    tab.view.go_to(0, 3)
    tab.panel.take_keyboard()
