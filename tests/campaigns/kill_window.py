"""SIGKILL at a random moment while edits are acknowledged through the real window, by keys in its fields."""

import json
import random
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from campaign import Outcome
from killing import BEGUN, Victims, say, tell_sql, tell_stage
from whole_file import content_of, faults_of, left_over

from kehoach_desktop.services import files, plans
from kehoach_desktop.services.settings import Settings

if TYPE_CHECKING:
    from kehoach_desktop.ui.main_window import MainWindow

FULL = 100
SHORT = 2
REACH = "0 acknowledged edits lost, 0 damaged files; the next start opens the file"
NOT_ON_WINDOWS = "Windows has no SIGKILL"
PLACES = ("page", "particulars", "cell", "record")
LONGEST_S = 2.5  # of typing, before a death
NOTE = 6


def preload() -> None:
    """Import all of the window; the application itself is the victim's."""
    from PySide6 import QtTest  # noqa: F401

    import kehoach_desktop.app
    import kehoach_desktop.ui.appendix_tab
    import kehoach_desktop.ui.main_window
    import kehoach_desktop.ui.plan.particulars_form
    import kehoach_desktop.ui.plan_tab
    import kehoach_desktop.ui.tracker_tab  # noqa: F401


def work(database: str, settings_file: str, seed: int, when: str) -> None:
    """Open the window and type until killed; say each word once the status line says that it is kept."""
    tell_sql()
    if when == "opening":
        tell_stage(BEGUN)
    from kehoach_desktop import app

    app.make_application()
    window = app.open_window(Path(database), Path(settings_file))
    while not window.is_filled:
        _breathe()
    window.activateWindow()  # else no field is ever left
    while not window.isActiveWindow():
        _breathe()
    say("opened")
    tell_stage(BEGUN)
    _Clerk(window, random.Random(seed), seed).work()


def run(times: int, folder: Path, seed: int) -> Outcome:
    """Kill the window ``times`` times while it is typed in; every word said to be kept must be there."""
    database, settings_file = folder / "so.kehoach", folder / "settings.json"
    Settings(greeted=True, theme="light").write(settings_file)
    with files.open_file(database, create=True) as store:
        plans.add_plan(store, plans.read_template(plans.SAMPLE))
    rng = random.Random(seed)
    outcome = Outcome()
    kept: list[str] = []
    died_at: Counter[str] = Counter()
    by_place: Counter[str] = Counter()
    opened = lost = damaged = 0
    with Victims("kill_window") as victims:
        for number in range(times):
            when = "opening" if number % 10 == 9 else "typing"
            seconds = rng.uniform(0, LONGEST_S)
            death = victims.kill_after(
                seconds, str(database), str(settings_file), seed * 100_000 + number, when
            )
            outcome.tried += 1
            has_journal = database.with_name(database.name + "-journal").exists()
            died_at["in a transaction" if has_journal else death.stage.partition(":")[0]] += 1
            words = [json.loads(said) for said in death.said if said != "opened"]
            by_place.update(place for place, _ in words)
            kept += [word for _, word in words]
            opened += "opened" in death.said
            if when == "typing" and "opened" not in death.said:
                outcome.faults.append("after a death the window did not open the file")
            if faults := faults_of(database):
                damaged += 1
                outcome.faults.append(faults[0])
                continue
            written = "\n".join(content_of(database))
            for word in kept:
                if word not in written:
                    lost += 1
                    outcome.faults.append(f"{word} was said to be kept and is not in the file")
        last = victims.kill_after(0, str(database), str(settings_file), 0, "typing")
        if "opened" not in last.said:
            outcome.faults.append("after the last death the window did not open the file")
        outcome.faults += faults_of(database)  # it died once more, perhaps in a transaction of its start
        if left := left_over(folder):
            outcome.faults.append(f"left over: {left}")
    if not kept:
        outcome.faults.append("no edit was ever acknowledged: nothing was tried")
    outcome.figures = {"edits acknowledged": len(kept), "lost": lost, "damaged": damaged, "opened": opened}
    outcome.figures |= {f"typed in {place}": n for place, n in sorted(by_place.items())}
    outcome.figures |= {f"died at {stage}": n for stage, n in sorted(died_at.items())}
    return outcome


class _Clerk:
    """Types a word after the other into the fields; leaves them, or waits until they are kept."""

    def __init__(self, window: "MainWindow", rng: random.Random, seed: int) -> None:
        self._window = window
        self._rng = rng
        self._seed = seed
        self._saved = 0
        window.workbench.saved.connect(self._on_saved)

    def work(self) -> None:
        """Go on until killed."""
        number = 0
        while True:
            number += 1
            place = self._rng.choice(PLACES)
            word = f"w{self._seed}x{number}z"
            tell_stage(f"typing in {place}")
            leave = getattr(self, f"_type_in_{place}")(word)
            before = self._saved  # what was kept on the way here was typed before
            if self._rng.random() < 0.2:
                self._wait_until_saved(before)
            tell_stage("leaving the field")
            leave()
            _breathe()
            label = self._window.status.saved.text()
            if self._saved > before and label.startswith("✓ Đã lưu"):
                say(json.dumps([place, word]))

    def _on_saved(self) -> None:
        self._saved += 1

    def _wait_until_saved(self, before: int) -> None:
        end = time.monotonic() + 2.5
        while self._saved == before and time.monotonic() < end:
            _breathe()

    def _type_in_page(self, word: str) -> Any:
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QTextCursor

        tab = self._show(0)
        page = tab.editor
        page.setFocus()
        page.moveCursor(QTextCursor.MoveOperation.End)
        self._type(page, f" {word}")
        return lambda: self._press(page, Qt.Key.Key_Return)

    def _type_in_particulars(self, word: str) -> Any:
        from PySide6.QtCore import Qt

        field = self._show(0).particulars.fields["subject"]
        field.setFocus()
        field.moveCursor(field.textCursor().MoveOperation.End)
        self._type(field, f" {word}")
        return lambda: self._press(field, Qt.Key.Key_Tab)

    def _type_in_cell(self, word: str) -> Any:
        from PySide6.QtCore import Qt

        view = self._show(1).view
        view.setFocus()
        view.go_to(self._rng.randrange(view.sheet.height), NOTE)
        self._press(view, Qt.Key.Key_F2)
        editor = view.delegate.editor
        self._type(editor, f" {word}")
        return lambda: self._press(editor, Qt.Key.Key_Return)

    def _type_in_record(self, word: str) -> Any:
        tab = self._show(2)
        plan = self._window.workbench.plan
        tasks = [task for a in plan.appendices for activity in a.activities for task in activity.tasks]
        tab.show_cell(self._rng.choice(tasks).id, self._rng.randint(1, 4))
        field = tab.panel.texts[self._rng.choice(("result", "difficulty", "proposal"))]
        field.setFocus()
        field.moveCursor(field.textCursor().MoveOperation.End)
        self._type(field, f" {word}")
        return tab.view.setFocus

    def _show(self, place: int) -> Any:
        self._window.tabs.show_tab(place)
        return self._window.tabs.make(place)

    def _type(self, field: Any, word: str) -> None:
        from PySide6.QtTest import QTest

        QTest.keyClicks(field, word)
        _breathe()

    def _press(self, field: Any, key: Any) -> None:
        from PySide6.QtTest import QTest

        QTest.keyClick(field, key)


def _breathe() -> None:
    """Let the window work for a moment."""
    from PySide6.QtTest import QTest

    QTest.qWait(5)
