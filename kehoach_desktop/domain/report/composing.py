"""The result report (báo cáo kết quả) of a period: composed from a plan, and as a document of its own."""

import datetime as dt
from dataclasses import dataclass, replace

from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.figures import Figures, figures
from kehoach_desktop.domain.periods import Period, title
from kehoach_desktop.domain.plan import Item, Level, Plan, Reporting, Signature, Status
from kehoach_desktop.domain.report.body import Source, opening, report_body
from kehoach_desktop.domain.report.entries import period_of
from kehoach_desktop.domain.report.figures import figure_texts
from kehoach_desktop.domain.report.words import lower_first
from kehoach_desktop.domain.report.words import quantity_words as quantity_words

NOBODY = "……………"


@dataclass(frozen=True, slots=True)
class Report:
    """A report ready to be laid out: its text, and the plan and period its tables are made from.

    ``document`` is the report as it is kept and edited; None for one just composed, whose number and day
    are given after signing.
    """

    plan: Plan
    period: Period
    figures: Figures
    subject: str
    symbol: str
    addressees: tuple[str, ...]
    preamble: tuple[Item, ...]
    body: tuple[Item, ...]
    recipients: tuple[str, ...]
    signature: Signature
    document: Plan | None = None

    @property
    def head(self) -> Plan:
        """Whose letterhead, number, place and date the report has; just composed, it has no number yet."""
        year = self.period.end.year
        if self.document is not None:
            return replace(self.document, year=year)
        return replace(self.plan, number="", date=None, symbol=self.symbol, year=year)


def compose_report(plan: Plan, period: Period, earlier: Plan | None = None) -> Report:
    """Return the report of ``period`` for the plan; ``earlier``: last year's plan, to compare with."""
    source = Source(plan, period, figure_texts(plan, period, earlier))
    archive = tuple(line for line in plan.recipients if line.lower().startswith("lưu"))
    return Report(
        plan=plan,
        period=period,
        figures=figures(plan, period),
        subject=report_subject(plan, period),
        symbol=report_symbol(plan.symbol),
        addressees=(plan.superior or NOBODY,),  # a report always has one: Nghị định 30/2020/NĐ-CP, Phụ lục I
        preamble=(Item(Level.PARAGRAPH, opening(plan, period, plan_citation(plan))),),
        body=tuple(report_body(source)),
        recipients=("Như trên", *(archive or ("Lưu: VT",))),
        signature=plan.signature,
    )


def new_report(plan: Plan, period: Period, earlier: Plan | None = None) -> Plan:
    """Return the report as a document to edit, not yet kept in a file."""
    made = compose_report(plan, period, earlier)
    return Plan(
        year=plan.year,
        subject=made.subject,
        superior=plan.superior,
        issuer=plan.issuer,
        symbol=made.symbol,
        place=plan.place,
        preamble=made.preamble,
        body=made.body,
        recipients=made.recipients,
        signature=made.signature,
        addressees=(plan.superior,) if plan.superior else (),
        reporting=Reporting(plan.id, period.code, period.start, period.end),
    )


def report_of(document: Plan, plan: Plan) -> Report:
    """Return a kept report ready to be laid out, its tables from the plan as it stands."""
    assert document.reporting is not None  # noqa: S101 - a report is asked for by the one who knows it is
    period = period_of(document.reporting, plan)
    return Report(
        plan=plan,
        period=period,
        figures=figures(plan, period),
        subject=document.subject,
        symbol=document.symbol,
        addressees=document.addressees or (NOBODY,),
        preamble=document.preamble,
        body=document.body,
        recipients=document.recipients,
        signature=document.signature,
        document=document,
    )


def replacement(report: Plan) -> Plan:
    """Return a new draft that corrects a report already sent; it is to be kept as a document of its own."""
    return replace(
        report, status=Status.DRAFT, number="", date=None, versions=(), closings=(), sendings=(), id=0
    )


def report_subject(plan: Plan, period: Period) -> str:
    """Return ``Kết quả thực hiện Kế hoạch … năm 2026, quý I năm 2026``; a year is not said twice over."""
    when, subject = title(period, plan.year), lower_first(plan.subject)
    said = "" if subject.endswith(when) else f", {when}"
    return f"Kết quả thực hiện Kế hoạch {subject}{said}"


def report_symbol(symbol: str) -> str:
    """Return the symbol of a report by the body that signs plans with ``symbol``: KH-UBND gives BC-UBND."""
    kind, dash, body = symbol.partition("-")
    return f"BC-{body if dash and kind.upper().startswith('KH') else symbol}"


def plan_citation(plan: Plan) -> str:
    """Return ``Kế hoạch số 07/KH-UBND ngày 16/01/2026 của … về …`` with what is known."""
    words = "Kế hoạch"
    if plan.number:
        words += f" số {plan.number.zfill(2)}/{plan.symbol}"
    if plan.date:
        words += f" ngày {short_date(plan.date)}"
    if plan.issuer:
        words += f" của {plan.issuer}"
    return f"{words} về {lower_first(plan.subject)}"


def report_name(report: Plan) -> str:
    """Return ``Báo cáo số 15/BC-UBND ngày 20/3/2026``, as far as it is known."""
    return name_of(report.number, report.symbol, report.date)


def name_of(number: str, symbol: str, date: dt.date | None) -> str:
    """Return what a report of that number and day is called."""
    words = f"Báo cáo {numbered_symbol(number, symbol)}" if number else "Báo cáo"
    return f"{words} ngày {short_date(date)}" if date else words


def numbered_symbol(number: str, symbol: str) -> str:
    """Return ``số 15/BC-UBND``."""
    return f"số {number.zfill(2)}/{symbol}"
