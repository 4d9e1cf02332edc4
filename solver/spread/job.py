"""What crosses to another machine and back: a district in the format of problems, and the duties that it comes to."""

import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass

from solver.answered import Effort
from solver.files import parse_problem, write_problem
from solver.problem import Duty
from solver.progress import Stop
from solver.spread.district import District

# Little is gained by packing harder.
_LEVEL = 5


@dataclass(frozen=True, slots=True)
class Job:
    """`problem` is a packed redvest-problem/1, `start` a packed JSON list of [shift, volunteer]."""

    problem: bytes
    start: bytes
    effort: Effort

    @property
    def size(self) -> int:
        """Bytes that are sent."""
        return len(self.problem) + len(self.start)


def job_of(district: District, effort: Effort) -> Job:
    return Job(gzip.compress(write_problem(district.problem), _LEVEL, mtime=0), packed(district.start), effort)


def better(job: Job, stop: Stop | None = None) -> bytes:
    """Solve a district, wherever this runs: the packed duties of the best roster found, its pins among them."""
    # Loads the engine, which whoever sends the job may have no use for.
    from solver.solve import solve

    problem = parse_problem(gzip.decompress(job.problem))
    return packed(solve(problem, job.effort, start=unpacked(job.start), stop=stop).roster.duties)


def packed(duties: Iterable[Duty]) -> bytes:
    return gzip.compress(json.dumps(sorted(duties), separators=(",", ":")).encode(), _LEVEL, mtime=0)


def unpacked(duties: bytes) -> frozenset[Duty]:
    return frozenset(Duty(*pair) for pair in json.loads(gzip.decompress(duties)))
