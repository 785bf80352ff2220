"""The Qt binding survives many signals: some releases lose a reference with each and abort after hundreds."""

from PySide6.QtCore import QObject, Signal


class _Counter(QObject):
    told = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.told.connect(self.on_told)

    def on_told(self, is_told: bool) -> None:
        self.count += is_told


def test_ten_thousand_signals_arrive():
    counter = _Counter()
    is_told = True
    for _ in range(10_000):
        counter.told.emit(is_told)
    assert counter.count == 10_000
