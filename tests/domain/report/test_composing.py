import datetime as dt

import pytest

from kehoach_desktop.domain.outline import is_lawful
from kehoach_desktop.domain.periods import between, period
from kehoach_desktop.domain.plan import (
    Activity,
    Appendix,
    Level,
    Plan,
    Progress,
    Quantity,
    Signature,
    State,
    Task,
)
from kehoach_desktop.domain.report.composing import compose_report, report_symbol
from kehoach_desktop.domain.report.words import in_sentence

PLAN = Plan(
    2026,
    subject="Truyền thông kiểm soát thủ tục hành chính năm 2026",
    superior="UBND tỉnh Bình Lâm",
    issuer="Ủy ban nhân dân xã Đông Thượng",
    number="7",
    symbol="KH-UBND",
    date=dt.date(2026, 1, 16),
    recipients=("Thường trực Đảng ủy", "Lưu: VT, VP"),
    signature=Signature("TM. ỦY BAN NHÂN DÂN", "", "CHỦ TỊCH", ""),
    appendices=(
        Appendix(
            "",
            (
                Activity(
                    "Phổ biến quy định",
                    (
                        Task(
                            "Phát thanh",
                            "Phòng Văn hóa - Xã hội",
                            time="Thường xuyên",
                            progress=(
                                Progress(
                                    1,
                                    State.DOING,
                                    40,
                                    "Phát trên hệ thống truyền thanh.",
                                    "Loa hỏng ở một thôn",
                                    "Cấp kinh phí sửa loa",
                                    (Quantity("Phát thanh", "lượt", 1234),),
                                ),
                            ),
                        ),
                    ),
                ),
                Activity("Đối thoại", (Task("Hội nghị", "Văn phòng", time="Quý II"),)),
            ),
        ),
    ),
)


def texts(report):
    return [item.text for item in report.body]


def test_a_quarters_report_is_written_from_the_data():
    report = compose_report(PLAN, period(2026, "Q1"))
    assert report.symbol == "BC-UBND"
    assert report.addressees == ("UBND tỉnh Bình Lâm",)
    assert report.recipients == ("Như trên", "Lưu: VT, VP")
    assert report.subject.startswith("Kết quả thực hiện quý I Kế hoạch truyền thông")
    opening = report.preamble[0].text
    assert opening.startswith(
        "Thực hiện Kế hoạch số 07/KH-UBND ngày 16/01/2026 của Ủy ban nhân dân xã Đông Thượng"
    )
    assert "(từ ngày 15/12/2025 đến ngày 14/3/2026)" in opening
    assert "Phát thanh: Phát trên hệ thống truyền thanh (1.234 lượt)." in texts(report)
    assert "Loa hỏng ở một thôn." in texts(report)
    assert "Cấp kinh phí sửa loa." in texts(report)
    assert "Phát thanh: trong kỳ 1.234 lượt." in texts(report)
    assert "Thực hiện: Hội nghị (Văn phòng)." in texts(report)
    assert texts(report)[-1].endswith("./.")
    assert is_lawful(report.body)
    assert [i.text for i in report.body if i.level is Level.SECTION] == [
        "Công tác chỉ đạo, tổ chức thực hiện",
        "Kết quả thực hiện",
        "Khó khăn, vướng mắc và nguyên nhân",
        "Nhiệm vụ trọng tâm quý II năm 2026",
        "Đề xuất, kiến nghị",
    ]


def test_a_period_without_records_says_so_and_invents_nothing():
    report = compose_report(PLAN, period(2026, "Q3"))
    assert "Trong kỳ chưa có kết quả của nhiệm vụ nào." in texts(report)
    assert "Trong kỳ không có đề xuất, kiến nghị." in texts(report)
    overdue = "Nhiệm vụ chậm tiến độ: Hội nghị (Văn phòng; thời gian theo kế hoạch: quý II)."
    assert [text for text in texts(report) if "Nhiệm vụ chậm tiến độ" in text] == [overdue]
    empty = texts(compose_report(Plan(2026, subject="A"), period(2026, "Q3")))
    assert "Trong kỳ không ghi nhận khó khăn, vướng mắc." in empty
    assert not any("Loa hỏng" in text for text in texts(report))


def test_an_ad_hoc_report_names_its_two_days_once():
    report = compose_report(PLAN, between(dt.date(2026, 1, 1), dt.date(2026, 3, 31)))
    assert report.preamble[0].text.count("từ ngày 01/01/2026 đến ngày 31/3/2026") == 1


def test_a_plan_without_particulars_still_makes_a_report():
    report = compose_report(Plan(2026, subject="Truyền thông TTHC"), period(2026, "NAM"))
    assert report.addressees == ("……………",)  # a report has Kính gửi even when nobody is named yet
    assert report.recipients == ("Như trên", "Lưu: VT")
    assert is_lawful(report.body)


@pytest.mark.parametrize(
    ("symbol", "of_report"),
    [
        ("KH-UBND", "BC-UBND"),
        ("kh-UBND", "BC-UBND"),
        ("KHTT-STP", "BC-STP"),
        ("UBND", "BC-UBND"),
        ("VP-UBND", "BC-VP-UBND"),
    ],
)
def test_a_report_has_a_symbol_of_its_own(symbol, of_report):
    assert report_symbol(symbol) == of_report


def test_a_task_done_without_a_word_is_still_a_result():
    task = Task("Hội nghị", time="Quý I", progress=(Progress(1, State.DONE, 100),))
    plan = Plan(2026, appendices=(Appendix("", (Activity("Đối thoại", (task,)),)),))
    report = compose_report(plan, period(2026, "Q1"))
    assert "Hội nghị: hoàn thành." in texts(report)
    assert "Trong kỳ chưa có kết quả của nhiệm vụ nào." not in texts(report)


def test_the_body_points_to_its_appendices():
    assert any("tại các Phụ lục kèm theo" in text for text in texts(compose_report(PLAN, period(2026, "Q1"))))
    empty = compose_report(Plan(2026, subject="A"), period(2026, "Q1"))
    assert any("tại Phụ lục kèm theo" in text for text in texts(empty))


def test_a_task_whose_time_is_not_understood_is_due_in_every_period():
    plan = Plan(2026, appendices=(Appendix("", (Activity("", (Task("A"), Task("B", time="Quý II"))),)),))
    assert any("trong kỳ có 1 nhiệm vụ" in text for text in texts(compose_report(plan, period(2026, "Q1"))))
    assert any("trong kỳ có 2 nhiệm vụ" in text for text in texts(compose_report(plan, period(2026, "Q2"))))


def with_tasks(*tasks):
    return Plan(2026, appendices=(Appendix("", (Activity("Đối thoại", tasks),)),))


def test_the_late_and_the_overdue_tell_as_many_as_are_listed():
    plan = with_tasks(
        Task("A", time="Quý I", progress=(Progress(1, State.LATE, 40),)),
        Task("B", time="Thường xuyên", progress=(Progress(1, State.LATE, 40),)),
        Task("C", time="Quý I"),
        Task("D", time="Quý I", progress=(Progress(1, State.DOING, 40),)),
    )
    said = texts(compose_report(plan, period(2026, "Q1")))
    assert any(
        text.endswith(
            "Có 4 nhiệm vụ chậm tiến độ (nêu tại mục III), "
            "trong đó 3 nhiệm vụ đã hết thời hạn mà chưa hoàn thành."
        )
        for text in said
    )
    assert sum(text.startswith("Nhiệm vụ chậm tiến độ: ") for text in said) == 4


def test_only_late_tasks_are_told_without_those_overdue():
    plan = with_tasks(Task("B", time="Thường xuyên", progress=(Progress(1, State.LATE, 40),)))
    said = texts(compose_report(plan, period(2026, "Q1")))
    assert any(text.endswith("Có 1 nhiệm vụ chậm tiến độ (nêu tại mục III).") for text in said)


def test_each_lead_body_is_named_once():
    leads = ("Phòng Kinh tế", "Các thôn", "Các thôn, Công an xã", "các  thôn")
    said = texts(compose_report(with_tasks(*(Task("A", lead) for lead in leads)), period(2026, "Q1")))
    assert any(text.endswith("gồm: Phòng Kinh tế; Các thôn; Công an xã.") for text in said)


def test_lines_of_a_record_are_one_text_in_a_sentence():
    record = Progress(
        1, State.DONE, 100, "Mở hai lớp\n Phát 20 tờ gấp.\n\nCó loa\ntruyền thanh", "Loa hỏng\nThiếu pin"
    )
    said = texts(compose_report(with_tasks(Task("Tập huấn", progress=(record,))), period(2026, "Q1")))
    assert "Tập huấn: Mở hai lớp; Phát 20 tờ gấp. Có loa truyền thanh." in said
    assert "Loa hỏng; Thiếu pin." in said
    assert not any("\n" in text for text in said)


def test_an_odd_line_break_is_one_and_no_end_of_the_report() -> None:
    assert in_sentence("Một,\u2028 \u2029- \u2028hai") == "Một, - hai"
