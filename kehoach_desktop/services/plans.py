"""Plans in a file: list, get, add, start from a template, delete."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from kehoach_desktop.data import bin as bin_data
from kehoach_desktop.data import plans as data
from kehoach_desktop.data import reports as report_data
from kehoach_desktop.data.plans import PlanSummary as PlanSummary
from kehoach_desktop.data.store import Store
from kehoach_desktop.domain.edits import with_new_ids
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import Activity, Appendix, Plan, Signature, Status, Task
from kehoach_desktop.domain.report.task_links import by_id
from kehoach_desktop.ingest.plan_json import parse_plan
from kehoach_desktop.paths import resources
from kehoach_desktop.services.noting import Step, note_plan
from kehoach_desktop.services.settings import Office


class Template(NamedTuple):
    """A plan to start from; ``key`` is "" for the empty one."""

    key: str
    name: str


TEMPLATES = (
    Template("template-xa", "Kế hoạch của UBND xã, phường, đặc khu"),
    Template("template-tinh", "Kế hoạch của UBND tỉnh, thành phố"),
    Template("template-so", "Kế hoạch của sở, ban, ngành"),
    Template("", "Kế hoạch trống"),
)
SAMPLE = "sample-2026"
_LONG = 150  # tasks, with a year's records: some 40 ms to read
_LONG_TEXT = 2_000  # items: likewise
AS_SAMPLE, AS_TEXT, AS_JSON = "Thêm kế hoạch mẫu", "Nhập từ văn bản", "Nhập từ tệp JSON"
"""How a plan came, as the history tells it."""
_NEXT_YEAR_FROM = 10  # the month in which offices begin to draft the next year's plan


def list_plans(store: Store) -> list[PlanSummary]:
    """Return every plan in the file, the newest year first."""
    with store.reading() as connection:
        return data.list_plans(connection)


def get_plan(store: Store, plan_id: int) -> Plan:
    """Return the plan; raise UserError when the file has none of that id. A report on a plan is none."""
    plan = get_document(store, plan_id)
    if plan.reporting is not None:
        raise UserError(f"Số {plan_id} là báo cáo, không phải kế hoạch; hãy xem danh sách các kế hoạch.")
    return plan


def get_document(store: Store, plan_id: int, progress: Callable[[int, int], None] | None = None) -> Plan:
    """Return the plan, or the report on one; raise UserError when the file has none of that id."""
    with store.reading() as connection:
        plan = data.load_plan(connection, plan_id, progress)
    if plan is None:
        raise UserError(f"Không có kế hoạch số {plan_id} trong tệp; hãy xem danh sách các kế hoạch.")
    return plan


def is_long(store: Store, plan_id: int) -> bool:
    """Say whether reading the plan would be felt."""
    with store.reading() as connection:
        is_long_text = data.count_items(connection, plan_id) > _LONG_TEXT
        return is_long_text or data.count_tasks(connection, plan_id) > _LONG


def is_long_plan(plan: Plan) -> bool:
    """Say whether keeping the plan would be felt, and reading it."""
    if len(plan.preamble) + len(plan.body) > _LONG_TEXT:
        return True
    return sum(len(one.tasks) for appendix in plan.appendices for one in appendix.activities) > _LONG


def add_plan(store: Store, plan: Plan, reports: Sequence[Plan] = (), *, name: str = "Thêm kế hoạch") -> Plan:
    """Keep a new plan and return it with its id; all in it gets new ids, so a plan may be added twice.

    ``reports``: those on it, as a file of the open form has them; all are kept, or nothing. ``name``: how
    the plan came, as the history tells it.
    """
    with store.transaction() as connection:
        kept = data.insert_plan(connection, with_new_ids(plan, "plan"))
        note_plan(connection, kept, Step.ADDED, name)
        for report in reports:
            if report.reporting is not None:
                reporting = replace(report.reporting, plan_id=kept.id)
                own = replace(by_id(report, kept), reporting=reporting)
                added = data.insert_plan(connection, with_new_ids(own, "plan"))
                note_plan(connection, added, Step.ADDED, name)
        return kept


def with_usual_scheme(store: Store, plan: Plan) -> Plan:
    """Return a plan just begun with the reporting periods of the newest one: an office goes on as it did."""
    with store.reading() as connection:
        scheme = data.newest_scheme(connection)
    return plan if scheme is None else replace(plan, scheme=scheme)


def delete_plan(
    store: Store, plan_id: int, *, with_sent: bool = False, now: dt.datetime | None = None
) -> None:
    """Put the plan and the reports on it into the bin; raise UserError when the file has none of that id.

    What was sent goes only where that is said: without ``with_sent`` a plan with a sent report stays.
    """
    with store.transaction() as connection:
        reports = () if with_sent else report_data.list_reports(connection, plan_id)
        if any(report.status is Status.ISSUED for report in reports):
            raise UserError("Kế hoạch có báo cáo đã gửi nên chưa xóa; hãy xác nhận xóa cả báo cáo đã gửi.")
        gone = bin_data.put_in(connection, plan_id, now or dt.datetime.now().astimezone())
        if not gone:
            raise UserError(f"Không có kế hoạch số {plan_id} trong tệp; hãy xem danh sách các kế hoạch.")
        for one in gone:
            note_plan(connection, one, Step.DELETED, "Xóa báo cáo" if one.reporting else "Xóa kế hoạch")


def read_template(key: str) -> Plan:
    """Return the plan a template file holds."""
    return parse_plan((resources() / "templates" / f"{key}.json").read_text(encoding="utf-8"))


def draft_plan(template: str, year: int, office: Office) -> Plan:
    """Return a new plan for ``year`` with the office's particulars, not yet kept in a file.

    The template's years move on as those of last year's plan do.
    """
    if template:
        from kehoach_desktop.domain.next_year import moved_on

        plan = moved_on(read_template(template), year)
    else:
        empty = Appendix(f"Nội dung truyền thông năm {year}", (Activity("", (Task(),)),))
        plan = Plan(year=year, subject=f"Truyền thông kiểm soát thủ tục hành chính năm {year}")
        plan = replace(plan, appendices=(empty,), recipients=("Lưu: VT",))
    return replace(
        plan,
        superior=office.superior or plan.superior,
        issuer=office.issuer or plan.issuer,
        place=office.place or plan.place,
        symbol=office.symbol or plan.symbol,
        signature=office.signature if office.signature != Signature() else plan.signature,
    )


def coming_year(today: dt.date | None = None) -> int:
    """Return the year a new plan is most likely for: from October on the next one."""
    day = today or dt.datetime.now().astimezone().date()
    return day.year + (day.month >= _NEXT_YEAR_FROM)
