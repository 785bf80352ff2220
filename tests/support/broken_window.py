"""A real window on a real file in which the places that Qt calls are made to raise, one after another.

python tests/support/broken_window.py DATABASE SEED TIMES DONE…: a line of JSON before and after each place,
so that who started it knows where it died.
"""

import faulthandler
import gc
import json
import random
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import CodeType
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog
from shiboken6 import Shiboken
from slot_targets import InjectedError, Target, named_targets, raise_in, targets
from window_tour import Tour, breathe

from kehoach_desktop import app, paths
from kehoach_desktop.bugs.watch import Key, Watch, begin_watch
from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services import files, plans, sessions
from kehoach_desktop.ui import choosing, opening
from kehoach_desktop.ui.copied import leave_clipboard
from kehoach_desktop.ui.safety import Safety

SECRET = "Mật điều chuyển Nguyễn Quýt"  # noqa: S105 - what a clerk might have typed
# A few places all over the window, with the step of the round that reaches them.
SAMPLE = {
    "freezing:Freezer.on_plan_told": "edit and undo",
    "main_window:MainWindow.on_theme_changed": "themes",
    "plan.offering:Offering.event": "show_plan",
    "plan.page_link:PageLink.on_place_chosen": "",
    "sheet.delegate:SheetDelegate.paint": "show_appendix",
    "tracker.grid_view:GridView.paintEvent": "show_tracker",
    "tracker.record_panel:RecordPanel.flush": "edit and undo",
    "workbench:_EditCommand.undo": "edit and undo",
}
_HUNG_S = 60  # after so long a place has frozen the window, which is fatal too
_SHOWN_S = 3  # so long the dialog may take


def fail() -> None:
    """Raise with a clerk's words in the message, in a note and in a local."""
    words = SECRET
    error = InjectedError(words)
    error.add_note(words)
    raise error


class Breaking:
    """The window, who watches over it, and what was found at each place."""

    def __init__(self, database: Path) -> None:
        self.database = database
        app.make_application()
        self.watch: Watch = begin_watch(paths.log_folder())
        self.window = app.open_window(database, paths.user_data() / app.SETTINGS_FILE)
        self.window.resize(1366, 768)
        session = sessions.Session(paths.log_folder(), database)
        self.safety = Safety(self.window, self.watch, session, [])
        self.teller = self.safety.teller
        self.tour = Tour(self.window)
        self.hits = 0
        self.kept: list[Plan] = []
        self.window.workbench.saved.connect(lambda _: self.kept.append(self.window.workbench.plan))
        self.window.workbench.plan_opened.connect(self.on_plan_opened)
        until(lambda: self.window.is_filled, 30)
        for name in ("choose_target", "choose_source", "choose_folder"):
            setattr(choosing, name, lambda *_: None)
        choosing.choose_sources = lambda *_: []
        opening.open_path = lambda _: True

    def on_plan_opened(self, plan: Plan) -> None:
        """Know of another plan that a verb has opened; the one that was open has its own edits."""
        if self.kept and plan.id != self.kept[-1].id:
            self.kept.append(plan)

    def where_reached(self, wanted: list[Target]) -> dict[Target, str]:
        """Go the whole round once, unharmed; return the step that first reaches each target."""
        by_code = {target.function.__code__: target for target in wanted}
        reached: dict[Target, str] = {}
        for name, step in self.tour.steps().items():
            seen: set[CodeType] = set()

            def look(frame: Any, event: str, _: Any, seen: set[CodeType] = seen) -> None:
                if event == "call":
                    seen.add(frame.f_code)

            sys.setprofile(look)
            try:
                step()
                breathe(3)
            finally:
                sys.setprofile(None)
            self.settle()
            for code in seen & by_code.keys():
                reached.setdefault(by_code[code], name)
        return reached

    def settle(self) -> None:
        """Wait for long work and come back to where steps begin."""
        until(lambda: not self.window.status.is_busy, 20)
        self.tour.tidy()
        breathe(2)

    def try_one(self, target: Target, step: str) -> tuple[str, list[str]]:
        """Break the target, do the step, mend it; return how it was reached and what fell short."""
        before, count = self.plan_in_file(), self.watch.count
        self.kept = [before]
        self.hits = 0
        known = set(self.watch.bugs)
        self.teller._dialogs = 0
        code = raise_in(target.function, self.hit)
        try:
            how = self.reach(target, step)
            if self.hits:
                until(self.is_told, _SHOWN_S)
            faults = self.faults_while_broken(count, known)
        finally:
            target.function.__code__ = code
        if not self.hits:
            return how, []
        if self.teller.dialog is not None:
            self.teller.dialog.reject()
        return how, [*faults, *self.faults_after()]

    def reach(self, target: Target, step: str) -> str:
        """Have Qt call the target, by the round or else out of its loop on what is alive; return how."""
        if target.function.__qualname__ == "MainWindow.closeEvent":
            self.window.close()
        elif step:
            try:
                self.tour.steps()[step]()
            except InjectedError as error:  # out of a verb that was called by name, not by Qt
                sys.excepthook(type(error), error, error.__traceback__)
        breathe(3)
        if self.hits:
            return "tour"
        alive = next((it for it in gc.get_objects() if isinstance(it, target.cls) and is_alive(it)), None)
        if alive is None:
            return "no instance"
        self.call_later(target, alive)
        breathe(2)
        return "loop" if self.hits else "not reached"

    def call_later(self, target: Target, alive: object) -> None:
        """Have Qt's loop call a method with nothing for each argument: it raises before it looks at them."""
        code = target.function.__code__
        arguments = [None] * (code.co_argcount - 1 - len(target.function.__defaults__ or ()))
        named = dict.fromkeys(code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount])
        QTimer.singleShot(0, partial(getattr(alive, target.function.__name__), *arguments, **named))

    def hit(self) -> None:
        """What the broken place does."""
        self.hits += 1
        fail()

    def is_told(self) -> bool:
        """Say whether the dialog is there."""
        return self.teller.dialog is not None and self.teller.dialog.isVisible()

    def faults_while_broken(self, count: int, known: set[Key]) -> list[str]:
        """Return what is wrong with how the bug was told."""
        if not self.hits:
            return []
        faults = []
        if self.watch.count == count:
            faults.append("nobody heard of it")
        if self.watch.bugs.keys() == known:
            faults.append("it is not among the bugs")
        dialogs = [it for it in QApplication.topLevelWidgets() if isinstance(it, QDialog) and it.isVisible()]
        if len(dialogs) != 1:
            faults.append(f"{len(dialogs)} dialogs")
        return faults

    def faults_after(self) -> list[str]:
        """Return what is wrong with data and window once the place is whole again."""
        self.settle()
        faults = []
        kept, shown = self.plan_in_file(), self.window.workbench.plan
        if kept != shown:
            faults.append("the window shows another plan than the file has")
        if kept not in self.kept:
            faults.append("the file has what was never acknowledged")
        faults.extend(files.find_faults(self.database))
        logged = "".join(path.read_text(encoding="utf-8") for path in self.watch.log.files())
        if "InjectedError" not in logged or SECRET in logged:
            faults.append("the log lacks it, or has a clerk's words")
        edit = SetField("plan", shown.id, "number", shown.number, str(len(shown.number) + 7))
        if not (self.window.isVisible() and self.window.workbench.commit(edit, "Sửa số")):
            faults.append("the window does not answer")
        elif self.plan_in_file() != self.window.workbench.plan:
            faults.append("an edit afterwards is not in the file")
        self.window.verbs["undo"].trigger()
        if self.plan_in_file().number != shown.number:
            faults.append("the verb Hoàn tác does not work afterwards")
        return faults

    def plan_in_file(self) -> Plan:
        """Return the open plan as a second reader finds it."""
        with files.open_file(self.database, read_only=True) as store:
            return plans.get_document(store, self.window.workbench.plan.id)


def is_alive(it: object) -> bool:
    """Say whether an object of Qt's still is one."""
    return not isinstance(it, QObject) or Shiboken.isValid(it)


def until(holds: Callable[[], object], seconds: float) -> None:
    """Let the window work until something holds, or so long."""
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        breathe(1)


def tell(**what: Any) -> None:
    """Write a line to who started this."""
    sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def main(database: str, seed: str, times: str, *done: str) -> None:
    """Break place after place."""
    breaking = Breaking(Path(database))
    count = int(times)
    if count <= len(SAMPLE):
        found = named_targets(SAMPLE)
        reached = {target: SAMPLE[target.name] for target in found}
        wanted = found[:count]
    else:
        found = targets()
        reached = breaking.where_reached(found)
        wanted = found if count >= len(found) else random.Random(int(seed)).sample(found, count)
    tell(found=len(found), wanted=len(wanted))
    for target in wanted:
        if target.name in done:
            continue
        tell(begun=target.name, step=reached.get(target, ""))
        faulthandler.dump_traceback_later(_HUNG_S, exit=True)
        how, faults = breaking.try_one(target, reached.get(target, ""))
        tell(name=target.name, kind=target.kind, how=how, hits=breaking.hits, faults=faults)
    faulthandler.cancel_dump_traceback_later()
    breaking.window.close()
    breaking.safety.close()
    leave_clipboard()
    tell(ended=breaking.window.isVisible())


if __name__ == "__main__":
    main(*sys.argv[1:])
