"""What is asked before a plan is deleted: all that goes with it, and by name the reports that were sent."""

from collections.abc import Sequence

from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.services.reports import ReportSummary, is_sent, summary_title

_MOST_NAMED = 4


def question(plan: Plan, reports: Sequence[ReportSummary]) -> str:
    """Return what is asked first, with all that would go."""
    parts = ["phụ lục", *(["các bản đã ban hành"] if plan.versions else []), "kết quả theo dõi"]
    if reports:
        parts.append(_count(len(reports), sum(map(is_sent, reports))))
    return (
        f"Xóa kế hoạch năm {plan.year} “{plan.subject}” cùng {', '.join(parts[:-1])} và {parts[-1]}? "
        "Việc này không hoàn tác được; nên sao lưu trước."
    )


def second_question(plan: Plan, reports: Sequence[ReportSummary]) -> str:
    """Return what is asked then where reports were sent; "" where none was."""
    sent = [one for one in reports if is_sent(one)]
    if not sent:
        return ""
    named = "; ".join(_name(one, plan) for one in sent[:_MOST_NAMED])
    rest = len(sent) - _MOST_NAMED
    more = f" và {number_words(rest)} báo cáo khác" if rest > 0 else ""
    return (
        f"Xóa kế hoạch sẽ xóa cả {number_words(len(sent))} báo cáo đã gửi, kể cả tệp PDF và Excel đã gửi "
        f"được giữ trong chương trình: {named}{more}. Vẫn xóa?"
    )


def _count(reports: int, sent: int) -> str:
    if not sent:
        return f"{number_words(reports)} dự thảo báo cáo"
    if sent == reports:
        return f"{number_words(sent)} báo cáo đã gửi"
    return f"{number_words(reports)} báo cáo, trong đó {number_words(sent)} đã gửi"


def _name(report: ReportSummary, plan: Plan) -> str:
    """Name a report as its list does: ``số 15/BC-UBND, quý II năm 2026, gửi ngày 17/6/2026``."""
    number = f"số {report.number.zfill(2)}/{report.symbol}, " if report.number else ""
    day = report.sent_at.date() if report.sent_at is not None else report.date
    when = f", gửi ngày {short_date(day)}" if day is not None else ""
    return f"{number}{summary_title(report, plan)}{when}"
