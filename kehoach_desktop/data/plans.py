"""Plans in the file: whole ones in and out, and edits applied as the few rows they touch."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace
from itertools import groupby, islice
from typing import Any, NamedTuple

import sqlalchemy as sa

from kehoach_desktop.data import schema
from kehoach_desktop.data.differences import Difference, Placed, difference, placed
from kehoach_desktop.data.faults import reads
from kehoach_desktop.data.schema import TABLES
from kehoach_desktop.data.soundness import Shape, check_thing
from kehoach_desktop.domain import plan as domain
from kehoach_desktop.domain.edits import SLOTS, Edit, EditError, SetField, flat
from kehoach_desktop.domain.periods import Scheme
from kehoach_desktop.domain.plan import Plan, Status

_CLASSES: dict[str, type[Any]] = {
    "plan": domain.Plan,
    "item": domain.Item,
    "appendix": domain.Appendix,
    "activity": domain.Activity,
    "task": domain.Task,
    "progress": domain.Progress,
    "quantity": domain.Quantity,
    "evidence": domain.Evidence,
    "version": domain.Version,
    "own_column": domain.OwnColumn,
    "target": domain.Target,
    "closing": domain.Closing,
    "sending": domain.Sending,
}
_FIELDS = {
    kind: [field.name for field in fields(cls) if field.name not in SLOTS[kind]]
    for kind, cls in _CLASSES.items()
}
_SHAPES = {kind: Shape(TABLES[kind].c[name] for name in names) for kind, names in _FIELDS.items()}
_AT_ONCE = 500  # ids in a question
_TOLD_EVERY = 1000  # rows read
Rows = dict[str, list[dict[str, Any]]]


class PlanSummary(NamedTuple):
    """What a list of plans shows of each."""

    id: int
    year: int
    subject: str
    status: Status
    issuer: str
    number: str
    activities: int
    tasks: int
    versions: int  # that went out


_SUMMARY = Shape(schema.plan.c[name] for name in PlanSummary._fields[:6])


@reads
def list_plans(connection: sa.Connection) -> list[PlanSummary]:
    """Return every plan, the newest year first; reports on them are not plans."""
    p, x, a, t, v = schema.plan, schema.appendix, schema.activity, schema.task, schema.version
    counts = (
        sa.select(
            x.c.plan_id,
            sa.func.count(sa.distinct(a.c.id)).label("activities"),
            sa.func.count(t.c.id).label("tasks"),
        )
        .join_from(x, a, a.c.appendix_id == x.c.id)
        .join(t, t.c.activity_id == a.c.id, isouter=True)
        .group_by(x.c.plan_id)
        .subquery()
    )
    query = (
        sa.select(
            p.c.id,
            p.c.year,
            p.c.subject,
            p.c.status,
            p.c.issuer,
            p.c.number,
            sa.func.coalesce(counts.c.activities, 0),
            sa.func.coalesce(counts.c.tasks, 0),
            sa.select(sa.func.count()).where(v.c.plan_id == p.c.id).scalar_subquery(),
        )
        .join_from(p, counts, counts.c.plan_id == p.c.id, isouter=True)
        .where(p.c.reporting.is_(None), p.c.deleted_at.is_(None))
        .order_by(p.c.year.desc(), p.c.id.desc())
    )
    rows = [PlanSummary(*row) for row in connection.execute(query)]
    for row in rows:
        _SUMMARY.check(row[:6])
    return rows


@reads
def newest_scheme(connection: sa.Connection) -> Scheme | None:
    """Return the reporting periods of the newest plan, or None where there is no plan."""
    p = schema.plan
    query = sa.select(p.c.scheme).where(p.c.reporting.is_(None), p.c.deleted_at.is_(None))
    row = connection.execute(query.order_by(p.c.year.desc(), p.c.id.desc()).limit(1)).first()
    return None if row is None else row.scheme


@reads
def sent_codes(connection: sa.Connection, plan_id: int) -> frozenset[str]:
    """Return the codes of the periods of which a report on the plan has been sent."""
    p = schema.plan
    on_it = sa.func.json_extract(p.c.reporting, "$[0]") == plan_id
    was_sent = p.c.id.in_(sa.select(schema.sending.c.plan_id))
    query = sa.select(p.c.reporting).where(on_it, was_sent, p.c.deleted_at.is_(None))
    return frozenset(row.reporting.code for row in connection.execute(query))


def count_tasks(connection: sa.Connection, plan_id: int) -> int:
    """Return how many tasks the plan has."""
    table = schema.task
    query = _below(sa.select(sa.func.count(table.c.id)).select_from(table), table, plan_id)
    return int(connection.execute(query).scalar_one())


def count_items(connection: sa.Connection, plan_id: int) -> int:
    """Return how many items the text of the plan, or the report, has."""
    query = sa.select(sa.func.count()).select_from(schema.item).where(schema.item.c.plan_id == plan_id)
    return int(connection.execute(query).scalar_one())


@reads
def load_plan(
    connection: sa.Connection,
    plan_id: int,
    progress: Callable[[int, int], None] | None = None,
    *,
    in_bin: bool = False,
) -> Plan | None:
    """Return the plan with all that hangs on it, or None; ``in_bin``: one that was deleted too.

    ``progress`` may raise to give it up.
    """
    columns = [schema.plan.c[name] for name in _FIELDS["plan"]]
    query = sa.select(*columns).where(schema.plan.c.id == plan_id)
    if not in_bin:
        query = query.where(schema.plan.c.deleted_at.is_(None))
    row = connection.execute(query).first()
    return None if row is None else _thing("plan", row, _children(connection, plan_id, progress))


def insert_plan(connection: sa.Connection, plan: Plan) -> Plan:
    """Keep a new plan and return it with the id it was given."""
    values = {name: getattr(plan, name) for name in _FIELDS["plan"] if name != "id"}
    query = sa.insert(schema.plan).values(values).returning(schema.plan.c.id)
    kept = replace(plan, id=connection.execute(query).scalar_one())
    rows: Rows = defaultdict(list)
    for slot, kind in SLOTS["plan"].items():
        _collect(rows, kind, slot, kept.id, 0, getattr(kept, slot))
    _insert_rows(connection, rows)
    return kept


def delete_plan(connection: sa.Connection, plan_id: int) -> bool:
    """Remove the plan for good and all that hangs on it, the reports on it too; say whether it was there."""
    on_it = sa.func.json_extract(schema.plan.c.reporting, "$[0]") == plan_id
    connection.execute(sa.delete(schema.plan).where(on_it))
    return connection.execute(sa.delete(schema.plan).where(schema.plan.c.id == plan_id)).rowcount == 1


def is_as_expected(connection: sa.Connection, plan_id: int, edit: Edit) -> bool:
    """Say whether the plan is a draft in whose rows each field that the edit sets is still what it expects.

    A list's run is looked at when it is written.
    """
    there = sa.and_(schema.plan.c.id == plan_id, schema.plan.c.deleted_at.is_(None))
    status = sa.select(schema.plan.c.status).where(there)
    if connection.execute(status).scalar_one_or_none() is not Status.DRAFT:
        return False
    expected: dict[tuple[str, str], dict[int, Any]] = defaultdict(dict)
    for part in flat(edit):
        if isinstance(part, SetField):
            expected[part.kind, part.name].setdefault(part.id, part.old)
    for (kind, name), by_id in expected.items():
        table = TABLES[kind]
        rest = iter(by_id)
        while ids := tuple(islice(rest, _AT_ONCE)):
            query = sa.select(table.c.id, table.c[name]).where(table.c.id.in_(ids))
            found = {row[0]: row[1] for row in connection.execute(query)}
            if any(thing_id not in found or found[thing_id] != by_id[thing_id] for thing_id in ids):
                return False
    return True


def apply_edit(connection: sa.Connection, edit: Edit) -> None:
    """Write what the edit says. Raises EditError when the rows it names are not there."""
    for kind, run in groupby(flat(edit), key=type):
        if kind is SetField:
            _set_fields(connection, run)
        else:
            for part in run:
                _splice(connection, part)


def _set_fields(connection: sa.Connection, run: Iterable[Any]) -> None:
    """Write a run of fields, things of which the same ones are set in one go: a block is a few statements."""
    values: dict[tuple[str, int], dict[str, Any]] = defaultdict(dict)
    for edit in run:
        values[edit.kind, edit.id][edit.name] = edit.new  # the last one counts
    alike: dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]] = defaultdict(list)
    for (kind, thing_id), fields_set in values.items():
        alike[kind, tuple(fields_set)].append((*fields_set.values(), thing_id))
    for (kind, names), rows in alike.items():
        kept = _as_kept(connection, [TABLES[kind].c[name] for name in names], rows)
        told = ", ".join(f"{name} = ?" for name in names)
        query = f"UPDATE {kind} SET {told} WHERE id = ?"  # noqa: S608 - all are names of the schema
        if connection.exec_driver_sql(query, kept).rowcount != len(kept):
            raise EditError(f"a {kind} whose {', '.join(names)} is set is not in the file")


def _as_kept(
    connection: sa.Connection, columns: Sequence[sa.Column[Any]], rows: list[tuple[Any, ...]]
) -> list[tuple[Any, ...]]:
    """Return rows of values of the columns, and an id, as the driver takes them; a block is thousands."""
    types = (column.type.dialect_impl(connection.dialect) for column in columns)
    makers = [
        (at, make) for at, kind in enumerate(types) if (make := kind.bind_processor(connection.dialect))
    ]
    if not makers:
        return rows
    made = []
    for row in rows:
        values = list(row)
        for at, make in makers:
            values[at] = make(values[at])
        made.append(tuple(values))
    return made


def _splice(connection: sa.Connection, edit: Any) -> None:
    """Write a run of a list anew, touching only the rows that differ, wherever they stood."""
    kind = SLOTS[edit.kind][edit.slot]
    table = TABLES[kind]
    run = sa.and_(table.c[table.info["owner"]] == edit.id, table.c.slot == edit.slot)
    end = edit.at + len(edit.old)
    if edit.old:
        there = sa.select(table.c.id).where(run, table.c.position >= edit.at, table.c.position < end)
        if {row.id for row in connection.execute(there)} != {thing.id for thing in edit.old}:
            raise EditError(f"{edit.kind}.{edit.slot} at {edit.at} is not in the file")
    shift = len(edit.new) - len(edit.old)
    if shift:
        later = sa.update(table).where(run, table.c.position >= end)
        connection.execute(later.values(position=table.c.position + shift))
    before, after = (placed(things, edit.id, edit.slot, edit.at) for things in (edit.old, edit.new))
    _write(connection, difference(kind, before, after))


def _write(connection: sa.Connection, found: Difference) -> None:
    for kind, owner, slot in found.cleared:
        table = TABLES[kind]
        connection.execute(
            sa.delete(table).where(table.c[table.info["owner"]] == owner, table.c.slot == slot)
        )
    _delete(connection, found.gone)
    for kind, table in TABLES.items():  # owners first
        if found.come[kind]:
            connection.execute(sa.insert(table), [_row(kind, each) for each in found.come[kind]])
        if found.moved[kind]:
            moving = f"UPDATE {kind} SET {table.info['owner']} = ?, slot = ?, position = ? WHERE id = ?"  # noqa: S608
            places = [(each.owner, each.slot, each.position, each.thing.id) for each in found.moved[kind]]
            connection.exec_driver_sql(moving, places)
        if found.kept[kind]:
            rows = [
                {f"new_{name}": value for name, value in _row(kind, each).items()}
                for each in found.kept[kind]
            ]
            names = (name.removeprefix("new_") for name in rows[0] if name != "new_id")
            values = {name: sa.bindparam(f"new_{name}", type_=table.c[name].type) for name in names}
            query = sa.update(table).where(table.c.id == sa.bindparam("new_id")).values(values)
            connection.execute(query, rows)
    rows_of: Rows = defaultdict(list)
    for kind, owner, slot, things in found.filled:
        _collect(rows_of, kind, slot, owner, 0, things)
    _insert_rows(connection, rows_of)
    _delete(connection, found.emptied)


def _delete(connection: sa.Connection, ids: dict[str, list[int]]) -> None:
    for kind, gone in ids.items():
        table = TABLES[kind]
        query = sa.delete(table).where(table.c.id == sa.bindparam("gone"))
        connection.execute(query, [{"gone": thing_id} for thing_id in gone])


def _row(kind: str, each: Placed) -> dict[str, Any]:
    """Return the row of a thing by itself."""
    row = {name: getattr(each.thing, name) for name in _FIELDS[kind]}
    return row | {TABLES[kind].info["owner"]: each.owner, "slot": each.slot, "position": each.position}


def _collect(rows: Rows, kind: str, slot: str, owner_id: int, start: int, run: tuple[Any, ...]) -> None:
    """Add the rows of ``run`` and of everything below it, by kind."""
    owner = TABLES[kind].info["owner"]
    for position, thing in enumerate(run, start):
        row = {name: getattr(thing, name) for name in _FIELDS[kind]}
        rows[kind].append(row | {owner: owner_id, "slot": slot, "position": position})
        for child_slot, child_kind in SLOTS[kind].items():
            _collect(rows, child_kind, child_slot, thing.id, 0, getattr(thing, child_slot))


def _insert_rows(connection: sa.Connection, rows: Rows) -> None:
    for kind, table in TABLES.items():  # owners first
        if rows.get(kind):
            connection.execute(sa.insert(table), rows[kind])


Children = dict[tuple[str, str, int], list[Any]]


def _children(
    connection: sa.Connection, plan_id: int, progress: Callable[[int, int], None] | None
) -> Children:
    """Return everything below a plan by ``(kind, slot, owner id)``, in order.

    Rows are taken as plain tuples: a year's records of a large plan are a hundred thousand of them.
    """
    found: Children = defaultdict(list)
    read, total = 0, _rows_below(connection, plan_id) if progress is not None else 0
    for kind, table in reversed(TABLES.items()):  # what is owned first, so that owners find it ready
        if kind == "plan":
            continue
        columns = [table.c[name] for name in _FIELDS[kind]]
        query = sa.select(table.c[table.info["owner"]], table.c.slot, *columns).order_by(table.c.position)
        for owner, slot, *values in connection.execute(_below(query, table, plan_id)):
            found[kind, slot, owner].append(_thing(kind, values, found))
            read += 1
            if progress is not None and not read % _TOLD_EVERY:
                progress(min(read, total), total)
    return found


def _rows_below(connection: sa.Connection, plan_id: int) -> int:
    """Return how many rows a plan has, about: the tasks and what is recorded of them are nearly all."""
    tables = (schema.task, schema.progress, schema.quantity)
    counts = (_below(sa.select(sa.func.count()).select_from(table), table, plan_id) for table in tables)
    return max(sum(int(connection.execute(query).scalar_one()) for query in counts), 1)


def _below(query: sa.Select[Any], table: sa.Table, plan_id: int) -> sa.Select[Any]:
    """Return the query narrowed to rows that hang on the plan, however far down."""
    owner = table.info["owner"]
    while owner != "plan_id":
        above = TABLES[owner.removesuffix("_id")]
        query = query.join(above, above.c.id == table.c[owner])
        table, owner = above, above.info["owner"]
    return query.where(table.c.plan_id == plan_id)


def _thing(kind: str, values: Sequence[Any], children: Children) -> Any:
    """Return the thing of these values, in the order of its fields, with what it owns."""
    _SHAPES[kind].check(values)
    fields_of = dict(zip(_FIELDS[kind], values, strict=True))
    check_thing(kind, fields_of)
    for slot, child_kind in SLOTS[kind].items():
        fields_of[slot] = tuple(children.get((child_kind, slot, fields_of["id"]), ()))
    return _CLASSES[kind](**fields_of)
