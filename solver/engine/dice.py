"""Kernels: random numbers that cost next to nothing (xorshift64*: G. Marsaglia, 2003, and S. Vigna, 2016)."""

import numpy as np

from solver.compiled import kernel

_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_STIR = np.uint64(0x2545F4914F6CDD1D)
_PART = 2.0**-53


@kernel
def seeded(seed: int) -> np.uint64:
    """Where the numbers of a seed begin; seeds that lie together begin far apart."""
    return stirred((np.uint64(seed) + np.uint64(1)) * _SPREAD | np.uint64(1))


@kernel
def stirred(state: np.uint64) -> np.uint64:
    """The next state; each is good for one draw."""
    state ^= state >> np.uint64(12)
    state ^= state << np.uint64(25)
    return state ^ (state >> np.uint64(27))


@kernel
def below(state: np.uint64, count: int) -> int:
    """A number from 0 up to `count` (at most 2**31)."""
    return int(np.int64(((state * _STIR) >> np.uint64(32)) * np.uint64(count) >> np.uint64(32)))


@kernel
def part(state: np.uint64) -> float:
    """A number from 0 up to 1."""
    return float((state * _STIR) >> np.uint64(11)) * _PART
