"""The file dialogs: a name is proposed, the folder remembered, and no head of a column is cut."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QTreeView, QWidget

from kehoach_desktop.ui import choosing


@pytest.fixture
def parent(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_a_name_is_proposed_and_the_folder_remembered(parent, settings, tmp_path: Path, monkeypatch):
    folder = tmp_path / "báo cáo"
    folder.mkdir()
    settings.last_folder = str(tmp_path)
    proposed = []

    def answer(dialog: QFileDialog) -> bool:
        proposed.extend(dialog.selectedFiles())
        dialog.selectFile(str(folder / "kh.pdf"))
        return True

    monkeypatch.setattr(QFileDialog, "exec", answer)
    target = choosing.choose_target(parent, settings, "Xuất PDF", "kh.pdf", "Tệp PDF (*.pdf)")
    assert [Path(path) for path in proposed] == [tmp_path / "kh.pdf"]
    assert target == folder / "kh.pdf"
    assert settings.last_folder == str(folder)


def test_the_first_time_the_documents_are_offered_and_again_when_the_last_folder_is_gone(
    settings, tmp_path: Path, monkeypatch
):
    documents = tmp_path / "OneDrive" / "Tài liệu"
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(documents))
    assert choosing.start_folder(settings) == documents
    settings.last_folder = str(tmp_path)
    assert choosing.start_folder(settings) == tmp_path
    settings.last_folder = str(tmp_path / "USB rút ra rồi")
    assert choosing.start_folder(settings) == documents
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: "")
    assert choosing.start_folder(settings) == Path.home()


def test_no_head_is_cut(parent, tmp_path: Path):
    dialog = QFileDialog(parent, directory=str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    head = dialog.findChild(QTreeView).header()
    columns = range(1, head.count())
    for column in columns:
        head.resizeSection(column, 10)
    choosing.show_heads_whole(dialog)
    assert len(columns) == 3
    assert all(head.sectionSize(column) >= head.sectionSizeHint(column) for column in columns)
