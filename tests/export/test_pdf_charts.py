"""A report's charts on paper."""

import io
from dataclasses import replace

import pytest
from worked_year import PLAN_2026

from kehoach_desktop.domain.charts import (
    Chart,
    ChartKind,
    Series,
    chart_by_lead,
    chart_by_quarter,
    chart_quantities,
)
from kehoach_desktop.domain.errors import Cancelled
from kehoach_desktop.domain.periods import period
from kehoach_desktop.domain.plan import Activity, Appendix, Plan, State, Task
from kehoach_desktop.domain.report.composing import compose_report
from kehoach_desktop.export.chart_look import LOOKS
from kehoach_desktop.export.document import Attachment
from kehoach_desktop.export.lacking import lacking_letters
from kehoach_desktop.export.pdf import write_pdf
from kehoach_desktop.export.report_charts import report_charts
from kehoach_desktop.export.report_document import report_document

MM = 72 / 25.4
YEAR = period(2026, "NAM")
FACTORS = (0.2126, 0.7152, 0.0722)


@pytest.fixture
def page(bare, printed):
    """Return what prints charts as an appendix; its pages follow the one of the body."""

    def make(*charts):
        attachment = Attachment("Phụ lục IV", "Biểu đồ", "(Kèm theo)", charts=charts)
        return printed(replace(bare, attachments=(attachment,)))

    return make


def test_the_reports_charts_are_its_last_appendix(printed):
    document = report_document(compose_report(PLAN_2026, YEAR))
    assert [each.heading for each in document.attachments] == [
        "Phụ lục I",
        "Phụ lục II",
        "Phụ lục III",
        "Phụ lục IV",
    ]
    paper = printed(document)
    heading = paper.line("Phụ lục IV")
    titles = ["Tiến độ theo quý", "Tiến độ theo cơ quan chủ trì", "Kết quả so với chỉ tiêu năm"]
    lines = [line for line in paper.lines if line.page >= heading.page]
    assert [line.text for line in lines if line.text in titles] == titles
    assert "(Kèm theo Báo cáo số" in " ".join(line.text for line in lines)
    assert lines[-1].text == "./."


def test_a_bars_figures_stand_on_it_and_beside_it(page):
    paper = page(chart_by_lead(PLAN_2026, YEAR))
    chart = chart_by_lead(PLAN_2026, YEAR)
    for place, name in enumerate(chart.categories):
        (label,) = [line for line in paper.lines if line.page == 2 and line.text == name]
        level = [line for line in paper.lines if line.page == 2 and abs(line.baseline - label.baseline) < 1]
        numbers = [line.text for line in level if line.text.isdecimal()]
        assert numbers == [str(one.values[place]) for one in chart.series if one.values[place]]
        assert any(line.text.startswith(f"{chart.totals[place]} nhiệm vụ") for line in level)


def test_each_target_is_the_same_length_and_what_is_reached_is_measured_by_it(page):
    chart = Chart(
        ChartKind.AGAINST, "Kết quả", ("Tin", "Phát thanh", "Tờ gấp"),
        (Series("reached", "Lũy kế", (10, 300, 5)), Series("target", "Chỉ tiêu", (20, 200, None))),
        ("tin", "lượt", "tờ"), ("", "", "chưa đặt chỉ tiêu"),
    )  # fmt: skip
    paper = page(chart)
    boxes = [rect for rect in paper.pages[1].rects if rect["stroke"]]
    swatches, bars = boxes[:2], boxes[2:]
    assert len(swatches) == 2
    first_target, first, second_target, second = (bar["width"] for bar in bars)
    assert first_target == pytest.approx(second_target)
    assert first == pytest.approx(first_target / 2)
    assert second == pytest.approx(second_target * 1.5)
    for words in ("10/20 tin (50%)", "300/200 lượt (150%)", "5 tờ; chưa đặt chỉ tiêu"):
        assert words in paper.text


def test_one_that_is_far_beyond_its_target_leaves_room_for_the_others(page):
    chart = Chart(
        ChartKind.AGAINST, "Kết quả", ("Tin", "Người dự"),
        (Series("reached", "Lũy kế", (10, 5000)), Series("target", "Chỉ tiêu", (20, 50))),
        ("tin", "lượt người"), ("", ""),
    )  # fmt: skip
    paper = page(chart)
    first_target, first, _, second = [rect["width"] for rect in paper.pages[1].rects if rect["stroke"]][2:]
    assert second == pytest.approx(first_target * 2)
    assert first == pytest.approx(first_target / 2)
    assert "5.000/50 lượt người (10.000%)" in paper.text


def test_states_are_told_apart_by_hatching_and_letters_stand_out(page):
    hatches = [LOOKS[state].hatch for state in State]
    assert len(set(hatches)) == len(hatches)

    def light(code):
        parts = [int(code[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(factor * part for factor, part in zip(FACTORS, linear, strict=True))

    for look in LOOKS.values():
        ground = light(look.ink if look.hatch == "solid" else look.ground)
        letters = 1.0 if look.hatch == "solid" else 0.0
        brighter, darker = max(ground, letters), min(ground, letters)
        assert (brighter + 0.05) / (darker + 0.05) >= 4.5


def test_nothing_leaves_the_margins_and_a_long_chart_goes_on_over_pages(page):
    names = tuple(f"Chỉ tiêu số {number} có tên rất dài nên phải xuống dòng mới hết" for number in range(60))
    chart = Chart(
        ChartKind.AGAINST, "Kết quả", names,
        (Series("reached", "Lũy kế", (3,) * 60), Series("target", "Chỉ tiêu", (4,) * 60)),
        ("lượt",) * 60, ("",) * 60,
    )  # fmt: skip
    paper = page(chart_by_quarter(PLAN_2026), chart)
    assert len(paper.pages) >= 5
    joined = " ".join(paper.text.split())
    assert all(f"Chỉ tiêu số {number} " in joined for number in range(60))
    for sheet in paper.pages[1:]:
        drawn = [*sheet.rects, *(char for char in sheet.chars if char["top"] > 19 * MM)]
        assert min(each["x0"] for each in drawn) >= 30 * MM - 1
        assert max(each["x1"] for each in drawn) <= float(sheet.width) - 20 * MM + 1
        assert max(each["bottom"] for each in drawn) <= float(sheet.height) - 20 * MM + 1


def test_a_chart_that_fits_a_page_is_not_parted(page):
    paper = page(
        chart_by_quarter(PLAN_2026), chart_by_lead(PLAN_2026, YEAR), chart_quantities(PLAN_2026, YEAR)
    )
    for title, last in (
        ("Tiến độ theo cơ quan chủ trì", "Phòng Kinh tế"),
        ("Kết quả so với chỉ tiêu năm", "Hội nghị"),
    ):
        assert paper.line(title).page == [line.page for line in paper.lines if line.text == last][-1]


def test_a_quarter_that_has_not_begun_is_not_shown():
    by_quarter, *_ = report_charts(compose_report(PLAN_2026, period(2026, "6T")))
    assert by_quarter.categories == ("Quý I", "Quý II")
    assert all(len(series.values) == 2 for series in by_quarter.series)


def test_a_name_of_forty_thousand_letters_is_cut_and_an_odd_letter_is_found(printed):
    task = Task("a", "Văn phòng " * 4000)
    plan = Plan(2026, appendices=(Appendix("", (Activity("b", (task,)),)),))
    charts = report_charts(compose_report(plan, YEAR))
    assert max(len(name) for chart in charts for name in chart.categories) <= 91
    assert "…" in printed(report_document(compose_report(plan, YEAR))).text
    odd = replace(charts[0], categories=("\U000e0041\ue001", *charts[0].categories[1:]))
    document = report_document(compose_report(PLAN_2026, YEAR))
    found = lacking_letters(replace(document, attachments=(Attachment("Phụ lục IV", "", "", charts=(odd,)),)))
    assert "\ue001" in [one.letter for one in found]


def test_an_empty_plan_has_no_charts():
    assert report_charts(compose_report(Plan(2026), YEAR)) == ()
    (only,) = report_document(compose_report(Plan(2026), YEAR)).attachments
    assert only.heading == "Phụ lục"


def test_progress_is_told_through_the_charts_and_cancelling_stops_in_them():
    document = report_document(compose_report(PLAN_2026, YEAR))
    told = []
    write_pdf(document, io.BytesIO(), lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    bars = sum(len(chart.categories) for chart in document.attachments[-1].charts)
    assert told[-1][1] > bars

    def stop(done, total):
        if done >= total - bars // 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_pdf(document, io.BytesIO(), stop)
