"""A Windows package is looked through: what is as it must be passes, every fault is caught."""

import gc
import struct
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from small_programs import VERSION, Program

WINDOWS = Path(__file__).resolve().parents[2] / "resources" / "windows"
sys.path.insert(0, str(WINDOWS))

import pe_audit

MANIFEST = (WINDOWS / "program.manifest").read_text(encoding="utf-8")
WINDOWED = Program(subsystem=pe_audit.GUI, manifest=MANIFEST)
LIBRARY = Program(icon_sizes=(), version={}, imports=("KERNEL32.dll", "python311.dll"))


STRAY = "nothing in the package asks for it"


@pytest.fixture(autouse=True, scope="module")
def nothing_to_look_through() -> Iterator[None]:
    """The reader of programs looks for garbage after each: it is not to go through what other tests left."""
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Return a package with nothing wrong."""
    inner = tmp_path / "_internal"
    inner.mkdir()
    put(tmp_path / "KeHoach.exe", WINDOWED)
    put(tmp_path / "kehoach-cli.exe", replace(WINDOWED, subsystem=pe_audit.CONSOLE))
    put(inner / "python311.dll", replace(LIBRARY, imports=("api-ms-win-crt-heap-l1-1-0.dll", "WS2_32.dll")))
    put(inner / "_queue.pyd", LIBRARY)
    return tmp_path


def put(path: Path, program: Program) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(program.written())


def faults(package: Path) -> list[str]:
    return pe_audit.audit(package, pe_audit.Wanted(version="0.1.0"))


def test_a_package_as_it_must_be_passes(package: Path) -> None:
    assert faults(package) == []


@pytest.mark.parametrize(
    "name", ["opengl32sw.dll", "icuuc.dll", "ucrtbase.dll", "api-ms-win-crt-heap-l1-1-0.dll"]
)
def test_a_planted_library_that_must_not_be_shipped_is_caught(package: Path, name: str) -> None:
    put(package / "_internal" / name, replace(LIBRARY, imports=("KERNEL32.dll",)))
    put(package / "_internal" / "_queue.pyd", replace(LIBRARY, imports=(name,)))
    assert faults(package) == [f"_internal/{name}: must not be shipped"]


@pytest.mark.parametrize(
    "name",
    [
        *("PySide6/Qt6Quick.dll", "stray.dll", "libcrypto-3.dll", "shiboken6/anything.dll"),
        *("_ssl.pyd", "stray.pyd", "PIL/_avif.cp311-win_amd64.pyd", "resources/icons/evil.pyd"),
        *("PySide6/plugins/tls/evil.dll", "plugins/platforms/qwindows.dll"),
    ],
)
def test_a_planted_library_that_nothing_asks_for_is_caught(package: Path, name: str) -> None:
    put(package / "_internal" / name, LIBRARY)
    assert faults(package) == [f"_internal/{name}: {STRAY}"]


def test_libraries_that_only_ask_for_one_another_are_caught(package: Path) -> None:
    inner = package / "_internal"
    put(inner / "one.dll", replace(LIBRARY, imports=("two.dll", "one.dll")))
    put(inner / "two.dll", replace(LIBRARY, imports=("ONE.dll", "three.dll")))
    put(inner / "three.dll", LIBRARY)
    assert faults(package) == [f"_internal/{name}.dll: {STRAY}" for name in ("one", "three", "two")]


def test_what_a_plugin_or_a_module_leads_to_and_what_is_loaded_by_name_passes(package: Path) -> None:
    inner = package / "_internal"
    put(
        inner / "PySide6" / "plugins" / "platforms" / "qwindows.dll",
        replace(LIBRARY, imports=("Qt6Gui.dll",)),
    )
    put(inner / "PySide6" / "Qt6Gui.dll", replace(LIBRARY, imports=("qt6core.DLL",)))
    put(inner / "PySide6" / "Qt6Core.dll", LIBRARY)
    put(inner / "_sqlite3.pyd", replace(LIBRARY, imports=("sqlite3.dll",)))
    put(inner / "sqlite3.dll", LIBRARY)
    put(inner / "pypdfium2_raw" / "pdfium.dll", LIBRARY)
    assert faults(package) == []


def test_a_library_of_32_bits_is_caught(package: Path) -> None:
    put(package / "_internal" / "_queue.pyd", replace(LIBRARY, machine=0x14C))
    assert faults(package) == ["_internal/_queue.pyd: is for another machine (0x14c)"]


@pytest.mark.parametrize("mark", [b"Wine builtin DLL", b"Wine placeholder DLL"])
def test_a_part_of_wine_is_caught(package: Path, mark: bytes) -> None:
    put(package / "_internal" / "dwmapi.dll", replace(LIBRARY, mark=mark))
    assert faults(package) == ["_internal/dwmapi.dll: is a part of Wine", f"_internal/dwmapi.dll: {STRAY}"]


@pytest.mark.parametrize("asked", ["Qt6Network.dll", "icuuc.dll", "api-ms-win-core-file-l2-1-4.dll"])
def test_what_a_library_asks_for_in_vain_is_caught(package: Path, asked: str) -> None:
    put(package / "_internal" / "_queue.pyd", replace(LIBRARY, imports=(asked,)))
    found = faults(package)
    assert len(found) == 1
    assert f"asks for {asked.lower()}, which is neither" in found[0]


def test_a_library_in_two_versions_is_caught(package: Path) -> None:
    put(package / "_internal" / "_queue.pyd", replace(LIBRARY, imports=("MSVCP140.dll",)))
    for folder, version in (("", "14.38"), ("PySide6/", "14.44")):
        library = replace(LIBRARY, version=VERSION | {"FileVersion": version}, imports=())
        put(package / "_internal" / f"{folder}MSVCP140.dll", library)
    assert faults(package) == ["msvcp140.dll: is there in several versions, 14.38 and 14.44"]


def test_a_file_that_only_is_named_like_a_library_is_caught(package: Path) -> None:
    (package / "_internal" / "_queue.pyd").write_bytes(b"MZ, but nothing more")
    assert ["_internal/_queue.pyd: not a program or library of Windows" in f for f in faults(package)] == [
        True
    ]


def test_a_package_too_large_is_caught(package: Path) -> None:
    (package / "_internal" / "long.txt").write_bytes(bytes(2_000_000))
    assert pe_audit.audit(package, pe_audit.Wanted(most_mb=1.5)) == ["the package has 2.0 MB, more than 2"]


def test_a_missing_program_and_one_nobody_asked_for_are_caught(package: Path) -> None:
    (package / "KeHoach.exe").rename(package / "Other.exe")
    assert faults(package) == ["KeHoach.exe: is missing", "Other.exe: a program nobody asked for"]


def test_a_windowed_program_with_a_console_is_caught(package: Path) -> None:
    put(package / "KeHoach.exe", replace(WINDOWED, subsystem=pe_audit.CONSOLE))
    assert faults(package) == ["KeHoach.exe: is not a windowed program"]


def test_a_program_without_icon_version_and_manifest_is_caught(package: Path) -> None:
    put(package / "KeHoach.exe", Program(icon_sizes=(), version={}))
    assert set(faults(package)) == {
        *(f"KeHoach.exe: its version resource lacks {name}" for name in pe_audit.VERSION_STRINGS),
        "KeHoach.exe: has no icon",
        "KeHoach.exe: has no manifest",
    }


def test_an_icon_without_its_small_and_its_largest_size_is_caught(package: Path) -> None:
    put(package / "KeHoach.exe", replace(WINDOWED, icon_sizes=(20, 24, 32, 40, 48, 64, 128)))
    assert faults(package) == [f"KeHoach.exe: its icon lacks the size {side}" for side in (16, 256)]


def test_another_version_is_caught(package: Path) -> None:
    put(package / "KeHoach.exe", replace(WINDOWED, version=VERSION | {"ProductVersion": "0.0.9"}))
    assert faults(package) == ["KeHoach.exe: is of version 0.0.9, not 0.1.0"]


@pytest.mark.parametrize(
    ("said", "instead", "named"),
    [
        ("<longPathAware", "<longPathUnaware", "long paths"),
        ("PerMonitorV2, PerMonitor", "System", "per-monitor scaling"),
        ("8e0f7a12", "1f676c76", "Windows 10"),
        ("asInvoker", "requireAdministrator", "asInvoker"),
        ("Common-Controls", "Uncommon-Controls", "common controls 6"),
    ],
)
def test_what_a_manifest_leaves_out_is_caught(package: Path, said: str, instead: str, named: str) -> None:
    put(package / "kehoach-cli.exe", replace(WINDOWED, subsystem=3, manifest=MANIFEST.replace(said, instead)))
    assert faults(package) == [f"kehoach-cli.exe: its manifest does not say {named}"]


def test_the_command_ends_with_1_when_something_is_wrong(
    package: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["pe_audit.py", str(package)])
    assert pe_audit.main() == 0
    put(package / "_internal" / "icuuc.dll", replace(LIBRARY, imports=()))
    assert pe_audit.main() == 1
    assert "_internal/icuuc.dll: must not be shipped" in capsys.readouterr().out


def test_the_icon_shipped_has_every_size_and_is_what_the_drawings_show(qapp: object) -> None:
    import draw_icon

    shipped = draw_icon.ICON.read_bytes()
    _, _, count = struct.unpack_from("<HHH", shipped)
    entries = [struct.unpack_from("<BBBBHHII", shipped, 6 + 16 * place) for place in range(count)]
    assert {entry[0] or 256 for entry in entries} == pe_audit.ICON_SIZES
    drawn = draw_icon.icon_bytes()
    for side, *_, size, place in entries[:-1]:  # edges may be drawn a shade otherwise elsewhere
        pairs = zip(shipped[place : place + size], drawn[place : place + size], strict=True)
        assert max(abs(one - other) for one, other in pairs) <= 8, f"renew app.ico: {side} differs"
