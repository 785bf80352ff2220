"""Hypothesis strategies for plans and their parts."""

import datetime as dt

from hypothesis import strategies as st

from kehoach_desktop.domain.outline import RANK, settle
from kehoach_desktop.domain.periods import CUMULATIVE, SCHEMES, Reported, Scheme, are_in_order
from kehoach_desktop.domain.plan import (
    Activity,
    Appendix,
    Closing,
    Evidence,
    Item,
    Level,
    OwnColumn,
    Plan,
    Progress,
    Quantity,
    Signature,
    State,
    Status,
    Target,
    Task,
    Version,
)
from kehoach_desktop.domain.text import clean
from kehoach_desktop.export.plan_json import plan_to_json

texts = st.text(max_size=30).map(clean)
words = st.sampled_from(["", "Đông Thượng", "tin, bài", "=1+1", "<b>&", "quý II", "ưỡ", "a\nb"]) | st.text(
    max_size=5
).map(clean)
dates = st.dates(dt.date(2000, 1, 1), dt.date(2999, 12, 31))
values = st.one_of(
    st.integers(0, 10**12),
    st.floats(0, 10**9, allow_nan=False).map(lambda value: int(value) if value.is_integer() else value),
)


@st.composite
def marked(draw: st.DrawFn, levels: st.SearchStrategy[Level]) -> Item:
    """An item with marks inside its text."""
    text = draw(texts)
    marks = ()
    if len(text) > 1 and draw(st.booleans()):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        marks = ((start, end, draw(st.sampled_from(["bold", "italic"]))),)
    return Item(draw(levels), text, draw(st.integers(0, 4)), marks)


bodies = st.lists(marked(st.sampled_from(list(RANK))), max_size=12).map(settle)
preambles = st.lists(
    marked(st.sampled_from([Level.BASIS, Level.PARAGRAPH])).map(
        lambda item: Item(item.level, item.text, 0, item.marks)
    ),
    max_size=4,
).map(tuple)


def _tuples(strategy: st.SearchStrategy, most: int) -> st.SearchStrategy:
    return st.lists(strategy, max_size=most).map(tuple)


quantities = st.builds(
    Quantity,
    indicator=words,
    unit=words,
    value=values,
    date=st.none() | dates,
    note=words,
)
evidence = st.builds(Evidence, title=words, location=words, checksum=st.sampled_from(["", "0" * 64]))
targets = st.builds(Target, indicator=words, unit=words, value=values)
own_columns = st.builds(OwnColumn, title=words, is_printed=st.booleans())
moments = st.datetimes(
    dt.datetime(2000, 1, 1), dt.datetime(2999, 1, 1), timezones=st.just(dt.timezone(dt.timedelta(hours=7)))
)
closings = st.builds(
    lambda code, days, moment, content: Closing(code, min(days), max(days), moment, content),
    st.sampled_from(list(CUMULATIVE)),
    st.tuples(dates, dates),
    moments,
    words,
)
closing_days = st.dates(dt.date(2024, 1, 1), dt.date(2024, 12, 31)).map(lambda day: (day.month, day.day))
own_schemes = st.builds(
    Scheme,
    key=st.just(""),
    name=words,
    closings=st.lists(closing_days, min_size=4, max_size=4, unique=True)
    .map(lambda days: tuple(sorted(days)))
    .filter(are_in_order),
    reported=st.lists(
        st.builds(Reported, st.sampled_from(list(CUMULATIVE)), words, st.none() | st.integers(0, 60)),
        min_size=1,
        max_size=4,
        unique_by=lambda one: one.code,
    ).map(tuple),
    days_off=st.sets(dates, max_size=2).map(lambda days: tuple(sorted(days))),
)


@st.composite
def progress(draw: st.DrawFn) -> tuple[Progress, ...]:
    """At most one record a quarter, in order."""
    chosen = sorted(draw(st.sets(st.integers(1, 4))))
    return tuple(
        Progress(
            quarter=number,
            status=draw(st.sampled_from(State)),
            percent=draw(st.integers(0, 100)),
            result=draw(words),
            difficulty=draw(words),
            proposal=draw(words),
            quantities=draw(_tuples(quantities, 2)),
            evidence=draw(_tuples(evidence, 2)),
        )
        for number in chosen
    )


tasks = st.builds(
    Task,
    form=words,
    lead=words,
    partners=words,
    time=words,
    note=words,
    extras=_tuples(words, 2),
    targets=_tuples(targets, 2),
    progress=progress(),
)
activities = st.builds(
    Activity,
    content=words,
    tasks=st.lists(tasks, min_size=1, max_size=3).map(tuple),
)
appendices = st.builds(
    Appendix,
    title=words,
    activities=_tuples(activities, 3),
    columns=_tuples(own_columns, 2),
    prints_note=st.booleans(),
)
signatures = st.builds(Signature, authority=words, proxy=words, title=words, name=words)
versions = st.builds(
    Version,
    number=words,
    date=st.none() | dates,
    content=st.just(Plan(2025, subject="Truyền thông")).map(plan_to_json),
    pdf=st.binary(max_size=20),
)
plans = st.builds(
    Plan,
    year=st.integers(1900, 2999),
    subject=words,
    status=st.sampled_from(Status),
    superior=words,
    issuer=words,
    number=words,
    symbol=words,
    place=words,
    date=st.none() | dates,
    preamble=preambles,
    body=bodies,
    recipients=_tuples(words, 3),
    signature=signatures,
    appendices=_tuples(appendices, 2),
    versions=_tuples(versions, 2),
    scheme=st.sampled_from(SCHEMES) | own_schemes,
    closings=_tuples(closings, 2),
    id=st.just(0),
)
