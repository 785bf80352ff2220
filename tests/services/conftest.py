"""A new data file, in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kehoach_desktop.services import files
from kehoach_desktop.services.files import Store


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("so")
    with files.open_file(folder / "so.kehoach", create=True) as opened:
        yield opened
