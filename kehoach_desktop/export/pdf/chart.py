"""Charts on paper: lying bars with their figures beside them, drawn in lines that stay sharp at any size."""

from collections.abc import Iterator
from dataclasses import dataclass

from kehoach_desktop.domain.charts import Chart, ChartKind, Series
from kehoach_desktop.domain.counted import reached_words
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.export.chart_look import LOOKS, MOST_PERCENT, Look
from kehoach_desktop.export.pdf.lines import Align, Line, break_lines, drop_of
from kehoach_desktop.export.pdf.press import MM, Press

TITLE_PT, TEXT_PT, FIGURE_PT = 13, 12, 11
_LEADING = 1.2
_LABEL_MM, _WORDS_MM = 62.0, 62.0  # the categories' names on the left, the figures in words on the right
_GAP_MM = 3.0
_BAR_PT = 15.0
_ROW_GAP_PT = 6.0
_CHART_GAP_PT = 20.0
_SWATCH_PT = 16.0
_LINE_PT = 0.6
_HATCH_PT = 4.0  # between two lines
_LEAST_ROWS = 3  # of a chart that begins on a page


_Where = tuple[float, float, Align]


@dataclass(frozen=True, slots=True)
class _Row:
    """One category: its name and its figures in words, broken into lines, and where its bar's parts end."""

    name: list[Line]
    words: list[Line]
    place: int

    @property
    def height(self) -> float:
        lines = max(len(self.name), len(self.words))
        return max(lines * TEXT_PT * _LEADING, _BAR_PT) + _ROW_GAP_PT


def set_chart(press: Press, chart: Chart) -> None:
    """Draw a chart from the pen down; a long one goes on over pages between two of its bars."""
    drawer = _Drawer(press, chart)
    rows = list(drawer.rows())
    head = drawer.head_height + sum(row.height for row in rows[:_LEAST_ROWS])
    if not press.at_top:
        whole = drawer.head_height + sum(row.height for row in rows) + _CHART_GAP_PT
        if head + _CHART_GAP_PT > press.room or press.room < whole <= press.height:
            press.new_page()
        else:
            press.room -= _CHART_GAP_PT
    drawer.draw_head()
    for row in rows:
        if row.height > press.room and not press.at_top:
            press.new_page()
        drawer.draw(row)
        press.step()


class _Drawer:
    """One chart: its measures and its pen."""

    def __init__(self, press: Press, chart: Chart) -> None:
        self.press, self.chart = press, chart
        self.left = press.left + (_LABEL_MM + _GAP_MM) * MM
        self.width = press.width - (_LABEL_MM + _WORDS_MM + 2 * _GAP_MM) * MM
        self.words_left = self.left + self.width + _GAP_MM * MM
        if chart.kind is ChartKind.STACKED:
            self.whole = float(max(chart.totals, default=0) or 1)
        else:
            self.whole = float(min(max(100, *(percent or 0 for percent in chart.percents)), MOST_PERCENT))

    @property
    def head_height(self) -> float:
        """Its title and what its signs mean."""
        return (TITLE_PT + TEXT_PT) * _LEADING + 2 * _ROW_GAP_PT

    def rows(self) -> Iterator[_Row]:
        """Yield the categories from the top down."""
        chart = self.chart
        for place, name in enumerate(chart.categories):
            if chart.kind is ChartKind.STACKED:
                total, note = number_words(chart.totals[place]), chart.notes[place]
                words = f"{total} {chart.units[place]}" + (f", {note}" if note else "")
            else:
                note = chart.notes[place]
                reached, target = (series.values[place] for series in chart.series)
                words = reached_words(reached or 0, target, chart.units[place])
                words += f"; {note}" if note else ""
            yield _Row(self._lines(name, _LABEL_MM), self._lines(words, _WORDS_MM), place)

    def draw_head(self) -> None:
        """Draw the title and the signs of the series."""
        press = self.press
        (title, *_) = break_lines([press.typeface.run(self.chart.title, bold=True)], TITLE_PT, press.width)
        self._write([title], (press.left, press.width, "left"), TITLE_PT, press.top)
        press.room -= TITLE_PT * _LEADING + _ROW_GAP_PT
        x = press.left
        for series in self._shown():
            top = press.top
            self._box(x, top - _SWATCH_PT * 0.75, _SWATCH_PT, _SWATCH_PT * 0.6, LOOKS[series.key])
            (line,) = break_lines([press.typeface.run(series.name)], TEXT_PT, press.width)
            self._write([line], (x + _SWATCH_PT + 4, line.width, "left"), TEXT_PT, top)
            x += _SWATCH_PT + line.width + 18
        press.room -= TEXT_PT * _LEADING + _ROW_GAP_PT

    def draw(self, row: _Row) -> None:
        """Draw a category and take its room."""
        press = self.press
        top = press.top
        middle = top - (row.height - _ROW_GAP_PT) / 2
        half = TEXT_PT * _LEADING / 2
        upper = middle + len(row.name) * half
        self._write(row.name, (press.left, _LABEL_MM * MM, "right"), TEXT_PT, upper)
        upper = middle + len(row.words) * half
        self._write(row.words, (self.words_left, _WORDS_MM * MM, "left"), TEXT_PT, upper)
        if self.chart.kind is ChartKind.STACKED:
            self._draw_stack(row.place, middle)
        else:
            self._draw_against(row.place, middle)
        press.draw_lines(
            _LINE_PT, [(self.left, middle + _BAR_PT / 2 + 2, self.left, middle - _BAR_PT / 2 - 2)]
        )
        press.room -= min(press.room, row.height)

    def _draw_stack(self, place: int, middle: float) -> None:
        x = self.left
        for series in self.chart.series:
            value = series.values[place] or 0
            width = value / self.whole * self.width
            if value:
                self._box(x, middle - _BAR_PT / 2, width, _BAR_PT, LOOKS[series.key])
                self._figure(number_words(value), x, width, middle, LOOKS[series.key])
            x += width

    def _draw_against(self, place: int, middle: float) -> None:
        percent = self.chart.percents[place]
        if percent is None:
            return
        reached, target = (LOOKS[series.key] for series in self.chart.series)
        full = 100 / self.whole * self.width
        self._box(self.left, middle - _BAR_PT / 2, full, _BAR_PT, target)
        if percent:
            width = min(percent / self.whole, 1.0) * self.width
            self._box(self.left, middle - _BAR_PT / 2 + 3, width, _BAR_PT - 6, reached)
            if percent > self.whole:
                self._break(self.left + width - 12, middle)
        edge = self.left + full
        self.press.draw_lines(1.5, [(edge, middle - _BAR_PT / 2 - 2, edge, middle + _BAR_PT / 2 + 2)])

    def _break(self, x: float, middle: float) -> None:
        """Draw two strokes through a bar that is not as long as what it stands for."""
        if self._is_drawn:
            self.press.canvas.setStrokeColor(_colour("FFFFFF"))
            strokes = [
                (x + step, middle - _BAR_PT / 2, x + step + 4, middle + _BAR_PT / 2) for step in (0, 4)
            ]
            self.press.draw_lines(1.5, strokes)
            self.press.canvas.setStrokeColor(_colour("000000"))

    def _shown(self) -> list[Series]:
        return [series for series in self.chart.series if any(series.values)]

    def _figure(self, text: str, x: float, width: float, middle: float, look: Look) -> None:
        """Write a part's figure in the middle of it, on its own ground where lines would cross it."""
        (line,) = break_lines([self.press.typeface.run(text, bold=True)], FIGURE_PT, self.width)
        if line.width + 4 > width:
            return
        left = x + (width - line.width) / 2
        if look.hatch not in {"solid", "blank"} and self._is_drawn:
            self.press.canvas.setFillColor(_colour(look.ground))
            self.press.canvas.rect(
                left - 2, middle - FIGURE_PT * 0.5, line.width + 4, FIGURE_PT, stroke=0, fill=1
            )
        colour = "FFFFFF" if look.hatch == "solid" else "000000"
        upper = middle + FIGURE_PT * _LEADING / 2
        self._write([line], (left, line.width, "left"), FIGURE_PT, upper, colour)

    def _lines(self, text: str, width_mm: float) -> list[Line]:
        return break_lines([self.press.typeface.run(text)], TEXT_PT, width_mm * MM)

    def _write(
        self, lines: list[Line], place: _Where, size: float, top: float, colour: str = "000000"
    ) -> None:
        """Write lines from ``top`` down; ``place``: left edge, width, how they are set."""
        if self._is_drawn:
            self.press.canvas.setFillColor(_colour(colour))
        left, width, align = place
        pen = self.press.pen()
        baseline = top - drop_of(size, size * _LEADING)
        for line in lines:
            pen.write(line, left, baseline, size, width, align)
            baseline -= size * _LEADING
        pen.lift()
        if self._is_drawn:
            self.press.canvas.setFillColor(_colour("000000"))

    @property
    def _is_drawn(self) -> bool:
        return self.press.proof is None or self.press.proof.is_page_wanted

    def _box(self, x: float, y: float, width: float, height: float, look: Look) -> None:
        """Draw a part of a bar: its ground, its lines, its border."""
        if not self._is_drawn:
            return
        canvas = self.press.canvas
        canvas.saveState()
        canvas.setLineWidth(_LINE_PT)
        canvas.setStrokeColor(_colour(look.ink))
        canvas.setFillColor(_colour(look.ink if look.hatch == "solid" else look.ground))
        canvas.rect(x, y, width, height, stroke=0, fill=1)
        lines = list(_hatching(x, y, width, height, look))
        if lines:
            clip = canvas.beginPath()
            clip.rect(x, y, width, height)
            canvas.saveState()
            canvas.clipPath(clip, stroke=0, fill=0)
            canvas.lines(lines)
            canvas.restoreState()
        canvas.rect(x, y, width, height, stroke=1, fill=0)
        canvas.restoreState()


def _hatching(
    x: float, y: float, width: float, height: float, look: Look
) -> Iterator[tuple[float, float, float, float]]:
    """Yield the lines that cover a box; they begin at the page's edge, so that neighbours run on."""
    if look.hatch == "level":
        for step in range(1, int(height / _HATCH_PT) + 1):
            yield x, y + step * _HATCH_PT, x + width, y + step * _HATCH_PT
    if look.hatch in {"rising", "crossed"}:
        for step in range(int((width + height) / _HATCH_PT) + 1):
            start = x - height + step * _HATCH_PT
            yield start, y, start + height, y + height
            if look.hatch == "crossed":
                yield start, y + height, start + height, y


def _colour(code: str) -> tuple[float, float, float]:
    """Return RRGGBB as reportlab takes it."""
    return tuple(int(code[at : at + 2], 16) / 255 for at in (0, 2, 4))  # type: ignore[return-value]
