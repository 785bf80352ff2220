"""Issuing a plan: the version that is kept of it, what is odd before it goes, its PDF afterwards."""

import datetime as dt
import json
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from kehoach_desktop.domain import issuing, readiness
from kehoach_desktop.domain.basis_findings import FindingKind, citation_findings
from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.legal_basis import LegalBasis
from kehoach_desktop.domain.plan import Plan, Version
from kehoach_desktop.services.exporting import Progress, file_name, missing_letters, plan_file_name

_OF_THE_LAW = {FindingKind.EXPIRED, FindingKind.NOT_YET, FindingKind.DIFFERS}


def freeze(plan: Plan, number: str, date: dt.date | None, progress: Progress | None = None) -> Version:
    """Return the plan as it goes out under that number and date, with the PDF ``export_pdf`` would write."""
    from kehoach_desktop.export.document import plan_document
    from kehoach_desktop.export.pdf import write_pdf
    from kehoach_desktop.export.plan_json import plan_to_json

    issued = issuing.as_issued(plan, number, date)
    content = BytesIO()
    write_pdf(plan_document(issued), content, progress)
    return Version(number, date, plan_to_json(issued), content.getvalue())


def find_oddities(plan: Plan, library: Sequence[LegalBasis], today: dt.date) -> tuple[str, ...]:
    """Return what the clerk may want to see to before the plan goes out; nothing of it hinders that."""
    cited = citation_findings(plan, library, plan.date or today)
    lacking = missing_letters(plan)
    return (
        *readiness.what_is_missing(plan),
        *readiness.what_is_unfinished(plan),
        *(one.sentence for one in cited if one.kind in _OF_THE_LAW),
        *((lacking,) if lacking else ()),
    )


def version_plan(version: Version) -> Plan:
    """Return the plan a version is."""
    from kehoach_desktop.ingest.plan_json import parse_plan

    return parse_plan(version.content)


def version_name(version: Version) -> str:
    """Return for instance ``Số 05/KH-UBND ngày 16/01/2026``, as far as it is known."""
    symbol = json.loads(version.content)["plan"].get("symbol", "")
    number = f"Số {version.number}/{symbol}" if version.number else "Không số"
    return f"{number} ngày {short_date(version.date)}" if version.date else number


def version_file_name(version: Version) -> str:
    """Return for instance ``KH truyền thông năm 2026 (số 05).pdf``."""
    stem = plan_file_name(version_plan(version), ".pdf").removesuffix(".pdf")
    return file_name(stem, ".pdf", f"(số {version.number})" if version.number else "(đã ban hành)")


def save_pdf(version: Version, target: Path) -> None:
    """Write the very PDF the version went out as."""
    from kehoach_desktop.export.files import write_file

    write_file(target, lambda file: file.write(version.pdf))
