"""How kernels are compiled: once, kept beside the source or in NUMBA_CACHE_DIR, and without the interpreter's lock.

Without reference counts too: what a kernel works on is held by whoever called it. Counting would go on at every look
into a tuple of arrays and take several times as long as the work, more still where two threads count the same arrays.
So a kernel may not make arrays: it is given the room it needs.

A kernel that another calls becomes part of it. The tuples that kernels work on are hundreds of words, which a call
would hand over one by one: a move of the annealing takes less than half as long without.
"""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from numba import njit

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")

_HOW: dict[str, Any] = {"nogil": True, "_nrt": False, "inline": "always"}


def kernel(function: Callable[_Asked, _Answer]) -> Callable[_Asked, _Answer]:
    compiled: Callable[_Asked, _Answer]
    try:
        compiled = njit(cache=True, **_HOW)(function)
    except RuntimeError:  # there is no folder that could be written to
        compiled = njit(**_HOW)(function)
    return compiled
