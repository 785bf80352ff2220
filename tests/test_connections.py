"""The watch over the whole test run sees what it is to see."""

import socket

import pytest
from connections import OutgoingError, outgoing


@pytest.fixture
def forgiven():
    """What this test does on purpose is not held against the run."""
    before = len(outgoing)
    yield
    del outgoing[before:]


def test_a_connection_to_another_machine_is_refused_and_counted(forgiven):
    before = len(outgoing)
    with socket.socket() as one, pytest.raises(OutgoingError):
        one.connect(("192.0.2.1", 80))
    with pytest.raises(OutgoingError):
        socket.getaddrinfo("example.invalid", 80)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one, pytest.raises(OutgoingError):
        one.sendto(b"x", ("192.0.2.1", 9))
    assert len(outgoing) - before == 3


def test_the_machine_may_speak_to_itself():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        one.listen()
        with socket.socket() as other:
            other.connect(one.getsockname())


def test_qt_is_used_without_its_network():
    import sys

    import kehoach_desktop.ui.main_window  # noqa: F401 - what it loads is what is looked at

    assert "PySide6.QtNetwork" not in sys.modules
