"""Where both console names start."""

import gc
import sys


def main() -> int:
    """Run the command line, or the window when it names no command; return the exit code."""
    # Start-up makes many objects and frees few: looking for garbage all the while costs 5 % of it.
    gc.set_threshold(50_000, 20, 20)
    from kehoach_desktop.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
