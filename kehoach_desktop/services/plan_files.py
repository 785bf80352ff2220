"""Every plan as a readable JSON file beside the copies, and a data file rebuilt from those."""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from kehoach_desktop import __version__, placing
from kehoach_desktop.data import (
    copies,
    copy_folder,
    directory,
    evidence_files,
    evidence_store,
    kept_files,
    legal_bases,
)
from kehoach_desktop.data.faults import said_plainly
from kehoach_desktop.data.plan_marks import plan_marks
from kehoach_desktop.data.store import Store, create_store, open_store
from kehoach_desktop.domain.errors import UserError, disk_sentence
from kehoach_desktop.domain.letting_go import LettingGo
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services import plans

Progress = Callable[[int, int], None]
_OFFICE = "van-phong.json"
_OF_A_PLAN = re.compile(r"\d{4,} ")
_LONGEST_SUBJECT = 60  # letters; a name of ours is to fit everywhere


class Rebuilt(NamedTuple):
    """What came out of a folder of JSON files."""

    plans: int
    reports: int
    evidence: tuple[str, ...]  # files put back
    missing: tuple[str, ...]  # files named that nobody has, or that could not be put back
    fault: str = ""  # why not all that is there was put back


def renew(copy: Path, folder: Path, progress: Progress | None = None) -> tuple[str, ...]:
    """Have in ``folder`` the plans of a copy just made; only what has changed is written again.

    Returns a sentence for each plan that could not be written; what was written of it before stays. Raises
    OSError or UserError.
    """
    from kehoach_desktop.export.office_json import office_to_json

    place = folder / copy_folder.PLANS
    place.mkdir(exist_ok=True)
    known = _index(place)
    now: dict[str, str] = {}
    told: list[str] = []
    marks = plan_marks(copy)
    with open_store(copy, read_only=True) as store:
        found = plans.list_plans(store)
        for done, summary in enumerate(found):
            if progress is not None:
                progress(done, len(found))
            before = next((name for name in known if name.startswith(f"{summary.id:04d} ")), "")
            mark = marks.get(summary.id, "")
            if before and known[before] == mark and (place / before).exists():
                now[before] = mark
                continue
            name, wrong = _write_plan(store, summary.id, place)
            if wrong:
                told.append(wrong)
                name, mark = before, ""
            if name:
                now[name] = mark
        with store.reading() as connection:
            office = office_to_json(directory.list_entries(connection), legal_bases.list_bases(connection))
    _write_changed(place / _OFFICE, office.encode("utf-8"))
    if now != known:
        copy_folder.write_json(place / copy_folder.INDEX, {"program": __version__, "plans": now})
    for path in place.glob("*.json"):  # of plans that are gone, or are called otherwise now
        if path.name not in now and _OF_A_PLAN.match(path.name):
            with suppress(OSError):
                path.unlink()
    return tuple(told)


def _write_plan(store: Store, plan_id: int, place: Path) -> tuple[str, str]:
    """Write a plan with the reports on it; return its file's name, and what is wrong, "" for nothing."""
    from kehoach_desktop.export.plan_json import plan_to_bytes
    from kehoach_desktop.ingest.json_values import MAX_JSON_BYTES
    from kehoach_desktop.services.reports import reports_on

    plan = plans.get_plan(store, plan_id)
    try:
        content = plan_to_bytes(plan, reports_on(store, plan_id))
    except (KeyError, TypeError, ValueError):  # what no program of ours wrote into the file
        return "", f"Kế hoạch năm {plan.year} có chỗ không đọc được nên không có bản JSON mới."
    if len(content) > MAX_JSON_BYTES:
        return "", f"Kế hoạch năm {plan.year} lớn quá nên không có bản JSON; các bản sao vẫn có đủ."
    name, rest = _name_of(plan), LettingGo(plan)
    del plan
    rest.go()
    copy_folder.write_bytes(place / name, content)
    return name, ""


def rebuild(folder: Path, database: Path) -> Rebuilt:
    """Make a new data file of the JSON files in ``folder``; one already there is never touched.

    All is read before anything is made. ``folder`` may be that of the copies, which has the other in it.
    """
    from kehoach_desktop.ingest.office_json import parse_office
    from kehoach_desktop.ingest.text_file import read_json_text
    from kehoach_desktop.services.importing import read_document

    if database.exists():
        raise UserError(f"Tệp {database} đã có; hãy chọn tên khác.")
    place = folder / copy_folder.PLANS if (folder / copy_folder.PLANS).is_dir() else folder
    if not place.is_dir():
        raise UserError(f"Không có thư mục {place}; hãy kiểm tra lại đường dẫn.")
    names = sorted(p for p in place.glob("*.json") if p.name not in {copy_folder.INDEX, _OFFICE})
    if not names:
        raise UserError(f"Thư mục {place} không có tệp JSON nào của chương trình; hãy chọn đúng thư mục.")
    documents = []
    for name in names:
        try:
            documents.append(read_document(name))
        except UserError as error:
            raise UserError(f"{name.name}: {error}") from error
    office = place / _OFFICE
    entries, bases = parse_office(read_json_text(office)) if office.is_file() else ([], [])
    with placing.draft_of(database) as draft:
        with create_store(draft) as store:
            for one in documents:
                plans.add_plan(store, one.plan, one.reports)
            with store.transaction() as connection:
                directory.replace_entries(connection, entries)
                for basis in bases:
                    legal_bases.keep_basis(connection, basis)
        copies.put_new(draft, database)
    came, lacking, fault = _bring_evidence(database, (place.parent, place))
    return Rebuilt(len(documents), sum(len(one.reports) for one in documents), came, lacking, fault)


def _bring_evidence(
    database: Path, folders: tuple[Path, ...]
) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Put back what the new file names, as files of the program's own; what cannot be is no end of it all.

    Returns the names of what came and of what is lacking, and why not all could be put back, "" for nothing.
    """
    folder = evidence_files.folder_of(database)
    wanted = evidence_store.wanted_in(database)
    places = {name: folder / name for name in (one.location.strip() for one in wanted)}
    before = {name for name, place in places.items() if place.is_file()}
    fault = ""
    try:
        evidence_store.bring_back(database, folders, wanted)
    except OSError as error:
        fault = f"Chưa đưa lại được hết tệp minh chứng. {disk_sentence(error, folder)}"
    there = {name for name, place in places.items() if place.is_file()}
    came = tuple(sorted(there - before))
    with said_plainly(folder), open_store(database) as store, store.transaction() as connection:
        for name in came:
            kept_files.note(connection, name, evidence_files.checksum(places[name]))
    return came, tuple(sorted(set(places) - there)), fault


def _name_of(plan: Plan) -> str:
    """Return a name that begins with the plan's number, which stays, and goes on with its subject."""
    from kehoach_desktop.services.exporting import plan_file_name

    subject = plan_file_name(plan, "")[:_LONGEST_SUBJECT].rstrip(". ")
    return f"{plan.id:04d} {subject}.json"


def _index(place: Path) -> dict[str, str]:
    """Return the files written last with the mark of what each was written of."""
    try:
        kept = json.loads((place / copy_folder.INDEX).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(kept, dict) or kept.get("program") != __version__:  # it may write them otherwise
        kept = {}
    found = kept.get("plans")
    return {name: mark for name, mark in found.items() if mark} if isinstance(found, dict) else {}


def _write_changed(target: Path, content: bytes) -> None:
    if not target.is_file() or target.read_bytes() != content:
        copy_folder.write_bytes(target, content)
