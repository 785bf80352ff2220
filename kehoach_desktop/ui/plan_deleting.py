"""What is said of a plan that is deleted: all that goes with it, and by name the reports that were sent."""

from collections.abc import Sequence

from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.resting import REST_DAYS
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.services.reports import ReportSummary, is_sent, summary_title

_MOST_NAMED = 4


def question(plan: Plan, reports: Sequence[ReportSummary]) -> str:
    """Return what is asked before it where reports were sent; "" where none was: it can be had back."""
    sent = [one for one in reports if is_sent(one)]
    if not sent:
        return ""
    named = "; ".join(_name(one, plan) for one in sent[:_MOST_NAMED])
    rest = len(sent) - _MOST_NAMED
    more = f" và {number_words(rest)} báo cáo khác" if rest > 0 else ""
    return (
        f"Kế hoạch năm {plan.year} có {number_words(len(sent))} báo cáo đã gửi: {named}{more}. Xóa kế hoạch "
        "thì các báo cáo đó, kể cả tệp PDF và Excel đã gửi được giữ trong chương trình, cũng vào Thùng rác "
        f"và bị xóa hẳn sau {REST_DAYS} ngày. Vẫn xóa?"
    )


def told(plan: Plan, reports: Sequence[ReportSummary]) -> str:
    """Return what is said after it, with all that went along and how long it can be had back."""
    along = ["các bản đã ban hành"] if plan.versions else []
    if reports:
        along.append(count_words(len(reports), sum(map(is_sent, reports))))
    subject = f" “{plan.subject}”" if plan.subject else ""
    return (
        f"Đã xóa kế hoạch năm {plan.year}{subject}{' cùng ' if along else ''}{' và '.join(along)}. "
        f"Kế hoạch ở trong Thùng rác {REST_DAYS} ngày, khôi phục được đến hết hạn đó."
    )


def count_words(reports: int, sent: int) -> str:
    """Return how many reports there are, and how many of them were sent."""
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
