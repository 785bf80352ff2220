"""Sending a report: the letter that goes with its files, and the edit that freezes it as it was sent."""

import datetime as dt
import re
from dataclasses import dataclass, replace

from kehoach_desktop.domain.charts import year_targets
from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.edits import Batch, SetField, Splice
from kehoach_desktop.domain.figures import all_tasks, figures
from kehoach_desktop.domain.periods import title
from kehoach_desktop.domain.plan import Plan, Sending, State, Status, Version
from kehoach_desktop.domain.report.composing import numbered_symbol, report_name
from kehoach_desktop.domain.report.entries import entries, period_of, year_start
from kehoach_desktop.domain.report.words import counted_words, lower_first
from kehoach_desktop.domain.words import number_words

_MOST_TOTALS = 6  # a letter names the chief results only; all stand in the files


@dataclass(frozen=True, slots=True)
class Letter:
    """What the clerk says when a report goes out; ``replaces``: the report it corrects, "" for none."""

    number: str
    date: dt.date | None
    subject: str
    body: str
    replaces: str = ""

    @property
    def message(self) -> str:
        """The letter as text, its subject line first."""
        return f"Tiêu đề: {self.subject}\n\n{self.body.rstrip()}\n"


def numbered(report: Plan, number: str, date: dt.date | None) -> Plan:
    """Return the report as it goes out under that number and date."""
    return replace(report, number=number, date=date, status=Status.ISSUED)


def letter_subject(report: Plan) -> str:
    """Return the subject line of the letter."""
    return f"{report.issuer + ': ' if report.issuer else ''}Báo cáo {lower_first(report.subject)}"


def letter_body(
    report: Plan,
    plan: Plan,
    names: tuple[str, ...],
    replaces: str = "",
    chief: tuple[str, ...] | None = None,
) -> str:
    """Return the letter's text: what is sent, of which days, its chief figures, the files by name.

    ``chief``: the lines of ``chief_figures``, where they are known already.
    """
    assert report.reporting is not None  # noqa: S101 - a report is sent, not a plan
    period = period_of(report.reporting, plan)
    when = title(period, plan.year)
    span = f"từ ngày {short_date(period.start)} đến ngày {short_date(period.end)}"
    told = when if span in when else f"{when} ({span})"
    lines = [f"Kính gửi: {'; '.join(report.addressees)}" if report.addressees else "Kính gửi:", ""]
    issuer = report.issuer or "Cơ quan"
    about = " về" if report.number or report.date else ""
    said = f"{report_name(report)}{about} {lower_first(report.subject)}"
    lines.append(f"{issuer} gửi {said}; kỳ báo cáo {told}.")
    if replaces:
        lines.append(f"Báo cáo này thay thế {replaces}.")
    lines += ["", "Kết quả chính trong kỳ:", *(f"- {line}" for line in chief or chief_figures(report, plan))]
    lines += ["", "Tệp gửi kèm:", *(f"{place}. {name}" for place, name in enumerate(names, 1))]
    return "\n".join((*lines, "", "Trân trọng.", report.issuer)).rstrip() + "\n"


def lacking_words(text: str, report: Plan) -> list[str]:
    """Return which of the report's number and day a letter does not say, as ``ngày 17/6/2026``."""
    found = []
    if report.number and not re.search(
        rf"(?<![\w/])0*{re.escape(report.number.lstrip('0'))}/{re.escape(report.symbol)}", text
    ):
        found.append(numbered_symbol(report.number, report.symbol))
    if report.date:
        day, month, year = report.date.day, report.date.month, report.date.year
        if not re.search(rf"(?<!\d)0?{day}(/0?{month}/| tháng 0?{month} năm ){year}(?!\d)", text):
            found.append(f"ngày {short_date(report.date)}")
    return found


def send(report: Plan, sending: Sending, content: str) -> Batch:
    """Return the edit that freezes the report as it was sent.

    ``content`` is the plan in the form of plan-json.md as it stood: what the report's tables were made from.
    """
    fields = (
        ("number", report.number, sending.number),
        ("date", report.date, sending.date),
        ("status", report.status, Status.ISSUED),
    )
    version = Version(sending.number, sending.date, content)
    return Batch(
        (
            *(SetField("plan", report.id, name, old, new) for name, old, new in fields if old != new),
            Splice("plan", report.id, "versions", len(report.versions), (), (version,)),
            Splice("plan", report.id, "sendings", len(report.sendings), (), (sending,)),
        )
    )


def chief_figures(report: Plan, plan: Plan) -> tuple[str, ...]:
    """Return the lines of the letter on the chief results: of the year's targets first, then as tasks go."""
    assert report.reporting is not None  # noqa: S101 - see letter_body
    period = period_of(report.reporting, plan)
    found = figures(plan, period)
    overdue = f"; {number_words(found.overdue)} nhiệm vụ quá hạn" if found.overdue else ""
    done = f"{number_words(found.states[State.DONE])}/{number_words(found.total)}"
    lines = [f"Hoàn thành {done} nhiệm vụ{overdue}."]
    is_cumulative = period.start == year_start(plan)
    since = entries(plan, min(year_start(plan), period.start), period.end)
    order = list(dict.fromkeys((*year_targets(all_tasks(plan)), *(entry.key for entry in since))))
    totals = sorted(found.totals, key=lambda total: order.index((total.indicator, total.unit)))
    counted = [total for total in totals if total.value]
    for total in counted[:_MOST_TOTALS]:
        cumulative = f" (từ đầu năm: {counted_words(total.cumulative, total.unit)})"
        value = counted_words(total.value, total.unit)
        lines.append(f"{total.indicator}: {value}{'' if is_cumulative else cumulative}.")
    if len(counted) > _MOST_TOTALS:
        lines.append("Các chỉ tiêu khác nêu tại phụ lục.")
    return tuple(lines)
