"""The result report of a period: its figures, its PDF, its workbook."""

import json
from pathlib import Path
from typing import BinaryIO

from kehoach_desktop.domain import periods
from kehoach_desktop.domain.figures import figures
from kehoach_desktop.domain.issuing import is_frozen
from kehoach_desktop.domain.periods import Period
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.report.composing import Report, compose_report, report_of
from kehoach_desktop.export.files import write_file
from kehoach_desktop.services.exporting import Progress, file_name


def report_periods(plan: Plan) -> list[Period]:
    """Return the periods an office reports on in the plan's year, in order."""
    return periods.reported_periods(plan.year, plan.scheme)


def export_report_pdf(
    plan: Plan, period: Period, target: Path, progress: Progress | None = None, earlier: Plan | None = None
) -> tuple[str, ...]:
    """Write the report as it prints; return warnings for the clerk (usually none).

    ``earlier``: last year's plan, to compare with.
    """
    from kehoach_desktop.export.pdf import write_pdf
    from kehoach_desktop.export.report_document import report_document

    document = report_document(compose_report(plan, period, earlier))
    return write_file(target, lambda file: write_pdf(document, file, progress))


def export_report_xlsx(plan: Plan, period: Period, target: Path, progress: Progress | None = None) -> None:
    """Write the report's tables as a workbook."""
    report = compose_report(plan, period)
    write_file(target, lambda file: write_report_book(report, file, progress))


def export_report_book(
    document: Plan, target: Path, progress: Progress | None = None, source: Plan | None = None
) -> tuple[str, ...]:
    """Write the workbook of a kept report; of one that was sent the very file, to the byte.

    Return warnings for the clerk (usually none).
    """
    if is_frozen(document) and document.sendings:
        from kehoach_desktop.services.sending import fault_words

        sent = document.sendings[-1].workbook
        write_file(target, lambda file: file.write(sent))
        return tuple(words for words in (fault_words(document),) if words)
    report = report_of(document, source or document)
    write_file(target, lambda file: write_report_book(report, file, progress))
    return ()


def write_report_book(report: Report, file: BinaryIO, progress: Progress | None = None) -> None:
    """Write the tables and charts of a report, composed or kept, as a workbook."""
    from kehoach_desktop.export import xlsx

    xlsx.write_report_book(report, file, progress)


def figures_json(plan: Plan, period: Period) -> str:
    """Return the figures in the form of plan-json.md, ``kehoach-report`` version 1."""
    found = figures(plan, period)
    content = {
        "format": "kehoach-report",
        "version": 1,
        "plan": plan.id,
        "period": period.code,
        "from": period.start.isoformat(),
        "to": period.end.isoformat(),
        "tasks": {
            "total": found.total,
            "overdue": found.overdue,
            "states": {str(state): count for state, count in found.states.items()},
        },
        "totals": [
            {"indicator": t.indicator, "unit": t.unit, "value": t.value, "cumulative": t.cumulative}
            for t in found.totals
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def report_file_name(plan: Plan, period: Period, suffix: str) -> str:
    """Return for instance ``BC truyền thông KSTTHC quý I năm 2026.pdf``."""
    return file_name(f"BC truyền thông KSTTHC {periods.title(period, plan.year)}".replace("/", "-"), suffix)
