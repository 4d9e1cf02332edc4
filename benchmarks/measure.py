"""One timed thing in a process of its own, so that its peak memory is its own; and the machine it ran on."""

import multiprocessing
import os
import platform
import resource
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

_LIBRARIES = ("ortools", "numpy", "numba", "sqlalchemy", "python-calamine")


@dataclass(frozen=True, slots=True)
class Measured:
    """`seconds` of wall time and `memory`, the peak in megabytes; `note` is for what else is to be said."""

    what: str
    seconds: float
    memory: int = 0
    note: str = ""


def alone(job: Callable[..., Measured], *arguments: object) -> Measured:
    """Run a function of some module in a fresh process."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_with_peak, job, arguments).result()


def machine() -> tuple[str, ...]:
    """Lines that say what this was measured on."""
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return (
        f"{_processor()}, {os.cpu_count()} cores, {_gigabytes():.0f} GB, {platform.system()}",
        f"Python {platform.python_version()}, redvest {version('redvest')}, {libraries}",
    )


def _with_peak(job: Callable[..., Measured], arguments: tuple[object, ...]) -> Measured:
    found = job(*arguments)
    return replace(found, memory=megabytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))


def megabytes(peak: int) -> int:
    """What the system calls the peak: kilobytes everywhere but on macOS, which counts bytes."""
    return peak // (2**20 if sys.platform == "darwin" else 2**10)


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())


def _gigabytes() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
