"""Gói gửi đi: three files in one folder, and the very bytes kept with the report."""

import datetime as dt
import hashlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from worked_year import PLAN_2025, PLAN_2026

from kehoach_desktop.domain.edits import Splice, apply
from kehoach_desktop.domain.errors import Cancelled, UserError
from kehoach_desktop.domain.figures import all_tasks
from kehoach_desktop.domain.issuing import is_frozen, kept_pdf
from kehoach_desktop.domain.periods import period
from kehoach_desktop.domain.plan import Plan, Task
from kehoach_desktop.domain.report.figures import task_key, total_key
from kehoach_desktop.domain.report.sending import Letter, lacking_words, letter_body, letter_subject, numbered
from kehoach_desktop.domain.report.sent_tracing import trace_sent
from kehoach_desktop.domain.report.tracing import Trace
from kehoach_desktop.services import editing, exporting, files, plans, reports, sending
from kehoach_desktop.services.files import Store

Q2 = period(2026, "Q2")
DAY = dt.date(2026, 6, 17)


@pytest.fixture
def plan(store: Store) -> Plan:
    plans.add_plan(store, PLAN_2025)
    return plans.add_plan(store, PLAN_2026)


@pytest.fixture
def report(store: Store, plan: Plan) -> Plan:
    return reports.begin_report(store, plan, Q2)


def letter_of(report: Plan, plan: Plan, number: str = "15", replaces: str = "") -> Letter:
    signed = numbered(report, number, DAY)
    names = sending.pack_names(report, plan)
    body = letter_body(signed, plan, names, replaces)
    return Letter(number, DAY, letter_subject(report), body, replaces)


def sent(store: Store, report: Plan, plan: Plan, folder: Path, **given: str) -> tuple[Plan, sending.Pack]:
    pack = sending.make_pack(report, plan, letter_of(report, plan, **given), folder)
    after, _ = editing.apply_edit(store, report, pack.edit)
    return after, pack


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return " ".join(" ".join(pages).split())


def test_the_letter_says_what_is_sent_of_which_days_and_its_chief_figures(report, plan):
    letter = letter_of(report, plan)
    assert letter.message == (
        "Tiêu đề: Ủy ban nhân dân xã Đông Thượng: Báo cáo kết quả thực hiện Kế hoạch truyền thông kiểm soát "
        "thủ tục hành chính năm 2026, quý II năm 2026\n\n"
        "Kính gửi: UBND tỉnh Bình Lâm\n\n"
        "Ủy ban nhân dân xã Đông Thượng gửi Báo cáo số 15/BC-UBND ngày 17/6/2026 về kết quả thực hiện "
        "Kế hoạch truyền thông kiểm soát thủ tục hành chính năm 2026, quý II năm 2026; "
        "kỳ báo cáo quý II năm 2026 (từ ngày 15/3/2026 đến ngày 14/6/2026).\n\n"
        "Kết quả chính trong kỳ:\n"
        "- Hoàn thành 3/8 nhiệm vụ; 1 nhiệm vụ quá hạn.\n"
        "- Tin, bài: 6 tin, bài (từ đầu năm: 10 tin, bài).\n"  # the one with a target for the year
        "- Phát thanh: 24 lượt (từ đầu năm: 50 lượt).\n"
        "- Thời lượng phát thanh: 8 giờ (từ đầu năm: 16,5 giờ).\n"
        "- Tuyên truyền lưu động: 9 buổi (từ đầu năm: 9 buổi).\n"
        "- Người tham dự: 412 lượt người (từ đầu năm: 412 lượt người).\n"
        "- Tờ gấp: 700 tờ (từ đầu năm: 700 tờ).\n\n"
        "Tệp gửi kèm:\n"
        "1. BC truyền thông KSTTHC quý II năm 2026.pdf\n"
        "2. BC truyền thông KSTTHC quý II năm 2026.xlsx\n\n"
        "Trân trọng.\nỦy ban nhân dân xã Đông Thượng\n"
    )


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("Báo cáo số 15/BC-UBND ngày 17/6/2026", []),
        ("báo cáo 015/BC-UBND, ngày 17 tháng 6 năm 2026", []),
        ("Số 15/BC-UBND ngày 17/06/2026.", []),
        ("Báo cáo số 115/BC-UBND ngày 7/6/2026", ["số 15/BC-UBND", "ngày 17/6/2026"]),
        ("Báo cáo số 15/BC-UBND ngày 16/6/2026", ["ngày 17/6/2026"]),
        ("", ["số 15/BC-UBND", "ngày 17/6/2026"]),
    ],
)
def test_a_letter_that_does_not_say_the_number_or_the_day_is_known(report, text, lacking):
    assert lacking_words(text, numbered(report, "15", DAY)) == lacking
    assert lacking_words(text, numbered(report, "", None)) == []


def test_the_pack_is_three_files_and_the_report_keeps_the_very_bytes(store, report, plan, tmp_path):
    after, pack = sent(store, report, plan, tmp_path)
    assert pack.folder == tmp_path / "Gửi BC truyền thông KSTTHC quý II năm 2026"
    paper, book, letter = (
        next(pack.folder.glob("*.pdf")),
        *(pack.folder / name for name in ("BC truyền thông KSTTHC quý II năm 2026.xlsx", "Thư gửi kèm.txt")),
    )
    assert len(list(pack.folder.iterdir())) == 3
    kept = reports.get_report(store, after.id)
    (one,) = kept.sendings
    assert one == pack.sending
    assert (paper.read_bytes(), book.read_bytes()) == (one.pdf, one.workbook)
    assert one.checksum == hashlib.sha256(one.pdf + one.workbook).hexdigest()
    assert sending.is_sound(one)
    assert letter.read_bytes().startswith(b"\xef\xbb\xbfTi")
    assert letter.read_text("utf-8-sig").replace("\r\n", "\n") == one.message
    assert is_frozen(kept)
    assert (kept.number, kept.date) == ("15", DAY)
    assert kept_pdf(kept) == one.pdf
    assert list(tmp_path.iterdir()) == [pack.folder]  # nothing half-written beside it


def test_the_paper_has_its_number_and_day_and_the_workbook_opens(store, report, plan, tmp_path):
    after, _ = sent(store, report, plan, tmp_path)
    words = words_of(after.sendings[0].pdf)
    assert "Số: 15/BC-UBND" in words
    assert "Đông Thượng, ngày 17 tháng 6 năm 2026" in words
    assert "Kính gửi: UBND tỉnh Bình Lâm" in words
    assert "(Kèm theo Báo cáo số 15/BC-UBND ngày 17 tháng 6 năm 2026" in words
    assert openpyxl.load_workbook(BytesIO(after.sendings[0].workbook)).sheetnames


def test_what_was_sent_shows_the_data_as_it_was_then(store, report, plan, tmp_path):
    after, _ = sent(store, report, plan, tmp_path)
    live = plans.get_plan(store, plan.id)
    appendix = live.appendices[0]
    editing.apply_edit(store, live, Splice("plan", live.id, "appendices", 0, (appendix,), ()))
    then = reports.source_plan(store, reports.get_report(store, after.id))
    assert then == replace(plan, versions=(), closings=())
    target = tmp_path / "again.pdf"
    exporting.export_pdf(reports.get_report(store, after.id), target, source=then)
    assert target.read_bytes() == after.sendings[0].pdf


def test_a_corrected_report_says_which_it_replaces(store, report, plan, tmp_path):
    first, _ = sent(store, report, plan, tmp_path)
    draft = reports.begin_replacement(store, first)
    assert draft.preamble[-1].text == "Báo cáo này thay thế Báo cáo số 15/BC-UBND ngày 17/6/2026."
    assert (draft.number, draft.date, draft.sendings, draft.versions) == ("", None, (), ())
    assert not is_frozen(draft)
    replaces = reports.replaced_report(store, draft)
    assert replaces == "Báo cáo số 15/BC-UBND ngày 17/6/2026"
    second, pack = sent(store, draft, plan, tmp_path, number="18", replaces=replaces)
    assert f"thay thế {replaces}" in pack.sending.message
    assert f"thay thế {replaces}" in words_of(pack.sending.pdf)
    assert pack.folder.name == "Gửi BC truyền thông KSTTHC quý II năm 2026 (thay thế)"
    newest, oldest = reports.list_reports(store, plan.id)
    assert (newest.replaces, oldest.replaces) == (replaces, "")
    again = reports.begin_replacement(store, first)  # made from the first, it replaces the last all the same
    assert again.preamble[-1].text.endswith("số 18/BC-UBND ngày 17/6/2026.")
    third = reports.begin_replacement(store, second)
    assert [item.text for item in third.preamble].count(draft.preamble[-1].text) == 0
    assert third.preamble[-1].text.endswith("số 18/BC-UBND ngày 17/6/2026.")


def damaged(store: Store, report: Plan) -> None:
    """Change one byte of the PDF kept in the file."""
    with store.transaction() as connection:
        pdf = bytearray(report.sendings[-1].pdf)
        pdf[1000] ^= 1
        connection.exec_driver_sql("UPDATE sending SET pdf = ? WHERE plan_id = ?", (bytes(pdf), report.id))


def test_looking_at_the_file_finds_what_was_sent_and_is_not_so_any_more(store, report, plan, tmp_path):
    after, _ = sent(store, report, plan, tmp_path)
    assert sending.fault_words(reports.get_report(store, after.id)) == ""
    assert files.find_faults(store.path) == []
    damaged(store, after)
    (fault,) = files.find_faults(store.path)
    assert fault.startswith(
        "Bản đã gửi của Báo cáo số 15/BC-UBND ngày 17/6/2026 không khớp mã kiểm tra SHA-256"
    )
    target = tmp_path / "bc.pdf"
    assert exporting.export_pdf(reports.get_report(store, after.id), target) == (fault,)


def test_the_list_knows_the_checksum_of_what_was_sent(store, report, plan, tmp_path):
    assert reports.list_reports(store, plan.id)[0].checksum == ""
    _, pack = sent(store, report, plan, tmp_path)
    assert reports.list_reports(store, plan.id)[0].checksum == pack.sending.checksum


def tasks_behind(found: Trace) -> list[tuple[int, str]]:
    return [(one.task_id, one.name) for one in found.entries]


def test_a_figure_of_a_sent_report_leads_to_the_task_where_it_now_is(store, report, plan, tmp_path):
    after, _ = sent(store, report, plan, tmp_path)
    then = reports.source_plan(store, reports.get_report(store, after.id))
    news = list(all_tasks(plan))[1]
    key = task_key(news, ("Tin, bài", "tin, bài"))
    assert tasks_behind(trace_sent(then, plan, Q2, key)) == [(news.id, news.form)] * 2
    activity = plan.appendices[0].activities[0]
    moved = apply(plan, Splice("activity", activity.id, "tasks", 0, (), (Task("Việc mới"),)))
    assert tasks_behind(trace_sent(then, moved, Q2, key)) == [(news.id, news.form)] * 2
    of_sum = trace_sent(then, moved, Q2, total_key(("Tin, bài", "tin, bài"), "period"))
    assert tasks_behind(of_sum) == [(news.id, news.form)] * 2


def test_a_figure_of_a_sent_report_whose_task_is_gone_is_still_traced(store, report, plan, tmp_path):
    after, _ = sent(store, report, plan, tmp_path)
    then = reports.source_plan(store, reports.get_report(store, after.id))
    activity = plan.appendices[0].activities[0]
    news = activity.tasks[1]
    gone = apply(plan, Splice("activity", activity.id, "tasks", 1, (news,), ()))
    found = trace_sent(then, gone, Q2, task_key(news, ("Tin, bài", "tin, bài")))
    assert [one.what for one in found.entries] == [
        "Quý II, 2 tin, bài, ngày 09/4/2026",
        "Quý II, 4 tin, bài, ngày 28/5/2026",
    ]
    assert all(one.task_id < 0 for one in found.entries)  # it cannot be gone to


def test_a_folder_of_that_name_is_left_alone(store, report, plan, tmp_path):
    first = sending.make_pack(report, plan, letter_of(report, plan), tmp_path)
    second = sending.make_pack(report, plan, letter_of(report, plan), tmp_path)
    assert second.folder.name == f"{first.folder.name} (2)"


def test_calling_it_off_leaves_nothing(report, plan, tmp_path):
    calls = []

    def progress(done: int, total: int) -> None:
        calls.append((done, total))
        if len(calls) == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        sending.make_pack(report, plan, letter_of(report, plan), tmp_path, progress)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said_so(report, plan, tmp_path):
    with pytest.raises(UserError, match="Không có thư mục"):
        sending.make_pack(report, plan, letter_of(report, plan), tmp_path / "khác")
