"""The year's report of 200 tasks: its sentences, its files put into a folder, and calling that off."""

import datetime as dt
import statistics
import time
from itertools import pairwise
from pathlib import Path

from kehoach_desktop.domain.errors import Cancelled
from kehoach_desktop.domain.periods import period
from kehoach_desktop.domain.plan import Activity, Appendix, Plan, Progress, Quantity, State, Target, Task
from kehoach_desktop.domain.report.composing import new_report
from kehoach_desktop.domain.report.figures import refresh_figures
from kehoach_desktop.domain.report.sending import Letter
from kehoach_desktop.services import sending

TASKS = 200
REACH_S = 3.0
CANCEL_REACH_S = 1.0
ROUNDS = 5
_COUNTED = (
    ("Tin, bài", "tin, bài"),
    ("Phát thanh", "lượt"),
    ("Thời lượng phát thanh", "giờ"),
    ("Người tham dự", "lượt người"),
    ("Tờ gấp, tờ rơi", "tờ"),
)


def large_plan(tasks: int, year: int = 2026) -> Plan:
    """Return a plan of so many tasks, each with four quarters of five quantities."""
    rows = [_task(number, year) for number in range(tasks)]
    activities = tuple(
        Activity(
            f"Nội dung {number // 4 + 1}: phổ biến quy định về thủ tục hành chính",
            tuple(rows[number : number + 4]),
        )
        for number in range(0, tasks, 4)
    )
    return Plan(
        year,
        subject=f"Truyền thông kiểm soát thủ tục hành chính năm {year}",
        superior="UBND tỉnh Bình Lâm",
        issuer="Ủy ban nhân dân xã Đông Thượng",
        appendices=(Appendix("Nội dung", activities),),
    )


def _task(number: int, year: int) -> Task:
    records = []
    for quarter in range(1, 5):
        day = dt.date(year, quarter * 3 - 1, 1 + number % 28)
        counted = tuple(
            Quantity(indicator, unit, 1 + (number * 7 + place * 3) % 50, day)
            for place, (indicator, unit) in enumerate(_COUNTED)
        )
        records.append(
            Progress(
                quarter,
                State.LATE if number % 9 == 0 else State.DONE,
                100,
                f"Đã thực hiện đợt {quarter} tại {number % 12 + 1} thôn, người dân tham gia đầy đủ.",
                "Thiếu kinh phí in ấn." if number % 11 == 0 else "",
                "",
                counted,
            )
        )
    return Task(
        f"Hình thức thứ {number + 1}: phát thanh, tin bài và hội nghị tại cơ sở",
        f"Phòng số {number % 7 + 1}",
        time="Thường xuyên",
        targets=(Target("Tin, bài", "tin, bài", 40),),
        progress=tuple(records),
    )


def run(folder: Path) -> bool:
    """Print what the report takes, what twice as many tasks take, and how soon it can be called off."""
    times = {tasks: _timed(tasks, folder) for tasks in (TASKS, 2 * TASKS)}
    whole = statistics.median(sum(parts[:3]) for parts in times[TASKS])
    once, twice = (statistics.median(parts[3] for parts in times[tasks]) for tasks in (TASKS, 2 * TASKS))
    names = ("sentences", "refresh", "files")
    parts = "  ".join(
        f"{name} {statistics.median(each) * 1000:.0f} ms"
        for name, each in zip(names, zip(*times[TASKS], strict=True), strict=False)
    )
    late = _cancelled(folder)
    print(
        f"report  {TASKS} tasks: {whole:.2f} s of {REACH_S:.0f} s  ({parts}); "
        f"{once:.2f} s of the processor; {2 * TASKS}: {twice / once:.1f}x"
    )
    print(f"report  called off after {late * 1000:.0f} ms at most, of {CANCEL_REACH_S * 1000:.0f} ms")
    return whole <= REACH_S and late <= CANCEL_REACH_S


def _timed(tasks: int, folder: Path) -> list[tuple[float, float, float, float]]:
    plan, earlier = large_plan(tasks), large_plan(tasks, 2025)
    out = []
    for number in range(ROUNDS):
        place = folder / f"{tasks}-{number}"
        place.mkdir()
        busy = time.process_time()
        marks = [time.perf_counter()]
        report = new_report(plan, period(2026, "NAM"), earlier)
        marks.append(time.perf_counter())
        refresh_figures(report, plan, earlier)
        marks.append(time.perf_counter())
        sending.make_pack(report, plan, Letter("15", None, "Báo cáo", "Kính gửi"), place)
        marks.append(time.perf_counter())
        busy = time.process_time() - busy
        out.append((marks[1] - marks[0], marks[2] - marks[1], marks[3] - marks[2], busy))
    return out


def _cancelled(folder: Path) -> float:
    """Return the longest time between two chances to call it off."""
    plan = large_plan(TASKS)
    report = new_report(plan, period(2026, "NAM"))
    moments = [time.perf_counter()]

    def progress(_done: int, _total: int) -> None:
        moments.append(time.perf_counter())

    sending.make_pack(report, plan, Letter("", None, "Báo cáo", ""), folder, progress)
    gaps = [after - before for before, after in pairwise(moments)]

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    try:
        sending.make_pack(report, plan, Letter("", None, "Báo cáo", ""), folder, stop)
    except Cancelled:
        return max(gaps)
    raise SystemExit("it could not be called off")
