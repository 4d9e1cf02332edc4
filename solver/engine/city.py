"""A whole town at once: what is proven of it, and a roster for it, both better as long as there is time."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from typing import NamedTuple

import numpy as np

from solver.board import Board, Pair
from solver.engine.annealing import Hands, Threads
from solver.engine.ascent import fine_steps, walks
from solver.engine.blocks import Cutter
from solver.engine.fill import fill, hand_back, reconsider
from solver.engine.guides import Seen, guides, nobody_seen, see
from solver.engine.held import nothing_held, total_cost
from solver.engine.market import Choice, Market
from solver.engine.pace import Stage
from solver.engine.pack import pack
from solver.engine.packed import SCALE, Packed
from solver.engine.schedules import Woven, scratch
from solver.engine.wander import Prices
from solver.engine.weave import weave

# The first and the last temperature as a share of what a duty costs on the average.
_HOT, _COLD = 0.2, 0.02
# At first an empty seat, or a missing role, costs so much more than its price, as a share of the same; at last so much;
# for the last part of the cooling what it really costs.
_SOFT, _FIRM, _REAL = 1.0, 60.0, 0.3
# How often everybody thinks again about a first roster.
_SWEEPS = 2
# Fewer people than this to a block leave too few moves inside it: one chain over all does better than two over halves.
_LEAST_PEOPLE = 1_000


class Ground(NamedTuple):
    """A town packed for the engine: its arrays, everybody's legal months, the most duties in any of these."""

    packed: Packed
    woven: Woven
    most: int


def ground(pins: Board) -> Ground | None:
    """The town beside its pins; None where nobody or no seat is to be rostered, or arrays or paths cannot hold it."""
    packed = pack(pins)
    if packed is None or not len(packed.shifts.seats) or not len(packed.people.holds):
        return None
    woven = weave(packed)
    return None if woven is None else Ground(packed, *woven)


class City:
    """`bound`: no roster changes the cost of the pins alone by less; None before the first proof. `cost`: what the best
    roster so far changes it by, `now` what the one in hand does."""

    def __init__(self, pins: Board, ground: Ground, *, pool: Executor, workers: int, seed: int) -> None:
        self._ground, self._pool, self._workers = ground, pool, workers
        self._market = Market(ground.packed, ground.woven, ground.most, pool=pool, workers=workers)
        self._blocks = max(1, min(workers, self._market.people // _LEAST_PEOPLE))
        self._town = pins.town
        self._random = np.random.default_rng(seed)
        self._seen = nobody_seen(ground.packed)
        self._prices: Prices = np.zeros_like(self._market.top)
        self._held = nothing_held(ground.packed, ground.most)
        self._alone = total_cost(ground.packed, self._held)
        self._best, self.cost, self.now = self._held.month.copy(), 0, 0
        self.bound: int | None = None

    @property
    def seats(self) -> int:
        return int(self._ground.packed.shifts.seats.sum())

    @property
    def spare(self) -> int:
        """Cores that the annealing has no use for."""
        return self._workers - self._blocks

    def worthless(self) -> int:
        """What is proven where no seat is worth anything: little, but at once."""
        return self._market.choose(self._prices, workers=self._workers).bound

    def approach(self, pace: Iterable[float]) -> Iterator[None]:
        """Find prices near which everybody's own choices nearly fit together."""
        for step in walks(self._market, self._random, pace):
            self._prices = step.prices
            yield

    def prove(self, pace: Iterable[float]) -> Iterator[None]:
        """Raise the bound step by step from the prices so far; whom these steps see is whom the annealing tries."""
        self._seen = nobody_seen(self._ground.packed)
        for choice in self._proven(pace, self._workers):
            see(self._seen, choice)
            yield

    def prove_beside(self, pace: Iterable[float]) -> None:
        """Raise the bound on a core that the annealing leaves, at the same time."""
        for _ in self._proven(pace, 1):
            pass

    def _proven(self, pace: Iterable[float], workers: int) -> Iterator[Choice]:
        for step in fine_steps(self._market, self._prices, pace, workers=workers):
            if self.bound is None or step.choice.bound > self.bound:
                self.bound, self._prices = step.choice.bound, step.prices
            yield step.choice

    def hand_out(self) -> None:
        """A roster from scratch: everybody in turn takes the cheapest month at the prices that the others left; then
        again, at what their seats would cost if they stayed empty."""
        (packed, woven, most), market = self._ground, self._market
        self._held = nothing_held(packed, most)
        order, room = self._random.permutation(market.people).astype(np.int32), scratch(packed, woven)
        table = market.table(self._prices)
        fill(packed, woven, self._held, order, market.classes, market.role_class, table, room)
        for _ in range(_SWEEPS):
            reconsider(packed, woven, self._held, order, market.classes, market.role_class, table, room)
        self._note()

    def hold(self, pairs: Iterable[Pair]) -> None:
        """Go on from these duties, numbered as in the town, instead of from a roster of its own."""
        packed, most = self._ground.packed, self._ground.most
        number = {shift: n for n, shift in enumerate(packed.shifts.number.tolist())}
        known = [(who, number[shift]) for who, shift in pairs if shift in number]
        who, shifts = np.array(known, dtype=np.int32).reshape(-1, 2).T.copy()
        self._held = nothing_held(packed, most)
        hand_back(packed, self._held, who, shifts)
        self._note()

    def anneal(
        self, stages: Iterable[Stage], *, begun: float, hands: Callable[[Seen], Hands] | None = None
    ) -> Iterator[None]:
        """Better the roster stage by stage. `begun`: how far it is cooled before the first. `hands` make the moves, and
        are told whom the prices saw; this machine's threads where there are none."""
        packed = self._ground.packed
        cutter = Cutter(self._town, packed, self._seen)
        makers = hands(self._seen) if hands else Threads(guides(packed, self._seen), self._pool, self._blocks)
        warm = self._average_duty()
        for stage in stages:
            done = begun + (1 - begun) * stage.cooled
            heat = warm * _HOT * (_COLD / _HOT) ** done
            cut = cutter.cut(makers.blocks(), self._random)
            makers.better(self._softened(warm, done), self._held, cut, self._random, heat=heat, stage=stage)
            self._note()
            yield

    def _softened(self, warm: float, done: float) -> Packed:
        """The town where an empty seat costs little more than what it is worth at the prices found, so that a chain of
        changes may pass through it; ever more, and in the end what it does cost."""
        packed = self._ground.packed
        if done >= 1 - _REAL:
            return packed
        shifts = packed.shifts
        worth = np.ceil(np.maximum(0, self._prices) / SCALE + warm * _SOFT * (_FIRM / _SOFT) ** (done / (1 - _REAL)))
        seat, need = np.split(worth.astype(np.int64), [len(shifts.seats)])
        softer = shifts._replace(
            seat_price=np.minimum(shifts.seat_price, seat), need_price=np.minimum(shifts.need_price, need)
        )
        return packed._replace(shifts=softer)

    def pairs(self) -> list[Pair]:
        """The best roster's duties beside the pins, as the town numbers volunteers and shifts."""
        who, duty = np.nonzero(self._best >= 0)
        shifts = self._ground.packed.shifts.number[self._best[who, duty]]
        return sorted(zip(who.tolist(), shifts.tolist(), strict=True))

    def _note(self) -> None:
        self.now = total_cost(self._ground.packed, self._held) - self._alone
        if self.now < self.cost:
            self._best, self.cost = self._held.month.copy(), self.now

    def _average_duty(self) -> float:
        """What a duty costs by itself and by what its volunteer carries, roughly."""
        packed, held = self._ground.packed, self._held
        paid = np.abs(held.paid[held.at >= 0])
        loads = packed.cells.load.astype(np.float64)
        return max(1e-3, float(paid.mean()) if len(paid) else 0.0) + packed.fairness * float((loads * loads).mean())
