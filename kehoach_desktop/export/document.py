"""What goes on paper, before any format: the parts of Nghị định 30/2020/NĐ-CP, Phụ lục I, as plain text."""

from dataclasses import dataclass, replace

from kehoach_desktop.domain.charts import Chart
from kehoach_desktop.domain.dates import long_date
from kehoach_desktop.domain.outline import roman
from kehoach_desktop.domain.plan import Item, Level, Plan, Signature
from kehoach_desktop.export.appendix_table import appendix_table
from kehoach_desktop.export.tables import Group, Table

STATE_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"  # quốc hiệu
STATE_MOTTO = "Độc lập - Tự do - Hạnh phúc"  # tiêu ngữ


@dataclass(frozen=True, slots=True)
class Attachment:
    """An appendix on its own pages: Phụ lục, its title, ``(Kèm theo …)``, its table or its charts."""

    heading: str
    title: str
    reference: str
    table: Table | None = None
    charts: tuple[Chart, ...] = ()

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups of its table."""
        return self.table.groups if self.table else ()


@dataclass(frozen=True, slots=True)
class Document:
    """A plan or a report, every part worded as it prints; "" or () = the part is not there."""

    kind: str  # KẾ HOẠCH, BÁO CÁO
    subject: str
    superior: str
    issuer: str
    number_line: str
    place_date: str
    addressees: tuple[str, ...]
    preamble: tuple[Item, ...]
    body: tuple[Item, ...]
    signature: Signature
    recipients: tuple[str, ...]
    attachments: tuple[Attachment, ...]


def number_line(number: str, symbol: str) -> str:
    """Return ``Số: 05/KH-UBND``; a number under 10 gets a leading 0, a missing one leaves a blank."""
    number = number.strip()
    if number.isdecimal() and len(number) == 1:
        number = "0" + number
    return f"Số: {number or '     '}/{symbol}"


def place_date_line(plan: Plan) -> str:
    """Return ``Vĩnh Lộc, ngày 16 tháng 01 năm 2024``, with dots for a place not yet given."""
    return f"{plan.place or '……………'}, {long_date(plan.date, plan.year)}"


def reference_line(plan: Plan) -> str:
    """Return ``(Kèm theo Kế hoạch số …/KH-UBND ngày … của …)`` with blanks for what is not yet given."""
    number = number_line(plan.number, plan.symbol).removeprefix("Số: ")
    issuer = plan.issuer or "……………"
    return f"(Kèm theo Kế hoạch số {number} {long_date(plan.date, plan.year)} của {issuer})"


def closed_preamble(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return the preamble with each căn cứ ending in ";" and the last of them in "."; empty items go."""
    items = tuple(item for item in items if item.text.strip())
    last = max((i for i, item in enumerate(items) if item.level is Level.BASIS), default=-1)
    out = []
    for index, item in enumerate(items):
        if item.level is Level.BASIS:
            stem = item.text.rstrip(" ;.,")
            out.append(replace(item, text=stem + ("." if index == last else ";")))
        else:
            out.append(item)
    return tuple(out)


def closed_body(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return the body with its last text ending in "./." as the decree closes a document.

    An item still empty at the end (the clerk is about to write it) is not printed.
    """
    while items and not items[-1].text.strip():
        items = items[:-1]
    if not items or items[-1].text.rstrip().endswith("./."):
        return items
    last = items[-1]
    return (*items[:-1], replace(last, text=last.text.rstrip(" ;.,:") + "./."))


def plan_document(plan: Plan) -> Document:
    """Return the plan as it prints, its appendices attached."""
    several = len(plan.appendices) > 1
    attachments = tuple(
        Attachment(
            f"Phụ lục {roman(number)}" if several else "Phụ lục",
            appendix.title,
            reference_line(plan),
            appendix_table(appendix),
        )
        for number, appendix in enumerate(plan.appendices, 1)
    )
    return Document(
        kind="KẾ HOẠCH",
        subject=plan.subject,
        superior=plan.superior,
        issuer=plan.issuer,
        number_line=number_line(plan.number, plan.symbol),
        place_date=place_date_line(plan),
        addressees=(),
        preamble=closed_preamble(plan.preamble),
        body=closed_body(plan.body),
        signature=plan.signature,
        recipients=plan.recipients,
        attachments=attachments,
    )
