"""A store, a sample plan and a workbench on real files for the window's tests."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services import files, plans
from kehoach_desktop.services.files import Store
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.workbench import Workbench


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "so.kehoach"


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    with files.open_file(database, create=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def sample() -> Plan:
    return plans.read_template("sample-2026")


@pytest.fixture
def workbench(qtbot, store: Store, sample: Plan) -> Workbench:
    """A workbench with the sample plan open."""
    made = Workbench(store)
    made.open_plan(plans.add_plan(store, sample).id)
    return made


@pytest.fixture
def settings() -> Settings:
    return Settings(greeted=True)
