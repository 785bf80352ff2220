"""A throw-away Debian 13 folder with Wine in it: made once, entered for every step.

Debian 13 has Wine 10, the first in Debian that runs Qt 6.9. Nothing of it touches the machine around it:
every command runs in mount and process namespaces of its own, so what it leaves running ends with it.
"""

import shutil
import subprocess
from pathlib import Path

RELEASE = "trixie"
PACKAGES = """
    wine wine64 wine32:i386 xvfb xauth xdotool openbox x11-utils nsis procps imagemagick unzip zip
    python3-venv locales osslsigncode fonts-noto-core fonts-dejavu-core ca-certificates libegl1 libgl1
    libxkbcommon0 libdbus-1-3
    libfontconfig1 libglib2.0-0t64 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1
    libxcb-render-util0 libxcb-shape0 libxkbcommon-x11-0
"""
# What is thrown away need not be flushed to the disk. Of the Noto fonts one family is used; Wine has every
# program open each of the others, some 250 files, where an office PC has a few dozen.
_DPKG = r"""force-unsafe-io
path-exclude=/usr/share/doc/*
path-exclude=/usr/share/fonts/truetype/noto/*
path-include=/usr/share/fonts/truetype/noto/NotoSans-*"""
USER_TEMP = "$WINEPREFIX/drive_c/users/$USER/AppData/Local/Temp"
# What every command in the folder begins with. The code page of a Vietnamese PC, 1258, follows from LANG.
_PRELUDE = f"""
export LANG=vi_VN.UTF-8 LC_ALL=vi_VN.UTF-8 PIP_CERT=/ca.crt SSL_CERT_FILE=/ca.crt
export WINEPREFIX=/w/prefix WINEDEBUG=-all DISPLAY=:78
export WINEDLLOVERRIDES='mscoree,mshtml=;winemenubuilder.exe=d'
PYTHON='C:\\py311\\python.exe'
screen() {{ Xvfb $DISPLAY -screen 0 1366x768x24 >/dev/null 2>&1 & sleep 1; }}
[ -d "{USER_TEMP}" ] && mount -t tmpfs tmpfs "{USER_TEMP}"
"""
_ENTER = """
mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && mount -t tmpfs tmpfs "$0/tmp" &&
exec chroot "$0" /usr/bin/env -i HOME=/root USER=root PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb \\
    DEBIAN_FRONTEND=noninteractive bash -euo pipefail -c "$1"
"""


class StepFailedError(RuntimeError):
    """A command of a step ended with another code than 0; its log says why."""


class FellShortError(RuntimeError):
    """A figure is not within reach; what was made stands all the same."""


def run(command: list[str], log: Path) -> None:
    """Run a command of this machine, its words into ``log``; raise StepFailedError when it fails."""
    with log.open("ab") as out:
        ended = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, check=False)
    if ended.returncode:
        raise StepFailedError(f"{command[0]}: exit code {ended.returncode}")


def inside(root: Path, script: str, log: Path) -> None:
    """Run a bash script in the folder; it stops at the first command that fails, and so does the step."""
    command = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "bash", "-c", _ENTER, str(root)]
    run([*command, _PRELUDE + script], log)


def make_root(root: Path, log: Path) -> None:
    """Make the folder anew with the mirror, keys and certificates this machine is set up with."""
    if shutil.which("debootstrap") is None:
        run(["apt-get", "install", "-y", "-q", "debootstrap"], log)
    if root.exists():
        shutil.rmtree(root)
    keys = "/usr/share/keyrings/debian-archive-keyring.gpg"
    run(["debootstrap", "--variant=minbase", f"--keyring={keys}", RELEASE, str(root), mirror()], log)
    copied = {"/etc/ssl/certs/ca-certificates.crt": "ca.crt"} | {
        name: name[1:] for name in ("/etc/resolv.conf", "/etc/hosts", "/etc/pip.conf")
    }
    for source, target in copied.items():
        if Path(source).is_file():
            shutil.copyfile(source, root / target)
    inside(
        root,
        f"""
        echo "{_DPKG}" > /etc/dpkg/dpkg.cfg.d/throw-away
        dpkg --add-architecture i386
        apt-get update -q
        apt-get install -y -q --no-install-recommends {" ".join(PACKAGES.split())}
        localedef -i vi_VN -f UTF-8 vi_VN.UTF-8
        mkdir -p /w
        """,
        log,
    )


def mirror() -> str:
    """Return the address of the Debian mirror this machine uses."""
    for path in (Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("*"))):
        if not path.is_file():
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            words = line.split()
            address = next((word for word in words[1:] if word.startswith("http")), None)
            if words and words[0] in {"deb", "URIs:"} and address and address.rstrip("/").endswith("/debian"):
                return address
    raise StepFailedError("no Debian mirror found in /etc/apt: this command needs a Debian machine")
