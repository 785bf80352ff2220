"""The reports on a plan: begun from the data, kept as drafts, listed; the plan each is laid out with."""

import datetime as dt
import re
from dataclasses import replace

from kehoach_desktop.data import bin as bin_data
from kehoach_desktop.data import plans as plan_data
from kehoach_desktop.data import reports as data
from kehoach_desktop.data.reports import ReportSummary as ReportSummary
from kehoach_desktop.data.store import Store
from kehoach_desktop.domain import periods
from kehoach_desktop.domain.called_alike import called_as
from kehoach_desktop.domain.directory import Kind
from kehoach_desktop.domain.edits import with_new_ids
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.issuing import is_frozen
from kehoach_desktop.domain.periods import Period
from kehoach_desktop.domain.plan import Item, Level, Plan, Status
from kehoach_desktop.domain.report.composing import new_report, replacement, report_name
from kehoach_desktop.domain.report.entries import period_of
from kehoach_desktop.domain.text import one_line, search_key
from kehoach_desktop.services.directory import list_entries
from kehoach_desktop.services.noting import Step, note_plan

_DIGITS = re.compile(r"\d+")


def list_reports(store: Store, plan_id: int) -> tuple[ReportSummary, ...]:
    """Return the reports on the plan, the one begun last first."""
    with store.reading() as connection:
        return tuple(data.list_reports(connection, plan_id))


def is_sent(report: ReportSummary) -> bool:
    """Say whether a listed report has gone out."""
    return report.status is Status.ISSUED


def reports_on(store: Store, plan_id: int) -> tuple[Plan, ...]:
    """Return the reports on the plan whole, in the order they were begun.

    Each is read for itself: who writes meanwhile waits for one of them at most.
    """
    loaded = []
    for one in reversed(list_reports(store, plan_id)):
        with store.reading() as connection:
            loaded.append(plan_data.load_plan(connection, one.id))
    return tuple(one for one in loaded if one is not None)


def get_report(store: Store, report_id: int) -> Plan:
    """Return the report; raise UserError when the file has none of that id."""
    with store.reading() as connection:
        report = plan_data.load_plan(connection, report_id)
    if report is None or report.reporting is None:
        raise UserError("Báo cáo không còn trong tệp; hãy mở lại danh sách báo cáo.")
    return report


def begin_report(store: Store, plan: Plan, period: Period) -> Plan:
    """Return the report of the period: the draft kept, else the one sent last, else one written now.

    It may take a while, and may be called from any thread.
    """
    known = find_report(store, plan, period)
    if known is not None:
        return get_report(store, known.id)
    return add_report(store, new_report(plan, period, earlier_plan(store, plan)))


def find_report(store: Store, plan: Plan, period: Period) -> ReportSummary | None:
    """Return the report of the period that is kept: the draft, else the one sent last; None for none."""
    known = [
        one
        for one in list_reports(store, plan.id)
        if (one.reporting.code, one.reporting.start, one.reporting.end)
        == (period.code, period.start, period.end)
    ]
    return min(known, key=lambda one: one.status is not Status.DRAFT, default=None)


def add_report(store: Store, report: Plan, *, name: str = "Lập báo cáo") -> Plan:
    """Keep a new report and return it with its id; ``name``: how it came, as the history tells it."""
    with store.transaction() as connection:
        kept = plan_data.insert_plan(connection, with_new_ids(report, "plan"))
        note_plan(connection, kept, Step.ADDED, name)
        return kept


def begin_replacement(store: Store, report: Plan) -> Plan:
    """Return a new draft made from a report that was sent; its first lines say which it replaces.

    That is the one of the period sent last, though an earlier one be the model.
    """
    words = f"Báo cáo này thay thế {replaced_report(store, replacement(report)) or report_name(report)}."
    said = Item(Level.PARAGRAPH, words)
    known = tuple(item for item in report.preamble if not item.text.startswith("Báo cáo này thay thế "))
    return add_report(
        store, replace(replacement(report), preamble=(said, *known)), name="Lập báo cáo thay thế"
    )


def delete_draft(store: Store, report_id: int, now: dt.datetime | None = None) -> None:
    """Put a draft into the bin; what was sent is never deleted."""
    if is_frozen(get_report(store, report_id)):
        raise UserError("Báo cáo đã gửi được giữ nguyên nên không xóa; chỉ xóa được dự thảo.")
    with store.transaction() as connection:
        for one in bin_data.put_in(connection, report_id, now or dt.datetime.now().astimezone()):
            note_plan(connection, one, Step.DELETED, "Xóa dự thảo báo cáo")


def replaced_report(store: Store, report: Plan) -> str:
    """Return the name of the report of the same period sent last, which this one replaces; "" for none."""
    if report.reporting is None:
        return ""
    sent = [
        one
        for one in list_reports(store, report.reporting.plan_id)
        if one.sent_at is not None and one.id != report.id and one.reporting == report.reporting
    ]
    if not sent:
        return ""
    return report_name(get_report(store, max(sent, key=lambda one: (one.sent_at, one.id)).id))


def source_plan(store: Store, report: Plan) -> Plan:
    """Return the plan the report's tables are made from: as it stands, or as it stood when it was sent."""
    if is_frozen(report) and report.versions:
        from kehoach_desktop.ingest.plan_json import parse_plan

        return parse_plan(report.versions[-1].content)
    return live_plan(store, report)


def live_plan(store: Store, report: Plan) -> Plan:
    """Return the plan the report is on as it stands."""
    with store.reading() as connection:
        plan = plan_data.load_plan(connection, report.reporting.plan_id if report.reporting else 0)
    if plan is None:
        raise UserError("Kế hoạch của báo cáo này không còn trong tệp; hãy mở báo cáo khác.")
    return plan


def earlier_plan(store: Store, plan: Plan) -> Plan | None:
    """Return last year's plan of the same body, if the file has it: the issued one, or the one made last.

    With several plans for that year the one whose subject is the same but for its numbers is meant. What the
    office's list has under several names is called in it as ``plan`` calls it.
    """
    issuer = search_key(one_line(plan.issuer))
    with store.reading() as connection:
        known = [
            one
            for one in data.plans_of_year(connection, plan.year - 1)
            if issuer and search_key(one_line(one.issuer)) == issuer
        ]
        alike = [one for one in known if _topic(one.subject) == _topic(plan.subject)]
        for one in sorted(alike or known, key=lambda one: one.status is not Status.ISSUED):
            found = plan_data.load_plan(connection, one.id)
            break
        else:
            return None
    return found and called_as(found, plan, list_entries(store, Kind.INDICATOR))


def report_period(report: Plan, plan: Plan) -> Period:
    """Return the period a report is on."""
    assert report.reporting is not None  # noqa: S101 - a plan is no report
    return period_of(report.reporting, plan)


def summary_title(summary: ReportSummary, plan: Plan) -> str:
    """Return the period of a listed report in words: ``quý I năm 2026``."""
    return periods.title(period_of(summary.reporting, plan), plan.year)


def _topic(subject: str) -> str:
    return _DIGITS.sub("", search_key(one_line(subject)))
