"""Opens a file as a double-click does, run by the Windows Python: open_by_class.py FILE.

Wine looks for a file's class for all users alone, Windows first for the one: so the command is read from
where the installer wrote it, and run with the file in the place of "%1".
"""

import subprocess
import sys
import winreg

CLASSES = "Software\\Classes"


def main() -> None:
    """Run the command that the class of .kehoach names for this user; do not wait for it."""
    with winreg.OpenKey(winreg.HKEY_CURRENT_USER, CLASSES) as classes:
        kind = winreg.QueryValue(classes, ".kehoach")
        command = winreg.QueryValue(classes, f"{kind}\\shell\\open\\command")
    subprocess.Popen(command.replace("%1", sys.argv[1]))


if __name__ == "__main__":
    main()
