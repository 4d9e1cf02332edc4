"""Trying every choice of a few duties, with whole numbers of any size: exact where CP-SAT's 64 bits are not."""

from collections.abc import Callable, Iterable
from itertools import accumulate

from solver.board import Board, Pair
from solver.moves import blocked, hand_out, take_back
from solver.offers import Offers

Choice = tuple[tuple[Pair, ...], int]

# More pairs than this are not tried, nor more choices of them.
MOST_PAIRS = 30
_MOST_CHOICES = 20_000


def cheapest_choice(fixed: Board, offers: Offers, pairs: Iterable[Pair], *, late: Callable[[], bool]) -> Choice | None:
    """The duties to hand out beside the fixed board, and what they change the cost by; None if there are too many
    choices, or it got late. The board is as before afterwards."""
    trial = _Trial(fixed, offers, pairs, late)
    try:
        trial.extend((), 0, first=0)
    except _TooManyError:
        return None
    return trial.best


class _TooManyError(Exception):
    pass


class _Trial:
    """A duty brings the most while the board is empty: later its seat or role may be taken, and its volunteer carries
    more. So one that does not pay at first never does, and what the others bring at first bounds what they can."""

    def __init__(self, fixed: Board, offers: Offers, pairs: Iterable[Pair], late: Callable[[], bool]) -> None:
        self._board, self._offers, self._late = fixed, offers, late
        allowed = [pair for pair in pairs if not blocked(fixed, *pair)]
        worth = sorted((change, pair) for pair in allowed if (change := self._change(pair)) < 0)
        self._pairs = [pair for _, pair in worth]
        # What all pairs from each one on can bring together at best.
        self._left = [*accumulate((change for change, _ in reversed(worth)), initial=0)][::-1]
        self._choices = 0
        self.best: Choice = (), 0

    def extend(self, taken: tuple[Pair, ...], change: int, *, first: int) -> None:
        """Try every choice that adds to `taken` some of the pairs from the first on."""
        if change < self.best[1]:
            self.best = taken, change
        for n, pair in enumerate(self._pairs[first:], first):
            if change + self._left[n] >= self.best[1]:
                return
            if blocked(self._board, *pair):
                continue
            self._count()
            step = hand_out(self._board, self._offers, *pair)
            try:
                self.extend((*taken, pair), change + step, first=n + 1)
            finally:
                self._board.remove(*pair)

    def _count(self) -> None:
        self._choices += 1
        if self._choices > _MOST_CHOICES or self._late():
            raise _TooManyError

    def _change(self, pair: Pair) -> int:
        change = hand_out(self._board, self._offers, *pair)
        take_back(self._board, self._offers, *pair)
        return change
