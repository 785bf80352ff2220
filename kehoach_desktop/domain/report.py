"""The result report (báo cáo kết quả) of a period, its sentences written from the data.

The parts follow van-thu practice for a periodic report: what was organised, results, difficulties, next
tasks, proposals. Nothing is invented: what was not recorded is said to be not recorded.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.figures import (
    Figures,
    Total,
    all_tasks,
    falls_in,
    figures,
    records_of,
    state,
    sums,
)
from kehoach_desktop.domain.periods import Period, Scheme, next_period, title
from kehoach_desktop.domain.plan import (
    Activity,
    Item,
    Level,
    Plan,
    Progress,
    Quantity,
    Signature,
    State,
    Task,
)
from kehoach_desktop.domain.timephrase import understand
from kehoach_desktop.domain.words import STATE_WORDS, number_words


@dataclass(frozen=True, slots=True)
class Report:
    """A report ready to be laid out; number and date are given after signing and so are not here."""

    plan: Plan
    period: Period
    figures: Figures
    subject: str
    symbol: str
    addressees: tuple[str, ...]
    preamble: tuple[Item, ...]
    body: tuple[Item, ...]
    recipients: tuple[str, ...]
    signature: Signature


def compose_report(plan: Plan, period: Period) -> Report:
    """Return the report of ``period`` for the plan."""
    scheme = plan.scheme
    when = title(period, plan.year)
    found = figures(plan, period)
    archive = tuple(line for line in plan.recipients if line.lower().startswith("lưu"))
    return Report(
        plan=plan,
        period=period,
        figures=found,
        subject=f"Kết quả thực hiện Kế hoạch {_lower_first(plan.subject)}, {when}",
        symbol=report_symbol(plan.symbol),
        addressees=(plan.superior or "……………",),  # a report always has one: Nghị định 30/2020/NĐ-CP, Phụ lục I
        preamble=(Item(Level.PARAGRAPH, _opening(plan, period, when)),),
        body=tuple(_body(plan, period, scheme, found)),
        recipients=("Như trên", *(archive or ("Lưu: VT",))),
        signature=plan.signature,
    )


def report_symbol(symbol: str) -> str:
    """Return the symbol of a report by the body that signs plans with ``symbol``: KH-UBND gives BC-UBND."""
    kind, dash, body = symbol.partition("-")
    return f"BC-{body if dash and kind.upper().startswith('KH') else symbol}"


def quantity_words(quantities: tuple[Quantity, ...]) -> str:
    """Return counted results as ``12 tin, bài; 96 lượt`` - never added across units."""
    return "; ".join(f"{number_words(value)} {unit}".strip() for (_, unit), value in sums(quantities).items())


def plan_citation(plan: Plan) -> str:
    """Return ``Kế hoạch số 07/KH-UBND ngày 16/01/2026 của … về …`` with what is known."""
    words = "Kế hoạch"
    if plan.number:
        words += f" số {plan.number.zfill(2)}/{plan.symbol}"
    if plan.date:
        words += f" ngày {short_date(plan.date)}"
    if plan.issuer:
        words += f" của {plan.issuer}"
    return f"{words} về {_lower_first(plan.subject)}"


def _opening(plan: Plan, period: Period, when: str) -> str:
    issuer = plan.issuer or "cơ quan"
    span = f"từ ngày {short_date(period.start)} đến ngày {short_date(period.end)}"
    told = when if span in when else f"{when} ({span})"
    return f"Thực hiện {plan_citation(plan)}, {issuer} báo cáo kết quả thực hiện {told} như sau:"


def _body(plan: Plan, period: Period, scheme: Scheme, found: Figures) -> Iterator[Item]:
    yield Item(Level.SECTION, "Công tác chỉ đạo, tổ chức thực hiện")
    yield Item(Level.PARAGRAPH, _organised(plan, period, scheme), 1)
    yield Item(Level.SECTION, "Kết quả thực hiện")
    yield Item(Level.CLAUSE, "Kết quả chung", 1)
    yield Item(Level.PARAGRAPH, _standing(found), 2)
    yield Item(Level.PARAGRAPH, _pointer(found), 2)
    yield Item(Level.CLAUSE, "Kết quả theo từng nội dung", 1)
    yield from _results(plan, period, scheme)
    yield Item(Level.CLAUSE, "Số liệu tổng hợp", 1)
    counted = [_total_words(total) for total in found.totals if total.value]
    yield from _bullets(counted, "Trong kỳ chưa ghi số liệu.", 2)
    yield Item(Level.SECTION, "Khó khăn, vướng mắc")
    records = [record for task in all_tasks(plan) for record in records_of(task, plan.year, period, scheme)]
    yield from _bullets([r.difficulty for r in records], "Trong kỳ không ghi nhận khó khăn, vướng mắc.", 1)
    yield Item(Level.SECTION, "Nhiệm vụ trọng tâm kỳ tiếp theo")
    yield from _bullets(_next_tasks(plan, period, scheme), "Không còn nhiệm vụ phải thực hiện tiếp.", 1)
    yield Item(Level.SECTION, "Đề xuất, kiến nghị")
    yield from _bullets([r.proposal for r in records], "Trong kỳ không có đề xuất, kiến nghị.", 1)
    yield Item(Level.PARAGRAPH, _closing(plan, title(period, plan.year)), 1)


def _organised(plan: Plan, period: Period, scheme: Scheme) -> str:
    tasks = list(all_tasks(plan))
    activities = sum(len(appendix.activities) for appendix in plan.appendices)
    due = sum(falls_in(task, plan.year, period, scheme) for task in tasks)
    issuer = plan.issuer or "Cơ quan"
    return (
        f"{issuer} đã tổ chức thực hiện kế hoạch gồm {activities} nội dung với {len(tasks)} nhiệm vụ; "
        f"trong kỳ có {due} nhiệm vụ thuộc thời gian thực hiện."
    )


def _standing(found: Figures) -> str:
    counted = [
        f"{found.states[state]} nhiệm vụ {words}"
        for state, words in (
            (State.DONE, "hoàn thành"),
            (State.DOING, "đang làm"),
            (State.LATE, "chậm"),
            (State.DROPPED, "không thực hiện"),
            (State.NONE, "chưa ghi kết quả"),
        )
        if found.states[state]
    ]
    if not counted:
        return "Kế hoạch chưa có nhiệm vụ nào."
    words = f"Đến hết kỳ báo cáo, trong tổng số {found.total} nhiệm vụ có {_listed(counted)}."
    if found.overdue:
        words += f" Có {found.overdue} nhiệm vụ đã hết thời hạn mà chưa hoàn thành."
    return words


def _pointer(found: Figures) -> str:
    """The body points to its appendices, as Nghị định 30/2020/NĐ-CP, Phụ lục I asks."""
    where = "Phụ lục I và Phụ lục II" if found.totals else "Phụ lục"
    return f"Kết quả chi tiết và số liệu nêu tại {where} kèm theo Báo cáo này."


def _listed(parts: list[str]) -> str:
    """Return ``a, b và c``."""
    return " và ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _results(plan: Plan, period: Period, scheme: Scheme) -> Iterator[Item]:
    nothing = True
    for appendix in plan.appendices:
        for activity in appendix.activities:
            lines = list(_activity_results(activity, plan.year, period, scheme))
            if lines:
                nothing = False
                yield Item(Level.POINT, _as_title(activity.content), 2)
                yield from (Item(Level.BULLET, line, 3) for line in lines)
    if nothing:
        yield Item(Level.PARAGRAPH, "Trong kỳ chưa ghi kết quả của nhiệm vụ nào.", 2)


def _activity_results(activity: Activity, year: int, period: Period, scheme: Scheme) -> Iterator[str]:
    for task in activity.tasks:
        for record in records_of(task, year, period, scheme):
            told = _record_words(record)
            if told:
                yield f"{_stem(task.form)}: {told}"


def _record_words(record: Progress) -> str:
    counted = quantity_words(record.quantities)
    if record.result and counted:
        return f"{_stem(record.result)} ({counted})."
    told = record.result or counted
    if not told and record.status is not State.NONE:
        told = STATE_WORDS[record.status].lower()
    return f"{_stem(told)}." if told else ""


def _total_words(total: Total) -> str:
    return (
        f"{total.indicator}: trong kỳ {number_words(total.value)} {total.unit}; "
        f"từ đầu năm {number_words(total.cumulative)} {total.unit}."
    )


def _next_tasks(plan: Plan, period: Period, scheme: Scheme) -> list[str]:
    following = next_period(period, plan.year, scheme)
    lines = []
    for task in all_tasks(plan):
        now = state(task, plan.year, period, scheme)
        unfinished = now in {State.DOING, State.LATE}
        due = now not in {State.DONE, State.DROPPED} or not _has_ended(task, plan.year, period, scheme)
        if now is State.DROPPED or not task.form:
            continue
        if unfinished or (due and falls_in(task, plan.year, following, scheme)):
            lead = f" ({task.lead})" if task.lead else ""
            lines.append(f"{_stem(task.form)}{lead}.")
    return lines


def _has_ended(task: Task, year: int, period: Period, scheme: Scheme) -> bool:
    span = understand(task.time, year, scheme)
    return span is not None and span.end <= period.end


def _bullets(lines: list[str], nothing: str, depth: int) -> Iterator[Item]:
    """Yield each different line once as a bullet, or the paragraph ``nothing``."""
    kept = [line for line in dict.fromkeys(lines) if line.strip()]
    yield from (Item(Level.BULLET, f"{_stem(line)}.", depth) for line in kept)
    if not kept:
        yield Item(Level.PARAGRAPH, nothing, depth)


def _closing(plan: Plan, when: str) -> str:
    issuer = plan.issuer or "cơ quan"
    told = f", {issuer} báo cáo {plan.superior} theo dõi, chỉ đạo" if plan.superior else f" của {issuer}"
    return f"Trên đây là kết quả thực hiện kế hoạch {when}{told}./."


def _stem(text: str) -> str:
    """Return the text without the blanks and stops at its end."""
    return text.strip().rstrip(".;, ")


def _as_title(text: str) -> str:
    return f"{_stem(text)}:"


def _lower_first(text: str) -> str:
    """Return the text with a small first letter, unless its first word is an abbreviation (TTHC)."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
