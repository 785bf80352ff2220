"""A file looked through to the last value: what is sound to SQLite may be no plan that can be opened."""

import sqlite3
from pathlib import Path

import sqlalchemy as sa

from kehoach_desktop.data import copies, plans
from kehoach_desktop.data.faults import said_plainly
from kehoach_desktop.data.recovering import read_office
from kehoach_desktop.data.store import Store, open_store
from kehoach_desktop.data.untouched import untouched
from kehoach_desktop.domain.errors import FileDamagedError
from kehoach_desktop.domain.letting_go import LettingGo

_MOST_NAMED = 5  # plans; one is enough to know that the file is no good


def find_faults(path: Path) -> list[str]:
    """Return what is wrong with the file, in sentences: its pages, its links, and every value in it.

    Raises UserError when the file is not ours, or busy so that it cannot be looked at now.
    """
    with said_plainly(path), untouched(path) as still:
        return _faults_in(still)


def _faults_in(path: Path) -> list[str]:
    if faults := copies.find_faults(path):
        return faults
    try:
        with open_store(path, read_only=True) as store:
            if not copies.may_stand_still(path):
                return _unreadable(store)
            with store.standing_still() as still:
                return _unreadable(still)
    except (FileDamagedError, sqlite3.DatabaseError, sa.exc.DBAPIError, UnicodeDecodeError):
        return [f"Trong tệp {path.name} có giá trị không đọc được."]


def _unreadable(store: Store) -> list[str]:
    """Return a sentence for each plan and report that cannot be opened; each is read for itself."""
    with store.reading() as connection:
        rows = connection.exec_driver_sql("SELECT id, reporting IS NULL FROM plan ORDER BY id").all()
    faults = []
    for plan_id, is_plan in rows:
        try:
            with store.reading() as connection:
                rest = LettingGo(plans.load_plan(connection, plan_id, in_bin=True))
            rest.go()
        except FileDamagedError:
            kind = "Kế hoạch" if is_plan else "Báo cáo"
            faults.append(f"{kind} số {plan_id} có chỗ không đọc được nên không mở được.")
            if len(faults) == _MOST_NAMED:
                break
    try:
        with store.reading() as connection:
            read_office(connection)
    except FileDamagedError:
        faults.append("Danh sách kế hoạch, danh mục hoặc căn cứ dùng chung có chỗ không đọc được.")
    return faults
