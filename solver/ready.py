"""Kernels made ready, `python -m solver.ready`: compiled where the program is installed or started, never while
somebody waits."""

import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from hashlib import sha256
from pathlib import Path

from numba.core.dispatcher import Dispatcher
from numba.core.event import Event, Listener, install_listener

from solver.allotment.pack import pack
from solver.allotment.search import search, start
from solver.allotment.season import Season, Site, Steward
from solver.arrays import Town
from solver.board import Board
from solver.engine.city import City, ground
from solver.engine.pace import Stage
from solver.problem import Caps, Point, Problem, Shift, Span, Unit, Volunteer

_HERE = (116.7, 39.52)
_SOURCE = Path(__file__).parent
_STAMP = "kernels.sha256"
KERNELS = 11
"""Those that are called from Python; all others become part of them."""

Report = Callable[[int, int], None]
"""Told how many kernels are ready and how many there are."""


def make_ready(report: Report | None = None) -> None:
    """Run every kernel once, for two people and two units; quick where they are compiled already. `report` hears of
    each that has to be compiled, before and after, and of the last."""
    forget_others(Path(os.environ.get("NUMBA_CACHE_DIR") or _SOURCE))
    with install_listener("numba:compile", _Compiling(report)):
        _roster()
        _allot()
    if report:
        report(KERNELS, KERNELS)


def kernels_ready() -> int:
    """How many kernels are compiled and in memory."""
    ours = [vars(module) for name, module in sys.modules.items() if name.startswith("solver.")]
    kernels = {one for names in ours for one in names.values() if isinstance(one, Dispatcher)}
    return sum(bool(kernel.signatures) for kernel in kernels)


class _Compiling(Listener):
    """Hears of what is compiled; numba's own helpers are no kernels."""

    def __init__(self, report: Report | None) -> None:
        self._report = report

    def on_start(self, event: Event) -> None:
        self._tell(event)

    def on_end(self, event: Event) -> None:
        self._tell(event)

    def _tell(self, event: Event) -> None:
        if self._report and event.data["dispatcher"].py_func.__module__.startswith("solver."):
            self._report(kernels_ready(), KERNELS)


def forget_others(kept: Path) -> None:
    """Throw away below `kept` what was compiled from any other source: a kernel that is kept holds the ones it calls as
    they were. Where nothing may be written nothing is kept either."""
    source = sha256(b"".join(path.read_bytes() for path in sorted(_SOURCE.rglob("*.py")))).hexdigest()
    stamp = kept / "__pycache__" / _STAMP
    if stamp.exists() and stamp.read_text() == source:
        return
    try:
        for path in [*kept.rglob("*.nbi"), *kept.rglob("*.nbc")]:
            path.unlink(missing_ok=True)
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(source)
    except OSError:
        return


def _roster() -> None:
    town = Town(_town())
    pins = Board(town)
    packed = ground(pins)
    if packed is None:
        raise AssertionError("a town of two has people and seats")
    with ThreadPoolExecutor(1) as pool:
        city = City(pins, packed, pool=pool, workers=1, seed=1)
        for steps in (city.approach([0.0, 1.0]), city.prove([0.0, 1.0])):
            for _ in steps:
                pass
        city.hand_out()
        city.hold(city.pairs())
        for _ in city.anneal([Stage(0.0, 10)], begun=0.0):
            pass


def _allot() -> None:
    units = tuple(Steward(name, 100) for name in "ab")
    season = pack(Season(units, tuple(Site(name, 1_000, may=("a", "b")) for name in "pq")))
    seconds, price = iter((1e-3, 0.0)), season.strength
    for _ in search(season, start(season), levels=(1,), price=price, seed=1, workers=1, left=lambda *_: next(seconds)):
        pass


def _town() -> Problem:
    people = tuple(
        Volunteer(id=name, unit="u", at=(_HERE,), roles=("leader",), caps=Caps(day=1, week=2, total=2)) for name in "ab"
    )
    shifts = tuple(Shift(f"s{n}", "p", Span(1440 * n, 1440 * n + 60), 1, roles={"leader": 1}) for n in range(3))
    return Problem(
        name="two",
        start=date(2026, 11, 30),
        days=7,
        rest_days=(2,),
        units=(Unit("u", "u", _HERE),),
        points=(Point("p", "p", "intersection", _HERE),),
        volunteers=people,
        shifts=shifts,
    )


if __name__ == "__main__":
    make_ready()
