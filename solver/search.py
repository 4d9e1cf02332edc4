"""The search for a roster: one incumbent that only ever gets better, worked on from several threads."""

from collections.abc import Callable, Iterable
from functools import cached_property
from random import Random
from threading import Lock

from solver.arrays import Town
from solver.board import Board, Pair
from solver.bound import least_change
from solver.close import Closed, Closing, Limits, OnBetter, open_draft
from solver.draft import Draft
from solver.greedy import fill
from solver.moves import blocked, hand_out, take_back
from solver.neighbourhood import Neighbourhood, choose
from solver.offers import Offers
from solver.parts import Part, parts
from solver.prices import ascend
from solver.progress import Progress
from solver.roster import Roster
from solver.trial import MOST_PAIRS, cheapest_choice

Keep = Callable[[Roster], None]

_KEEP_EVERY = 2.0
# A first roster may use up the time; a first bound is worth so many seconds more.
_GRACE = 2.0


class Search:
    """`board` is the best roster so far; `progress` knows its cost, the bound and when to end; `keep` is
    shown the best so far every few seconds, should the process not live to the end."""

    def __init__(self, town: Town, progress: Progress, keep: Keep | None = None) -> None:
        self.town, self.progress = town, progress
        self._keep, self._kept = keep, 0.0
        self.offers = Offers(town)
        self.board = Board(town, town.pinned)
        self._lock = Lock()

    def pins(self) -> Board:
        """A board that holds nothing but the pins."""
        return Board(self.town, self.town.pinned)

    @cached_property
    def parts(self) -> list[Part]:
        return parts(self.town)

    def bounds(self) -> dict[int, int] | None:
        """Part -> what no legal choice in it changes the cost of the pins alone by less than; None if time ran out."""
        pins = self.pins()
        proven: dict[int, int] = {}
        for point in set(self.town.point):
            if self._late():
                return None
            self.town.near(point)
        for number, part in enumerate(self.parts):
            change = least_change(pins, self.offers, part, late=self._late)
            if change is None:
                return None
            proven[number] = change
        return proven

    def _late(self) -> bool:
        return self.progress.late(_GRACE)

    def prove(self, number: int, late: Callable[[], bool]) -> None:
        """Raise the bound of a part by pricing its people's caps, until it is `late()`."""
        pins = self.pins()
        # What the whole town gained, by the part's share: only the length of the first steps hangs on it.
        share = self.parts[number].pairs / max(1, sum(part.pairs for part in self.parts))
        best = round((self.progress.cost - self.progress.base) * share)
        found = ascend(pins, self.offers, self.parts[number], best=best, over=late)
        if found is not None:
            self.progress.prove(number, found)

    def take(self, pairs: Iterable[Pair]) -> None:
        """Take over whatever of an earlier roster is still allowed, in the order given."""
        for volunteer, shift in pairs:
            if volunteer in self.offers.prices(shift) and not blocked(self.board, volunteer, shift):
                self.progress.cheaper(hand_out(self.board, self.offers, volunteer, shift))

    def fill(self, shifts: Iterable[int]) -> None:
        self.progress.cheaper(fill(self.board, self.offers, shifts, late=self.progress.over))

    def close(self, number: int, limits: Limits) -> Closed:
        """Decide a whole part at once, from the best so far; what is proven of it counts for the bound."""
        choices = self.parts[number].offered(self.offers)
        around = Neighbourhood(self._held(choices), tuple(choices))
        return self.reconsider(around, limits, _Listener(self, number, around.choices))

    def improve(self, random: Random, *, size: int, limits: Limits) -> Closed:
        """Think about one neighbourhood of about `size` pairs anew."""
        with self._lock:
            around = choose(self.board, self.offers, random, size=size)
        return self.reconsider(around, limits)

    def _held(self, choices: Iterable[Pair]) -> tuple[Pair, ...]:
        pinned = set(self.town.pinned)
        return tuple((v, s) for v, s in choices if s in self.board.months[v] and (v, s) not in pinned)

    def reconsider(self, around: Neighbourhood, limits: Limits, hears: OnBetter | None = None) -> Closed:
        """Decide the neighbourhood's choices at once, everything else staying; keeps what is no worse."""
        with self._lock:
            # Another thread may have been faster than whoever chose the neighbourhood.
            freed = tuple((v, s) for v, s in around.freed if s in self.board.months[v])
            for pair in freed:
                self.board.remove(*pair)
            draft = open_draft(self.board, self.offers, around.choices)
            closing = Closing(draft, limits)
            closed = None if closing.exact else self._try_all(draft)
            for pair in freed:
                self.board.add(*pair)
        if closed is None:
            with self.progress.stop.reaching(closing.stop):
                closed = closing.run(freed, hears)
        if closed.taken is not None:
            self.exchange(freed, closed.taken)
        return closed

    def _try_all(self, draft: Draft) -> Closed | None:
        """Every choice of a small draft that CP-SAT could not price to the unit; None if there are too many."""
        if len(draft.literals) > MOST_PAIRS:
            return None
        found = cheapest_choice(self.board, self.offers, draft.literals, late=self.progress.over)
        return found and Closed(*found, finished=True)

    def adopt(self, pairs: Iterable[Pair]) -> None:
        """Go on from these duties beside the pins; their cost is what `progress` knows."""
        with self._lock:
            self.board = self.with_pins(pairs)

    def show(self, board: Callable[[], Board]) -> None:
        """Let `keep` see the roster of that board, if it is time again."""
        if self._keep and self.progress.elapsed - self._kept > _KEEP_EVERY:
            self._kept = self.progress.elapsed
            self._keep(board().roster())

    def with_pins(self, pairs: Iterable[Pair]) -> Board:
        """A board that holds the pins and these duties."""
        return Board(self.town, [*self.town.pinned, *pairs])

    def take_over(self, choices: Iterable[Pair], taken: Iterable[Pair]) -> None:
        """Whatever of `choices` is on the board now gives way to `taken`."""
        self.exchange(self._held(choices), taken)

    def exchange(self, freed: Iterable[Pair], taken: Iterable[Pair]) -> None:
        """Swap the freed duties for the taken ones if all still fits and the cost does not rise."""
        with self._lock:
            self._exchange(set(freed), set(taken))
            self.show(lambda: self.board)

    def _exchange(self, freed: set[Pair], taken: set[Pair]) -> None:
        gone, come = sorted(freed - taken), sorted(taken - freed)
        if any(shift not in self.board.months[volunteer] for volunteer, shift in gone):
            return
        done: list[Pair] = []
        change = sum(take_back(self.board, self.offers, *pair) for pair in gone)
        for pair in come:
            if blocked(self.board, *pair):
                break
            change += hand_out(self.board, self.offers, *pair)
            done.append(pair)
        if len(done) == len(come) and change <= 0:
            self.progress.cheaper(change)
            return
        for pair in done:
            self.board.remove(*pair)
        for pair in gone:
            self.board.add(*pair)


class _Listener:
    """Hears a closing while it runs, so that the best choice so far is never only inside it."""

    def __init__(self, search: Search, number: int, choices: tuple[Pair, ...]) -> None:
        self._search, self._number, self._choices = search, number, choices

    def choice(self, taken: list[Pair]) -> None:
        self._search.take_over(self._choices, taken)

    def bound(self, change: int) -> None:
        self._search.progress.prove(self._number, change)
