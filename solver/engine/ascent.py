"""The bound rises: from prices of nothing to prices at which choices nearly fit, and what is proven there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from solver.engine.market import Choice, Market
from solver.engine.packed import SCALE
from solver.engine.wander import Prices

# The step of the first walk, and of the last, as a share of what an empty seat costs.
_FIRST, _LAST = 1 / 25, 1 / 2000
# Steps for all at once, by momentum over the size of the last steps (D. P. Kingma and J. Ba, 2015): the first is as
# long as that of the last walk, the last this share of it.
_MEAN, _SQUARE, _FINEST = 0.85, 0.95, 1 / 30
_STILL = 0.3
# After so many walks the prices are good enough for a first roster.
ROUGH = 2


@dataclass(frozen=True, slots=True)
class Step:
    """What everybody chose on the way to `prices` (in 1/SCALE)."""

    prices: Prices
    choice: Choice


def walks(market: Market, random: np.random.Generator, pace: Iterable[float]) -> Iterator[Step]:
    """Walks through everybody, their steps ever smaller; the prices of the last are good to start fine steps from."""
    seat = float(market.top.mean()) if len(market.top) else 0.0
    prices = np.zeros_like(market.top)
    for done in pace:
        step = seat * _FIRST * (_LAST / _FIRST) ** done
        average, choice = market.walk(prices, random.permutation(market.people).astype(np.int32), step=step)
        yield Step(average, choice)


def fine_steps(market: Market, prices: Prices, pace: Iterable[float], *, workers: int) -> Iterator[Step]:
    """Steps for all at once from `prices`, by so many threads; each choice proves a bound."""
    first = max(float(market.top.mean()) * _LAST, 1.0 / SCALE) if len(market.top) else 0.0
    at = prices.copy()
    mean, square = np.zeros_like(at), np.zeros_like(at)
    for n, done in enumerate(pace, 1):
        choice = market.choose(at, workers=workers)
        yield Step(np.rint(at), choice)
        mean = _MEAN * mean + (1 - _MEAN) * choice.left
        square = _SQUARE * square + (1 - _SQUARE) * choice.left**2
        length = first * _FINEST**done
        direction = mean / (1 - _MEAN**n) / (np.sqrt(square / (1 - _SQUARE**n)) + _STILL)
        at = np.clip(at + length * direction, market.low, market.top)
