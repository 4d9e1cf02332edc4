"""An answer as it stands in its file, before anybody has judged it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from solver.problem import Duty, Span

FORMAT = "redvest-answer/1"
STATUSES = ("optimal", "feasible", "stopped")
COSTS = ("vacancy", "role", "fairness", "support", "travel", "wish", "continuity", "dropped", "added", "breaches")


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One change of the problem at `path`, and by how much it makes the roster cheaper."""

    path: str
    before: Any
    after: Any
    saves: int


@dataclass(frozen=True, slots=True)
class Vacancy:
    """What a shift misses; `why` and `relax` are None where they were left out."""

    shift: str
    missing: int
    roles: Mapping[str, int]
    why: Mapping[str, int] | None = None
    relax: tuple[Relaxation, ...] | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What a repair was told: who is away when, which duties are barred, and which had been published."""

    away: tuple[tuple[str, Span], ...]
    barred: tuple[Duty, ...]
    published: tuple[Duty, ...]


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """An answer as it stands in its file, duties in their order there; `bound` and `gap` are None for null.

    `trace` holds (seconds, cost, bound or None), `problem` the digest of the problem's file.
    """

    problem: str
    status: str
    cost: int
    bound: float | None
    gap: float | None
    costs: Mapping[str, int]
    breaches: tuple[Mapping[str, Any], ...]
    duties: tuple[Duty, ...]
    vacancies: tuple[Vacancy, ...]
    changes: Changes
    seconds: float
    seed: int
    workers: int
    trace: tuple[tuple[float, int, float | None], ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier answer leaves to go on from: its duties and, None where its file does not say, the digest of the
    problem it answers, the bound it proved of that and the changes it was told of."""

    duties: frozenset[Duty]
    problem: str | None = None
    bound: float | None = None
    changes: Changes | None = None
