"""The office's list of bodies, forms and indicators in the file, and what its plans have written."""

from dataclasses import fields, replace

import sqlalchemy as sa

from kehoach_desktop.data import schema
from kehoach_desktop.data.schema import directory
from kehoach_desktop.domain.directory import DirectoryEntry, Kind
from kehoach_desktop.domain.plan import Status

_FIELDS = [field.name for field in fields(DirectoryEntry)]
_ENOUGH_TEXTS = 1000  # different ones in a column; the rarest are left out


def list_entries(connection: sa.Connection) -> list[DirectoryEntry]:
    """Return every row, removed ones too, in the order they came in."""
    query = sa.select(directory).order_by(directory.c.id)
    return [_entry(row) for row in connection.execute(query).mappings()]


def keep_entry(connection: sa.Connection, entry: DirectoryEntry) -> DirectoryEntry:
    """Write the row of that id, or of that name, or a new one; return the entry with its id."""
    values = {name: getattr(entry, name) for name in _FIELDS if name != "id"}
    values["kind"] = entry.kind.value
    same = sa.and_(*(directory.c[name] == values[name] for name in ("kind", "name", "unit")))
    known = connection.execute(sa.select(directory.c.id).where(same)).scalar_one_or_none()
    row_id = entry.id or known
    if row_id:
        if known not in {None, row_id}:  # another row has that name: this one stands for both
            connection.execute(sa.delete(directory).where(directory.c.id == known))
        changed = sa.update(directory).where(directory.c.id == row_id).values(values)
        if connection.execute(changed).rowcount == 1:
            return replace(entry, id=row_id)
        values["id"] = row_id
    query = sa.insert(directory).values(values).returning(directory.c.id)
    return replace(entry, id=connection.execute(query).scalar_one())


def replace_entries(connection: sa.Connection, entries: list[DirectoryEntry]) -> None:
    """Make these the rows of the list, and no others."""
    connection.execute(sa.delete(directory))
    for entry in entries:
        values = {name: getattr(entry, name) for name in _FIELDS} | {"kind": entry.kind.value}
        connection.execute(sa.insert(directory).values(values))


def drop_entry(connection: sa.Connection, entry_id: int) -> None:
    """Forget the row; one that is not there is forgotten already."""
    connection.execute(sa.delete(directory).where(directory.c.id == entry_id))


def used_texts(connection: sa.Connection, field: str) -> list[tuple[str, int]]:
    """Return what the plans of the file have in a column of the appendix, and how often, the most first."""
    p, x, a, t = schema.plan, schema.appendix, schema.activity, schema.task
    column, count = t.c[field], sa.func.count()
    query = sa.select(column, count).where(column != "").group_by(column).order_by(count.desc(), column)
    in_bin = sa.select(p.c.id).where(p.c.deleted_at.is_not(None))
    if connection.execute(in_bin.limit(1)).first() is not None:
        gone = sa.select(a.c.id).join(x, x.c.id == a.c.appendix_id).where(x.c.plan_id.in_(in_bin))
        query = query.where(t.c.activity_id.not_in(gone))
    return [(text, times) for text, times in connection.execute(query.limit(_ENOUGH_TEXTS))]


def texts_by_plan(
    connection: sa.Connection, kind: Kind, fields: list[str], but: int | None = None
) -> list[tuple[int, Status, str, int]]:
    """Return each plan other than ``but``: its id, its state, each text of these columns with its count."""
    p, x, a, t = schema.plan, schema.appendix, schema.activity, schema.task
    down = p.join(x, x.c.plan_id == p.c.id).join(a, a.c.appendix_id == x.c.id)
    down = down.join(t, t.c.activity_id == a.c.id)
    sources: list[tuple[sa.FromClause, sa.ColumnElement[str]]] = [(down, t.c[field]) for field in fields]
    if kind is Kind.INDICATOR:
        r, q, g = schema.progress, schema.quantity, schema.target
        counted = down.join(r, r.c.task_id == t.c.id).join(q, q.c.progress_id == r.c.id)
        sources = [(counted, q.c.indicator), (down.join(g, g.c.task_id == t.c.id), g.c.indicator)]
    found: list[tuple[int, Status, str, int]] = []
    for source, column in sources:
        query = sa.select(p.c.id, p.c.status, column, sa.func.count()).select_from(source)
        query = query.where(column != "", p.c.id != (but or 0), p.c.deleted_at.is_(None))
        query = query.group_by(p.c.id, column)
        found += [(row[0], row[1], row[2], row[3]) for row in connection.execute(query)]
    return found


def _entry(row: sa.RowMapping) -> DirectoryEntry:
    values = {name: row[name] for name in _FIELDS}
    return DirectoryEntry(**values | {"kind": Kind(row["kind"]), "aliases": tuple(row["aliases"])})
