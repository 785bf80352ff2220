"""Letters that no font of the machine has, each with the place in the document where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from kehoach_desktop.domain.outline import labels, parent_indexes
from kehoach_desktop.domain.plan import Item
from kehoach_desktop.export.document import Attachment, Document
from kehoach_desktop.export.pdf.lines import Typeface

_NAMED_AT_MOST = 12


@dataclass(frozen=True, slots=True)
class Lacking:
    """A letter without a glyph, where it first stands ("mục II.3.a"), and the item's id (0: no item)."""

    letter: str
    where: str
    item: int = 0


def lacking_letters(document: Document) -> tuple[Lacking, ...]:
    """Return the letters that would print as a sign, each once, in the order of the document."""
    typeface = Typeface()
    found: dict[str, Lacking] = {}
    for text, where, item in _texts(document):
        known = len(typeface.missing)
        typeface.run(text)
        for letter in list(typeface.missing)[known:]:
            found[letter] = Lacking(letter, where, item)
    return tuple(found.values())


def lacking_words(lacking: tuple[Lacking, ...]) -> str:
    """Return the sentence that names the letters and where they stand."""
    named = [f"{one.letter} (U+{ord(one.letter):04X}, {one.where})" for one in lacking[:_NAMED_AT_MOST]]
    more = len(lacking) - len(named)
    rest = f" và {more} ký tự khác" if more else ""
    return f"Không phông chữ nào trên máy có ký tự {', '.join(named)}{rest}"


def _texts(document: Document) -> Iterator[tuple[str, str, int]]:
    """Yield each text with the words for where it stands and the id of its item."""
    signature = document.signature
    yield document.superior, "cơ quan chủ quản", 0
    yield document.issuer, "cơ quan ban hành", 0
    yield document.number_line, "số, ký hiệu", 0
    yield document.place_date, "địa danh, ngày", 0
    yield document.subject, "trích yếu", 0
    for name in document.addressees:
        yield name, "Kính gửi", 0
    for number, item in enumerate(document.preamble, 1):
        yield item.text, f"phần mở đầu, dòng {number}", item.id
    for item, where in zip(document.body, _numbers(document.body), strict=True):
        yield item.text, where, item.id
    for line in (signature.authority, signature.proxy, signature.title, signature.name):
        yield line, "chữ ký", 0
    for name in document.recipients:
        yield name, "nơi nhận", 0
    for attachment in document.attachments:
        yield from ((text, attachment.heading.lower(), 0) for text in _attachment_texts(attachment))


def _attachment_texts(attachment: Attachment) -> Iterator[str]:
    yield attachment.title
    yield from (column.title for column in (attachment.table.columns if attachment.table else ()))
    for group in attachment.groups:
        yield group.title
        cells = (*group.merged, *(value for row in group.rows for value in row))
        yield from (value for value in cells if isinstance(value, str))
    for chart in attachment.charts:
        yield from (chart.title, *chart.categories, *chart.units)


def _numbers(body: tuple[Item, ...]) -> list[str]:
    """Return for each item the way to it: ``mục II.3.a``; what has no number is told by what it is under."""
    out: list[str] = []
    numbers = labels(body)
    for number, parent in zip(numbers, parent_indexes(body), strict=True):
        above = out[parent] if parent >= 0 else ""
        own = number.rstrip(".)-")
        out.append(f"{above}.{own}" if above and own else above or own)
    return [f"mục {number}" if number else "phần đầu" for number in out]
