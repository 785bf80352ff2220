"""Whether the tests run under Wine, which takes Windows' word for some things and does not do them."""

import sys


def is_wine() -> bool:
    """Say whether this Windows is Wine."""
    if sys.platform != "win32":
        return False
    import ctypes

    return hasattr(ctypes.windll.ntdll, "wine_get_version")
