"""The whole layout of a plan and of a report, line by line, against the dumps in tests/reference.

A change of the layout that is meant is taken over by one command, and its difference read before it is kept:

    KEHOACH_RENEW_REFERENCE=1 python -m pytest tests/export/test_pdf_reference.py
"""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from worked_year import PLAN_2025, PLAN_2026

from kehoach_desktop.domain.periods import period
from kehoach_desktop.domain.plan import Item, Level
from kehoach_desktop.domain.report.composing import compose_report
from kehoach_desktop.export.document import plan_document
from kehoach_desktop.export.report_document import report_document

REFERENCE = Path(__file__).resolve().parents[1] / "reference"
MM = 72 / 25.4


def _dump(paper):
    """Return the pages as text: place in millimetres, font, size, words; then the rules."""
    out = []
    for page in paper.pages:
        out.append(
            f"page {page.page_number}: {page.width / 72 * 25.4:.0f} x {page.height / 72 * 25.4:.0f} mm"
        )
        out += [
            f"  x {line.left:5.1f} - {line.right:5.1f}  y {line.baseline:5.1f}  "
            f"{line.font} {line.size:g}  {line.text.rstrip()}"
            for line in paper.lines
            if line.page == page.page_number
        ]
        rules = sorted(
            {tuple(round(rule[key] / MM, 1) for key in ("x0", "x1", "top", "bottom")) for rule in page.lines}
        )
        out += [
            f"  rule x {x0:5.1f} - {x1:5.1f}  y {top:5.1f} - {bottom:5.1f}" for x0, x1, top, bottom in rules
        ]
    return "\n".join(out) + "\n"


def _report(document):
    """Return the plan's document as a report to two superiors, its number and day not yet given."""
    return replace(
        document,
        kind="BÁO CÁO",
        subject="Kết quả truyền thông về kiểm soát thủ tục hành chính quý I năm 2026",
        number_line="Số:      /BC-UBND",
        place_date="Bình An, ngày      tháng      năm 2026",
        addressees=("Ủy ban nhân dân tỉnh Hòa Phú", "Sở Tư pháp tỉnh Hòa Phú"),
        preamble=(),
        body=(Item(Level.SECTION, "Kết quả"), Item(Level.PARAGRAPH, "Đã thực hiện 12 tin, bài./.", 1)),
        recipients=("Như trên", "Lưu: VT"),
        attachments=(),
    )


def _year_report():
    """Return the year's report on a plan, with its tables; its charts are drawn of too many lines to dump."""
    document = report_document(compose_report(PLAN_2026, period(2026, "NAM"), PLAN_2025))
    return replace(document, attachments=tuple(each for each in document.attachments if each.table))


@pytest.mark.parametrize("name", ["plan", "report", "year_report"])
def test_layout_is_that_of_the_reference(name, plan, printed):
    plain = plan_document(plan)
    document = {"plan": lambda: plain, "report": lambda: _report(plain), "year_report": _year_report}[name]()
    dump = _dump(printed(document))
    file = REFERENCE / f"pdf_{name}.txt"
    if os.environ.get("KEHOACH_RENEW_REFERENCE") == "1":
        file.parent.mkdir(exist_ok=True)
        file.write_text(dump, encoding="utf-8", newline="\n")
    assert dump.splitlines() == file.read_text(encoding="utf-8").splitlines()
