"""A report's workbook: numbers are numbers, sums are formulas that come to our own figures, charts."""

import datetime as dt
import os
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from sheet_formulas import computed
from worked_year import PLAN_2026

from kehoach_desktop.domain.counted import counted
from kehoach_desktop.domain.errors import Cancelled
from kehoach_desktop.domain.figures import figures
from kehoach_desktop.domain.periods import between, period
from kehoach_desktop.domain.plan import (
    Activity,
    Appendix,
    OwnColumn,
    Plan,
    Progress,
    Quantity,
    State,
    Target,
    Task,
)
from kehoach_desktop.domain.report.composing import compose_report
from kehoach_desktop.export.report_charts import report_charts
from kehoach_desktop.export.xlsx import formulas, write_plan_book, write_report_book
from kehoach_desktop.export.xlsx.sheet import RATIO_FORMAT
from kehoach_desktop.services.plans import SAMPLE, read_template

CODES = ("Q1", "Q3", "6T", "NAM")
SPANS = (
    (dt.date(2026, 4, 1), dt.date(2026, 8, 31)),
    (dt.date(2026, 3, 15), dt.date(2026, 9, 14)),
    (dt.date(2025, 10, 1), dt.date(2026, 1, 31)),
)
PERIODS = [*(period(2026, code) for code in CODES), *(between(*days) for days in SPANS)]
SHEETS = ["Kết quả", "Số liệu", "Theo nhiệm vụ", "Tình trạng", "Biểu đồ"]


def _hard_task(number):
    """A task whose texts go over several rows of a sheet, or look like formulas."""
    counted_here = (
        Quantity('=cmd|"/c calc"!A1', "lượt*", 12.5),
        Quantity("Tin, bài", ">5", number),
        Quantity("Tin, bài", "~tin", 2),
    )
    return Task(
        "chữ " * 9000 if number == 2 else f"@hình thức {number}",
        "=1+1",
        targets=(Target("Tin, bài", ">5", 7),),
        progress=(Progress(1, State.DONE, 100, f"kết quả {number} " * 1000, quantities=counted_here),),
    )


HARD = Plan(
    2026,
    "thử",
    appendices=(
        Appendix(
            "một",
            (Activity("a", tuple(map(_hard_task, (1, 2, 3)))), Activity("b " * 20_000, (_hard_task(4),))),
        ),
        Appendix("hai", (Activity("c", (_hard_task(5), Task())),)),
    ),
)
PLANS = {
    "worked": PLAN_2026,
    "sample": read_template(SAMPLE),
    "hard": HARD,
    "empty": Plan(2026, "không có gì"),
}


@cache
def _raw(plan, of):
    target = BytesIO()
    write_report_book(compose_report(plan, of), target)
    return target.getvalue()


def _book(plan, of, *, shown=False):
    return openpyxl.load_workbook(BytesIO(_raw(plan, of)), data_only=shown)


def _rows(sheet):
    """Return the rows below the table's heading, each by the titles of its columns."""
    header = int(sheet.print_title_rows.strip("$").split(":")[0])
    titles = [cell.value for cell in sheet[header]]
    for row in sheet.iter_rows(min_row=header + 1):
        yield dict(zip(titles, row, strict=True))


@pytest.mark.parametrize("of", PERIODS, ids=lambda of: of.code)
@pytest.mark.parametrize("name", PLANS)
def test_each_formula_comes_to_the_figure_kept_beside_it(name, of):
    formulas, shown = _book(PLANS[name], of), _book(PLANS[name], of, shown=True)
    found = computed(formulas)
    for (sheet, place), value in found.items():
        kept = shown[sheet][place].value
        assert (kept or 0) == pytest.approx(value or 0), (sheet, place, formulas[sheet][place].value)
    assert found or name == "empty"
    assert formulas.calculation.fullCalcOnLoad or not found


@pytest.mark.parametrize("of", PERIODS, ids=lambda of: of.code)
def test_the_formulas_come_to_the_programs_own_figures(of):
    book = _book(PLAN_2026, of)
    found = computed(book)
    known = figures(PLAN_2026, of)
    sums = {
        (row["Chỉ tiêu"].value, row["Đơn vị tính"].value): tuple(
            found["Số liệu", row[title].coordinate] for title in ("Trong kỳ", "Từ đầu năm")
        )
        for row in _rows(book["Số liệu"])
    }
    counted_here = {(total.indicator, total.unit): (total.value, total.cumulative) for total in known.totals}
    assert {key: pair for key, pair in sums.items() if key in counted_here} == counted_here
    states = [found.get(("Tình trạng", row["Số nhiệm vụ"].coordinate)) for row in _rows(book["Tình trạng"])]
    in_order = (State.DONE, State.DOING, State.LATE, State.DROPPED, State.NONE)
    assert states == [*(known.states[state] for state in in_order), known.total, None]
    assert [row["Số nhiệm vụ"].value for row in _rows(book["Tình trạng"])][-1] == known.overdue


def test_what_was_counted_stands_as_real_numbers_and_what_follows_from_it_as_formulas():
    rows = list(_rows(_book(PLAN_2026, period(2026, "9T"))["Theo nhiệm vụ"]))
    hours = next(row for row in rows if row["Chỉ tiêu"].value == "Thời lượng phát thanh")
    assert [hours[name].value for name in ("Quý I", "Quý II", "Quý III")] == [8.5, 8, 4.5]
    assert {hours[name].data_type for name in ("Quý I", "Quý II", "Quý III")} == {"n"}
    row = hours["Quý I"].row
    assert hours["Trong kỳ"].value == f"=SUM(F{row}:H{row})"
    assert hours["Từ đầu năm"].value == f"=SUM(F{row}:H{row})"
    (people,) = [number for number, row in enumerate(rows) if row["Chỉ tiêu"].value == "Người tham dự"]
    total = rows[people + 2]
    first = rows[people]["Quý II"].row
    assert total["Hình thức"].value == "Cộng"
    assert total["Quý II"].value == f"=SUM(G{first}:G{first + 1})"
    assert total["Quý II"].font.bold


def test_a_target_is_measured_by_a_formula_that_leaves_the_rest_blank():
    plan = PLANS["hard"]
    book, shown = _book(plan, period(2026, "NAM")), _book(plan, period(2026, "NAM"), shown=True)
    rows, kept = list(_rows(book["Số liệu"])), list(_rows(shown["Số liệu"]))
    units = [row["Đơn vị tính"].value for row in rows]
    with_target = units.index(">5")
    assert rows[with_target]["So với chỉ tiêu năm"].value.startswith("=IF(N(")
    assert kept[with_target]["So với chỉ tiêu năm"].value == pytest.approx((1 + 2 + 3 + 4 + 5) / 35)
    assert kept[with_target]["So với chỉ tiêu năm"].number_format == RATIO_FORMAT
    assert kept[1 - with_target]["So với chỉ tiêu năm"].value is None


def test_units_are_never_added_to_each_other():
    book = _book(PLANS["hard"], period(2026, "NAM"))
    found = computed(book)
    sums = {
        row["Đơn vị tính"].value: found["Số liệu", row["Trong kỳ"].coordinate]
        for row in _rows(book["Số liệu"])
    }
    assert sums == {"lượt*": 12.5 * 5, ">5": 1 + 2 + 3 + 4 + 5, "~tin": 2 * 5}


def test_text_that_looks_like_a_formula_stays_text():
    book = _book(PLANS["hard"], period(2026, "NAM"))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    texts = {
        cell.value: cell.data_type for cell in cells if cell.value in {'=cmd|"/c calc"!A1', "=1+1", ">5"}
    }
    assert texts == dict.fromkeys(['=cmd|"/c calc"!A1', "=1+1", ">5"], "s")


def test_each_appendix_heads_its_own_and_its_rows_may_be_folded_away():
    sheet = _book(PLANS["hard"], period(2026, "NAM"))["Kết quả"]
    headings = [cell.row for cell in sheet["A"] if str(cell.value).startswith("Phụ lục ")]
    assert [sheet.cell(row, 1).value for row in headings] == ["Phụ lục I. một", "Phụ lục II. hai"]
    assert all(sheet.row_dimensions[row].outlineLevel == 0 for row in headings)
    assert sheet.row_dimensions[headings[0] + 1].outlineLevel == 1
    assert sheet.sheet_format.outlineLevelRow == 1
    assert not sheet.sheet_properties.outlinePr.summaryBelow
    assert f"A{headings[1]}:G{headings[1]}" in {str(each) for each in sheet.merged_cells.ranges}


def test_a_report_without_figures_or_tasks_still_makes_a_book():
    book = _book(PLANS["empty"], period(2026, "Q1"))
    assert book.sheetnames == ["Kết quả", "Tình trạng"]
    bare = Plan(2026, appendices=(Appendix("t", (Activity("a", (Task("b", "c"),)),)),))
    assert _book(bare, period(2026, "Q1")).sheetnames == ["Kết quả", "Tình trạng", "Biểu đồ"]


def _values(reference, book):
    sheet, cells = reference.rsplit("!", 1)
    block = book[sheet.strip("'")][cells.replace("$", "")]
    return [row[0].value for row in block] if isinstance(block, tuple) else [block.value]


@pytest.mark.parametrize("code", CODES)
def test_the_charts_are_drawn_from_the_values_beside_them(code):
    report = compose_report(PLAN_2026, period(2026, code))
    book, shown = _book(PLAN_2026, report.period), _book(PLAN_2026, report.period, shown=True)
    assert book.sheetnames == SHEETS
    charts = report_charts(report)
    drawn = book["Biểu đồ"]._charts
    assert [_title(each) for each in drawn] == [chart.title for chart in charts]
    *stacks, against = charts
    for chart, made in zip(stacks, drawn, strict=False):
        assert (made.grouping, made.overlap) == ("stacked", 100)
        for series, ours in zip(made.series, chart.series, strict=True):
            assert _values(series.tx.strRef.f, shown) == [ours.name]
            assert _values(series.cat.strRef.f, shown) == list(chart.categories)
            assert [value or 0 for value in _values(series.val.numRef.f, shown)] == list(ours.values)
    (series,) = drawn[-1].series
    targets = against.series[1].values
    wanted = [
        value / target for value, target in zip(against.series[0].values, targets, strict=True) if target
    ]
    assert _values(series.val.numRef.f, shown) == pytest.approx(wanted)


def _title(chart):
    return "".join(run.t for paragraph in chart.title.tx.rich.p for run in paragraph.r)


def test_the_charts_have_axes_with_names_and_hatching_that_tells_states_apart_without_colour():
    drawn = _book(PLAN_2026, period(2026, "NAM"))["Biểu đồ"]._charts
    for chart in drawn:
        assert not chart.x_axis.delete
        assert not chart.y_axis.delete
        assert chart.x_axis.title is not None
        assert chart.y_axis.title is not None
    looks = []
    for series in drawn[0].series:
        fill = series.graphicalProperties
        looks.append(fill.pattFill.prst if fill.pattFill else fill.solidFill.srgbClr)
    assert len(set(looks)) == len(looks)


@pytest.mark.parametrize("size", [61, 997, 4096])
def test_wherever_a_sheet_is_cut_into_pieces_it_is_the_same(size, monkeypatch):
    def sheets():
        with ZipFile(BytesIO(_raw.__wrapped__(HARD, period(2026, "NAM")))) as archive:
            return {name: archive.read(name) for name in archive.namelist() if "sheet" in name}

    usual = sheets()
    assert sum(content.count(b"<f>") for content in usual.values()) > 20
    monkeypatch.setattr(formulas, "_PIECE", size)
    assert sheets() == usual


def test_progress_is_told_through_the_charts_and_cancelling_writes_nothing():
    report = compose_report(PLAN_2026, period(2026, "NAM"))
    told = []
    write_report_book(report, BytesIO(), lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == list(range(1, len(told) + 1))
    assert told[-1] == (len(told), len(told))
    for last in (1, len(told) // 2, len(told)):

        def stop(done, _total, last=last):
            if done >= last:
                raise Cancelled

        target = BytesIO()
        with pytest.raises(Cancelled):
            write_report_book(report, target, stop)
        assert target.getvalue() == b""


def test_the_plans_book_has_the_years_figures_with_their_sums():
    target = BytesIO()
    write_plan_book(PLAN_2026, target)
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["Phụ lục", "Theo dõi quý", "Số liệu năm", "Kết quả đã ghi"]
    found = computed(book)
    rows = list(_rows(book["Số liệu năm"]))
    known = {(row.indicator, row.task.form): row for row in counted(PLAN_2026, period(2026, "NAM"))}
    for row in rows:
        if ours := known.get((row["Chỉ tiêu"].value, row["Hình thức"].value)):
            assert found["Số liệu năm", row["Từ đầu năm"].coordinate] == ours.cumulative


def _money_book(*texts, title="Kinh phí (đồng)", **changes):
    tasks = tuple(Task(f"việc {number}", extras=(text,)) for number, text in enumerate(texts))
    appendix = Appendix("t", (Activity("a", tasks),), (replace(OwnColumn(title), **changes),))
    target = BytesIO()
    write_plan_book(Plan(2026, appendices=(appendix,)), target)
    return openpyxl.load_workbook(target)


def test_an_own_column_of_numbers_is_one_of_numbers_and_money_is_added_up():
    book = _money_book("12.500.000", "", "1.500.000,5")
    sheet = book["Phụ lục"]
    assert sheet["G5"].value == "Kinh phí (đồng)"
    assert [sheet.cell(row, 7).value for row in (6, 7, 8)] == [12_500_000, None, 1_500_000.5]
    assert (sheet["B9"].value, sheet["G9"].value) == ("Cộng", "=SUM(G6:G8)")
    assert computed(book)["Phụ lục", "G9"] == 14_000_000.5


@pytest.mark.parametrize(
    "text", ["khoảng 50", "1,234.5", "012", "12.50", "1e5", "−5", "12.500.000 đồng", "=1+1"]
)
def test_an_own_column_with_anything_else_stays_text_and_is_not_added_up(text):
    sheet = _money_book("12.500.000", text)["Phụ lục"]
    assert [(sheet.cell(row, 7).value, sheet.cell(row, 7).data_type) for row in (6, 7)] == [
        ("12.500.000", "s"),
        (text, "s"),
    ]
    assert sheet.max_row == 7


def test_numbers_that_are_no_money_are_not_added_up():
    sheet = _money_book("12", "3", title="Số lượng")["Phụ lục"]
    assert [sheet.cell(row, 7).value for row in (6, 7)] == [12, 3]
    assert sheet.max_row == 7


def test_an_own_column_that_does_not_print_is_not_in_the_book():
    sheet = _money_book("12", is_printed=False)["Phụ lục"]
    assert sheet.max_column == 6


@pytest.mark.skipif(
    os.environ.get("KEHOACH_SOFFICE") != "1" or not shutil.which("soffice"),
    reason="asked for with KEHOACH_SOFFICE=1 where LibreOffice is",
)
@pytest.mark.parametrize("name", ["worked", "hard"])
def test_libreoffice_works_the_formulas_out_to_the_same_figures(name, tmp_path):
    of = period(2026, "NAM")
    source = tmp_path / "bao-cao.xlsx"
    # Without the figures we keep beside them, or LibreOffice would show those.
    bare = _book(PLANS[name], of)
    bare.save(source)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(tmp_path / "ra"),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    theirs = openpyxl.load_workbook(tmp_path / "ra" / "bao-cao.xlsx", data_only=True)
    ours = _book(PLANS[name], of, shown=True)
    formulas = computed(bare)
    assert len(formulas) > 20
    for sheet, place in formulas:
        assert (theirs[sheet][place].value or 0) == pytest.approx(ours[sheet][place].value or 0), (
            sheet,
            place,
        )
