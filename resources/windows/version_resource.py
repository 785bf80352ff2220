"""What Windows shows of the program's files under Properties, from what pyproject.toml says."""

import tomllib
from pathlib import Path

PRODUCT = "Kế hoạch Desktop"
DESCRIPTION = "Kế hoạch truyền thông kiểm soát thủ tục hành chính"
MAKER = "Nhóm Kế hoạch Desktop"
VIETNAMESE, UNICODE = 0x042A, 1200


def project_version(root: Path) -> str:
    """Return the program's version."""
    version: str = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    return version


def numbers(version: str) -> tuple[int, int, int, int]:
    """Return the four numbers Windows compares: 0.1.0 is 0, 1, 0, 0."""
    parts = [int(part) for part in version.split(".")]
    first, second, third, fourth = (*parts, 0, 0, 0, 0)[:4]
    return first, second, third, fourth


def version_text(version: str, file_name: str, description: str = DESCRIPTION) -> str:
    """Return the version resource of one program as PyInstaller reads it."""
    strings = {
        "CompanyName": MAKER,
        "FileDescription": description,
        "FileVersion": version,
        "InternalName": file_name.removesuffix(".exe"),
        "LegalCopyright": "Giấy phép MIT; các thành phần khác theo giấy phép của chúng",
        "OriginalFilename": file_name,
        "ProductName": PRODUCT,
        "ProductVersion": version,
    }
    told = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in strings.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers(version)}, prodvers={numbers(version)}, "
        "mask=0x3f, flags=0x0, OS=0x40004, fileType=0x1, subtype=0x0, date=(0, 0)), kids=["
        f"StringFileInfo([StringTable('{VIETNAMESE:04X}{UNICODE:04X}', [{told}])]), "
        f"VarFileInfo([VarStruct('Translation', [{VIETNAMESE}, {UNICODE}])])])\n"
    )
