"""Blocks of cells through the real sheet and the real clipboard: copied, cut, pasted, each one undo step."""

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QMimeData, QUrl
from PySide6.QtGui import QGuiApplication

from kehoach_desktop.domain.edits import Splice
from kehoach_desktop.domain.plan import Activity, Appendix, OwnColumn, Plan, Task
from kehoach_desktop.services import plans
from kehoach_desktop.ui.appendix_tab import AppendixTab

CALC = Path(__file__).resolve().parents[1] / "data" / "paste"
NUMBER, CONTENT, FORM, LEAD, PARTNERS, TIME, NOTE = range(7)


@pytest.fixture
def tab(qtbot, workbench, settings) -> AppendixTab:
    made = AppendixTab(workbench, settings)
    qtbot.addWidget(made)
    made.resize(1366, 640)
    made.show()
    return made


@pytest.fixture
def told(tab) -> list[str]:
    heard: list[str] = []
    tab.verbs.clipboard.said.connect(lambda _kind, sentence, _answers: heard.append(sentence))
    return heard


def choose(tab, top: int, left: int, bottom: int, right: int) -> None:
    tab.view.go_to(top, left)
    block = QItemSelection(tab.model.index(top, left), tab.model.index(bottom, right))
    tab.view.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def put(html: str = "", text: str = "") -> None:
    data = QMimeData()
    if html:
        data.setHtml(html)
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)


def put_calc(name: str) -> None:
    put(*((CALC / f"calc-{name}{kind}").read_text(encoding="utf-8") for kind in (".html", ".tsv")))


def do(tab, name: str) -> None:
    tab.verbs.actions[name].trigger()


def shape(workbench) -> list[tuple[str, list[str]]]:
    appendix = workbench.plan.appendices[0]
    return [(activity.content, [task.form for task in activity.tasks]) for activity in appendix.activities]


def check_one_step(workbench, before: Plan) -> None:
    """It was one step: undo gives the plan there was, redo the one there is, and the file holds it."""
    after = workbench.plan
    assert after != before
    workbench.undo()
    assert workbench.plan == before
    workbench.redo()
    assert workbench.plan == after
    assert plans.get_plan(workbench.store, after.id) == after


def test_a_copy_is_a_table_with_merged_contents_and_quoted_text(tab, workbench) -> None:
    choose(tab, 0, NUMBER, 3, FORM)
    do(tab, "copy")
    data = QGuiApplication.clipboard().mimeData()
    rows = tab.model.rows
    sizes = [len(row.activity.tasks) for row in rows[:4] if not row.place]
    assert data.html().count("rowspan") == 2 * sum(size > 1 for size in sizes)
    first = data.text().split("\n")[0].split("\t")
    assert first == ["1", rows[0].activity.content, rows[0].task.form]


def test_merges_reach_no_further_than_the_block_copied(tab, workbench) -> None:
    choose(tab, 1, FORM, 2, LEAD)
    do(tab, "copy")
    assert "rowspan" not in QGuiApplication.clipboard().mimeData().html()


def test_cut_empties_what_was_copied_in_one_step(tab, workbench) -> None:
    before = workbench.plan
    form = tab.model.rows[2].task.form
    choose(tab, 2, FORM, 2, TIME)
    do(tab, "cut")
    assert QGuiApplication.clipboard().text().startswith(form)
    task = tab.model.rows[2].task
    assert (task.form, task.lead, task.partners, task.time) == ("", "", "", "")
    assert workbench.stack.count() == 1
    check_one_step(workbench, before)


@pytest.mark.parametrize(
    ("first", "wanted"),
    [
        ("1</td><td rowspan=2>A", [("A", ["a", "b"])]),  # a table from its TT on
        ("Phổ biến</td><td rowspan=2>Tin", [("Phổ biến", ["Tin", "Tin"])]),
    ],
)
def test_a_table_goes_into_an_empty_sheet(tab, workbench, first: str, wanted) -> None:
    choose(tab, 0, CONTENT, len(tab.model.rows) - 1, CONTENT)
    do(tab, "remove")
    before = workbench.plan
    put(f"<table><tr><td rowspan=2>{first}</td><td>a</td></tr><tr><td>b</td></tr></table>")
    do(tab, "paste")
    assert shape(workbench) == wanted
    check_one_step(workbench, before)


def test_what_calc_copied_is_pasted_over_rows_as_it_was_merged(tab, workbench) -> None:
    before = workbench.plan
    put_calc("merged")
    choose(tab, 0, NUMBER, 0, NUMBER)
    do(tab, "paste")
    assert shape(workbench)[:2] == [
        ("Phổ biến <quy định> & “một cửa”", ["Phát thanh", "Tờ gấp\nPa-nô, áp phích"]),
        ("Đối thoại", ["Hội nghị", "=cmd|' /C calc'!A0"]),
    ]
    check_one_step(workbench, before)


def test_more_rows_than_there_are_are_added(tab, workbench) -> None:
    before = workbench.plan
    put_calc("merged")
    tab.view.go_to(len(tab.model.rows) - 1, NUMBER)
    do(tab, "paste")
    assert [len(forms) for _, forms in shape(workbench)][-2:] == [2, 2]
    assert len(tab.model.rows) == sum(len(forms) for _, forms in shape(workbench))
    check_one_step(workbench, before)


def test_a_block_is_repeated_where_it_goes_into_what_is_chosen(tab, workbench) -> None:
    before = workbench.plan
    put(text="Quý I\tgấp\r\nQuý II\t\r\n")
    choose(tab, 0, TIME, 5, TIME)
    do(tab, "paste")
    assert [row.task.time for row in tab.model.rows[:6]] == ["Quý I", "Quý II"] * 3
    assert [row.task.note for row in tab.model.rows[:6]] == ["gấp", ""] * 3
    check_one_step(workbench, before)


def test_what_was_pasted_is_chosen(tab, workbench) -> None:
    put(text="a\tb\nc\td")
    tab.view.go_to(2, FORM)
    do(tab, "paste")
    assert tab.view.chosen_cells() == [(2, FORM), (2, LEAD), (3, FORM), (3, LEAD)]
    assert tab.view.currentIndex() == tab.model.index(2, FORM)
    last = len(tab.model.rows) - 1
    tab.view.go_to(last, FORM)
    do(tab, "paste")
    assert tab.view.chosen_cells()[-1] == (last + 1, LEAD)


def test_a_block_that_does_not_go_into_what_is_chosen_is_pasted_once(tab) -> None:
    times = [row.task.time for row in tab.model.rows]
    put(text="Quý I\r\nQuý II\r\n")
    choose(tab, 0, TIME, 2, TIME)
    do(tab, "paste")
    assert [row.task.time for row in tab.model.rows] == ["Quý I", "Quý II", *times[2:]]


def test_one_merged_content_goes_into_the_content_chosen_alone(tab, workbench) -> None:
    put_calc("one-merged")
    tab.view.go_to(0, CONTENT)
    forms = [each[1] for each in shape(workbench)]
    do(tab, "paste")
    assert shape(workbench)[0][0] == "Phổ biến <quy định> & “một cửa”"
    assert [each[1] for each in shape(workbench)] == forms


def test_a_row_without_its_number_pasted_from_tt_begins_at_the_content(tab, workbench) -> None:
    before = workbench.plan
    put(text="Nội dung mới\tHội nghị\tVP")
    tab.view.go_to(0, NUMBER)
    do(tab, "paste")
    first = tab.model.rows[0]
    assert (first.activity.content, first.task.form, first.task.lead) == ("Nội dung mới", "Hội nghị", "VP")
    assert tab.view.currentIndex() == tab.model.index(0, CONTENT)
    check_one_step(workbench, before)


def test_tt_of_several_rows_takes_what_their_content_takes(tab, workbench) -> None:
    several = next(row for row in range(len(tab.model.rows)) if len(tab.model.rows[row].activity.tasks) > 1)
    made = []
    for column in (NUMBER, CONTENT):
        put(text="Nội dung mới\tHội nghị\tVP")
        tab.view.go_to(several, column)
        do(tab, "paste")
        made.append(shape(workbench))
        workbench.undo()
    assert made[0] == made[1] != shape(workbench)


def test_a_table_with_headings_among_its_numbers_keeps_its_columns(tab, workbench) -> None:
    rows = ("<td colspan=2>Phần một</td><td>", "<td>TT<td>Nội dung<td>Hình thức", "<td>1<td>A<td>a")
    put("<table>" + "".join(f"<tr>{cells}</tr>" for cells in (*rows, "<td><td><td>b")) + "</table>")
    tab.view.go_to(0, NUMBER)
    do(tab, "paste")
    assert shape(workbench)[:3] == [("Phần một", [""]), ("Nội dung", ["Hình thức"]), ("A", ["a", "b"])]


def test_a_column_of_numbers_is_not_taken_by_tt_and_that_is_said(tab, workbench, qtbot) -> None:
    put(text="1\n2\n3")
    tab.view.go_to(0, NUMBER)
    before = workbench.plan
    with qtbot.waitSignal(workbench.failed) as said:
        do(tab, "paste")
    assert "TT" in said.args[0]
    assert workbench.plan is before


def test_tt_takes_no_text_and_that_is_said(tab, workbench, qtbot) -> None:
    put(text="5")
    tab.view.go_to(0, NUMBER)
    before = workbench.plan
    with qtbot.waitSignal(workbench.failed) as said:
        do(tab, "paste")
    assert "TT" in said.args[0]
    assert workbench.plan is before


def test_hidden_and_moved_columns_copy_and_paste_as_they_are_shown(tab, workbench) -> None:
    head = tab.view.horizontalHeader()
    head.hideSection(PARTNERS)

    head.moveSection(head.visualIndex(NOTE), head.visualIndex(LEAD))  # Hình thức, Ghi chú, Chủ trì, Thời gian
    partners = [row.task.partners for row in tab.model.rows]
    put(text="a\tb\tc\td")
    tab.view.go_to(0, FORM)
    do(tab, "paste")
    task = tab.model.rows[0].task
    assert (task.form, task.note, task.lead, task.time) == ("a", "b", "c", "d")
    assert [row.task.partners for row in tab.model.rows] == partners
    choose(tab, 0, FORM, 0, TIME)
    do(tab, "copy")
    assert QGuiApplication.clipboard().text() == "a\tb\tc\td"


def test_a_copy_pasted_elsewhere_is_the_same_rows(tab, workbench) -> None:
    choose(tab, 0, CONTENT, 3, NOTE)
    do(tab, "copy")
    copied = [
        (row.activity.content, row.task.form, row.task.partners, row.task.time) for row in tab.model.rows[:4]
    ]
    last = len(tab.model.rows) - 1
    tab.view.go_to(last, CONTENT)
    do(tab, "paste")
    found = [
        (row.activity.content, row.task.form, row.task.partners, row.task.time) for row in tab.model.rows
    ]
    first = tab.model.rows[last].activity
    at = next(
        n
        for n, row in enumerate(tab.model.rows)
        if row.activity.id == first.id and row.task.form == copied[0][1]
    )
    assert found[at : at + 4] == copied


def test_hidden_rows_left_out_are_told(tab, told) -> None:
    put("<table><tr><td>a</td></tr><tr style='display:none'><td>b</td></tr></table>", "a\nb")
    choose(tab, 0, TIME, 1, TIME)
    do(tab, "paste")
    assert [row.task.time for row in tab.model.rows[:2]] == ["a", "a"]
    assert told == ["Đã dán 1 dòng. Lưu ý: 1 dòng ẩn không lấy vào."]


@pytest.mark.parametrize("kind", ["nothing", "file", "picture"])
def test_what_is_no_table_is_said_and_changes_nothing(tab, workbench, told, kind: str) -> None:
    data = QMimeData()
    if kind == "file":
        data.setUrls([QUrl("file:///a.xlsx")])
    elif kind == "picture":
        data.setData("image/png", b"\x89PNG")
    QGuiApplication.clipboard().setMimeData(data)
    before = workbench.plan
    do(tab, "paste")
    assert workbench.plan is before
    assert len(told) == 1


def test_a_long_block_is_read_beside_the_window_and_told(tab, workbench, told, qtbot) -> None:
    before = workbench.plan
    put(text="".join(f"Việc {n}\tHình thức {n}\tPhòng {n % 9}\r\n" for n in range(2_000)))
    tab.view.go_to(len(tab.model.rows) - 1, CONTENT)
    do(tab, "paste")
    assert workbench.plan is before
    qtbot.waitUntil(lambda: workbench.plan is not before, timeout=20_000)
    assert len(shape(workbench)) == 11 + 2_000
    assert told == ["Đang đọc khối ô sắp dán…", "Đã dán 2.000 dòng."]
    workbench.undo()
    assert workbench.plan == before


def test_another_plan_opened_meanwhile_takes_nothing(tab, workbench, qtbot, store) -> None:
    put(text="a\tb c d e f g\r\n" * 5_000)
    do(tab, "paste")
    other = plans.add_plan(store, Plan(2025, appendices=(Appendix("", (Activity("x", (Task("y"),)),)),)))
    with qtbot.waitSignal(workbench.failed, timeout=20_000) as said:
        workbench.open_plan(other.id)
    assert "kế hoạch khác" in said.args[0]
    assert shape(workbench) == [("x", ["y"])]


@pytest.mark.parametrize(
    ("html", "text", "words"),
    [
        ("", "\t".join("x" * 200), "200 cột"),
        ("<table>" + "<tr><td>a</td></tr>" * 6_000 + "</table>", "", "5.001 dòng"),
        ("<table><tr>" + "<td>a" * 300 + "</table>", "", "257 cột"),
    ],
)
def test_what_no_sheet_takes_is_refused_in_a_sentence(tab, workbench, qtbot, html, text, words) -> None:
    put(html, text)
    before = workbench.plan
    with qtbot.waitSignal(workbench.failed, timeout=20_000) as said:
        do(tab, "paste")
    assert words in said.args[0]
    assert workbench.plan is before


def test_bad_cells_are_carried_as_text(tab, workbench, qtbot) -> None:
    long = "Phổ biến " * 4_999 + "hết"
    put(
        f"<table><tr><td>=cmd|' /C calc'!A0</td><td>{long}</td>"
        "<td>a\ud800\x1b<script>x()</script></td></tr></table>"
    )
    tab.view.go_to(0, FORM)
    before = workbench.plan
    do(tab, "paste")
    qtbot.waitUntil(lambda: workbench.plan is not before, timeout=20_000)
    task = tab.model.rows[0].task
    assert (task.form, task.lead) == ("=cmd|' /C calc'!A0", long)
    assert "\ud800" not in task.partners
    assert "x()" not in task.partners
    assert plans.get_plan(workbench.store, workbench.plan.id) == workbench.plan
    do(tab, "copy")
    assert "sdnum" in QGuiApplication.clipboard().mimeData().html()  # and goes out as text


def test_an_issued_plan_is_not_pasted_into(tab, workbench, qtbot) -> None:
    from kehoach_desktop.domain.edits import SetField
    from kehoach_desktop.domain.plan import Status

    plan = workbench.plan
    workbench.commit(SetField("plan", plan.id, "status", plan.status, Status.ISSUED), "Ban hành")
    put(text="a\tb")
    before = workbench.plan
    tab.view.go_to(0, FORM)
    with qtbot.waitSignal(workbench.issued_touched):
        do(tab, "paste")
    assert workbench.plan is before


def test_a_filtered_sheet_copies_and_takes_only_the_rows_shown(tab, workbench) -> None:
    before = workbench.plan
    tab.model.filter_by({LEAD: "văn phòng"})
    shown = [row.key for row in tab.model.rows]
    assert 2 < len(shown) < len(tab.model.all_rows)
    choose(tab, 0, FORM, len(shown) - 1, FORM)
    do(tab, "copy")
    assert QGuiApplication.clipboard().text().count("\n") == len(shown) - 1
    put(text="".join(f"hình thức {n}\r\n" for n in range(len(shown))))
    tab.view.go_to(0, FORM)
    do(tab, "paste")
    changed = {row.key: row.task.form for row in tab.model.all_rows if row.task.form.startswith("hình thức")}
    assert changed == {key: f"hình thức {n}" for n, key in enumerate(shown)}
    check_one_step(workbench, before)


def test_contents_are_not_put_together_over_rows_a_filter_hides(tab, workbench, qtbot) -> None:
    tab.model.filter_by({LEAD: "văn phòng"})
    put("<table><tr><td rowspan=3>A<td>a<tr><td>b<tr><td>c</table>")
    tab.view.go_to(0, CONTENT)
    before = workbench.plan
    with qtbot.waitSignal(workbench.failed) as said:
        do(tab, "paste")
    assert "bỏ lọc" in said.args[0]
    assert workbench.plan is before


def test_the_offices_own_columns_are_copied_and_pasted(tab, workbench) -> None:
    appendix = workbench.plan.appendices[0]
    count = len(appendix.columns)
    columns = (OwnColumn("Kinh phí"), OwnColumn("Sản phẩm"))
    workbench.commit(Splice("appendix", appendix.id, "columns", count, (), columns), "Thêm cột")
    last = len(tab.model.columns) - 1
    before = workbench.plan
    put(text="gấp\t5.000.000\tbộ ảnh\r\n\t01/3\t=1+1\r\n")
    tab.view.go_to(0, NOTE)
    columns_at = [NOTE, last - 1, last] if not count else [last - 1, last]
    if count:  # the sample has some of its own: begin behind them
        put(text="5.000.000\tbộ ảnh\r\n01/3\t=1+1\r\n")
        tab.view.go_to(0, last - 1)
    do(tab, "paste")
    assert [row.task.extras[-2:] for row in tab.model.rows[:2]] == [
        ("5.000.000", "bộ ảnh"), ("01/3", "=1+1"),
    ]  # fmt: skip
    choose(tab, 0, columns_at[-2], 1, columns_at[-1])
    do(tab, "copy")
    assert QGuiApplication.clipboard().text() == "5.000.000\tbộ ảnh\n01/3\t =1+1"
    check_one_step(workbench, before)
