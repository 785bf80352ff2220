"""The office's library of căn cứ in the file: what it added, and what it changed of the shipped ones."""

from dataclasses import fields, replace

import sqlalchemy as sa

from kehoach_desktop.data.faults import reads
from kehoach_desktop.data.schema import legal_basis
from kehoach_desktop.data.soundness import Shape
from kehoach_desktop.domain.legal_basis import LegalBasis

_FIELDS = [field.name for field in fields(LegalBasis)]
_SHAPE = Shape(legal_basis.c[name] for name in _FIELDS)


@reads
def list_bases(connection: sa.Connection) -> list[LegalBasis]:
    """Return every row, those of removed ones too, in the order they came in."""
    query = sa.select(legal_basis).order_by(legal_basis.c.id)
    found = []
    for row in connection.execute(query).mappings():
        values = {name: row[name] for name in _FIELDS}
        _SHAPE.check(list(values.values()))
        found.append(LegalBasis(**values))
    return found


def keep_basis(connection: sa.Connection, basis: LegalBasis) -> LegalBasis:
    """Write the row of that id, or a new one (also under an id that is gone); return it with its id."""
    values = {name: getattr(basis, name) for name in _FIELDS if name != "id"}
    if basis.id:
        changed = sa.update(legal_basis).where(legal_basis.c.id == basis.id).values(values)
        if connection.execute(changed).rowcount == 1:
            return basis
        values["id"] = basis.id
    query = sa.insert(legal_basis).values(values).returning(legal_basis.c.id)
    return replace(basis, id=connection.execute(query).scalar_one())


def drop_basis(connection: sa.Connection, basis_id: int) -> None:
    """Forget the row; one that is not there is forgotten already."""
    connection.execute(sa.delete(legal_basis).where(legal_basis.c.id == basis_id))
