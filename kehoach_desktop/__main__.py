"""Where both console names start."""

import gc
import sys


def main() -> int:
    """Run the command line, or the window when it names no command; return the exit code."""
    # Start-up makes many objects and frees few, so looking for garbage all the while is wasted on it.
    gc.set_threshold(50_000, 20, 20)
    if sys.argv[1:] == ["--reader"]:  # the program reads foreign files in a process of its own
        from kehoach_desktop.services.reading.child import serve

        return serve()
    from kehoach_desktop.cli import run

    code = run(sys.argv[1:])
    gc.freeze()  # nor need everything be looked through once more when the process ends: that takes 0.1 s
    return code


if __name__ == "__main__":
    sys.exit(main())
