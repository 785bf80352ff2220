"""The locks for Windows hold what pyproject.toml asks for, with checksums, and name no place."""

import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "resources" / "windows"))

import lock

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
ASKED = {
    "lock-shipped.txt": PROJECT["dependencies"],
    "lock.txt": [*PROJECT["dependencies"], *EXTRAS["test"], *EXTRAS["package"]],
}


@pytest.mark.parametrize("name", ASKED)
def test_a_lock_has_a_fitting_version_of_everything_asked_for(name: str) -> None:
    pinned = lock.pinned(name)
    for line in ASKED[name]:
        asked = Requirement(line)
        assert asked.specifier.contains(pinned[canonicalize_name(asked.name)]), f"{line}: {lock.COMMAND}"


@pytest.mark.parametrize("name", ASKED)
def test_a_lock_has_checksums_and_names_no_place(name: str) -> None:
    text = (ROOT / "resources" / "windows" / name).read_text(encoding="utf-8")
    assert text.count("==") == len(lock.pinned(name))
    assert all("--hash=sha256:" in block for block in text.split("==")[1:])
    assert "://" not in text
    assert "index" not in text


def test_what_is_shipped_is_built_and_tested_with_the_same_versions() -> None:
    assert lock.pinned("lock-shipped.txt").items() <= lock.pinned("lock.txt").items()


def test_nothing_that_only_tests_or_builds_is_shipped() -> None:
    shipped = lock.pinned("lock-shipped.txt")
    assert not {
        canonicalize_name(Requirement(line).name) for line in EXTRAS["test"] + EXTRAS["package"]
    } & set(shipped)
