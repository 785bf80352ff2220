"""The sheet of charts: each a chart of the workbook's own, drawn from the cells beside it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from kehoach_desktop.domain.charts import Chart, ChartKind
from kehoach_desktop.export.chart_look import LOOKS, MOST_PERCENT, Look
from kehoach_desktop.export.tables import Cells, Column, Formula, Group, Table, Value, ratio_of
from kehoach_desktop.export.xlsx.formulas import Figures
from kehoach_desktop.export.xlsx.sheet import RATIO_FORMAT, Line, Page, Painter

CHART_SHEET = "Biểu đồ"

_PAGE = Page(size_pt=11, left_mm=15, right_mm=15)
_NAME = Column("name", "", 52)
_FIGURE = Column("", "", 17, "right")
_FIGURES = 6  # columns of figures, as many as a chart of states has
_AIR = Column("", "", 5)  # between the cells and the chart
_GRID, _GRIDS = Column("", "", 19), 9  # the columns a chart lies over
_LEAST_MM, _BAR_MM, _AROUND_MM = 84.0, 9.0, 42.0  # a chart at least; a bar's share; title, axis and legend
_SCALE, _PAGE_MM = 80, 205.0  # of print; what a page so printed holds from top to bottom
_HEAD_MM = 25.0  # the sheet's own lines
_PT_PER_MM = 72 / 25.4
_GAP_PT = 24.0  # between two charts
_TALLEST_SKIP_PT = 400.0
_PATTERNS = {"rising": "wdUpDiag", "crossed": "diagCross", "level": "narHorz"}


def paint_charts(
    sheet: Any, lines: Sequence[Line], charts: Sequence[Chart], tick: Callable[[], None]
) -> Figures:
    """Paint the charts from the top down, their cells on the left; return what the formulas come to."""
    figures: Figures = {}
    painter = Painter(sheet, _all_columns(), _PAGE)
    for line in lines:
        painter.paint_line(line)
    painter.skip(9)
    used_mm = _HEAD_MM
    for chart in charts:
        height_mm = max(_LEAST_MM, len(chart.categories) * _BAR_MM + _AROUND_MM)
        if used_mm > _HEAD_MM and used_mm + height_mm > _PAGE_MM:
            painter.break_page()
            used_mm = 0.0
        used_mm += height_mm + _GAP_PT / _PT_PER_MM
        top = painter.row
        table = _cells(chart)
        part = Painter(sheet, table.columns, _PAGE, top)
        part.paint_line(Line(chart.title, 12, bold=True))
        part.paint_header(is_only=False)
        head = part.row - 1
        part.paint_groups(table, lambda: None)
        figures |= part.standing.write({})
        drawn = _drawn(sheet, chart, head)
        if drawn is not None:
            drawn.width, drawn.height = _GRID.width_mm * _GRIDS / 10, height_mm / 10
            sheet.add_chart(drawn, sheet.cell(top, _FIGURES + 3).coordinate)
        used = sum(sheet.row_dimensions[row].height for row in range(top, part.row))
        painter.row = part.row
        room = max(_GAP_PT, height_mm * _PT_PER_MM - used + _GAP_PT)
        while room > 0:
            painter.skip(min(room, _TALLEST_SKIP_PT))
            room -= _TALLEST_SKIP_PT
        tick()
    painter.set_up_page(scale=_SCALE)
    return figures


def _all_columns() -> tuple[Column, ...]:
    return (_NAME, *[_FIGURE] * _FIGURES, _AIR, *[_GRID] * _GRIDS)


def _cells(chart: Chart) -> Table:
    """Return the values a chart is drawn from: a state a column with their sum, or reached, target, ratio.

    A nought stays blank, or the chart would write it on a bar that is not there.
    """
    if chart.kind is ChartKind.STACKED:
        keys = [f"value_{place}" for place in range(len(chart.series))]
        named = [(key, one.name) for key, one in zip(keys, chart.series, strict=True)]
        columns = [replace(_FIGURE, key=key, title=name) for key, name in (*named, ("sum", "Tổng số"))]
        run = (Cells(keys[0]), Cells(keys[-1]))
        rows: list[tuple[Value, ...]] = [
            (
                *(one.values[place] or None for one in chart.series),
                Formula(chart.totals[place], "SUM({}:{})", run),
            )
            for place in range(len(chart.categories))
        ]
    else:
        reached, target = chart.series
        columns = [
            replace(_FIGURE, key="unit", title="Đơn vị tính", align="center"),
            replace(_FIGURE, key="reached", title=reached.name),
            replace(_FIGURE, key="target", title=target.name),
            replace(_FIGURE, key="ratio", title="Tỷ lệ", kind="ratio"),
        ]
        rows = [
            (unit, value, whole, ratio_of(value or 0, whole, "reached", "target"))
            for unit, value, whole in zip(chart.units, reached.values, target.values, strict=True)
        ]
    lines: list[tuple[Value, ...]] = [(name, *row) for name, row in zip(chart.categories, rows, strict=True)]
    return Table(
        (replace(_NAME, title=_axis_words(chart)), *columns), tuple(Group((), (row,)) for row in lines)
    )


def _axis_words(chart: Chart) -> str:
    """Return what the categories are."""
    if chart.kind is ChartKind.AGAINST:
        return "Chỉ tiêu"
    return "Quý" if chart.categories[0].startswith("Quý ") else "Cơ quan chủ trì"


def _drawn(sheet: Any, chart: Chart, head: int) -> Any:
    """Return the chart of the cells below row ``head``; None where nothing has a target."""
    from openpyxl.chart import BarChart, Reference
    from openpyxl.chart.data_source import AxDataSource, StrRef
    from openpyxl.drawing.text import CharacterProperties, ParagraphProperties

    is_stack = chart.kind is ChartKind.STACKED
    first, last = (2, len(chart.series) + 1) if is_stack else (5, 5)
    count = len(chart.categories) if is_stack else sum(percent is not None for percent in chart.percents)
    if not count:
        return None
    made = BarChart()
    made.add_data(Reference(sheet, first, head, last, head + count), titles_from_data=True)
    names = str(Reference(sheet, 1, head + 1, 1, head + count))
    for series in made.series:
        series.cat = AxDataSource(strRef=StrRef(names))  # as words: openpyxl itself says they are numbers
    stands = chart.kind is ChartKind.STACKED and _axis_words(chart) == "Quý"
    made.type = "col" if stands else "bar"
    made.gapWidth = 60
    made.title = chart.title
    made.title.overlay = False
    made.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=CharacterProperties(sz=1200, b=True))
    if is_stack:
        made.grouping, made.overlap = "stacked", 100
        made.legend.position = "b"
    else:
        made.legend = None
    _set_axes(made, chart, stands=stands)
    looks = [LOOKS[one.key] for one in chart.series] if is_stack else [LOOKS[chart.series[0].key]]
    for series, look in zip(made.series, looks, strict=True):
        _set_look(series, look)
        _set_labels(series, look, is_inside=is_stack)
    return made


def _set_axes(made: Any, chart: Chart, *, stands: bool) -> None:
    """Name both axes; lying bars are read from the top down."""
    is_stack = chart.kind is ChartKind.STACKED
    for axis in (made.x_axis, made.y_axis):
        axis.delete = False  # else newer versions of Excel draw none
    made.x_axis.title = _axis_words(chart)
    made.y_axis.title = "Số nhiệm vụ" if is_stack else "So với chỉ tiêu năm"
    made.y_axis.number_format = "#,##0" if is_stack else "0%"
    made.y_axis.scaling.min = 0
    if not is_stack and max(percent or 0 for percent in chart.percents) > MOST_PERCENT:
        made.y_axis.scaling.max = MOST_PERCENT / 100
    for axis in (made.x_axis, made.y_axis):
        axis.title.overlay = False
    if not stands:
        made.x_axis.scaling.orientation = "maxMin"
        made.y_axis.crosses = "max"


def _set_look(series: Any, look: Look) -> None:
    """Give a series its colour and the hatching that tells it apart in black and white."""
    from openpyxl.drawing.fill import ColorChoice, PatternFillProperties

    properties = series.graphicalProperties
    if look.hatch in _PATTERNS:
        properties.pattFill = PatternFillProperties(
            prst=_PATTERNS[look.hatch],
            fgClr=ColorChoice(srgbClr=look.ink),
            bgClr=ColorChoice(srgbClr=look.ground),
        )
    else:
        properties.solidFill = look.ink if look.hatch == "solid" else look.ground
    properties.line.solidFill = look.ink
    series.invertIfNegative = False


def _set_labels(series: Any, look: Look, *, is_inside: bool) -> None:
    """Write each bar's figure on it, on a hatched one on its own ground; or at its end."""
    from openpyxl.chart.label import DataLabelList
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.chart.text import RichText
    from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties

    labels = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    labels.showPercent = False
    labels.numFmt = "#,##0" if is_inside else RATIO_FORMAT
    labels.position = "ctr" if is_inside else "outEnd"
    if look.hatch in _PATTERNS:
        labels.spPr = GraphicalProperties(solidFill=look.ground)
    colour = "FFFFFF" if is_inside and look.hatch == "solid" else "000000"
    letters = CharacterProperties(sz=1000, b=True, solidFill=colour)
    labels.txPr = RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=letters), endParaRPr=letters)])
    series.dLbls = labels
