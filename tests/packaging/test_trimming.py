"""What goes into the package: all that is used, on both systems, and not what is never asked for."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "resources" / "windows"))

import trimming
import version_resource


@pytest.mark.parametrize(
    "target",
    [
        r"PySide6\Qt6Core.dll",
        r"PySide6\QtWidgets.pyd",
        r"PySide6\plugins\platforms\qwindows.dll",
        r"PySide6\plugins\styles\qmodernwindowsstyle.dll",
        r"PySide6\MSVCP140.dll",
        r"PIL\_imaging.cp311-win_amd64.pyd",
        r"pypdfium2_raw\pdfium.dll",
        "python311.dll",
        "VCRUNTIME140.dll",
        "PySide6/Qt/lib/libQt6Core.so.6",
        "PySide6/Qt/lib/libQt6XcbQpa.so.6",
        "PySide6/Qt/lib/libicuuc.so.73",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/QtSvg.abi3.so",
        "resources/icons/app.svg",
    ],
)
def test_what_is_used_is_packaged(target: str) -> None:
    assert trimming.is_used(target)


@pytest.mark.parametrize(
    "target",
    [
        r"PySide6\Qt6Network.dll",
        r"PySide6\Qt6OpenGL.dll",
        r"PySide6\Qt6DBus.dll",
        r"PySide6\QtNetwork.pyd",
        r"PySide6\opengl32sw.dll",
        r"PySide6\plugins\platforms\qminimal.dll",
        r"PySide6\plugins\imageformats\qtiff.dll",
        r"PySide6\translations\qtbase_de.qm",
        r"PIL\_avif.cp311-win_amd64.pyd",
        "icuuc.dll",
        "api-ms-win-crt-heap-l1-1-0.dll",
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/Qt/lib/libQt6Pdf.so.6",
        "PySide6/Qt/plugins/wayland-shell-integration/libxdg-shell.so",
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "pillow.libs/libavif-c6062d5f.so.16.4.2",
        "openpyxl/tests/data.xlsx",
    ],
)
def test_what_is_not_used_is_left_out(target: str) -> None:
    assert not trimming.is_used(target)


def test_the_systems_own_libraries_are_left_to_linux_but_not_pythons() -> None:
    entries = [
        ("libX11.so.6", "/usr/lib/x86_64-linux-gnu/libX11.so.6", "BINARY"),
        ("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0", "BINARY"),
        ("libQt6Qml.so.6", "PySide6/Qt/lib/libQt6Qml.so.6", "SYMLINK"),
        ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK"),
        ("PySide6/Qt/lib/libQt6Core.so.6", "/env/PySide6/Qt/lib/libQt6Core.so.6", "BINARY"),
    ]
    kept = [target for target, _, _ in trimming.kept(entries)]
    assert kept == ["libpython3.11.so.1.0", "libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6"]


def test_the_runtime_of_microsoft_is_everywhere_the_one_that_qt_was_built_for() -> None:
    entries = [
        ("VCRUNTIME140.dll", r"C:\py\vcruntime140.dll", "BINARY"),
        (r"PySide6\VCRUNTIME140.dll", r"C:\py\Lib\PySide6\VCRUNTIME140.dll", "BINARY"),
        ("python311.dll", r"C:\py\python311.dll", "BINARY"),
    ]
    sources = [source for _, source, _ in trimming.kept(entries)]
    assert sources == [r"C:\py\Lib\PySide6\VCRUNTIME140.dll"] * 2 + [r"C:\py\python311.dll"]


def test_the_program_uses_no_module_of_qt_that_is_not_packaged() -> None:
    used = set()
    for path in (ROOT / "kehoach_desktop").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6."):
                used.add((node.module or "").split(".")[1])
    assert used <= trimming.QT_MODULES


def test_every_module_of_the_program_is_named_and_every_folder_of_resources_shipped_or_not() -> None:
    modules = trimming.own_modules(ROOT)
    assert {"kehoach_desktop", "kehoach_desktop.ui.tracker_tab", "kehoach_desktop.services.reading"} <= set(
        modules
    )
    folders = {path.name for path in (ROOT / "resources").iterdir() if path.is_dir()}
    assert folders - set(trimming.RESOURCES_SHIPPED) <= {"windows"}


def test_windows_is_told_the_projects_version_in_vietnamese() -> None:
    version = version_resource.project_version(ROOT)
    told = version_resource.version_text(version, "KeHoach.exe")
    assert f"StringStruct('ProductVersion', '{version}')" in told
    assert "'042A04B0'" in told
    assert version_resource.numbers("1.2.3") == (1, 2, 3, 0)
