"""A year worked out by hand: eight tasks with what was entered each quarter, and the plan of the year before.

Quarters by Nghị định 09/2019/NĐ-CP: I 15/12/2025 - 14/3, II - 14/6, III - 14/9, IV - 14/12/2026.
What counts in each (undated entries count on the day their quarter closes):

                       I     II    III    IV  | 6T    9T    năm | 2025:  I   II  III   IV
    Phát thanh, lượt   26    24    14    32  | 50    64     96 |        20   24   20   16
    Thời lượng, giờ    8,5    8   4,5  11,5  | 16,5  21   32,5 |
    Tin, bài            4     6     5     5  | 10    15     20 |         5    6    4    -
    Lưu động, buổi      -     9     -     -  |  9     9      9 |
    Người tham dự       -   412   126     -  | 412  538    538 |
    Tờ gấp, tờ          -   700   150   150  | 700  850   1000 |         -  500    -    -
    Hội nghị, cuộc      -     -     1     -  |  -     1      1 |
    Họp thôn, cuộc      -     -     -     4  |  -     -      4 |
"""

import datetime as dt

from kehoach_desktop.domain.plan import (
    Activity,
    Appendix,
    Plan,
    Progress,
    Quantity,
    Signature,
    State,
    Target,
    Task,
)

NONE, DOING, DONE, LATE, DROPPED = State.NONE, State.DOING, State.DONE, State.LATE, State.DROPPED


def _broadcasts(times: float, hours: float) -> tuple[Quantity, ...]:
    return Quantity("Phát thanh", "lượt", times), Quantity("Thời lượng phát thanh", "giờ", hours)


def _news(*counted: tuple[int, dt.date | None]) -> tuple[Quantity, ...]:
    return tuple(Quantity("Tin, bài", "tin, bài", value, day) for value, day in counted)


def _day(day: int, month: int, year: int = 2026) -> dt.date:
    return dt.date(year, month, day)


BROADCAST = Task(
    "Phát thanh",
    "Phòng Văn hóa - Xã hội",
    time="Thường xuyên",
    progress=(
        Progress(1, DONE, 100, "Phát đều hằng tuần.", quantities=_broadcasts(26, 8.5)),
        Progress(2, DONE, 100, "Thêm chuyên mục thanh toán trực tuyến.", quantities=_broadcasts(24, 8)),
        Progress(3, DOING, 60, quantities=_broadcasts(14, 4.5)),
        Progress(4, DONE, 100, "Phát đủ theo lịch.", quantities=_broadcasts(32, 11.5)),
    ),
)
NEWS = Task(
    "Tin, bài trên trang thông tin điện tử",
    "Văn phòng",
    time="Thường xuyên",
    targets=(Target("Tin, bài", "tin, bài", 20),),
    progress=(
        Progress(1, DONE, 100, quantities=_news((1, _day(27, 1)), (3, _day(5, 3)))),
        Progress(2, DONE, 100, quantities=_news((2, _day(9, 4)), (4, _day(28, 5)))),
        Progress(3, DONE, 100, quantities=_news((2, _day(14, 7)), (3, _day(27, 8)))),
        Progress(4, DONE, 100, quantities=_news((5, None))),
    ),
)
MOBILE = Task(
    "Tổ lưu động",
    "Trung tâm Phục vụ hành chính công",
    time="Quý II",
    progress=(
        Progress(
            2,
            DONE,
            100,
            "Tổ chức tại 9/9 thôn.",
            quantities=(
                Quantity("Tuyên truyền lưu động", "buổi", 5, _day(25, 4)),
                Quantity("Tuyên truyền lưu động", "buổi", 4, _day(23, 5)),
                Quantity("Người tham dự", "lượt người", 412),
            ),
        ),
    ),
)
LEAFLETS = Task(
    "Tờ gấp",
    "Văn phòng",
    time="Trước 15/6",
    progress=(
        Progress(
            2,
            LATE,
            70,
            "Phát 700/1.000 tờ gấp.",
            "In chậm do thiếu kinh phí.",
            "Bổ sung kinh phí in.",
            (Quantity("Tờ gấp", "tờ", 700, _day(10, 6)),),
        ),
        Progress(
            3, DOING, 85, "Phát thêm tại ba thôn.", quantities=(Quantity("Tờ gấp", "tờ", 150, _day(5, 7)),)
        ),
        Progress(4, DONE, 100, quantities=(Quantity("Tờ gấp", "tờ", 150),)),
    ),
)
DIALOGUE = Task(
    "Hội nghị đối thoại",
    "Văn phòng",
    time="Tháng 8",
    progress=(
        Progress(
            3,
            DONE,
            100,
            quantities=(
                Quantity("Hội nghị", "cuộc", 1, _day(20, 8)),
                Quantity("Người tham dự", "lượt người", 126, _day(20, 8)),
            ),
        ),
    ),
)
MEETINGS = Task(
    "Họp thôn lồng ghép",
    "Các thôn",
    time="Quý IV",
    progress=(Progress(4, DOING, 50, quantities=(Quantity("Họp lồng ghép", "cuộc", 4),)),),
)
CONTEST = Task(
    "Cuộc thi",
    "Đoàn Thanh niên",
    time="Quý III",
    progress=(Progress(3, DROPPED, 0, "", "Không bố trí được kinh phí."),),
)
BOARDS = Task("Pa-nô", "Phòng Kinh tế", time="Khi có kinh phí")

PLAN_2026 = Plan(
    2026,
    subject="Truyền thông kiểm soát thủ tục hành chính năm 2026",
    superior="UBND tỉnh Bình Lâm",
    issuer="Ủy ban nhân dân xã Đông Thượng",
    number="7",
    symbol="KH-UBND",
    place="Đông Thượng",
    date=_day(16, 1),
    recipients=("Thường trực Đảng ủy", "Lưu: VT, VP"),
    signature=Signature("TM. ỦY BAN NHÂN DÂN", "", "CHỦ TỊCH", "Nguyễn Văn A"),
    appendices=(
        Appendix(
            "Nội dung truyền thông năm 2026",
            (
                Activity("Phổ biến quy định", (BROADCAST, NEWS)),
                Activity("Hướng dẫn nộp hồ sơ trực tuyến", (MOBILE, LEAFLETS)),
                Activity("Đối thoại", (DIALOGUE, MEETINGS)),
                Activity("Hoạt động khác", (CONTEST, BOARDS)),
            ),
        ),
    ),
)

PLAN_2025 = Plan(
    2025,
    subject="Truyền thông kiểm soát thủ tục hành chính năm 2025",
    superior="UBND tỉnh Bình Lâm",
    issuer="Ủy ban nhân dân xã Đông Thượng",
    appendices=(
        Appendix(
            "Nội dung truyền thông năm 2025",
            (
                Activity(
                    "Phổ biến quy định",
                    (
                        Task(
                            "Phát thanh",
                            progress=tuple(
                                Progress(n, DONE, 100, quantities=(Quantity("Phát thanh", "lượt", value),))
                                for n, value in ((1, 20), (2, 24), (3, 20), (4, 16))
                            ),
                        ),
                        Task(
                            "Tin, bài",
                            progress=(
                                Progress(1, DONE, 100, quantities=_news((5, _day(10, 2, 2025)))),
                                Progress(2, DONE, 100, quantities=_news((6, None))),
                                Progress(3, DONE, 100, quantities=_news((4, None))),
                            ),
                        ),
                        Task(
                            "Tờ gấp",
                            progress=(Progress(2, DONE, 100, quantities=(Quantity("Tờ gấp", "tờ", 500),)),),
                        ),
                    ),
                ),
            ),
        ),
    ),
)
