"""Where both console names start."""

import sys

from kehoach_desktop.cli import run


def main() -> int:
    """Run the command line, or the window when it names no command; return the exit code."""
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
