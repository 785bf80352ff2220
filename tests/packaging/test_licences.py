"""Every packaged file belongs to a component the licences name, every component named is packaged."""

import ast
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from small_programs import VERSION, Program

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "resources" / "windows"))

import components
import licences
import package_contents

ALL = components.read_components()
WINDOWS, LINUX = (tuple(c for c in ALL if c.is_on(system)) for system in components.SYSTEMS)
FILES = (
    *("KeHoach.exe", "kehoach-cli.exe", "GIẤY PHÉP.txt", "_internal/resources/icons/app.svg"),
    *(
        "_internal/python311.dll",
        "_internal/python3.dll",
        "_internal/_ctypes.pyd",
        "_internal/base_library.zip",
    ),
    *("_internal/VCRUNTIME140.dll", "_internal/PySide6/MSVCP140_1.dll", "_internal/shiboken6/MSVCP140.dll"),
    *("_internal/sqlite3.dll", "_internal/libffi-8.dll", "_internal/PIL/_imaging.cp311-win_amd64.pyd"),
    *("_internal/PySide6/Qt6Core.dll", "_internal/PySide6/plugins/platforms/qwindows.dll"),
    *(
        "_internal/PySide6/QtCore.pyd",
        "_internal/PySide6/pyside6.abi3.dll",
        "_internal/shiboken6/Shiboken.pyd",
    ),
    *("_internal/sqlalchemy/engine/_row_cy.cp311-win_amd64.pyd", "_internal/resources/fonts/Tinos-Bold.ttf"),
    *("_internal/pypdfium2_raw/pdfium.dll", "_internal/pypdfium2_raw/version.json"),
    *("_internal/shiboken6/shiboken6.abi3.dll", "_internal/PySide6/Qt6Widgets.dll", "_internal/select.pyd"),
    *(
        "_internal/PySide6/plugins/styles/qmodernwindowsstyle.dll",
        "_internal/PySide6/plugins/imageformats/qsvg.dll",
    ),
)
DYNLOAD, TAG = "_internal/python3.11/lib-dynload", "cpython-311-x86_64-linux-gnu.so"
FILES_OF_LINUX = (
    *(
        "KeHoach",
        "kehoach",
        "_internal/libpython3.11.so.1.0",
        f"{DYNLOAD}/_queue.{TAG}",
        f"{DYNLOAD}/mmap.{TAG}",
    ),
    *("_internal/PySide6/Qt/lib/libQt6Core.so.6", "_internal/PySide6/Qt/lib/libQt6XcbQpa.so.6"),
    *(
        "_internal/libQt6Core.so.6",
        "_internal/PySide6/Qt/lib/libicuuc.so.73",
        "_internal/PySide6/QtSvg.abi3.so",
    ),
    "_internal/PySide6/Qt/plugins/platforms/libqxcb.so",
    "_internal/PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
    *("_internal/PySide6/libpyside6.abi3.so.6.9", "_internal/shiboken6/libshiboken6.abi3.so.6.9"),
    *("_internal/shiboken6/Shiboken.abi3.so", f"_internal/PIL/_imaging.{TAG}"),
    *("_internal/pillow.libs/libXau-154567c4.so.6.0.0", "_internal/pypdfium2_raw/libpdfium.so"),
    f"_internal/sqlalchemy/sql/_util_cy.{TAG}",
)
MODULES = (
    *("kehoach_desktop", "openpyxl", "et_xmlfile", "defusedxml", "reportlab", "typing_extensions", "json"),
    *("platformdirs", "pypdfium2", "pyimod01_archive", "pyi_rth_pyside6", "_pyi_rth_utils"),
)


def unpackaged(files: tuple[str, ...] = FILES, modules: tuple[str, ...] = MODULES) -> list[str]:
    return package_contents.unpackaged(files, modules, WINDOWS)


def test_a_whole_package_holds_what_the_licences_name() -> None:
    assert package_contents.unnamed_files(FILES, WINDOWS) == []
    assert package_contents.unnamed_files(FILES_OF_LINUX, LINUX) == []
    assert package_contents.unnamed_modules(MODULES, WINDOWS) == []
    assert unpackaged() == []


@pytest.mark.parametrize(
    "planted",
    [
        "_internal/libcrypto-3.dll",
        "_internal/PySide6/opengl32sw.dll",
        "_internal/numpy/core/_multiarray.pyd",
        "extra.exe",
        "_internal/PySide6/Qt/lib/libicuuc.so.73",  # of the package for Linux alone
        *(
            "_internal/_ssl.pyd",
            "_internal/stray.pyd",
            "_internal/stray.dll",
            "_internal/PySide6/Qt6Quick.dll",
        ),
        *("_internal/PySide6/Qt6WebEngineCore.dll", "_internal/PySide6/QtNetwork.pyd"),
        *("_internal/PySide6/plugins/tls/evil.dll", "_internal/PySide6/plugins/imageformats/qtiff.dll"),
        *("_internal/PySide6/plugins/platforms/qwindows/evil.dll", "_internal/shiboken6/anything.dll"),
        *("_internal/PIL/x.dll", "_internal/PIL/_avif.cp311-win_amd64.pyd", "_internal/sqlalchemy/x.dll"),
        *("_internal/PIL/MSVCP140.dll", "_internal/vcruntime140_evil.dll", "_internal/pypdfium2/x.dll"),
        *("_internal/resources/icons/evil.dll", "_internal/resources/fonts/evil.pyd"),
    ],
)
def test_a_planted_file_that_no_licence_names_is_caught(planted: str) -> None:
    assert package_contents.unnamed_files([*FILES, planted], WINDOWS) == [
        f"{planted}: belongs to nothing the licences name"
    ]


@pytest.mark.parametrize(
    "planted",
    [
        *(f"{DYNLOAD}/_ssl.{TAG}", f"{DYNLOAD}/_curses.{TAG}", f"{DYNLOAD}/stray.{TAG}"),
        *("_internal/PySide6/Qt/lib/libQt6Qml.so.6", "_internal/libQt6Qml.so.6", "_internal/libstray.so.1"),
        "_internal/PySide6/Qt/plugins/tls/libqopensslbackend.so",
        *(
            "_internal/PySide6/QtNetwork.abi3.so",
            "_internal/shiboken6/libstray.so",
            f"_internal/PIL/_avif.{TAG}",
        ),
        *("_internal/pillow.libs/libavif-c6062d5f.so.16.4.2", "_internal/resources/icons/libevil.so.1"),
        *("_internal/sqlalchemy/libstray.so", "_internal/sqlite3.dll"),
    ],
)
def test_a_planted_file_is_caught_on_linux_too(planted: str) -> None:
    assert package_contents.unnamed_files([*FILES_OF_LINUX, planted], LINUX) == [
        f"{planted}: belongs to nothing the licences name"
    ]


def test_a_module_that_no_licence_names_is_caught() -> None:
    assert package_contents.unnamed_modules([*MODULES, "requests"], WINDOWS) == [
        "module requests: belongs to nothing the licences name"
    ]


def test_every_script_that_the_spec_packages_is_the_programs_own() -> None:
    tree = ast.parse((ROOT / "build.spec").read_text(encoding="utf-8"))
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    scripts = {text.removesuffix(".py") for text in texts if isinstance(text, str) and text.endswith(".py")}
    assert {"read_once", "console_program"} <= scripts
    assert package_contents.unnamed_modules(scripts - {"__main__"}, WINDOWS) == []


@pytest.mark.parametrize(("gone", "named"), [("sqlite3.dll", "SQLite"), ("libffi-8.dll", "libffi")])
def test_what_is_named_but_not_packaged_is_caught(gone: str, named: str) -> None:
    left = tuple(path for path in FILES if not path.endswith(gone))
    assert unpackaged(left) == [f"{named}: named by the licences, but nothing of it is packaged"]


def test_what_is_built_into_something_gone_is_caught_with_it() -> None:
    left = tuple(path for path in FILES if "/PIL/" not in path)
    named = {fault.partition(":")[0] for fault in unpackaged(left)}
    assert named == {"Pillow", "libjpeg-turbo", "openjpeg", "tiff", "xz", "zlib-ng"}


def test_each_file_has_the_owner_that_says_most_of_it() -> None:
    owners = {path: owner.name for path in FILES if (owner := components.owner(path, WINDOWS)) is not None}
    assert owners["_internal/shiboken6/MSVCP140.dll"] == "Microsoft Visual C++ Runtime"
    assert owners["_internal/resources/fonts/Tinos-Bold.ttf"] == "Phông chữ Tinos"
    assert owners["_internal/PySide6/QtCore.pyd"] == "PySide6"
    assert owners["_internal/pypdfium2_raw/pdfium.dll"] == "PDFium"


def test_a_library_of_another_version_than_the_list_says_is_caught(tmp_path: Path) -> None:
    sqlite = next(component for component in ALL if component.name == "SQLite")
    library = tmp_path / sqlite.told_by
    library.parent.mkdir()
    told = VERSION | {"FileVersion": f"{sqlite.version}.0"}
    library.write_bytes(Program(version=told).written())
    assert list(package_contents.told_faults(tmp_path, sqlite)) == []
    library.write_bytes(Program(version=told | {"FileVersion": "3.0.1.0"}).written())
    assert list(package_contents.told_faults(tmp_path, sqlite)) == [
        f"SQLite: the list says {sqlite.version}, _internal/sqlite3.dll says 3.0.1.0"
    ]


def test_a_wheel_of_another_version_than_the_list_says_is_caught() -> None:
    packaging = next(component for component in ALL if component.name == "openpyxl")
    assert list(package_contents.wheel_faults(replace(packaging, version="0.1"))) != []
    assert list(package_contents.wheel_faults(replace(packaging, wheel="not-there-at-all"))) != []


def test_the_list_shipped_is_what_the_components_and_the_locks_say() -> None:
    shipped = (ROOT / "resources" / licences.LIST).read_text(encoding="utf-8")
    assert shipped == licences.list_text(ALL)
    assert len({row["name"] for row in json.loads(shipped)}) == len(ALL)


@pytest.mark.parametrize("component", ALL, ids=lambda component: component.name)
def test_every_component_has_its_licence_in_full(component: components.Component) -> None:
    for text in component.texts:
        assert len((ROOT / "resources" / text).read_text(encoding="utf-8")) > 200
    assert component.licence
    assert component.used_for
    assert component.version or component.inside


def test_the_notice_beside_the_program_names_every_component_and_keeps_qts_duties() -> None:
    told = licences.notice()
    assert all(component.name in told and component.licence in told for component in ALL)
    plain = " ".join(told.split())
    for duty in ("phiên bản 3", "thay các tệp ấy", "phân tích ngược", "Mã nguồn của Qt"):
        assert duty in plain
    assert max(len(line) for line in told.splitlines()) < 200
