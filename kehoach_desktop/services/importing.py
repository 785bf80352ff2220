"""Plans that come in: a text with its appendix book, a JSON file. Read whole before anything is kept."""

from dataclasses import dataclass, replace
from pathlib import Path

from kehoach_desktop.domain.plan import Appendix, Plan
from kehoach_desktop.services.reading.apart import Progress, read_apart


@dataclass(frozen=True, slots=True)
class Imported:
    """The plan as read, and what was odd in its source, each a sentence."""

    plan: Plan
    findings: tuple[str, ...]


@read_apart()
def read_source(source: Path, appendix: Path | None = None, progress: Progress | None = None) -> Imported:
    """Read a plan from a text file, and its appendix from a workbook; nothing is kept yet."""
    from kehoach_desktop.ingest.plan_text import read_plan
    from kehoach_desktop.ingest.text_file import read_text

    text = read_text(source)
    read = read_plan(text.text)
    plan, findings = read.plan, (*text.notes, *read.findings)
    if appendix is not None:
        from kehoach_desktop.ingest.appendix_book import read_appendix

        book = read_appendix(appendix, progress)
        plan = replace(plan, appendices=_filled(plan.appendices, book.appendix))
        findings += tuple(f"Tệp phụ lục: {finding}" for finding in book.findings)
    return Imported(plan, findings)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a JSON file holds: a plan and the reports on it, whose links name tasks by their places."""

    plan: Plan
    reports: tuple[Plan, ...]


def read_json(source: Path) -> Plan:
    """Read a plan from a JSON file of plan-json.md, without the reports on it; nothing is kept yet."""
    return read_document(source).plan


@read_apart()
def read_document(source: Path, progress: Progress | None = None) -> Loaded:  # noqa: ARG001 - heard apart
    """Read a plan and the reports on it from a JSON file of plan-json.md; nothing is kept yet.

    Their versions are kept in the form ``export_json`` gives, however the file spelled them.
    """
    from kehoach_desktop.ingest.plan_json import parse_document
    from kehoach_desktop.ingest.text_file import read_json_text

    plan, reports = parse_document(read_json_text(source))
    return Loaded(_spelled(plan), tuple(_spelled(one) for one in reports))


def _spelled(plan: Plan) -> Plan:
    from kehoach_desktop.export.plan_json import plan_to_json
    from kehoach_desktop.ingest.plan_json import parse_plan

    versions = (replace(one, content=plan_to_json(parse_plan(one.content))) for one in plan.versions)
    return replace(plan, versions=tuple(versions))


def _filled(found: tuple[Appendix, ...], book: Appendix) -> tuple[Appendix, ...]:
    """Return the plan's appendices with the first filled from the book; the text's own title wins."""
    if not found:
        return (book,)
    return (replace(found[0], title=found[0].title or book.title, activities=book.activities), *found[1:])
