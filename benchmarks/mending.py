"""How long somebody waits on the phone: a roster mended in memory, and by a command that begins with nothing."""

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from benchmarks.measure import Measured
from benchmarks.towns import KINDS, town
from solver.answer import answer_bytes
from solver.answered import FEASIBLE, Answer
from solver.deadline import Deadline
from solver.disruption import Disruption
from solver.files import read_problem, write_problem, write_whole
from solver.judge import judge
from solver.problem import DAY, Problem, Span
from solver.repair import mend
from solver.roster import Roster
from solver.standing import Standing
from solver.what_if import estimated

_CASES = 200
_UNITS = 40
_LONG = 600.0
_DEADLINE = 5.0


def mended() -> Measured:
    """One person away for three days of a city's month, 200 times."""
    return _mended("one person, 3 days", _CASES, _somebody)


def mended_unit() -> Measured:
    """Twenty people of one unit away for four days, or as many as it has and some more."""
    return _mended("20 people of a unit, 4 days", _UNITS, _a_unit)


def commanded() -> Measured:
    """The command, from reading the files to writing the answer."""
    problem = town(KINDS["city"], 1)
    roster = _roster(problem)
    with TemporaryDirectory() as folder:
        asked, told, out = (Path(folder) / name for name in ("city.json", "told.json", "out.json"))
        write_whole(asked, write_problem(problem))
        standing = Standing(problem, roster.duties)
        _, digest = read_problem(asked)
        answer = Answer(FEASIBLE, roster, standing.board, judge(problem, roster), None, 0.0, 1, 1, ())
        write_whole(told, answer_bytes(answer, digest))
        away = f"{problem.volunteers[17].id}:{DAY}-{4 * DAY}"
        words = ["repair", asked, "--answer", told, "--away", away, "--out", out, "--quiet"]
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
        subprocess.run([sys.executable, "-m", "solver", *map(str, words)], check=True)  # noqa: S603 (our own program)
        spent, after = perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
        busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured("repair, cold command", spent, note=f"one person, 3 days; {busy:.1f} s of processor time")


def _mended(what: str, cases: int, case: Callable[[Random, Problem], Disruption]) -> Measured:
    problem, random = town(KINDS["city"], 1), Random(1)
    standing = Standing(problem, _roster(problem).duties)
    _ = standing.cost
    waited, worked, moved, gone = [], [], 0, 0
    for _ in range(cases + 1):
        come_up = case(random, problem)
        began, busy = perf_counter(), process_time()
        found = mend(standing, come_up, Deadline(_DEADLINE))
        waited.append(perf_counter() - began)
        worked.append(process_time() - busy)
        gone, moved = gone + len(found.gone), moved + len(found.moved)
    # The first case loads CP-SAT.
    return Measured(
        f"repair in memory: {what}",
        _p95(waited[1:]),
        note=f"95th percentile of {cases}; processor {_p95(worked[1:]) * 1000:.0f} ms, "
        f"median {sorted(worked[1:])[cases // 2] * 1000:.0f} ms; {gone} duties lost, {moved} others moved",
    )


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def _roster(problem: Problem) -> Roster:
    """Legal, and far from good: there is much to be short of."""
    return Roster(estimated(problem, (), Deadline(_LONG)).duties)


def _somebody(random: Random, problem: Problem) -> Disruption:
    day = random.randrange(problem.days - 2)
    return Disruption(away=((random.choice(problem.volunteers).id, Span(DAY * day, DAY * (day + 3))),))


def _a_unit(random: Random, problem: Problem) -> Disruption:
    """Units of a city are smaller than twenty: the nearest to it by number fill up."""
    day, first = random.randrange(problem.days - 3), random.randrange(len(problem.units))
    order = {unit.id: (n - first) % len(problem.units) for n, unit in enumerate(problem.units)}
    people = sorted(problem.volunteers, key=lambda one: (order[one.unit], one.id))[:20]
    return Disruption(away=tuple((one.id, Span(DAY * day, DAY * (day + 4))) for one in people))
