"""Where both console names start."""

import gc
import sys

from kehoach_desktop.shell import spare_command_prompt


def main() -> int:
    """Run the command line, or the window when it names no command; return the exit code."""
    # Start-up makes many objects and frees few, so looking for garbage all the while is wasted on it.
    gc.set_threshold(50_000, 20, 20)
    spare_command_prompt()
    if sys.argv[1:] == ["--reader"]:  # the program reads foreign files in a process of its own
        from kehoach_desktop.services.reading.child import serve

        return serve()
    try:
        from kehoach_desktop.cli import run

        code = run(sys.argv[1:])
    except Exception as error:  # noqa: BLE001 - a bug, whatever it is: it is written down and said
        code = _stopped(error)
    gc.freeze()  # nor need everything be looked through once more when the process ends: that takes 0.1 s
    return code


def _stopped(error: Exception) -> int:
    from kehoach_desktop.bugs.stopping import said_calmly

    sentence = said_calmly(error)
    if sys.stderr is None or not (sys.stderr.isatty() or _is_command()):  # nobody reads a console
        from kehoach_desktop.app import say_in_box

        say_in_box(sentence)
    return 1


def _is_command() -> bool:
    """Say whether a command was to be run, maybe by a script: a box would hold that up for ever."""
    try:
        from kehoach_desktop.cli import COMMANDS
    except Exception:  # noqa: BLE001 - that was the bug
        return False
    return any(word in COMMANDS for word in sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
