"""The report's figures as JSON, its files and their names."""

import json

import openpyxl
import pdfplumber
import pytest

from kehoach_desktop.domain import periods
from kehoach_desktop.services import reporting


def test_figures_in_the_form_of_the_open_format(sample_plan):
    text = reporting.figures_json(sample_plan, periods.period(2026, "6T"))
    figures = json.loads(text)
    assert text.endswith("}\n")
    assert (figures["from"], figures["to"]) == ("2025-12-15", "2026-06-14")
    assert list(figures["tasks"]) == ["total", "overdue", "states"]
    assert figures["tasks"]["total"] == sum(figures["tasks"]["states"].values()) == 19
    for row in figures["totals"]:
        assert list(row) == ["indicator", "unit", "value", "cumulative"]
        assert row["value"] <= row["cumulative"]
    assert len({(row["indicator"], row["unit"]) for row in figures["totals"]}) == len(figures["totals"])


def test_quarters_add_up_to_the_year(sample_plan):
    quarters = [
        json.loads(reporting.figures_json(sample_plan, periods.period(2026, q)))
        for q in ("Q1", "Q2", "Q3", "Q4")
    ]
    year = json.loads(reporting.figures_json(sample_plan, periods.period(2026, "NAM")))
    for row in year["totals"]:
        key = row["indicator"], row["unit"]
        parts = [r["value"] for q in quarters for r in q["totals"] if (r["indicator"], r["unit"]) == key]
        assert sum(parts) == pytest.approx(row["value"])


def test_a_report_is_a_paper_with_kinh_gui_and_its_tables(sample_plan, tmp_path):
    period = periods.period(2026, "Q3")
    paper, book = tmp_path / "bc.pdf", tmp_path / "bc.xlsx"
    assert reporting.export_report_pdf(sample_plan, period, paper) == ()
    reporting.export_report_xlsx(sample_plan, period, book)
    with pdfplumber.open(paper) as pdf:
        text = "\n".join(page.extract_text() for page in pdf.pages)
    for part in (
        "BÁO CÁO",
        "Kính gửi: UBND tỉnh Bình Lâm",
        "/BC-UBND",
        "Như trên;",
        "Phụ lục I",
        "Phụ lục II",
        "./.",
    ):
        assert part in text
    sheets = openpyxl.load_workbook(book)
    values = {cell.value for row in sheets["Theo nhiệm vụ"].iter_rows() for cell in row}
    assert 2960 in values  # numbers are numbers


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("Q3", "BC truyền thông KSTTHC quý III năm 2026.pdf"),
        ("NAM", "BC truyền thông KSTTHC năm 2026.pdf"),
        ("2026-01-01:2026-02-03", "BC truyền thông KSTTHC từ ngày 01-01-2026 đến ngày 03-02-2026.pdf"),
    ],
)
def test_names_of_report_files(sample_plan, code, name):
    assert reporting.report_file_name(sample_plan, periods.find(2026, code), ".pdf") == name


@pytest.mark.parametrize(
    "code", ["Q5", "", "2026-01-01", "2026-02-01:2026-01-01", "2026-13-01:2026-13-02", "a:b:c"]
)
def test_codes_that_mean_no_period(code):
    with pytest.raises(ValueError):
        periods.find(2026, code)
