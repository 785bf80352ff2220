"""A bug in what Qt calls in our classes is told of, and Qt gets an answer it can live with."""

# ruff: noqa: N802

from broken_hands import fail, guarded
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QTableView, QWidget


def test_what_python_has_taken_apart_is_asked_by_qt_without_a_bug(qtbot, window, watch):
    @guarded
    class Kept(QWidget):
        def sizeHint(self):
            return self.wanted

    kept = Kept(window)
    kept.wanted = QSize(10, 10)
    assert kept.sizeHint() == QSize(10, 10)
    vars(kept).clear()  # as the collector does with a ring
    assert kept.sizeHint() == QWidget(window).sizeHint()
    assert watch.count == 0
    kept.other = 1
    kept.sizeHint()
    assert watch.count == 1


@guarded
class BrokenModel(QAbstractTableModel):
    def rowCount(self, _parent=QModelIndex()):  # noqa: B008
        return 20

    def columnCount(self, _parent=QModelIndex()):  # noqa: B008
        return 3

    def data(self, _index, _role=0):
        fail()

    def flags(self, _index):
        fail()


@guarded
class NestingView(QTableView):
    def viewportEvent(self, event):
        return super().viewportEvent(event)

    def paintEvent(self, event):
        super().paintEvent(event)


@guarded
class Painting(QWidget):
    def paintEvent(self, _event):
        painter = QPainter(self)
        painter.save()
        fail()

    def sizeHint(self):
        fail()


def test_a_model_that_fails_inside_a_paint_of_ours_does_not_end_the_program(qtbot, watch):
    """Unguarded this is a segmentation fault of PySide6 6.9.3."""
    view, model = NestingView(), BrokenModel()
    qtbot.addWidget(view)
    view.setModel(model)
    view.show()
    view.resizeColumnsToContents()
    view.grab()
    assert watch.count > 20
    assert model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEnabled, "Qt's own answer"


def test_a_paint_that_fails_lets_its_painter_go(qtbot, watch):
    painting = Painting()
    qtbot.addWidget(painting)
    painting.resize(50, 50)
    painting.show()
    painting.grab()
    assert watch.count
    assert not painting.paintingActive()
    assert painting.sizeHint().isValid() is False
    painting.deleteLater()
    QApplication.processEvents()


def test_every_override_of_the_program_is_guarded():
    import importlib
    import pkgutil
    from types import FunctionType

    from PySide6.QtGui import QUndoCommand

    import kehoach_desktop.ui as package

    for module in pkgutil.walk_packages(package.__path__, "kehoach_desktop.ui."):
        importlib.import_module(module.name)
    unguarded, guarded_ones = [], 0
    for cls in {*subclasses(QObject), *subclasses(QUndoCommand)}:
        qt = next(base for base in cls.__mro__ if base.__module__.startswith("PySide6"))
        for name in dir(cls):
            owner = next((base for base in cls.__mro__ if name in vars(base)), None)
            method = owner and vars(owner)[name]
            if name.startswith("__") or not isinstance(method, FunctionType) or not hasattr(qt, name):
                continue
            if hasattr(method, "__wrapped__"):
                guarded_ones += 1
            elif name not in {"cut", "find"}:  # not virtual: Qt never calls these
                unguarded.append(f"{cls.__qualname__}.{name}")
    assert unguarded == []
    assert guarded_ones > 300


def subclasses(base):
    for cls in type.__subclasses__(base):
        if cls.__module__.startswith("kehoach_desktop.") and cls.__module__ != "kehoach_desktop.ui.test":
            yield cls
        yield from subclasses(cls)
