"""Bugs of a test go where they go in the program, and are told in the window."""

import pytest

from kehoach_desktop.bugs.watch import Watch
from kehoach_desktop.ui.bug_teller import BugTeller


@pytest.fixture
def watch(tmp_path):
    """Bugs go where they go in the program, not to the test's own hooks."""
    kept = Watch(tmp_path / "nhat-ky")
    kept.begin()
    import kehoach_desktop.bugs.watch as module

    module._watch = kept
    yield kept
    module._watch = None
    kept.end()


@pytest.fixture
def teller(window, watch):
    made = BugTeller(window, watch)
    yield made
    made.close()
