"""A plan far larger than any office's, for the figures: as many tasks as asked for, a whole year recorded."""

import datetime as dt
from itertools import cycle, islice

from kehoach_desktop.domain.plan import Activity, Appendix, Evidence, Plan, Progress, Quantity, State, Task

TASKS = 5_000
_ROWS = (1, 2, 3, 2)  # rows of one content after another
_CONTENTS = (
    "Phổ biến quy định về kiểm soát thủ tục hành chính và cơ chế một cửa",
    "Hướng dẫn nộp hồ sơ trực tuyến cho người dân, hộ kinh doanh trên địa bàn",
    "Đối thoại với tổ chức, cá nhân về thủ tục hành chính",
    "Công khai kết quả giải quyết phản ánh, kiến nghị",
)
_FORMS = (
    "Phát thanh trên hệ thống truyền thanh, 02 lần/tuần",
    "Tin, bài trên trang thông tin điện tử và mạng xã hội",
    "Tổ hướng dẫn tại thôn, mỗi thôn 01 buổi",
    "Phát tờ gấp hướng dẫn từng bước",
    "Hội nghị đối thoại tại hội trường",
)
_LEADS = (
    "Phòng Văn hóa - Xã hội",
    "Văn phòng HĐND và UBND",
    "Trung tâm Phục vụ hành chính công",
    "Phòng Kinh tế",
)
_PARTNERS = ("Các thôn", "Phòng Văn hóa - Xã hội; Các thôn", "Đoàn Thanh niên; Hội Phụ nữ; Các thôn", "")
_TIMES = ("Thường xuyên", "Quý II", "Trước 15/6", "Tháng 8", "Tháng 3 - 5", "Hằng tháng", "01/3 - 30/4")
_INDICATORS = (
    ("Tin, bài", "tin, bài"),
    ("Phát thanh", "lượt"),
    ("Hội nghị", "hội nghị"),
    ("Người dự", "lượt người"),
    ("Thời lượng", "giờ"),
)
_STATES = (State.DONE, State.DONE, State.DOING, State.LATE)


def large_plan(tasks: int = TASKS, quarters: int = 4, quantities: int = 5, year: int = 2026) -> Plan:
    """Return a draft with one appendix of that many tasks, each recorded in its quarters; always the same."""
    activities: list[Activity] = []
    made = 0
    for number, size in enumerate(cycle(_ROWS)):
        if made >= tasks:
            break
        rows = tuple(_task(n, quarters, quantities, year) for n in range(made, min(made + size, tasks)))
        activities.append(Activity(f"{_CONTENTS[number % len(_CONTENTS)]} (đợt {number + 1})", rows))
        made += len(rows)
    appendix = Appendix("Nội dung truyền thông", tuple(activities))
    return Plan(year, "Truyền thông kiểm soát thủ tục hành chính", issuer="ỦY BAN NHÂN DÂN XÃ ĐÔNG THƯỢNG",
                place="Đông Thượng", appendices=(appendix,))  # fmt: skip


def _task(number: int, quarters: int, quantities: int, year: int) -> Task:
    return Task(
        f"{_FORMS[number % len(_FORMS)]} số {number + 1}",
        _LEADS[number % len(_LEADS)],
        _PARTNERS[number % len(_PARTNERS)],
        _TIMES[number % len(_TIMES)],
        "Kinh phí tự chủ" if number % 9 == 0 else "",
        tuple(_progress(number, quarter, quantities, year) for quarter in range(1, quarters + 1)),
    )


def _progress(number: int, quarter: int, quantities: int, year: int) -> Progress:
    state = _STATES[(number + quarter) % len(_STATES)]
    day = dt.date(year, 3 * quarter - 1, 1 + number % 28)
    counted = enumerate(islice(cycle(_INDICATORS), quantities))
    return Progress(
        quarter,
        state,
        100 if state is State.DONE else (number * 7 + quarter * 10) % 100,
        f"Đã thực hiện đợt {quarter} theo kế hoạch",
        quantities=tuple(Quantity(*named, 1 + (number + at * quarter) % 90, day) for at, named in counted),
        evidence=(Evidence("Báo cáo", f"bao-cao-{number + 1}.pdf"),) if number % 50 == 0 else (),
    )
