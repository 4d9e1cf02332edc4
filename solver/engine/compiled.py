"""How kernels are compiled: once, kept beside the source, and without the interpreter's lock."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from numba import njit

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")


def kernel(function: Callable[_Asked, _Answer]) -> Callable[_Asked, _Answer]:
    compiled: Callable[_Asked, _Answer] = njit(cache=True, nogil=True)(function)
    return compiled
