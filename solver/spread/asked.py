"""Districts that others were asked to better: what they bring back is judged, and done here where it does not come."""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait

from solver.answered import Effort
from solver.judge import judge
from solver.problem import Duty
from solver.progress import Stop
from solver.roster import Roster
from solver.spread.district import District
from solver.spread.job import Job, better, job_of, unpacked
from solver.spread.machines import Machines

# How often, in seconds, it is looked whether any machine is still there.
_LOOK = 1.0

_Bettered = tuple[District, frozenset[Duty]]

_log = logging.getLogger(__name__)


class Asked:
    """Jobs under way: on `machines`, and those of them that failed once more on `here`."""

    def __init__(self, machines: Machines, here: Executor) -> None:
        self._machines, self._here, self._stop = machines, here, Stop()
        self._away: dict[Future[bytes], tuple[District, Job]] = {}
        self._local: dict[Future[bytes], tuple[District, Job]] = {}

    def better(self, district: District, effort: Effort) -> None:
        """Ask for a better roster of the district."""
        job = job_of(district, effort)
        try:
            self._away[self._machines.executor.submit(better, job)] = district, job
        except Exception as fault:
            self._do_here(district, job, fault)

    def answers(self, late: Callable[[], bool]) -> Iterator[_Bettered]:
        """Every district with its duties, pins included, as they come; those that did not come when it is `late` are
        given up. Raises what goes wrong here."""
        try:
            while (self._away or self._local) and not late():
                yield from self._arrived()
        finally:
            # Whoever works elsewhere ends by their own clock; we may have less time.
            self._stop()
            for future in (*self._away, *self._local):
                future.cancel()

    def _arrived(self) -> list[_Bettered]:
        """What came within a moment. No future is held on to: a cluster would work it out again if the answer got lost
        with a machine."""
        done, _ = wait([*self._away, *self._local], timeout=_LOOK, return_when=FIRST_COMPLETED)
        arrived: list[_Bettered] = []
        for future in done:
            if future in self._local:
                arrived.append(_legal(self._local.pop(future)[0], future))
            else:
                arrived += self._returned(*self._away.pop(future), future)
        if self._away and not done and not self._machines.cores():
            self._nobody_is_there()
        return arrived

    def _returned(self, district: District, job: Job, future: Future[bytes]) -> list[_Bettered]:
        try:
            return [_legal(district, future)]
        except Exception as fault:
            self._do_here(district, job, fault)
            return []

    def _nobody_is_there(self) -> None:
        for future, (district, job) in self._away.items():
            future.cancel()
            self._do_here(district, job, ConnectionError("no machine is left"))
        self._away.clear()

    def _do_here(self, district: District, job: Job, fault: Exception) -> None:
        _log.warning("a district is bettered here: %s: %s", type(fault).__name__, fault)
        self._local[self._here.submit(better, job, self._stop)] = district, job


def _legal(district: District, future: Future[bytes]) -> _Bettered:
    """What came back, if it is a legal roster of the district. Raises ValueError, and whatever the machine raised."""
    duties = unpacked(future.result())
    wrong = judge(district.problem, Roster(duties)).broken
    if wrong or not district.problem.pinned <= duties:
        raise ValueError(f"not a legal roster of the district: {wrong[:3]}")
    return district, duties
