import datetime as dt

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
from kehoach_desktop.domain.report import compose_report

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
    assert report.subject.endswith("quý I năm 2026")
    opening = report.preamble[0].text
    assert opening.startswith(
        "Thực hiện Kế hoạch số 07/KH-UBND ngày 16/01/2026 của Ủy ban nhân dân xã Đông Thượng"
    )
    assert "(từ ngày 15/12/2025 đến ngày 14/3/2026)" in opening
    assert "Phát thanh: Phát trên hệ thống truyền thanh (1.234 lượt)." in texts(report)
    assert "Loa hỏng ở một thôn." in texts(report)
    assert "Cấp kinh phí sửa loa." in texts(report)
    assert "Phát thanh: trong kỳ 1.234 lượt; từ đầu năm 1.234 lượt." in texts(report)
    assert "Hội nghị (Văn phòng)." in texts(report)
    assert texts(report)[-1].endswith("./.")
    assert is_lawful(report.body)
    assert [i.text for i in report.body if i.level is Level.SECTION] == [
        "Công tác chỉ đạo, tổ chức thực hiện",
        "Kết quả thực hiện",
        "Khó khăn, vướng mắc",
        "Nhiệm vụ trọng tâm kỳ tiếp theo",
        "Đề xuất, kiến nghị",
    ]


def test_a_period_without_records_says_so_and_invents_nothing():
    report = compose_report(PLAN, period(2026, "Q3"))
    assert "Trong kỳ chưa ghi kết quả của nhiệm vụ nào." in texts(report)
    assert "Trong kỳ không ghi nhận khó khăn, vướng mắc." in texts(report)
    assert not any("Loa hỏng" in text for text in texts(report))


def test_an_ad_hoc_report_names_its_two_days_once():
    report = compose_report(PLAN, between(dt.date(2026, 1, 1), dt.date(2026, 3, 31)))
    assert report.preamble[0].text.count("từ ngày 01/01/2026 đến ngày 31/3/2026") == 1


def test_a_plan_without_particulars_still_makes_a_report():
    report = compose_report(Plan(2026, subject="Truyền thông TTHC"), period(2026, "NAM"))
    assert report.addressees == ()
    assert report.recipients == ("Như trên", "Lưu: VT")
    assert is_lawful(report.body)
