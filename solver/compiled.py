"""How kernels are compiled: once, kept beside the source or in NUMBA_CACHE_DIR, and without the interpreter's lock."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from numba import njit

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")


def kernel(function: Callable[_Asked, _Answer]) -> Callable[_Asked, _Answer]:
    compiled: Callable[_Asked, _Answer]
    try:
        compiled = njit(cache=True, nogil=True)(function)
    except RuntimeError:  # there is no folder that could be written to
        compiled = njit(nogil=True)(function)
    return compiled
