"""The system's file dialogs: the only modal thing, since the system does it best."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QTreeView, QWidget

from kehoach_desktop.services.settings import Settings


def choose_target(parent: QWidget, settings: Settings, title: str, proposal: str, kinds: str) -> Path | None:
    """Return where to write, or None; the dialog itself asks before a file is replaced.

    ``proposal`` is a file name, ``kinds`` as in "Tệp PDF (*.pdf)".
    """
    dialog = QFileDialog(parent, title, str(start_folder(settings)), kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(proposal).suffix.removeprefix("."))
    dialog.selectFile(proposal)
    return _chosen(dialog, settings)


def choose_source(parent: QWidget, settings: Settings, title: str, kinds: str) -> Path | None:
    """Return which file to read, or None."""
    dialog = QFileDialog(parent, title, str(start_folder(settings)), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _chosen(dialog, settings)


def choose_sources(parent: QWidget, settings: Settings, title: str, kinds: str) -> list[Path]:
    """Return which files to read, none when nothing was chosen."""
    dialog = QFileDialog(parent, title, str(start_folder(settings)), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    return _all_chosen(dialog, settings)


def choose_folder(parent: QWidget, settings: Settings, title: str) -> Path | None:
    """Return a folder to write into, or None."""
    dialog = QFileDialog(parent, title, str(start_folder(settings)))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    folder = _chosen(dialog, settings)
    if folder is not None:
        settings.last_folder = str(folder)
    return folder


def start_folder(settings: Settings) -> Path:
    """Return the folder of the last time, or else the user's documents."""
    last = Path(settings.last_folder)
    if settings.last_folder and last.is_dir():
        return last
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) if documents else Path.home()  # Windows knows none when it is on a drive not there


def show_heads_whole(dialog: QFileDialog) -> None:
    """Give the columns of Qt's own dialog room for their heads: it reckons with their figures only."""
    for table in dialog.findChildren(QTreeView):  # none in a dialog of the system
        head = table.header()
        for column in range(1, head.count()):
            head.resizeSection(column, max(head.sectionSize(column), head.sectionSizeHint(column)))


def _chosen(dialog: QFileDialog, settings: Settings) -> Path | None:
    return next(iter(_all_chosen(dialog, settings)), None)


def _all_chosen(dialog: QFileDialog, settings: Settings) -> list[Path]:
    show_heads_whole(dialog)
    accepted = dialog.exec()
    files = dialog.selectedFiles()
    dialog.deleteLater()
    if not accepted or not files:
        return []
    settings.last_folder = str(Path(files[0]).parent)
    return [Path(name) for name in files]
