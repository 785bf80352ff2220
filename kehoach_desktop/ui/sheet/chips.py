"""Small labels in a cell: the bodies named in it, and the quarters a time was understood as."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.directory import NO_NAMES, Names, bodies_in
from kehoach_desktop.domain.periods import DECREE_09, Scheme, period, quarter
from kehoach_desktop.domain.timephrase import Fit, fit, quarters, understand
from kehoach_desktop.ui.sheet.wrapped import draw_text, text_height_px
from kehoach_desktop.ui.theme import Tokens, base_font, tokens

GAP_PX = 6
_PAD_X, _PAD_Y = 8, 1
QUARTER_WORDS = ("QI", "QII", "QIII", "QIV")
QUARTER_CHIP_PX = 16
NOT_UNDERSTOOD = "Chưa hiểu thời gian này"
_UNDERSTOOD_ARE = "những cách ghi hiểu được: Thường xuyên, Quý II, tháng 3 - 5, trước 15/6, 01/3 - 30/4"
_SPANS_SHOWN = 6  # in words


@lru_cache(maxsize=1 << 14)
def time_words(time: str, year: int, scheme: Scheme = DECREE_09) -> str:
    """Return what a time was understood as, in dates and quarters, or that it was not."""
    span = understand(time, year, scheme)
    if span is None:
        return f"{NOT_UNDERSTOOD}; {_UNDERSTOOD_ARE}"
    shown = span.spans[:_SPANS_SHOWN]
    days = "; ".join(
        short_date(start) if start == end else f"{short_date(start)} - {short_date(end)}"
        for start, end in shown
    )
    days += "; …" if len(span.spans) > len(shown) else ""
    numbers = sorted(quarters(time, year, scheme) or ())
    found = ", ".join(QUARTER_WORDS[number - 1] for number in numbers)
    lies = fit(time, year, scheme)
    of_year = f"năm báo cáo {year} ({period(year, 'NAM', scheme).span_words})"
    if lies is Fit.OUTSIDE:
        return f"Hiểu là {days}: ngoài {of_year}"
    if lies is not Fit.PARTLY and len(numbers) == 1:  # the period's days say why it is this one
        of = quarter(year, numbers[0], scheme)
        lead = "hạn " if span.start == span.end else ""
        return f"Hiểu là {lead}{days}, thuộc kỳ {of.name} ({of.span_words})"
    words = f"Hiểu là {days}: {found}"
    return f"{words}\nMột phần nằm ngoài {of_year}" if lies is Fit.PARTLY else words


@lru_cache(maxsize=1 << 14)
def time_marks(time: str, year: int, scheme: Scheme = DECREE_09) -> tuple[tuple[str, str], ...]:
    """Return the chips under a time, each with its look: "due", "free" or "warning"."""
    lies = fit(time, year, scheme)
    if lies is Fit.UNKNOWN:
        return (("? Chưa hiểu", "warning"),)
    if lies is Fit.OUTSIDE:
        span = understand(time, year, scheme)
        is_in_year = span is not None and span.start.year == span.end.year == year
        return (("Ngoài năm báo cáo" if is_in_year else f"Ngoài năm {year}", "warning"),)
    due = quarters(time, year, scheme) or frozenset()
    marks = [(word, "due" if number in due else "free") for number, word in enumerate(QUARTER_WORDS, 1)]
    return (*marks, ("!", "warning")) if lies is Fit.PARTLY else tuple(marks)


@lru_cache(maxsize=4096)
def _places(names: tuple[str, ...], width_px: int) -> tuple[QRectF, ...]:
    """Return where each chip stands, flowing in lines of ``width_px`` from (0, 0)."""
    font = base_font(12)
    metrics = QFontMetricsF(font)
    places: list[QRectF] = []
    x = y = line_height = 0.0
    for name in names:
        # A layout may set a line a little wider than its advance: without room the last word would wrap.
        wanted = min(metrics.horizontalAdvance(name) + 2 * _PAD_X + 3, width_px)
        height = text_height_px(name, font, int(wanted - 2 * _PAD_X)) + 2 * _PAD_Y
        if x and x + wanted > width_px:
            x, y, line_height = 0.0, y + line_height + 4, 0.0
        places.append(QRectF(x, y, wanted, height))
        x += wanted + GAP_PX
        line_height = max(line_height, height)
    return tuple(places)


def bodies_height_px(text: str, width_px: int, known: Names = NO_NAMES) -> int:
    """Return the height of a cell's chips; ``known`` are the bodies' names the office has."""
    places = _places(bodies_in(text, known), width_px)
    return round(max((place.bottom() for place in places), default=0) + 0.49)


def draw_bodies(painter: QPainter, box: QRectF, text: str, colours: Tokens, known: Names = NO_NAMES) -> None:
    """Draw the bodies named in ``text`` as chips from the top left of ``box``."""
    names, font = bodies_in(text, known), base_font(12)
    for name, place in zip(names, _places(names, int(box.width())), strict=True):
        chip = place.translated(box.topLeft())
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)
        draw_text(painter, chip.adjusted(_PAD_X, _PAD_Y, -_PAD_X, 0), name, font, colours.text)


def draw_quarters(
    painter: QPainter, at: QPointF, time: str, year: int, ground: str, scheme: Scheme = DECREE_09
) -> None:
    """Draw QI to QIV, those the time falls in on ``ground``; a mark where it is not understood or outside."""
    colours = tokens()
    looks = {
        "due": (ground, colours.accent),
        "free": (colours.sunken, colours.faint),
        "warning": (colours.warning_soft, colours.warning),
    }
    font = base_font(11)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    x = at.x()
    for word, look in time_marks(time, year, scheme):
        chip = QRectF(x, at.y(), metrics.horizontalAdvance(word) + 12, QUARTER_CHIP_PX)
        fill, ink = looks[look]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(chip, 8, 8)
        painter.setPen(QColor(ink))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, word)
        x = chip.right() + 3
