"""A period between two days may end while a quarter is still open: what is told of that quarter then."""

from kehoach_desktop.domain.figures import all_tasks, says_something
from kehoach_desktop.domain.periods import CUMULATIVE, Period, quarter
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.report.words import quarter_name


def open_quarter_sentence(plan: Plan, period: Period) -> str:
    """Return the sentence on the quarter still open when the period ends; "" where none is told of."""
    if period.code in CUMULATIVE:
        return ""
    for number in range(1, 5):
        one = quarter(plan.year, number, plan.scheme)
        if not one.start <= period.end < one.end:
            continue
        records = [record for task in all_tasks(plan) for record in task.progress if record.quarter == number]
        if not any(map(says_something, records)):
            continue
        said = (
            f"{quarter_name(number)} năm {plan.year} chưa kết thúc trong kỳ báo cáo; kết quả, khó khăn và "
            "đề xuất của quý này lấy theo nội dung đã ghi đến thời điểm lập báo cáo"
        )
        if any(quantity.date is None for record in records for quantity in record.quantities):
            said += ", số liệu không ghi ngày của quý chưa tính vào kỳ"
        return f"{said}."
    return ""
