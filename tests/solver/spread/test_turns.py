"""A town solved with the help of others: whatever these do, there is a judged roster and a proven bound."""

import gzip
import logging
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import replace

import pytest

from benchmarks.towns import Size
from benchmarks.towns import town as made_up
from solver import solve as solving
from solver.answered import Answer, Effort
from solver.judge import judge
from solver.problem import Problem
from solver.progress import Step, Stop
from solver.solve import solve
from solver.spread.job import Job, packed
from solver.spread.machines import Cluster, Machines
from tests.solver.spread.others import Gone, Others, Silent

EFFORT = Effort(seconds=3600.0, workers=1, seed=4, rounds=1)


@pytest.fixture(autouse=True)
def _in_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a village is too large to be decided as a whole."""
    monkeypatch.setattr(solving, "_WHOLE", 0)


@pytest.fixture(scope="module")
def village() -> Problem:
    return made_up(Size(units=4, people=24, points=6, days=7, side=3_000), 1)


def cluster(others: Executor, cores: int = 2) -> Cluster:
    @contextmanager
    def reach() -> Iterator[Machines]:
        yield Machines(others, lambda: cores)

    return Cluster(reach, seats=10)


def solved(problem: Problem, others: Executor, cores: int = 2) -> Answer:
    answer = solve(problem, EFFORT, cluster=cluster(others, cores))
    assert judge(problem, answer.roster) == answer.verdict
    assert answer.verdict.legal
    assert answer.bound is not None
    assert answer.bound <= answer.cost
    return answer


def test_others_help_and_the_same_seed_gives_the_same_answer(village: Problem) -> None:
    first, second = Others(), Others()

    answers = [solved(village, others) for others in (first, second)]

    assert len(first.jobs) == 2
    assert first.jobs == second.jobs
    assert (answers[0].roster, answers[0].cost, answers[0].bound) == (
        answers[1].roster,
        answers[1].cost,
        answers[1].bound,
    )


def test_the_bound_is_one_of_the_whole(village: Problem) -> None:
    alone = solve(village, Effort(seconds=3600.0, workers=1, rounds=5))

    together = solved(village, Others())

    assert together.bound is not None
    assert alone.bound is not None
    assert together.bound <= alone.cost
    assert alone.bound <= together.cost


def _lost(_: Job) -> bytes:
    raise ConnectionError("a machine went down")


def _dreamt(_: Job) -> bytes:
    return packed([])


@pytest.mark.parametrize(
    ("others", "cores"),
    [
        pytest.param(Others(_lost), 2, id="went down"),
        pytest.param(Others(lambda _: b"?"), 2, id="answers nonsense"),
        pytest.param(Gone(), 2, id="takes nothing"),
        pytest.param(Silent(), 0, id="is not there any more"),
    ],
)
def test_what_a_machine_does_not_bring_back_is_done_here(
    village: Problem, others: Others, cores: int, caplog: pytest.LogCaptureFixture
) -> None:
    as_ever = solved(village, Others())

    with caplog.at_level(logging.WARNING):
        answer = solved(village, others, cores)

    assert len(caplog.records) == 2
    # One core or two, a silent machine counts as one.
    assert (answer.roster, answer.bound) == (as_ever.roster, as_ever.bound)


def test_what_comes_back_is_taken_only_if_it_is_a_legal_roster_with_all_pins(village: Problem) -> None:
    pin = sorted(solved(village, Others()).roster.duties)[0]
    pinned = replace(village, pinned=frozenset({pin}))

    answer = solved(pinned, Others(_dreamt))

    assert pin in answer.roster.duties


def test_a_machine_that_brings_nothing_better_changes_nothing(village: Problem) -> None:
    heard: list[Step] = []

    answer = solve(village, EFFORT, cluster=cluster(Others(lambda job: job.start)), report=heard.append)

    assert judge(village, answer.roster) == answer.verdict
    costs = [step.cost for step in heard]
    assert costs == sorted(costs, reverse=True)


def test_a_stop_ends_it_with_a_roster(village: Problem) -> None:
    stop = Stop()

    def stopping(job: Job) -> bytes:
        stop()
        return job.start

    answer = solve(village, replace(EFFORT, rounds=50), stop=stop, cluster=cluster(Others(stopping)))

    assert answer.status == "stopped"
    assert answer.verdict.legal


def test_of_the_time_the_whole_keeps_what_the_cores_here_are_of_all(village: Problem) -> None:
    stop = Stop()

    def stopping(job: Job) -> bytes:
        stop()
        return job.start

    others = Others(stopping)
    hour = Effort(seconds=3600.0, workers=2, seed=4)

    solve(village, hour, stop=stop, cluster=cluster(others, cores=6))

    # Six of eight cores are elsewhere: three quarters of the hour are for turns, half of that, 1350 s, for the first
    # one, less the moment that reading the village has taken.
    assert others.jobs
    assert all(1200 < job.effort.seconds <= 1350 for job in others.jobs)


def test_what_is_sent_names_nobody(village: Problem) -> None:
    named = replace(village, volunteers=tuple(replace(one, name=f"张三{one.id}") for one in village.volunteers))
    others = Others()

    solved(named, others)

    for job in others.jobs:
        sent = (gzip.decompress(job.problem) + gzip.decompress(job.start)).decode()
        assert "张三" not in sent
        assert "单位" not in sent
        assert "点位" not in sent


def test_a_small_town_asks_nobody() -> None:
    asked: list[str] = []

    @contextmanager
    def reach() -> Iterator[Machines]:
        asked.append("the way")
        yield Machines(Others(), lambda: 2)

    small = made_up(Size(units=2, people=10, points=2, days=7, side=1_000), 1)

    assert solve(small, EFFORT, cluster=Cluster(reach)).verdict.legal
    assert asked == []
