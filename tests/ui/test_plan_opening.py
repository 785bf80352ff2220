"""A long plan is read and kept beside the window's thread: the window answers, and what is typed is kept."""

import threading
from dataclasses import replace

import pytest
from large_plan import large_plan

from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.services import exporting, files, plans
from kehoach_desktop.services.plans import is_long_plan
from kehoach_desktop.ui.waiting_page import WaitingPage

LONG = 200


@pytest.fixture
def long():
    return replace(large_plan(LONG), year=2024, subject="Kế hoạch dài")


@pytest.fixture
def both(open_window, sample, long):
    """The window on the sample, with a long plan of an earlier year beside it."""
    return open_window(sample, long)


@pytest.fixture
def reading(monkeypatch):
    """Lets a worker begin to read a plan only when told to."""
    gate = threading.Event()
    real = plans.get_document

    def held(store, plan_id, progress=None):
        if progress is not None:  # only what is read beside the window
            gate.wait(20)
        return real(store, plan_id, progress)

    monkeypatch.setattr(plans, "get_document", held)
    yield gate
    gate.set()


def ids(window) -> tuple[int, int]:
    """Return the ids of the long plan and of the other."""
    found = {plan.subject: plan.id for plan in plans.list_plans(window.workbench.store)}
    long = found.pop("Kế hoạch dài")
    return long, next(iter(found.values()))


def is_open(window, plan_id: int) -> bool:
    plan = window.workbench.plan
    return plan is not None and plan.id == plan_id


def test_only_a_plan_that_takes_long_is_read_beside_the_window(both, sample, long):
    long_id, short_id = ids(both)
    assert is_long_plan(long)
    assert not is_long_plan(sample)
    assert plans.is_long(both.workbench.store, long_id)
    assert not plans.is_long(both.workbench.store, short_id)
    both.plans.open_plan(long_id)
    assert both.plans.opening.is_waiting
    both.plans.open_plan(short_id)
    assert not both.plans.opening.is_waiting
    assert is_open(both, short_id)


def test_the_window_says_what_it_does_and_then_shows_the_plan_whole(both, qtbot, reading, long):
    long_id, _ = ids(both)
    both.plans.open_plan(long_id)
    page = both.desk.page
    assert isinstance(page, WaitingPage)
    assert page.accessibleName() == "Đang mở kế hoạch"
    assert page.leave.isVisible()
    reading.set()
    qtbot.waitUntil(lambda: is_open(both, long_id), timeout=20_000)
    assert both.desk.page is None
    assert both.workbench.plan == replace(long, id=long_id, appendices=both.workbench.plan.appendices)
    assert both.workbench.plan == plans.get_plan(both.workbench.store, long_id)
    assert both.toolbar.picker.accessibleName().startswith("Kế hoạch 2024: Kế hoạch dài")


def test_what_is_typed_in_the_plan_before_is_kept_first(both, qtbot):
    long_id, short_id = ids(both)
    editor = both.tabs.made(0).editor
    editor.go_to_line(3)
    editor.textCursor().insertText("chữ vừa gõ ")
    both.plans.open_plan(long_id)
    kept = plans.get_plan(both.workbench.store, short_id)
    assert any("chữ vừa gõ " in item.text for item in (*kept.preamble, *kept.body))
    qtbot.waitUntil(lambda: is_open(both, long_id), timeout=20_000)


def test_what_cannot_be_kept_holds_the_plan_before(both, monkeypatch):
    long_id, short_id = ids(both)

    def refuse():
        raise UserError("Chưa ghi được.")

    monkeypatch.setattr(both.workbench, "prepare_to_leave", refuse)
    both.plans.open_plan(long_id)
    assert is_open(both, short_id)
    assert both.desk.page is None
    assert both.desk.messages.text == "Chưa ghi được."


def test_who_asks_for_another_meanwhile_gets_that_one_alone(both, qtbot, reading):
    long_id, short_id = ids(both)
    both.plans.open_plan(long_id)
    both.plans.open_plan(short_id)
    assert is_open(both, short_id)
    assert both.desk.page is None
    reading.set()
    with qtbot.assertNotEmitted(both.workbench.plan_opened, wait=700):
        pass
    assert is_open(both, short_id)


@pytest.mark.parametrize("leave", ["button", "closed"])
def test_waiting_can_be_given_up(both, qtbot, reading, leave):
    long_id, short_id = ids(both)
    both.plans.open_plan(long_id)
    page = both.desk.page
    if leave == "button":
        page.leave.click()
    else:
        page.closed.emit()  # as Esc does
    assert both.desk.page is None
    reading.set()
    with qtbot.assertNotEmitted(both.workbench.plan_opened, wait=700):
        pass
    assert is_open(both, short_id)
    change = SetField("plan", short_id, "subject", both.workbench.plan.subject, "Vẫn sửa được")
    assert both.workbench.commit(change, "Sửa")


def test_a_plan_that_cannot_be_read_leaves_the_one_before(both, qtbot, monkeypatch):
    long_id, short_id = ids(both)

    def broken(store, plan_id, progress=None):
        raise UserError("Tệp bị hỏng.")

    monkeypatch.setattr(plans, "get_document", broken)
    both.plans.open_plan(long_id)
    qtbot.waitUntil(lambda: both.desk.messages.text == "Tệp bị hỏng.", timeout=20_000)
    assert is_open(both, short_id)
    assert both.desk.page is None
    assert not both.plans.opening.is_waiting


def test_what_was_to_follow_follows_a_plan_read_again_too(both, qtbot, reading):
    long_id, _ = ids(both)
    told = []
    both.plans.open_plan(long_id, lambda: told.append(long_id))
    both.workbench.written_elsewhere.emit(frozenset({long_id}))
    reading.set()
    qtbot.waitUntil(lambda: is_open(both, long_id), timeout=20_000)
    assert told == [long_id]
    both.workbench.written_elsewhere.emit(frozenset({long_id}))
    qtbot.waitUntil(lambda: not both.plans.opening.is_waiting, timeout=20_000)
    assert told == [long_id], "but once"


@pytest.mark.parametrize(
    ("verb", "stays"),
    [
        *(("office", True), ("new_plan", True), ("next_plan", True), ("directory", True), ("bin", True)),
        ("versions", False),
    ],
)
def test_a_page_opened_while_a_plan_is_read_stays_unless_it_is_about_a_plan(
    both, qtbot, reading, verb, stays
):
    long_id, _ = ids(both)
    both.plans.open_plan(long_id)
    both.verbs[verb].trigger()
    page = both.desk.page
    assert not isinstance(page, WaitingPage)
    reading.set()
    qtbot.waitUntil(lambda: is_open(both, long_id), timeout=20_000)
    assert (both.desk.page is page) == stays
    assert ("Đã mở kế hoạch năm 2024" in both.desk.messages.text) == stays


def test_the_list_and_the_bin_tell_of_the_plan_that_has_arrived(both, qtbot, reading):
    long_id, _ = ids(both)
    both.plans.open_plan(long_id)
    both.verbs["directory"].trigger()
    page = both.desk.page
    own = large_plan(LONG).appendices[0].activities[0].tasks[0].lead
    reading.set()
    qtbot.waitUntil(lambda: is_open(both, long_id), timeout=20_000)
    qtbot.waitUntil(lambda: any(row.entry.name == own and (row.count or 0) > 40 for row in page.model.rows))


def test_the_page_a_plan_was_asked_from_is_closed(both, qtbot):
    both.verbs["new_plan"].trigger()
    both.plans.open_plan(ids(both)[0])
    qtbot.waitUntil(lambda: is_open(both, ids(both)[0]), timeout=20_000)
    assert both.desk.page is None
    both.verbs["new_plan"].trigger()
    both.plans.open_plan(ids(both)[1])
    assert both.desk.page is None


def test_why_a_plan_cannot_be_deleted_stays_in_sight(both, monkeypatch):
    monkeypatch.setattr(plans, "delete_plan", refuse)
    plan_id = both.workbench.plan.id
    both.plans.delete(plan_id)
    assert is_open(both, plan_id)
    assert both.desk.messages.text == "Chưa ghi được."


def refuse(*_, **__):
    raise UserError("Chưa ghi được.")


def test_a_plan_renamed_in_while_it_is_read_is_read_again(both, qtbot, reading):
    long_id, _ = ids(both)
    both.plans.open_plan(long_id)
    waited_for = both.desk.page
    with files.Store.transaction(both.workbench.store) as connection:
        connection.exec_driver_sql("UPDATE plan SET subject = 'Tên mới' WHERE id = ?", (long_id,))
    both.workbench.written_elsewhere.emit(frozenset({long_id}))
    assert both.desk.page is not waited_for
    reading.set()
    qtbot.waitUntil(lambda: is_open(both, long_id), timeout=20_000)
    assert both.workbench.plan.subject == "Tên mới"


def test_the_window_closes_while_a_plan_is_being_read(both, reading):
    long_id, _ = ids(both)
    both.plans.open_plan(long_id)
    reading.set()
    both.close()
    assert not both.isVisible()


def test_the_window_starts_on_a_long_plan_and_fills(open_window, long):
    window = open_window(long)
    assert window.workbench.plan.subject == "Kế hoạch dài"
    assert window.desk.page is None
    assert window.tabs.made(2) is not None


def test_a_start_given_up_shows_how_to_begin(open_window, long, qtbot, monkeypatch):
    def broken(store, plan_id, progress=None):
        raise UserError("Tệp bị hỏng.")

    monkeypatch.setattr(plans, "get_document", broken)
    window = open_window(long)
    assert window.workbench.plan is None
    assert window.is_filled
    assert window.desk.messages.text == "Tệp bị hỏng."


def test_a_long_plan_that_comes_in_is_kept_beside_the_window(window, qtbot, long, tmp_path, settle):
    source = tmp_path / "dai.json"
    exporting.export_json(long, source)
    window.plans.load_json(source)
    qtbot.waitUntil(lambda: isinstance(window.desk.page, WaitingPage), timeout=20_000)
    assert not window.desk.page.leave.isVisible(), "what is being written is not given up halfway"
    qtbot.waitUntil(lambda: window.workbench.plan.subject == "Kế hoạch dài", timeout=20_000)
    assert window.desk.messages.text == "Đã nhập kế hoạch từ tệp JSON."
    assert window.desk.page is None
    assert window.tabs.place == 0
    assert window.workbench.plan == plans.get_plan(window.workbench.store, window.workbench.plan.id)


def test_next_years_plan_of_a_long_one_is_made_beside_the_window(open_window, qtbot, long):
    window = open_window(long)
    window.verbs["next_plan"].trigger()
    qtbot.waitUntil(window.desk.page.make.isEnabled, timeout=20_000)
    window.desk.page.make.click()
    assert isinstance(window.desk.page, WaitingPage)
    qtbot.waitUntil(lambda: window.workbench.plan.year == 2025, timeout=20_000)
    assert window.desk.messages.text.startswith("Đã lập kế hoạch năm 2025 từ kế hoạch năm 2024.")
    assert len(plans.list_plans(window.workbench.store)) == 2
