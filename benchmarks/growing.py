"""How what a solve takes grows with the town, from an eighth of a city to eight of them, and what help brings."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, fields
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING

import numpy as np

from benchmarks import helping, pages
from benchmarks.running import ENGINE, made
from benchmarks.trials import Trial

if TYPE_CHECKING:
    from solver.engine.blocks import Cut
    from solver.engine.guides import Seen
    from solver.engine.held import Held
    from solver.engine.pace import Stage
    from solver.engine.packed import Packed

PART = "growing"
SIZES = ("city/8", "city/4", "city/2", "city", "city*2", "city*4", "city*8")
# Two cores have so many seconds for a city, and for other towns as they are larger or smaller.
_SECONDS = 30.0
_CITY_SEATS = 37_600
# From this on a town is also given to two workers of a cluster.
_HELPED = ("city*4", "city*8")
_STEPS = 3
# Two workers and this machine.
_PARTS = 3
_STAGES = ("read", "pack", "first roster", "step of proof", "judge", "parts' way")
_TITLES = ("town", "people", "seats", "file MB", *(f"{stage} s" for stage in _STAGES), "part KB")


@dataclass(frozen=True, slots=True)
class Taken:
    """Processor seconds, of one core; `proof` for one step of it, `sent` to make the parts of a stage ready and to join
    what comes back, `part` the bytes of the largest one."""

    people: int
    seats: int
    file: int
    read: float
    pack: float
    first: float
    proof: float
    judge: float
    sent: float
    part: int


def grown(largest: str, *, solves: bool) -> Iterator[list[str]]:
    """Lines for the page, table by table, up to the largest town."""
    kinds = SIZES[: SIZES.index(largest) + 1]
    with TemporaryDirectory() as folder:
        files = [made(Trial(kind, 1), 1, Path(folder)) for kind in kinds]
        taken = [_apart(_taken, file) for file in files]
        yield _told(kinds, taken)
        if solves:
            seats = {kind: one.seats for kind, one in zip(kinds, taken, strict=True)}
            yield pages.table(
                helping.TITLES, [row for kind in kinds for row in _solved(kind, seats[kind], Path(folder))]
            )


def exponent(sizes: Sequence[float], values: Sequence[float]) -> float:
    """b of the value = a * size^b that fits best: 1 is in proportion, 2 is four times as much for twice the size."""
    return float(np.polyfit(np.log(sizes), np.log(values), 1)[0])


def _told(kinds: Sequence[str], taken: Sequence[Taken]) -> list[str]:
    rows = [(kind.replace("*", r"\*"), *_cells(one)) for kind, one in zip(kinds, taken, strict=True)]
    if len(taken) > 1:
        seats = [one.seats for one in taken]
        columns = [[getattr(one, field.name) for one in taken] for field in fields(Taken)]
        rows.append(("exponent", *(f"{exponent(seats, column):.2f}" for column in columns)))
    return pages.table(_TITLES, rows)


def _cells(one: Taken) -> tuple[str, ...]:
    seconds = (one.read, one.pack, one.first, one.proof, one.judge, one.sent)
    return (
        f"{one.people:,}",
        f"{one.seats:,}",
        f"{one.file / 1e6:.1f}",
        *(f"{second:.2f}" for second in seconds),
        f"{one.part / 1e3:.0f}",
    )


def _solved(kind: str, seats: int, folder: Path) -> Iterator[tuple[str, ...]]:
    """The whole command, alone and, if it is large enough, with two workers on this machine."""
    trial = Trial(kind, _SECONDS * seats / _CITY_SEATS)
    if kind in _HELPED:
        yield from helping.helped(trial, folder, fault=kind == _HELPED[-1])
    else:
        yield helping.solved(trial, "itself", folder, ENGINE)


def _apart(job: Callable[[Path], Taken], file: Path) -> Taken:
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(job, file).result()


def _taken(file: Path) -> Taken:
    from solver.arrays import Town
    from solver.board import Board
    from solver.engine.city import City, ground
    from solver.engine.pace import Stage
    from solver.files import read_problem
    from solver.judge import judge
    from solver.ready import make_ready

    make_ready()
    clock = _Clock()
    problem, _ = read_problem(file)
    read = clock()
    pins = Board(Town(problem))
    found = ground(pins)
    if found is None:
        raise AssertionError("a city has people and seats")
    pack = clock()
    with ThreadPoolExecutor(1) as pool:
        city = City(pins, found, pool=pool, workers=1, seed=1)
        for _ in city.approach([0.0, 1.0]):
            pass
        city.hand_out()
        roster = Board(pins.town, city.pairs()).roster()
        first = clock()
        for _ in city.prove([n / _STEPS for n in range(_STEPS)]):
            pass
        proof = clock() / _STEPS
        sizes: list[int] = []
        for _ in city.anneal([Stage(1.0, 0)], begun=1.0, hands=lambda seen: _Senders(seen, sizes)):
            pass
        sent, size = clock(), max(sizes)
    judge(problem, roster)
    judged = clock()
    seats = sum(shift.headcount for shift in problem.shifts)
    unzipped = len(_unpacked(file))
    return Taken(len(problem.volunteers), seats, unzipped, read, pack, first, proof, judged, sent, size)


class _Senders:
    """Hands that make all parts of a stage ready to be sent, and join what would come back; `sizes` are the bytes."""

    def __init__(self, seen: "Seen", sizes: list[int]) -> None:
        self._seen, self._sizes = seen, sizes

    def blocks(self) -> int:
        return _PARTS

    def better(
        self, packed: "Packed", held: "Held", cut: "Cut", random: np.random.Generator, *, heat: float, stage: "Stage"
    ) -> None:
        from solver.engine.fill import held_again
        from solver.spread.job import Work
        from solver.spread.job import packed as sent
        from solver.spread.part import part_of

        for number in range(_PARTS):
            part, _ = part_of(packed, held, self._seen, cut, number)
            self._sizes.append(len(sent(part, Work(heat, stage.moves, None, int(random.integers(2**31))))))
        held_again(packed, held.month)


def _unpacked(file: Path) -> bytes:
    import gzip

    return gzip.decompress(file.read_bytes())


class _Clock:
    """Processor seconds since it was last looked at."""

    def __init__(self) -> None:
        self._last = process_time()

    def __call__(self) -> float:
        before, self._last = self._last, process_time()
        return self._last - before
