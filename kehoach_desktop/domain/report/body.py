"""The five parts of a result report, their sentences written from the data.

The parts follow van-thu practice for a periodic report: what was organised, results, difficulties, next
tasks, proposals. Nothing is invented: what was not recorded is said to be not recorded. Every figure that
is counted from the data stays linked to it (``linked``).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.directory import bodies_in, name_key
from kehoach_desktop.domain.figures import all_tasks, falls_in, is_behind, last_record, records_of, state
from kehoach_desktop.domain.periods import CUMULATIVE, Period, next_period, period, quarter, title
from kehoach_desktop.domain.plan import Item, Level, Plan, State, Task
from kehoach_desktop.domain.report.figures import states_key
from kehoach_desktop.domain.report.open_quarter import open_quarter_sentence
from kehoach_desktop.domain.report.results import counted_bullets, results
from kehoach_desktop.domain.report.words import Figure, Sentence, joined, lower_first, sentence_item, stem
from kehoach_desktop.domain.timephrase import understand

_STATE_PHRASES = (
    (State.DONE, "hoàn thành"),
    (State.DOING, "đang thực hiện"),
    (State.LATE, "chậm"),
    (State.DROPPED, "không thực hiện"),
    (State.NONE, "chưa có kết quả"),
)
_MOST_LEADS = 8  # more of them would make a list nobody reads


@dataclass(frozen=True, slots=True)
class Source:
    """What the sentences are written from: the plan, the period, every figure's words by key."""

    plan: Plan
    period: Period
    texts: Mapping[str, str]
    earlier: Plan | None = None  # last year's, to compare with


def report_body(source: Source) -> Iterator[Item]:
    """Yield the body, section by section."""
    yield Item(Level.SECTION, "Công tác chỉ đạo, tổ chức thực hiện")
    yield from (_item(source, Level.PARAGRAPH, 1, words) for words in _organised(source))
    yield Item(Level.SECTION, "Kết quả thực hiện")
    yield Item(Level.CLAUSE, "Kết quả chung", 1)
    yield _item(source, Level.PARAGRAPH, 2, _standing(source))
    if still_open := open_quarter_sentence(source.plan, source.period):
        yield Item(Level.PARAGRAPH, still_open, 2)
    yield Item(Level.PARAGRAPH, _pointer(source), 2)
    yield Item(Level.CLAUSE, "Kết quả theo từng nội dung, hình thức", 1)
    yield from results(source.plan, source.period, source.texts)
    yield Item(Level.CLAUSE, "Số liệu tổng hợp", 1)
    yield from counted_bullets(source.plan, source.period, source.texts, source.earlier)
    yield Item(Level.SECTION, "Khó khăn, vướng mắc và nguyên nhân")
    yield from _difficulties(source)
    yield Item(Level.SECTION, f"Nhiệm vụ trọng tâm {coming_title(source.plan, source.period)}")
    yield from _bullets(_next_tasks(source), "Không còn nhiệm vụ phải thực hiện tiếp.")
    yield Item(Level.SECTION, "Đề xuất, kiến nghị")
    yield from _bullets(_told(source, "proposal"), "Trong kỳ không có đề xuất, kiến nghị.")
    yield Item(Level.PARAGRAPH, _closing(source), 1)


def opening(plan: Plan, of: Period, citation: str) -> str:
    """Return the sentence before section I: on which plan, who reports, of which days."""
    when = title(of, plan.year)
    span = f"từ ngày {short_date(of.start)} đến ngày {short_date(of.end)}"
    told = when if span in when else f"{when} ({span})"
    issuer = plan.issuer or "cơ quan"
    return f"Thực hiện {citation}, {issuer} báo cáo kết quả thực hiện {told} như sau:"


def coming(plan: Plan, of: Period) -> Period:
    """Return the period whose tasks come next: after 6 months the other six, after a quarter the next one."""
    if of.code == "6T":
        last = quarter(plan.year, 4, plan.scheme)
        return Period("", "6 tháng cuối năm", quarter(plan.year, 3, plan.scheme).start, last.end)
    if of.code in {"Q4", "NAM"}:
        return period(plan.year + 1, "NAM", plan.scheme)
    return next_period(of, plan.year, plan.scheme)


def coming_title(plan: Plan, of: Period) -> str:
    """Return the coming period in words: ``quý II năm 2026``, ``6 tháng cuối năm 2026``, ``năm 2027``."""
    following = coming(plan, of)
    if not following.code:
        return f"6 tháng cuối năm {plan.year}"
    return title(following, plan.year + (following.end.year > plan.year))


def _item(source: Source, level: Level, depth: int, pieces: Sentence) -> Item:
    return sentence_item(level, depth, pieces, source.texts)


def _organised(source: Source) -> Iterator[Sentence]:
    plan = source.plan
    issuer = plan.issuer or "Cơ quan"
    tasks = list(all_tasks(plan))
    if not tasks:
        yield ("Kế hoạch chưa có nhiệm vụ nào.",)
        return
    due: Sentence = ("có ", Figure(states_key("due")), " nhiệm vụ")
    if source.texts[states_key("due")] == "0":
        due = (Figure(states_key("due_words")),)
    others: Sentence = ()
    if source.texts[states_key("recorded")] != "0":
        others = (
            "; ngoài ra có ",
            Figure(states_key("recorded")),
            " nhiệm vụ khác ghi nhận kết quả trong kỳ",
        )
    yield (
        f"{issuer} đã tổ chức thực hiện kế hoạch gồm ",
        Figure(states_key("activities")),
        " nội dung với ",
        Figure(states_key("total")),
        " nhiệm vụ; trong kỳ ",
        *due,
        " thuộc thời gian thực hiện",
        *others,
        ".",
    )
    leads: dict[str, str] = {}
    for task in tasks:
        for body in bodies_in(task.lead):
            leads.setdefault(name_key(body), stem(body))
    if 1 < len(leads) <= _MOST_LEADS:
        yield (f"Các nhiệm vụ được giao cho các cơ quan, đơn vị chủ trì gồm: {'; '.join(leads.values())}.",)


def _standing(source: Source) -> Sentence:
    counted: list[Sentence] = []
    for each, words in _STATE_PHRASES:
        key = states_key(str(each))
        if source.texts[key] != "0":
            share: Sentence = (" (đạt ", Figure(states_key("share")), ")") if each is State.DONE else ()
            counted.append((Figure(key), f" nhiệm vụ {words}", *share))
    if not counted:
        return ("Kế hoạch chưa có nhiệm vụ nào.",)
    said: Sentence = (
        "Đến hết kỳ báo cáo, trong tổng số ",
        Figure(states_key("total")),
        " nhiệm vụ có ",
        *joined(counted, ", ", " và "),
        ".",
    )
    if source.texts[states_key("behind")] == "0":
        return said
    overdue: Sentence = ()
    if source.texts[states_key("overdue")] != "0":
        overdue = (
            ", trong đó ",
            Figure(states_key("overdue")),
            " nhiệm vụ đã hết thời hạn mà chưa hoàn thành",
        )
    behind = Figure(states_key("behind"))
    return (*said, " Có ", behind, " nhiệm vụ chậm tiến độ (nêu tại mục III)", *overdue, ".")


def _pointer(source: Source) -> str:
    """The body points to its appendices, as Nghị định 30/2020/NĐ-CP, Phụ lục I asks."""
    if not any(True for _ in all_tasks(source.plan)):
        return "Kết quả chi tiết nêu tại Phụ lục kèm theo Báo cáo này."
    return "Kết quả chi tiết, số liệu và biểu đồ nêu tại các Phụ lục kèm theo Báo cáo này."


def _difficulties(source: Source) -> Iterator[Item]:
    behind = [_behind(source, task) for task in all_tasks(source.plan) if _is_behind(source, task)]
    told = _told(source, "difficulty")
    yield from _bullets((*behind, *told), "Trong kỳ không ghi nhận khó khăn, vướng mắc.")


def _behind(source: Source, task: Task) -> str:
    """Return the sentence on a task that should have been done: whose it is, by when, how far it is."""
    record = last_record(task, source.plan.year, source.period, source.plan.scheme)
    percent = record.percent if record is not None else 0
    facts = [stem(task.lead), f"thời gian theo kế hoạch: {lower_first(stem(task.time))}" if task.time else ""]
    reached = f"mới đạt {percent}%" if percent else ""
    known = "; ".join(fact for fact in (*facts, reached) if fact)
    name = f"Nhiệm vụ chậm tiến độ: {stem(task.form) or 'chưa nêu hình thức'}"
    return f"{name} ({known})." if known else f"{name}."


def _is_behind(source: Source, task: Task) -> bool:
    return is_behind(task, source.plan.year, source.period, source.plan.scheme)


def _told(source: Source, what: str) -> list[str]:
    """Return what was recorded in the period as difficulties, or as proposals."""
    where = (source.plan.year, source.period, source.plan.scheme)
    return [getattr(record, what) for task in all_tasks(source.plan) for record in records_of(task, *where)]


def _next_tasks(source: Source) -> Iterator[str]:
    plan = source.plan
    where = (plan.year, source.period, plan.scheme)
    following = coming(plan, source.period)
    is_last = source.period.code in {"Q4", "NAM"}  # the year to come has a plan of its own
    for task in all_tasks(plan):
        now = state(task, *where)
        if now is State.DROPPED or not task.form.strip():
            continue
        lead = f" ({stem(task.lead)})" if task.lead.strip() else ""
        due = not is_last and falls_in(task, plan.year, following, plan.scheme)
        is_left = due or (is_last and now is not State.DONE)
        if _is_behind(source, task):
            yield f"Khẩn trương thực hiện: {stem(task.form)}{lead}."
        elif now is State.DOING or (is_left and now is State.DONE and not _has_ended(source, task)):
            yield f"Tiếp tục thực hiện: {stem(task.form)}{lead}."
        elif is_left and now is State.NONE:
            yield f"Thực hiện: {stem(task.form)}{lead}."


def _has_ended(source: Source, task: Task) -> bool:
    span = understand(task.time, source.plan.year, source.plan.scheme)
    return span is None or span.end <= source.period.end


def _bullets(lines: Iterable[str], nothing: str) -> Iterator[Item]:
    """Yield each different line once as a bullet, or the paragraph ``nothing``."""
    kept = [line for line in dict.fromkeys(lines) if line.strip()]
    yield from (Item(Level.BULLET, f"{stem(line)}.", 1) for line in kept)
    if not kept:
        yield Item(Level.PARAGRAPH, nothing, 1)


def _closing(source: Source) -> str:
    plan = source.plan
    issuer = plan.issuer or "cơ quan"
    told = f"; {issuer} báo cáo {plan.superior} theo dõi, chỉ đạo" if plan.superior else f" của {issuer}"
    within = "trong " if source.period.code in CUMULATIVE else ""  # else it begins with "từ ngày"
    return f"Trên đây là kết quả thực hiện Kế hoạch {within}{title(source.period, plan.year)}{told}./."
