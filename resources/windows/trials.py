"""The trials of the installer and of what it installs, under Wine. A command that fails fails its step."""

import json
import statistics

from debian_root import FellShortError, StepFailedError
from steps import Place, new_log

MOST_START_RATIO = 1.2
# The folder has no blanks: Wine quotes such an argument, and NSIS does not unquote /D=.
# "!" before a command does not stop bash where it should, so what must not be has functions of its own.
_WORDS = r"""
FOLDER='C:\Phần_mềm\Kế_hoạch_Xã'; C=$WINEPREFIX/drive_c; INSTALLED=$C/Phần_mềm/Kế_hoạch_Xã
DATA=$C/users/$USER/AppData/Local/KeHoachDesktop
DATA_FILE="C:\\users\\$USER\\AppData\\Local\\KeHoachDesktop\\so-ke-hoach.kehoach"
CLASSES='HKCU\Software\Classes'
UNINSTALL='HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\KeHoachDesktop'
setup() { wine "Z:\\out\\KeHoach-$VERSION-setup.exe" /S "$@"; }
links() { find "$C" -name '*.lnk' -path "*$1/*"; }
none() { if grep "$1"; then return 1; fi; }
no_key() { if wine reg query "$@"; then return 1; fi; }
code() { local ended=0; "${@:2}" || ended=$?; echo "exit code $ended"; [ $ended = "$1" ]; }
until_window() {  # xdotool fails where a window goes while it looks
    for _ in $(seq 60); do
        xdotool search --onlyvisible --name "Kế hoạch" 2>/dev/null && sleep 3 && return; sleep 0.5
    done
    return 1
}
until_gone() { for _ in $(seq 60); do [ -e "$1" ] || return 0; sleep 0.5; done; return 1; }
close_window() { wine taskkill /IM KeHoach.exe; timeout 20 wineserver -w; }
no_drafts() { none_of "$INSTALLED"/_kehoach-*; }
none_of() { for each in "$@"; do if [ -e "$each" ]; then echo "is there: $each"; return 1; fi; done; }
ready() { [ -e "$INSTALLED/KeHoach.exe" ] || setup "/D=$FOLDER"; }
sums() { sha256sum "$DATA"/*.kehoach "$DATA"/settings.json; }
screen
"""


def try_install(place: Place) -> str:
    """Install silently into a folder with Vietnamese letters, look at what it left, run the self-test."""
    said = _tried(
        place,
        "install",
        r"""
        rm -rf "$INSTALLED" "$DATA"
        setup "/D=$FOLDER"
        test -f "$INSTALLED/KeHoach.exe"; no_drafts
        links 'Start Menu' | grep 'Kế hoạch Desktop.lnk'; links Desktop | none 'Kế hoạch'
        wine reg query "$CLASSES\\.kehoach" /ve | grep KeHoachDesktop
        wine reg query "$UNINSTALL" /v DisplayVersion | grep -F "$VERSION"
        code 2 wine "$FOLDER\\kehoach-cli.exe" export
        echo "== a workbook, read by the reader's process"; rm -f "$C/nhập.kehoach"
        wine "$FOLDER\\kehoach-cli.exe" import 'Z:\src\tests\data\plan_commune.txt' \
            --appendix 'Z:\src\tests\data\files\calc.xlsx' --db 'C:\nhập.kehoach'
        echo "== windowed"; wine "$FOLDER\\kehoach.exe" self-test > /w/self-test.txt; cat /w/self-test.txt
        echo "== console"; wine "$FOLDER\\kehoach-cli.exe" self-test
        wineserver -w
        """,
    )
    windowed, console = (said.split(f"== {name}")[1].count("Đạt:") for name in ("windowed", "console"))
    if not 0 < console == windowed - console:
        raise StepFailedError(f"self-test held {windowed - console} and {console} points")
    return f"silent, into a folder with Vietnamese letters; self-test of both programs: {console} points held"


def try_window(place: Place) -> str:
    """Open a file by its association, as a double-click does, and take the picture of the window."""
    _tried(
        place,
        "window",
        r"""
        ready
        openbox & sleep 1  # without a window manager nothing is maximized, and the picture is cut
        cd "$C"; mkdir -p 'Tài liệu của tôi'; rm -f 'Tài liệu của tôi/Sổ kế hoạch.kehoach'
        wine "$FOLDER\\kehoach-cli.exe" sample --db 'C:\Tài liệu của tôi\Sổ kế hoạch.kehoach'
        wine "$PYTHON" 'Z:\src\resources\windows\open_by_class.py' 'C:\Tài liệu của tôi\Sổ kế hoạch.kehoach'
        until_window; xdotool search --name 'Truyền thông' getwindowname %@  # the sample's plan is open
        import -window root /out/window.png
        close_window
        """,
    )
    return "a file opened by its kind; picture in dist/window.png; closed when asked to"


def measure_start(place: Place) -> str:
    """Time the frozen program under Wine against the source on Linux, alternately, to a responding window."""
    said = _tried(
        place,
        "start",
        r"""
        ready
        cd /w; [ -x linux/bin/python ] || python3 -m venv linux
        linux/bin/pip -q install /src; linux/bin/pip -q install --force-reinstall --no-deps /src
        rm -f a.kehoach; linux/bin/kehoach sample --db /w/a.kehoach
        wine notepad & sleep 4  # a Windows has its desktop up; Wine puts it away with its last window
        python3 /src/resources/windows/until_shown.py 7 "$FOLDER\\KeHoach.exe" "$PYTHON" linux /w/a.kehoach
        wine taskkill /F /IM notepad.exe >/dev/null
        """,
    )
    took = json.loads(next(line for line in said.splitlines() if line.startswith("{")))
    median = {name: statistics.median(seconds) for name, seconds in took.items()}
    ratio = statistics.median(one / other for one, other in zip(took["frozen"], took["source"], strict=True))
    told = (
        f"{ratio:.2f} of the source on Linux (reach {MOST_START_RATIO}): {median['frozen']:.2f} s to "
        f"{median['source']:.2f} s\nan empty window of Qt's alone: {median['empty, Wine']:.2f} s under Wine, "
        f"{median['empty, Linux']:.2f} s on Linux"
    )
    if ratio > MOST_START_RATIO:
        raise FellShortError(told)
    return told


def try_upgrade(place: Place) -> str:
    """Install over an older version: refused while it runs; then its leftovers are gone, the data kept."""
    _tried(
        place,
        "upgrade",
        r"""
        ready
        echo old > "$INSTALLED/_internal/before.pyd"; echo old > "$INSTALLED/_internal/resources/old.txt"
        wine reg add "$UNINSTALL" /v DisplayVersion /d 0.0.1 /f
        wine "$FOLDER\\KeHoach.exe" & until_window
        code 2 setup "/D=$FOLDER"
        test -f "$INSTALLED/_internal/before.pyd"; no_drafts  # all as it was
        close_window
        sums > /w/before
        setup "/D=$FOLDER"
        test ! -e "$INSTALLED/_internal/before.pyd"; test ! -e "$INSTALLED/_internal/resources/old.txt"
        no_drafts
        sha256sum -c /w/before
        wine reg query "$UNINSTALL" /v DisplayVersion | grep -F "$VERSION"
        wine "$FOLDER\\kehoach-cli.exe" verify --db "$DATA_FILE"
        setup /DESKTOP=1 "/D=$FOLDER"; links Desktop | grep 'Kế hoạch Desktop.lnk'
        setup '/D=C:\Chỗ_khác'; test ! -e "$INSTALLED"; test -e "$C/Chỗ_khác/KeHoach.exe"
        setup "/D=$FOLDER"; test ! -e "$C/Chỗ_khác"; test -e "$INSTALLED/KeHoach.exe"
        """,
    )
    return "refused with code 2 while running; then the old files gone, data and settings the same bytes"


def try_foul_places(place: Place) -> str:
    """Have it install where somebody's files lie, and on a full disk: refused, and nothing of it changed."""
    _tried(
        place,
        "foul-places",
        r"""
        mkdir -p "$C/Tài_liệu/cu" "$C/Tài_liệu/moi" "$C/Đầy"; echo a > "$C/Tài_liệu/cu/a.docx"
        code 2 setup '/D=C:\Tài_liệu'
        [ "$(find "$C/Tài_liệu" | wc -l)" = 4 ]
        mount -t tmpfs -o size=60M tmpfs "$C/Đầy"
        code 2 setup '/D=C:\Đầy\KeHoach'; none_of "$C/Đầy"/*
        """,
    )
    return "a folder with somebody's files and a disk with 60 MB refused with code 2, both as they were"


def try_pages(place: Place) -> str:
    """Go through the installer's pages by keyboard, to a folder with somebody's files; uninstall likewise."""
    _tried(
        place,
        "pages",
        r"""
        openbox & sleep 1
        press() { for key in "$@"; do xdotool key --clearmodifiers "$key"; sleep 1; done; }
        until_there() { for _ in $(seq 60); do [ ! -e "$1" ] || return 0; sleep 0.5; done; return 1; }
        until_page() {
            for _ in $(seq 60); do
                xdotool search --onlyvisible --name "Kế hoạch Desktop" && return; sleep 0.5
            done
            return 1
        }
        rm -rf "$C/giay-to"; mkdir "$C/giay-to"; echo a > "$C/giay-to/a.docx"
        wine "Z:\\out\\KeHoach-$VERSION-setup.exe" &
        until_page; sleep 1
        press Return ctrl+a; xdotool type 'C:\giay-to'; sleep 1
        press Return Return  # to be put into a folder of its own there
        press Down space Return  # with an icon on the desktop
        until_there "$C/giay-to/KeHoach/uninstall.exe"; sleep 2
        press space Return  # without a start of the program
        wineserver -w
        [ "$(ls "$C/giay-to" | wc -l)" = 2 ]; test -e "$C/giay-to/KeHoach/KeHoach.exe"
        links Desktop | grep 'Kế hoạch Desktop.lnk'
        wine 'C:\giay-to\KeHoach\uninstall.exe' &
        until_page; sleep 1
        press Return; until_gone "$C/giay-to/KeHoach"; sleep 1
        press Return; wineserver -w
        [ "$(ls "$C/giay-to" | wc -l)" = 1 ]; links '' | none 'Kế hoạch'
        """,
    )
    return "by keyboard into a folder of its own beside somebody's files, with an icon; and out of it again"


def try_old_windows(place: Place) -> str:
    """Have Wine say it is a Windows before 10 1809: the installer refuses and leaves nothing."""
    _tried(
        place,
        "old-windows",
        r"""
        NT='HKLM\Software\Microsoft\Windows NT\CurrentVersion'
        undo() {
            wine reg delete 'HKCU\Software\Wine' /v Version /f || true
            wine reg add "$NT" /v CurrentBuildNumber /d 19045 /f; wineserver -w
        }
        trap undo EXIT
        for version in win7 win81; do
            wine reg add 'HKCU\Software\Wine' /v Version /d $version /f; wineserver -w
            code 2 setup '/D=C:\Cũ'; test ! -e "$C/Cũ"
        done
        wine reg delete 'HKCU\Software\Wine' /v Version /f
        wine reg add "$NT" /v CurrentBuildNumber /d 17134 /f; wineserver -w
        code 2 setup '/D=C:\Cũ'; test ! -e "$C/Cũ"
        """,
    )
    return "Windows 7, 8.1 and 10 1803 refused with code 2, nothing left behind"


def try_uninstall(place: Place) -> str:
    """Uninstall silently: the program, its links and its keys are gone, the data is there."""
    _tried(
        place,
        "uninstall",
        r"""
        ready
        sums > /w/before
        wine "$FOLDER\\uninstall.exe" /S
        until_gone "$INSTALLED"; sha256sum -c /w/before
        links '' | none 'Kế hoạch'
        no_key "$CLASSES\\KeHoachDesktop.kehoach"; no_key "$CLASSES\\.kehoach"; no_key "$UNINSTALL"
        no_key 'HKCU\Software\KeHoachDesktop'
        """,
    )
    return "program, links and keys gone; data and settings the same bytes"


def try_portable(place: Place) -> str:
    """Unpack the .zip somewhere and run it: its data stands beside it and nowhere else."""
    _tried(
        place,
        "portable",
        r"""
        cd "$C"; rm -rf 'Ổ USB' "$DATA"; mkdir 'Ổ USB'
        unzip -q "/out/KeHoach-$VERSION-portable.zip" -d 'Ổ USB'
        wine 'C:\Ổ USB\KeHoach\kehoach-cli.exe' self-test
        wine 'C:\Ổ USB\KeHoach\KeHoach.exe' & until_window
        close_window
        test -f 'Ổ USB/KeHoach/du-lieu/so-ke-hoach.kehoach'; test ! -e "$DATA"
        """,
    )
    return "runs from a folder with a blank, its data in du-lieu beside it and nowhere else"


def _tried(place: Place, step: str, script: str) -> str:
    new_log(place, step)
    return place.do(step, f"VERSION={place.version}\n{_WORDS}{script}")
