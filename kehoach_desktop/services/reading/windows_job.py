"""A job object of Windows: bounds a process's memory, and ends it when the handle on the job is gone."""

import ctypes
import sys
from typing import Any

_PROCESS_MEMORY = 0x100
_DIE_ON_UNHANDLED_EXCEPTION = 0x400
_KILL_ON_JOB_CLOSE = 0x2000
_EXTENDED_LIMITS = 9


class _BasicLimits(ctypes.Structure):
    _fields_ = (
        ("per_process_time", ctypes.c_int64),
        ("per_job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("most_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority_class", ctypes.c_uint32),
        ("scheduling_class", ctypes.c_uint32),
    )


class _ExtendedLimits(ctypes.Structure):
    _fields_ = (
        ("basic", _BasicLimits),
        ("counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


class Job:
    """Holds one process; without the system's leave (an old Windows inside another job) it bounds nothing."""

    def __init__(self, process_handle: int, memory_bytes: int) -> None:
        self._handle: Any = None
        self._kernel: Any = None
        if sys.platform != "win32":
            return
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = ctypes.c_void_p
        self._kernel = kernel
        job = kernel.CreateJobObjectW(None, None)
        if not job:
            return
        self._handle = ctypes.c_void_p(job)
        limits = _ExtendedLimits()
        limits.basic.flags = _PROCESS_MEMORY | _KILL_ON_JOB_CLOSE | _DIE_ON_UNHANDLED_EXCEPTION
        limits.process_memory = memory_bytes
        size = ctypes.sizeof(limits)
        kernel.SetInformationJobObject(self._handle, _EXTENDED_LIMITS, ctypes.byref(limits), size)
        kernel.AssignProcessToJobObject(self._handle, ctypes.c_void_p(process_handle))

    def peak_bytes(self) -> int:
        """Return the most memory the process has had; 0 where that is not known."""
        if self._handle is None:
            return 0
        limits = _ExtendedLimits()
        size = ctypes.sizeof(limits)
        self._kernel.QueryInformationJobObject(
            self._handle, _EXTENDED_LIMITS, ctypes.byref(limits), size, None
        )
        return int(limits.peak_process_memory)

    def close(self) -> None:
        """Let the job go, and with it the process."""
        if self._handle is not None:
            self._kernel.CloseHandle(self._handle)
            self._handle = None
