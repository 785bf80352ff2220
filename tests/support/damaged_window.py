"""A program of its own that opens files in the real window, one after another, and says how each went.

Reads a path a line; answers with a line of JSON each: ``end`` is "clean", "taken" (the copy offered was
opened) or what fell short; ``found`` is when the damage was noticed: "", "opening" or "reading".
"""

import json
import sys
import threading
import time
from pathlib import Path
from typing import Any

from kehoach_desktop import app
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.services import plans
from kehoach_desktop.services.reports import list_reports
from kehoach_desktop.ui.start import Start

PATIENCE_S = 20
bugs: list[str] = []


def main() -> None:
    """Answer until nothing more is asked."""
    sys.excepthook = lambda kind, error, _trace: bugs.append(f"{kind.__name__}: {error}")
    threading.excepthook = lambda told: bugs.append(f"{told.exc_type.__name__}: {told.exc_value}")
    app.make_application()
    _say("ready")
    for line in sys.stdin:
        path = Path(line.rstrip("\n"))
        bugs.clear()
        try:
            told = looked_at(path)
        except Exception as error:  # noqa: BLE001 - told to the campaign, which goes on
            told = {"end": f"raised {type(error).__name__}: {error}", "found": ""}
        if bugs:
            told["end"] = f"a bug: {bugs[0]}"
        _say(json.dumps(told))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def looked_at(path: Path) -> dict[str, Any]:
    """Open the file as the program does and go through all of it; take the copy where it is damaged."""
    start = app.open_start(path, path.parent / "settings.json")
    try:
        found = "opening" if start.trouble is not None else ""
        if start.trouble is None:
            go_through(start)
            found = "reading" if start.trouble is not None else ""
        if start.trouble is None:
            return {"end": "clean", "found": ""}
        return take_copy(start, found)
    finally:
        close(start)


def go_through(start: Start) -> None:
    """Show every plan and every tab, read every report, and have the whole file looked through."""
    window = start.window
    settle(lambda: window.is_filled or start.trouble is not None)
    start.look_for_faults()
    store = window.workbench.store
    for summary in listed(store):
        if start.trouble is None:
            window.plans.open_plan(summary.id)
            for name in ("show_plan", "show_appendix", "show_tracker"):
                if start.trouble is not None:  # a tab asked for would take away the page that says so
                    break
                window.verbs[name].trigger()
                settle(lambda: True)
            try:
                for report in list_reports(store, summary.id):
                    plans.get_document(store, report.id)
            except UserError:
                settle(lambda: start.trouble is not None)
    settle(lambda: start.is_idle)


def listed(store: Any) -> list[Any]:
    try:
        return list(plans.list_plans(store))
    except UserError:
        return []


def take_copy(start: Start, found: str) -> dict[str, Any]:
    """Wait for what the page offers, and press its first button."""
    kind = start.trouble.kind
    settle(lambda: start.page is not None and start.is_idle)
    page = start.page
    if page.copy.isHidden():
        return {"end": f"no copy offered ({kind}): {page.words}", "found": found, "kind": kind}
    page.copy.click()
    settle(lambda: start.trouble is None and start.is_idle)
    if start.trouble is not None or start.window.workbench.plan is None:
        return {"end": f"the copy did not open: {start.page.words}", "found": found, "kind": kind}
    settle(lambda: start.window.is_filled)
    return {"end": "taken", "found": found, "kind": kind}


def settle(is_so: Any) -> None:
    """Let the window work until it is so, but not for ever; then once more."""
    application = app.make_application()
    until = time.monotonic() + PATIENCE_S
    while not is_so() and time.monotonic() < until:
        application.processEvents()
        time.sleep(0.002)
    for _ in range(3):
        application.processEvents()


def close(start: Start) -> None:
    """Close the window, whatever it has typed in it."""
    for _ in range(2):
        start.window.close()
    start.close()
    start.window.deleteLater()
    start.deleteLater()
    settle(lambda: True)


if __name__ == "__main__":
    main()
