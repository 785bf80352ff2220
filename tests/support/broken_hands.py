"""Bugs made on purpose, and what a clerk does to see that the window still works."""

from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.services import files, plans
from kehoach_desktop.ui import overriding

SECRET = "Mật điều chuyển Nguyễn Quýt"  # noqa: S105 - what a clerk might have typed


def fail(*_):
    raise ValueError(SECRET)


def is_shown(teller):
    return teller.dialog is not None and teller.dialog.isVisible()


def kept_plan(window):
    with files.open_file(window.workbench.store.path, read_only=True) as store:
        return plans.get_plan(store, window.workbench.plan.id)


def sure_that_it_works(window):
    """Make an edit and take it back, as the clerk would."""
    before = window.workbench.plan
    assert window.workbench.commit(SetField("plan", before.id, "subject", before.subject, "Khác"), "Sửa")
    assert kept_plan(window).subject == "Khác"
    window.verbs["undo"].trigger()
    assert kept_plan(window) == before
    assert files.find_faults(window.workbench.store.path) == []


def guarded(cls):
    """Guard a test's class as the program's own are."""
    cls.__module__ = "kehoach_desktop.ui.test"
    overriding._guard(cls)
    return cls
