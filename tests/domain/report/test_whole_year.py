"""Every sentence and figure of a year's reports against what was worked out by hand (``worked_year``)."""

import datetime as dt
from dataclasses import replace

import pytest
from worked_year import PLAN_2025, PLAN_2026

from kehoach_desktop.domain.figures import figures
from kehoach_desktop.domain.outline import is_lawful
from kehoach_desktop.domain.periods import MONTHS_3_6_9_12, Period, between, period
from kehoach_desktop.domain.plan import Level, State
from kehoach_desktop.domain.report.composing import Report, compose_report

AD_HOC = "2026-04-01:2026-08-31"
CODES = ("Q1", "Q2", "Q3", "Q4", "6T", "9T", "NAM", AD_HOC)


def of(code: str) -> Period:
    if code == AD_HOC:
        return between(dt.date(2026, 4, 1), dt.date(2026, 8, 31))
    return period(2026, code)


def written(code: str) -> Report:
    return compose_report(PLAN_2026, of(code), PLAN_2025)


def under(report: Report, heading: str) -> list[str]:
    """Return the texts below the heading that begins so."""
    start = next(n for n, item in enumerate(report.body) if item.text.startswith(heading))
    found = []
    for item in report.body[start + 1 :]:
        if item.depth <= report.body[start].depth:
            break
        found.append(item.text)
    return found


# Due: those whose time falls in the period; "Khi có kinh phí" is not understood and so falls in each.
ORGANISED = {"Q1": 3, "Q2": 5, "Q3": 5, "Q4": 4, "6T": 5, "9T": 7, "NAM": 8, AD_HOC: 7}
# Tờ gấp was due before 15/6, in quý II, and went on in quý III and IV.
OTHERS = dict.fromkeys(("Q3", "Q4"), "; ngoài ra có 1 nhiệm vụ khác ghi nhận kết quả trong kỳ")


@pytest.mark.parametrize("code", CODES)
def test_what_was_organised(code):
    assert under(written(code), "Công tác chỉ đạo") == [
        (
            "Ủy ban nhân dân xã Đông Thượng đã tổ chức thực hiện kế hoạch gồm 4 nội dung với 8 nhiệm vụ; "
            f"trong kỳ có {ORGANISED[code]} nhiệm vụ thuộc thời gian thực hiện{OTHERS.get(code, '')}."
        ),
        (
            "Các nhiệm vụ được giao cho các cơ quan, đơn vị chủ trì gồm: Phòng Văn hóa - Xã hội; Văn phòng; "
            "Trung tâm Phục vụ hành chính công; Các thôn; Đoàn Thanh niên; Phòng Kinh tế."
        ),
    ]


# Quý I: phát thanh and tin, bài done, six not begun. Quý II: lưu động done too, tờ gấp late and overdue.
# Quý III: phát thanh 60 %, tờ gấp 85 %, hội nghị done, cuộc thi dropped. Quý IV: only họp thôn (50 %, due
# 14/12) and pa-nô are not done. The last state recorded by the period's end counts, each task once.
BEHIND = (
    "Có 1 nhiệm vụ chậm tiến độ (nêu tại mục III), trong đó 1 nhiệm vụ đã hết thời hạn mà chưa hoàn thành"
)
STANDING = {
    "Q1": "2 nhiệm vụ hoàn thành (đạt 25%) và 6 nhiệm vụ chưa có kết quả.",
    "Q2": f"3 nhiệm vụ hoàn thành (đạt 37,5%), 1 nhiệm vụ chậm và 4 nhiệm vụ chưa có kết quả. {BEHIND}.",
    "Q3": "3 nhiệm vụ hoàn thành (đạt 37,5%), 2 nhiệm vụ đang thực hiện, 1 nhiệm vụ không thực hiện và "
    f"2 nhiệm vụ chưa có kết quả. {BEHIND}.",
    "Q4": "5 nhiệm vụ hoàn thành (đạt 62,5%), 1 nhiệm vụ đang thực hiện, 1 nhiệm vụ không thực hiện và "
    f"1 nhiệm vụ chưa có kết quả. {BEHIND}.",
}
STANDING |= {"6T": STANDING["Q2"], "9T": STANDING["Q3"], "NAM": STANDING["Q4"], AD_HOC: STANDING["Q3"]}

# Quý III runs to 14/9, after 31/8; the 14 broadcasts of it have no day.
OPEN_QUARTER = {
    AD_HOC: [
        (
            "Quý III năm 2026 chưa kết thúc trong kỳ báo cáo; kết quả, khó khăn và đề xuất của quý này lấy "
            "theo nội dung đã ghi đến thời điểm lập báo cáo, số liệu không ghi ngày của quý chưa tính vào kỳ."
        )
    ]
}


@pytest.mark.parametrize("code", CODES)
def test_how_the_tasks_stand(code):
    said = under(written(code), "Kết quả chung")
    assert said == [
        f"Đến hết kỳ báo cáo, trong tổng số 8 nhiệm vụ có {STANDING[code]}",
        *OPEN_QUARTER.get(code, ()),
        "Kết quả chi tiết, số liệu và biểu đồ nêu tại các Phụ lục kèm theo Báo cáo này.",
    ]


RESULTS = {
    "Q1": [
        "Phổ biến quy định:",
        "Phát thanh: Phát đều hằng tuần (26 lượt; 8,5 giờ).",
        "Tin, bài trên trang thông tin điện tử: 4 tin, bài.",
    ],
    "Q2": [
        "Phổ biến quy định:",
        "Phát thanh: Thêm chuyên mục thanh toán trực tuyến (24 lượt; 8 giờ).",
        "Tin, bài trên trang thông tin điện tử: 6 tin, bài.",
        "Hướng dẫn nộp hồ sơ trực tuyến:",
        "Tổ lưu động: Tổ chức tại 9/9 thôn (9 buổi; 412 lượt người).",
        "Tờ gấp: Phát 700/1.000 tờ gấp (700 tờ).",
    ],
    "Q3": [
        "Phổ biến quy định:",
        "Phát thanh: 14 lượt; 4,5 giờ.",
        "Tin, bài trên trang thông tin điện tử: 5 tin, bài.",
        "Hướng dẫn nộp hồ sơ trực tuyến:",
        "Tờ gấp: Phát thêm tại ba thôn (150 tờ).",
        "Đối thoại:",
        "Hội nghị đối thoại: 1 cuộc; 126 lượt người.",
        "Hoạt động khác:",
        "Cuộc thi: không thực hiện.",
    ],
    "Q4": [
        "Phổ biến quy định:",
        "Phát thanh: Phát đủ theo lịch (32 lượt; 11,5 giờ).",
        "Tin, bài trên trang thông tin điện tử: 5 tin, bài.",
        "Hướng dẫn nộp hồ sơ trực tuyến:",
        "Tờ gấp: 150 tờ.",
        "Đối thoại:",
        "Họp thôn lồng ghép: 4 cuộc.",
    ],
    "6T": [
        "Phổ biến quy định:",
        (
            "Phát thanh: 50 lượt; 16,5 giờ. Quý I: Phát đều hằng tuần. "
            "Quý II: Thêm chuyên mục thanh toán trực tuyến."
        ),
        "Tin, bài trên trang thông tin điện tử: 10 tin, bài.",
        "Hướng dẫn nộp hồ sơ trực tuyến:",
        "Tổ lưu động: Tổ chức tại 9/9 thôn (9 buổi; 412 lượt người).",
        "Tờ gấp: Phát 700/1.000 tờ gấp (700 tờ).",
    ],
    "9T": [
        "Phổ biến quy định:",
        (
            "Phát thanh: 64 lượt; 21 giờ. Quý I: Phát đều hằng tuần. "
            "Quý II: Thêm chuyên mục thanh toán trực tuyến."
        ),
        "Tin, bài trên trang thông tin điện tử: 15 tin, bài.",
        "Hướng dẫn nộp hồ sơ trực tuyến:",
        "Tổ lưu động: Tổ chức tại 9/9 thôn (9 buổi; 412 lượt người).",
        "Tờ gấp: 850 tờ. Quý II: Phát 700/1.000 tờ gấp. Quý III: Phát thêm tại ba thôn.",
        "Đối thoại:",
        "Hội nghị đối thoại: 1 cuộc; 126 lượt người.",
        "Hoạt động khác:",
        "Cuộc thi: không thực hiện.",
    ],
    "NAM": [
        "Phổ biến quy định:",
        (
            "Phát thanh: 96 lượt; 32,5 giờ. Quý I: Phát đều hằng tuần. "
            "Quý II: Thêm chuyên mục thanh toán trực tuyến. Quý IV: Phát đủ theo lịch."
        ),
        "Tin, bài trên trang thông tin điện tử: 20 tin, bài.",
        "Hướng dẫn nộp hồ sơ trực tuyến:",
        "Tổ lưu động: Tổ chức tại 9/9 thôn (9 buổi; 412 lượt người).",
        "Tờ gấp: 1.000 tờ. Quý II: Phát 700/1.000 tờ gấp. Quý III: Phát thêm tại ba thôn.",
        "Đối thoại:",
        "Hội nghị đối thoại: 1 cuộc; 126 lượt người.",
        "Họp thôn lồng ghép: 4 cuộc.",
        "Hoạt động khác:",
        "Cuộc thi: không thực hiện.",
    ],
    # 01/4 - 31/8 has days of quý II and of quý III, so the words of both; tin 2 + 4 + 2 + 3, tờ 700 + 150,
    # and the hội nghị of 20/8 by their days; the 14 undated broadcasts of quý III count on 14/9.
    AD_HOC: [
        "Phổ biến quy định:",
        "Phát thanh: Thêm chuyên mục thanh toán trực tuyến (24 lượt; 8 giờ).",
        "Tin, bài trên trang thông tin điện tử: 11 tin, bài.",
        "Hướng dẫn nộp hồ sơ trực tuyến:",
        "Tổ lưu động: Tổ chức tại 9/9 thôn (9 buổi; 412 lượt người).",
        "Tờ gấp: 850 tờ. Quý II: Phát 700/1.000 tờ gấp. Quý III: Phát thêm tại ba thôn.",
        "Đối thoại:",
        "Hội nghị đối thoại: 1 cuộc; 126 lượt người.",
        "Hoạt động khác:",
        "Cuộc thi: không thực hiện.",
    ],
}


@pytest.mark.parametrize("code", CODES)
def test_results_by_content_and_form(code):
    assert under(written(code), "Kết quả theo từng nội dung, hình thức") == RESULTS[code]


# Against 2025: lượt 20, 24, 20, 16 (6T 44, 9T 64, năm 80); tin 5, 6, 4, - (11, 15, 15); tờ - 500 - - .
# 26 - 16 = 10 of 16 is 62,5 %; 26 - 20 = 6 of 20 is 30 %; 4 - 5 = -1 of 5 is 20 %; no tin in quý IV 2025.
# The target of tin, bài is 20 a year: 4 is 20 %, 10 50 %, 15 75 %.
TOTALS = {
    "Q1": [
        (
            "Phát thanh: trong kỳ 26 lượt; tăng 10 lượt (62,5%) so với quý IV năm 2025; "
            "tăng 6 lượt (30%) so với cùng kỳ năm 2025."
        ),
        "Thời lượng phát thanh: trong kỳ 8,5 giờ.",
        (
            "Tin, bài: trong kỳ 4 tin, bài, đạt 20% chỉ tiêu năm (20 tin, bài); "
            "giảm 1 tin, bài (20%) so với cùng kỳ năm 2025."
        ),
    ],
    # 24 - 26 = -2 of 26 is 7,69 %; 8 - 8,5 of 8,5 is 5,88 %; 6 - 4 = 2 of 4; 700 - 500 = 200 of 500.
    "Q2": [
        "Người tham dự: trong kỳ 412 lượt người; từ đầu năm 412 lượt người.",
        (
            "Phát thanh: trong kỳ 24 lượt; từ đầu năm 50 lượt; giảm 2 lượt (7,7%) so với quý I năm 2026; "
            "không tăng, giảm so với cùng kỳ năm 2025."
        ),
        (
            "Thời lượng phát thanh: trong kỳ 8 giờ; từ đầu năm 16,5 giờ; "
            "giảm 0,5 giờ (5,9%) so với quý I năm 2026."
        ),
        (
            "Tin, bài: trong kỳ 6 tin, bài; từ đầu năm 10 tin, bài, đạt 50% chỉ tiêu năm (20 tin, bài); "
            "tăng 2 tin, bài (50%) so với quý I năm 2026; không tăng, giảm so với cùng kỳ năm 2025."
        ),
        "Tờ gấp: trong kỳ 700 tờ; từ đầu năm 700 tờ; tăng 200 tờ (40%) so với cùng kỳ năm 2025.",
        "Tuyên truyền lưu động: trong kỳ 9 buổi; từ đầu năm 9 buổi.",
    ],
    # 14 - 24 = -10 of 24 is 41,67 %; 14 - 20 = -6 of 20; 4,5 - 8 = -3,5 of 8 is 43,75 %;
    # 126 - 412 = -286 of 412 is 69,42 %; 150 - 700 = -550 of 700 is 78,57 %.
    # Lưu động: none after the 9 of quý II.
    "Q3": [
        "Hội nghị: trong kỳ 1 cuộc; từ đầu năm 1 cuộc.",
        (
            "Người tham dự: trong kỳ 126 lượt người; từ đầu năm 538 lượt người; "
            "giảm 286 lượt người (69,4%) so với quý II năm 2026."
        ),
        (
            "Phát thanh: trong kỳ 14 lượt; từ đầu năm 64 lượt; giảm 10 lượt (41,7%) so với quý II năm 2026; "
            "giảm 6 lượt (30%) so với cùng kỳ năm 2025."
        ),
        (
            "Thời lượng phát thanh: trong kỳ 4,5 giờ; từ đầu năm 21 giờ; "
            "giảm 3,5 giờ (43,8%) so với quý II năm 2026."
        ),
        (
            "Tin, bài: trong kỳ 5 tin, bài; từ đầu năm 15 tin, bài, đạt 75% chỉ tiêu năm (20 tin, bài); "
            "giảm 1 tin, bài (16,7%) so với quý II năm 2026; tăng 1 tin, bài (25%) so với cùng kỳ năm 2025."
        ),
        "Tờ gấp: trong kỳ 150 tờ; từ đầu năm 850 tờ; giảm 550 tờ (78,6%) so với quý II năm 2026.",
        ("Tuyên truyền lưu động: trong kỳ chưa có; từ đầu năm 9 buổi; giảm 9 buổi so với quý II năm 2026."),
    ],
    # 32 - 14 = 18 of 14 is 128,57 %; 32 - 16 = 16 of 16; 11,5 - 4,5 = 7 of 4,5 is 155,56 %.
    # Only earlier in the year: 1 hội nghị and 126 of the 538 attending in quý III; lưu động in quý II, which
    # is not compared with.
    "Q4": [
        "Hội nghị: trong kỳ chưa có; từ đầu năm 1 cuộc; giảm 1 cuộc so với quý III năm 2026.",
        (
            "Người tham dự: trong kỳ chưa có; từ đầu năm 538 lượt người; "
            "giảm 126 lượt người so với quý III năm 2026."
        ),
        "Tuyên truyền lưu động: trong kỳ chưa có; từ đầu năm 9 buổi.",
        "Họp lồng ghép: trong kỳ 4 cuộc; từ đầu năm 4 cuộc.",
        (
            "Phát thanh: trong kỳ 32 lượt; từ đầu năm 96 lượt; "
            "tăng 18 lượt (128,6%) so với quý III năm 2026; tăng 16 lượt (100%) so với cùng kỳ năm 2025."
        ),
        (
            "Thời lượng phát thanh: trong kỳ 11,5 giờ; từ đầu năm 32,5 giờ; "
            "tăng 7 giờ (155,6%) so với quý III năm 2026."
        ),
        (
            "Tin, bài: trong kỳ 5 tin, bài; từ đầu năm 20 tin, bài, đạt 100% chỉ tiêu năm (20 tin, bài); "
            "không tăng, giảm so với quý III năm 2026."
        ),
        "Tờ gấp: trong kỳ 150 tờ; từ đầu năm 1.000 tờ; không tăng, giảm so với quý III năm 2026.",
    ],
    # 50 - 44 = 6 of 44 is 13,64 %; 10 - 11 = -1 of 11 is 9,09 %; 700 - 500.
    "6T": [
        "Người tham dự: trong kỳ 412 lượt người.",
        "Phát thanh: trong kỳ 50 lượt; tăng 6 lượt (13,6%) so với cùng kỳ năm 2025.",
        "Thời lượng phát thanh: trong kỳ 16,5 giờ.",
        (
            "Tin, bài: trong kỳ 10 tin, bài, đạt 50% chỉ tiêu năm (20 tin, bài); "
            "giảm 1 tin, bài (9,1%) so với cùng kỳ năm 2025."
        ),
        "Tờ gấp: trong kỳ 700 tờ; tăng 200 tờ (40%) so với cùng kỳ năm 2025.",
        "Tuyên truyền lưu động: trong kỳ 9 buổi.",
    ],
    # 64 and 64; 15 and 15; 850 - 500 = 350 of 500 is 70 %.
    "9T": [
        "Hội nghị: trong kỳ 1 cuộc.",
        "Người tham dự: trong kỳ 538 lượt người.",
        "Phát thanh: trong kỳ 64 lượt; không tăng, giảm so với cùng kỳ năm 2025.",
        "Thời lượng phát thanh: trong kỳ 21 giờ.",
        (
            "Tin, bài: trong kỳ 15 tin, bài, đạt 75% chỉ tiêu năm (20 tin, bài); "
            "không tăng, giảm so với cùng kỳ năm 2025."
        ),
        "Tờ gấp: trong kỳ 850 tờ; tăng 350 tờ (70%) so với cùng kỳ năm 2025.",
        "Tuyên truyền lưu động: trong kỳ 9 buổi.",
    ],
    # 96 - 80 = 16 of 80 is 20 %; 20 - 15 = 5 of 15 is 33,33 %; 1.000 - 500.
    "NAM": [
        "Họp lồng ghép: trong kỳ 4 cuộc.",
        "Hội nghị: trong kỳ 1 cuộc.",
        "Người tham dự: trong kỳ 538 lượt người.",
        "Phát thanh: trong kỳ 96 lượt; tăng 16 lượt (20%) so với năm 2025.",
        "Thời lượng phát thanh: trong kỳ 32,5 giờ.",
        (
            "Tin, bài: trong kỳ 20 tin, bài, đạt 100% chỉ tiêu năm (20 tin, bài); "
            "tăng 5 tin, bài (33,3%) so với năm 2025."
        ),
        "Tờ gấp: trong kỳ 1.000 tờ; tăng 500 tờ (100%) so với năm 2025.",
        "Tuyên truyền lưu động: trong kỳ 9 buổi.",
    ],
    # 01/4 - 31/8/2025 has what is undated of quý II (14/6): 24 lượt, 6 tin, 500 tờ. 11 - 6 = 5 of 6 is
    # 83,33 %; 850 - 500 = 350 of 500. Since 15/12: lượt 26 + 24, giờ 8,5 + 8, tin 4 + 11.
    AD_HOC: [
        "Hội nghị: trong kỳ 1 cuộc; từ đầu năm 1 cuộc.",
        "Người tham dự: trong kỳ 538 lượt người; từ đầu năm 538 lượt người.",
        "Phát thanh: trong kỳ 24 lượt; từ đầu năm 50 lượt; không tăng, giảm so với cùng kỳ năm 2025.",
        "Thời lượng phát thanh: trong kỳ 8 giờ; từ đầu năm 16,5 giờ.",
        (
            "Tin, bài: trong kỳ 11 tin, bài; từ đầu năm 15 tin, bài, đạt 75% chỉ tiêu năm (20 tin, bài); "
            "tăng 5 tin, bài (83,3%) so với cùng kỳ năm 2025."
        ),
        "Tờ gấp: trong kỳ 850 tờ; từ đầu năm 850 tờ; tăng 350 tờ (70%) so với cùng kỳ năm 2025.",
        "Tuyên truyền lưu động: trong kỳ 9 buổi; từ đầu năm 9 buổi.",
    ],
}


@pytest.mark.parametrize("code", CODES)
def test_counted_results_in_sum_and_compared(code):
    assert sorted(under(written(code), "Số liệu tổng hợp")) == sorted(TOTALS[code])


LEAFLETS = "Nhiệm vụ chậm tiến độ: Tờ gấp (Văn phòng; thời gian theo kế hoạch: trước 15/6; mới đạt {}%)."
MEETINGS = (
    "Nhiệm vụ chậm tiến độ: Họp thôn lồng ghép (Các thôn; thời gian theo kế hoạch: quý IV; mới đạt 50%)."
)
PRINTING, MONEY = "In chậm do thiếu kinh phí.", "Không bố trí được kinh phí."
DIFFICULTIES = {
    "Q1": ["Trong kỳ không ghi nhận khó khăn, vướng mắc."],
    "Q2": [LEAFLETS.format(70), PRINTING],
    "Q3": [LEAFLETS.format(85), MONEY],
    "Q4": [MEETINGS],
    "6T": [LEAFLETS.format(70), PRINTING],
    "9T": [LEAFLETS.format(85), PRINTING, MONEY],
    "NAM": [MEETINGS, PRINTING, MONEY],
    AD_HOC: [LEAFLETS.format(85), PRINTING, MONEY],
}


@pytest.mark.parametrize("code", CODES)
def test_difficulties(code):
    assert under(written(code), "Khó khăn, vướng mắc và nguyên nhân") == DIFFICULTIES[code]


STILL, NEW, URGENT = "Tiếp tục thực hiện: ", "Thực hiện: ", "Khẩn trương thực hiện: "
BROADCAST = f"{STILL}Phát thanh (Phòng Văn hóa - Xã hội)."
NEWS = f"{STILL}Tin, bài trên trang thông tin điện tử (Văn phòng)."
BOARDS = f"{NEW}Pa-nô (Phòng Kinh tế)."
CONTEST, DIALOGUE = f"{NEW}Cuộc thi (Đoàn Thanh niên).", f"{NEW}Hội nghị đối thoại (Văn phòng)."
COMING = {
    "Q1": (
        "quý II năm 2026",
        [
            BROADCAST,
            NEWS,
            *(f"{NEW}Tổ lưu động (Trung tâm Phục vụ hành chính công).", f"{NEW}Tờ gấp (Văn phòng).", BOARDS),
        ],
    ),
    "Q2": (
        "quý III năm 2026",
        [BROADCAST, NEWS, f"{URGENT}Tờ gấp (Văn phòng).", DIALOGUE, CONTEST, BOARDS],
    ),
    "Q3": (
        "quý IV năm 2026",
        [
            BROADCAST,
            NEWS,
            f"{URGENT}Tờ gấp (Văn phòng).",
            f"{NEW}Họp thôn lồng ghép (Các thôn).",
            BOARDS,
        ],
    ),
    "Q4": ("năm 2027", [f"{URGENT}Họp thôn lồng ghép (Các thôn).", BOARDS]),
    "6T": (
        "6 tháng cuối năm 2026",
        [
            *(BROADCAST, NEWS, f"{URGENT}Tờ gấp (Văn phòng).", DIALOGUE),
            *(f"{NEW}Họp thôn lồng ghép (Các thôn).", CONTEST, BOARDS),
        ],
    ),
    AD_HOC: (
        "quý III năm 2026",
        [BROADCAST, NEWS, f"{URGENT}Tờ gấp (Văn phòng).", BOARDS],
    ),
}
COMING |= {"9T": COMING["Q3"], "NAM": COMING["Q4"]}


@pytest.mark.parametrize("code", CODES)
def test_tasks_of_the_coming_period(code):
    name, tasks = COMING[code]
    report = written(code)
    assert f"Nhiệm vụ trọng tâm {name}" in [i.text for i in report.body if i.level is Level.SECTION]
    assert under(report, "Nhiệm vụ trọng tâm") == tasks


@pytest.mark.parametrize("code", CODES)
def test_proposals_and_the_closing(code):
    named = {"Q3": "Kế hoạch trong quý III năm 2026", "NAM": "Kế hoạch trong năm 2026"}
    named[AD_HOC] = "Kế hoạch từ ngày 01/4/2026 đến ngày 31/8/2026"
    closing = written(code).body[-1].text
    assert closing.startswith(f"Trên đây là kết quả thực hiện {named.get(code, 'Kế hoạch trong ')}")
    has_proposal = code in {"Q2", "6T", "9T", "NAM", AD_HOC}
    said = under(written(code), "Đề xuất, kiến nghị")
    assert said[0] == ("Bổ sung kinh phí in." if has_proposal else "Trong kỳ không có đề xuất, kiến nghị.")
    assert said[1].endswith(
        "; Ủy ban nhân dân xã Đông Thượng báo cáo UBND tỉnh Bình Lâm theo dõi, chỉ đạo./."
    )
    assert is_lawful(written(code).body)


COUNTS = {  # done, doing, late, dropped, none; overdue
    "Q1": (2, 0, 0, 0, 6, 0),
    "Q2": (3, 0, 1, 0, 4, 1),
    "Q3": (3, 2, 0, 1, 2, 1),
    "Q4": (5, 1, 0, 1, 1, 1),
}
COUNTS |= {"6T": COUNTS["Q2"], "9T": COUNTS["Q3"], "NAM": COUNTS["Q4"], AD_HOC: COUNTS["Q3"]}
ORDER = (State.DONE, State.DOING, State.LATE, State.DROPPED, State.NONE)
SUMS = {  # what the table of counted results says: in the period, since the year began
    "Q2": {
        "Người tham dự": (412, 412),
        "Phát thanh": (24, 50),
        "Thời lượng phát thanh": (8, 16.5),
        "Tin, bài": (6, 10),
        "Tờ gấp": (700, 700),
        "Tuyên truyền lưu động": (9, 9),
    },
    "NAM": {
        "Họp lồng ghép": (4, 4),
        "Hội nghị": (1, 1),
        "Người tham dự": (538, 538),
        "Phát thanh": (96, 96),
        "Thời lượng phát thanh": (32.5, 32.5),
        "Tin, bài": (20, 20),
        "Tờ gấp": (1000, 1000),
        "Tuyên truyền lưu động": (9, 9),
    },
}


@pytest.mark.parametrize("code", CODES)
def test_the_tables_say_the_same(code):
    found = figures(PLAN_2026, of(code))
    assert (*(found.states[state] for state in ORDER), found.overdue) == COUNTS[code]
    if code in SUMS:
        assert {t.indicator: (t.value, t.cumulative) for t in found.totals} == SUMS[code]


def test_a_year_is_not_said_twice_in_the_subject():
    named = "Kế hoạch truyền thông kiểm soát thủ tục hành chính năm 2026"
    assert written("NAM").subject == f"Kết quả thực hiện {named}"
    assert written("Q3").subject == f"Kết quả thực hiện quý III {named}"
    assert written("6T").subject == f"Kết quả thực hiện 6 tháng đầu năm {named}"
    assert written(AD_HOC).subject == f"Kết quả thực hiện {named}, từ ngày 01/4/2026 đến ngày 31/8/2026"
    without = replace(PLAN_2026, subject="Truyền thông thủ tục hành chính")
    assert [compose_report(without, of(code)).subject for code in ("Q3", "6T", "NAM")] == [
        "Kết quả thực hiện quý III năm 2026 Kế hoạch truyền thông thủ tục hành chính",
        "Kết quả thực hiện 6 tháng đầu năm 2026 Kế hoạch truyền thông thủ tục hành chính",
        "Kết quả thực hiện Kế hoạch truyền thông thủ tục hành chính năm 2026",
    ]


def test_without_last_years_plan_nothing_is_compared_with_it():
    report = compose_report(PLAN_2026, of("NAM"))
    assert not any("so với" in item.text or "cùng kỳ" in item.text for item in report.body)
    alone = compose_report(PLAN_2026, of("Q1"))
    assert not any("2025" in text for text in under(alone, "Số liệu tổng hợp"))


def test_another_spelling_last_year_is_still_the_same_count():
    def respelt(text: str) -> str:
        return text.replace("Phát thanh", "PHÁT THANH")

    activity = PLAN_2025.appendices[0].activities[0]
    task = activity.tasks[0]
    records = tuple(
        replace(one, quantities=tuple(replace(q, indicator=respelt(q.indicator)) for q in one.quantities))
        for one in task.progress
    )
    earlier = replace(
        PLAN_2025,
        appendices=(
            replace(
                PLAN_2025.appendices[0],
                activities=(replace(activity, tasks=(replace(task, progress=records),)),),
            ),
        ),
    )
    report = compose_report(PLAN_2026, of("NAM"), earlier)
    assert "Phát thanh: trong kỳ 96 lượt; tăng 16 lượt (20%) so với năm 2025." in under(report, "Số liệu")


def test_quarters_are_called_so_whatever_the_office_calls_its_periods():
    plan = replace(PLAN_2026, scheme=MONTHS_3_6_9_12)
    report = compose_report(plan, period(2026, "NAM", MONTHS_3_6_9_12), PLAN_2025)
    assert report.subject.startswith("Kết quả thực hiện 12 tháng Kế hoạch")
    assert any("lượt; 32,5 giờ. Quý I: Phát đều hằng tuần. Quý II:" in item.text for item in report.body)
    third = compose_report(plan, period(2026, "Q1", MONTHS_3_6_9_12), PLAN_2025)
    assert third.subject.startswith("Kết quả thực hiện 3 tháng Kế hoạch")
    assert any("so với quý IV năm 2025" in item.text for item in third.body)
