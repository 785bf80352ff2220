"""A real window on a real file in which the places that Qt calls are made to raise, one after another.

python tests/support/broken_window.py ASKED.json: a line of JSON before and after each place, so that who
started it knows where it died. Asked is a ``database``, the ``seed`` and how many ``times``, which ``share``
of how many ``shares`` of the places, which are ``done`` already, and the ``only`` ones if not all are wanted.
"""

import datetime as dt
import faulthandler
import json
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import CodeType
from typing import Any
from weakref import WeakSet

import tour_depths
import window_tour
from live_objects import all_objects, instance_of, is_alive, part, until, work_name
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog
from slot_targets import InjectedError, Target, named_targets, raise_in, targets
from tour_depths import deep_steps
from window_tour import Tour, breathe

from kehoach_desktop import app, paths
from kehoach_desktop.bugs.watch import Watch, begin_watch
from kehoach_desktop.data.lock import Lock
from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services import files, plans
from kehoach_desktop.services.front_door import FrontDoor
from kehoach_desktop.services.sessions import SuddenEnd
from kehoach_desktop.ui import choosing, opening
from kehoach_desktop.ui.copied import leave_clipboard
from kehoach_desktop.ui.doorbell import Doorbell
from kehoach_desktop.ui.last_time import LastTime
from kehoach_desktop.ui.runner import Runner
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
_TELLING = {"bug_teller.py", "bug_dialog.py"}
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
        self.safety = Safety(self.watch, paths.log_folder(), [])
        self.safety.follow(self.window)
        self.teller = self.safety.teller
        self.tour = Tour(self.window)
        self.steps = self.tour.steps() | deep_steps(self.tour)
        self.door = Doorbell(FrontDoor(paths.user_data() / "cua-so"), self.window.start)
        now = dt.datetime.now().astimezone()
        end = SuddenEnd(database, Lock(database), database, now, now, is_half_written=False, fault="")
        self.last_time = LastTime(end, self.window.desk.messages, lambda: None, self.window)
        self.hits = 0
        self.kept: list[Plan] = []
        self.works: dict[str, str] = {}  # work beside the window, by name: the step that begins it
        self.runners: WeakSet[Runner] = WeakSet()
        self.broken_work = ""
        self._alive_in: dict[type, str] = {}  # by class: a step that leaves something of it standing
        self._step = ""
        self._patch_runner()
        self.window.workbench.saved.connect(lambda _: self.kept.append(self.window.workbench.plan))
        self.window.workbench.plan_opened.connect(self.on_plan_opened)
        until(lambda: self.window.is_filled, 30)
        for name in ("choose_target", "choose_source", "choose_folder"):
            setattr(choosing, name, lambda *_: None)
        choosing.choose_sources = lambda *_: []
        opening.open_path = lambda _: True

    def on_plan_opened(self, plan: Plan | None) -> None:
        """Know of another plan that a verb has opened; the one that was open has its own edits."""
        if plan is not None and self.kept and plan.id != self.kept[-1].id:
            self.kept.append(plan)

    def where_reached(self, wanted: list[Target]) -> dict[Target, str]:
        """Go the whole round once, unharmed; return the step that first reaches each target."""
        by_code = {target.function.__code__: target for target in wanted}
        reached: dict[Target, str] = {}
        for name, step in self.steps.items():
            seen: set[CodeType] = set()

            def look(frame: Any, event: str, _: Any, seen: set[CodeType] = seen) -> None:
                if event == "call":
                    seen.add(frame.f_code)

            self._step = name
            sys.setprofile(look)
            try:
                step()
                breathe(3)
            finally:
                sys.setprofile(None)
            for it in all_objects():
                if isinstance(it, QObject) and is_alive(it):
                    self._alive_in.setdefault(type(it), name)
            self.settle()
            for code in seen & by_code.keys():
                reached.setdefault(by_code[code], name)
        return reached

    def settle(self) -> bool:
        """Wait for long work and come back to where steps begin; say whether the work has ended."""
        until(lambda: not self.is_working, 20)
        has_ended = not self.is_working
        self.tour.tidy()
        breathe(2)
        return has_ended

    @property
    def is_working(self) -> bool:
        """Whether work is under way beside the window, or shown as if it were."""
        alive = [each for each in self.runners if is_alive(each) and not each._is_closed]
        shown = self.window.status.is_busy or self.window.keeper.is_busy
        return shown or any(not each.is_idle for each in alive)

    @contextmanager
    def broken(self, target: Target) -> Iterator[None]:
        """Have a method raise."""
        code = raise_in(target.function, self.hit)
        try:
            yield
        finally:
            target.function.__code__ = code

    @contextmanager
    def work_broken(self, name: str) -> Iterator[None]:
        """Have work beside the window raise."""
        self.broken_work = name
        try:
            yield
        finally:
            self.broken_work = ""

    def _patch_runner(self) -> None:
        begin = Runner.start

        def start(runner: Runner, work: Any, job: Any) -> Any:
            name = work_name(work)
            self.works[name] = self.works.get(name) or self._step
            self.runners.add(runner)
            return begin(runner, (lambda _: self.hit()) if name == self.broken_work else work, job)

        Runner.start = start

    def reach_work(self, step: str) -> str:
        """Do the step that begins the work, and wait for it."""
        self.go(step)
        until(lambda: self.hits, _SHOWN_S)
        return "tour" if self.hits else "not reached"

    def try_one(
        self, breaking: AbstractContextManager[None], reach: Callable[[], str]
    ) -> tuple[str, list[str]]:
        """Break something, have it reached, mend it; return how it was reached and what fell short."""
        before, count = self.plan_in_file(), self.watch.count
        self.kept = [before]
        self.hits = 0
        self.watch.bugs.clear()  # of one run, only so many are told apart
        self.teller._told.clear()
        self.teller._dialogs = 0
        self.teller.on_rested()  # from a try before in which the telling was broken itself
        with breaking:
            how = reach()
            if self.hits:
                until(self.is_told, _SHOWN_S)
            faults = self.faults_while_broken(count)
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
            self.go(step)
        breathe(3)
        if self.hits:
            return "tour"
        alive = instance_of(target.cls)
        if alive is None:
            step = next((name for cls, name in self._alive_in.items() if issubclass(cls, target.cls)), "")
            if step:
                self.go(step)
                alive = instance_of(target.cls)
        if alive is None:
            return "no instance"
        self.call_later(target, alive)
        breathe(2)
        return "loop" if self.hits else "not reached"

    def go(self, step: str) -> None:
        """Do a step of the round, as far as what is broken lets it come."""
        try:
            self.steps[step]()
        except Exception as error:  # noqa: BLE001 - whatever has come of it
            if not is_of_tour(error):  # out of a verb that was called by name, not by Qt
                sys.excepthook(type(error), error, error.__traceback__)

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

    def faults_while_broken(self, count: int) -> list[str]:
        """Return what is wrong with how the bug was told; one in the telling itself has no dialog."""
        if not self.hits:
            return []
        faults = []
        is_of_telling = any(Path(key[1]).name in _TELLING for key in self.watch.bugs)
        if self.watch.count == count:
            faults.append("nobody heard of it")
        if not any(InjectedError.__name__ in key[0] for key in self.watch.bugs):
            faults.append("it is not among the bugs")
        faults.extend(self.faults_in_log())
        dialogs = [it for it in QApplication.topLevelWidgets() if isinstance(it, QDialog) and it.isVisible()]
        if len(dialogs) != 1 and not (is_of_telling and not dialogs):
            faults.append(f"{len(dialogs)} dialogs")
        return faults

    def faults_in_log(self) -> list[str]:
        """Return what is wrong with the log: each bug is in it, none with a clerk's words."""
        logged = "".join(path.read_text(encoding="utf-8") for path in self.watch.log.files()[:2])
        faults = [f"the log lacks {key}" for key, bug in self.watch.bugs.items() if bug.words not in logged]
        return [*faults, *(["the log has a clerk's words"] if SECRET in logged else [])]

    def faults_after(self) -> list[str]:
        """Return what is wrong with data and window once the place is whole again."""
        faults = [] if self.settle() else ["work beside the window never ends"]
        if not self.window.workbench.flush():  # typed on the way, it would be what is undone first below
            faults.append("what is typed cannot be kept")
        kept, shown = self.plan_in_file(), self.window.workbench.plan
        if kept != shown:
            faults.append("the window shows another plan than the file has")
        if kept not in self.kept:
            faults.append("the file has what was never acknowledged")
        faults.extend(files.find_faults(self.database))
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


def is_of_tour(error: Exception) -> bool:
    """Say whether it is the round's own: it looks for what the broken window does not show."""
    return traceback.extract_tb(error.__traceback__)[-1].filename in {
        window_tour.__file__,
        tour_depths.__file__,
    }


@dataclass(frozen=True)
class Asked:
    """What is to be broken in this window."""

    database: str
    seed: int
    times: int
    share: int
    shares: int
    done: list[str]
    only: list[str]

    def mine(self, names: Iterable[str]) -> list[str]:
        """Return those of the names that this window is to take."""
        wanted = [name for name in names if not self.only or name in self.only]
        return [name for name in wanted[self.share :: self.shares] if name not in self.done]


@contextmanager
def told_of(breaking: Breaking, name: str, kind: str, step: str) -> Iterator[list[Any]]:
    """Tell of a place before and after it is broken, and let it take no longer than it may."""
    tell(begun=name, step=step)
    faulthandler.dump_traceback_later(_HUNG_S, exit=True)
    began = time.monotonic()
    result: list[Any] = []
    yield result
    took = round(time.monotonic() - began, 2)
    tell(name=name, kind=kind, how=result[0], hits=breaking.hits, faults=result[1], took=took)
    faulthandler.cancel_dump_traceback_later()


def tell(**what: Any) -> None:
    """Write a line to who started this."""
    sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def main(path: str) -> None:
    """Break place after place."""
    asked = Asked(**json.loads(Path(path).read_text(encoding="utf-8")))
    breaking = Breaking(Path(asked.database))
    if asked.times <= len(SAMPLE):
        found = named_targets(SAMPLE)
        reached = {target: SAMPLE[target.name] for target in found}
        wanted = {target.name: target for target in found[: asked.times]}
    else:
        found = targets()
        reached = breaking.where_reached(found)
        wanted = {target.name: target for target in part(found, asked.times, asked.seed)}
    tell(found=len(found), wanted=len(wanted))
    for target in map(wanted.__getitem__, asked.mine(wanted)):
        step = reached.get(target, "")
        reach = partial(breaking.reach, target, step)
        with told_of(breaking, target.name, f"{target.kind}s", step) as result:
            result.extend(breaking.try_one(breaking.broken(target), reach))
    works = {name: step for name, step in breaking.works.items() if step and asked.times >= len(found)}
    for name in asked.mine(works):
        reach = partial(breaking.reach_work, works[name])
        with told_of(breaking, name, "work beside the window", works[name]) as result:
            result.extend(breaking.try_one(breaking.work_broken(name), reach))
    breaking.window.close()
    breaking.safety.close()
    leave_clipboard()
    tell(ended=breaking.window.isVisible())


if __name__ == "__main__":
    main(*sys.argv[1:])
