"""Fixtures that every part of the tests shares."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from connections import forbid_outgoing, outgoing
from hypothesis import HealthCheck, settings
from window_font import find_windows_fonts

from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services.plans import SAMPLE, read_template

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
find_windows_fonts()

settings.register_profile(
    "short", max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "long", max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("KEHOACH_HYPOTHESIS", "short"))

ROOT = Path(__file__).resolve().parents[1]
forbid_outgoing()


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Nothing speaks to another machine, also where the error of it would be swallowed."""
    before = len(outgoing)
    yield
    assert outgoing[before:] == []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how often something did during the whole run."""
    terminalreporter.write_line(f"outgoing connections during this run: {len(outgoing)}")


@pytest.fixture(scope="session")
def sample_plan() -> Plan:
    """The sample plan, not kept in any file."""
    return read_template(SAMPLE)


@pytest.fixture
def seeds() -> Path:
    """The folder of the three real plans; the test is skipped where it is not."""
    folder = ROOT.parent / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("the real plans are not here (../shared/seeds)")
    return folder


@pytest.fixture
def as_clerk() -> Iterator[tuple[Path, Callable[[], object]]]:
    """A folder, and ``with clerk():`` inside which rights count, also when the tests are run as root.

    What is done inside must have been imported before: the clerk may not be allowed to read the program.
    """
    if sys.platform == "win32":
        pytest.skip("rights are another thing on Windows")
    folder = Path(tempfile.mkdtemp())  # not tmp_path, which only its owner may enter
    folder.chmod(0o777)

    @contextmanager
    def clerk() -> Iterator[None]:
        before = os.geteuid()
        if before == 0:
            os.seteuid(65534)
        try:
            yield
        finally:
            os.seteuid(before)

    yield folder, clerk
    shutil.rmtree(folder)
