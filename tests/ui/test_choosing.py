"""The file dialogs: a name is proposed, the folder remembered, and no head of a column is cut."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QTreeView, QWidget

from kehoach_desktop.ui import choosing


def test_no_head_is_cut_and_the_folder_is_remembered(qtbot, settings, tmp_path: Path, monkeypatch):
    parent = QWidget()
    qtbot.addWidget(parent)
    seen = []

    def answer(dialog: QFileDialog) -> bool:
        for table in dialog.findChildren(QTreeView):
            head = table.header()
            seen.extend(head.sectionSize(n) >= head.sectionSizeHint(n) for n in range(1, head.count()))
        dialog.selectFile("kh.pdf")
        return True

    monkeypatch.setattr(QFileDialog, "exec", answer)
    settings.last_folder = str(tmp_path)
    target = choosing.choose_target(parent, settings, "Xuất PDF", "kh.pdf", "Tệp PDF (*.pdf)")
    assert target == tmp_path / "kh.pdf"
    assert settings.last_folder == str(tmp_path)
    assert seen
    assert all(seen)
