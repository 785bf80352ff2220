"""A new data file, in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from evidenced import with_evidence
from made_once import put_file
from worked_year import PLAN_2026

from kehoach_desktop.services import evidence, files, plans
from kehoach_desktop.services.files import Store


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("so")
    put_file(folder / "so.kehoach")
    with files.open_file(folder / "so.kehoach") as opened:
        yield opened


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    made = tmp_path / "ảnh hội nghị.jpg"
    made.write_bytes(b"\xff\xd8" + b"anh" * 5000)
    return made


@pytest.fixture
def kept_photo(store: Store, photo: Path) -> Path:
    """A plan in the store whose record has the photo for evidence."""
    found = evidence.add_files(store, [photo])
    plans.add_plan(store, with_evidence(PLAN_2026, *found))
    return evidence.folder(store) / found[0].location
