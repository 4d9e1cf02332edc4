"""A town solved with the help of others: whatever these do, there is a judged roster and a proven bound."""

import logging
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain, repeat

import numpy as np
import pytest

from benchmarks.towns import Size
from benchmarks.towns import town as made_up
from solver import solve as solving
from solver.answered import Answer, Effort
from solver.judge import judge
from solver.kinds import Index
from solver.problem import Problem
from solver.progress import Step, Stop
from solver.solve import solve
from solver.spread.job import unpacked
from solver.spread.machines import Cluster, Machines
from tests.solver.spread.others import Gone, Others, Silent, cluster

EFFORT = Effort(seconds=3600.0, workers=1, seed=4, rounds=1)


@pytest.fixture(autouse=True)
def _in_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a village is too large to be decided as a whole."""
    monkeypatch.setattr(solving, "_WHOLE", 0)


@pytest.fixture(scope="module")
def village() -> Problem:
    return made_up(Size(units=4, people=24, points=6, days=7, side=3_000), 1)


def solved(problem: Problem, others: Executor, cores: Callable[[], int] = lambda: 2) -> Answer:
    answer = solve(problem, EFFORT, cluster=cluster(others, cores))
    assert judge(problem, answer.roster) == answer.verdict
    assert answer.verdict.legal
    assert answer.bound is not None
    assert answer.bound <= answer.cost
    return answer


def test_others_help_and_the_same_seed_gives_the_same_answer(village: Problem) -> None:
    first, second = Others(), Others()

    answers = [solved(village, others) for others in (first, second)]

    assert first.jobs
    assert first.jobs == second.jobs
    assert (answers[0].roster, answers[0].cost, answers[0].bound) == (
        answers[1].roster,
        answers[1].cost,
        answers[1].bound,
    )


def test_with_others_it_comes_out_as_good_as_alone(village: Problem) -> None:
    alone = solve(village, EFFORT)

    together = solved(village, Others())

    assert together.cost <= alone.cost * 1.01


def _unchanged(job: bytes) -> Index:
    return unpacked(job)[0].months


def _lost(_: bytes) -> Index:
    raise ConnectionError("a machine went down")


@pytest.mark.parametrize(
    "others",
    [
        pytest.param(Others(_lost), id="went down"),
        pytest.param(Others(lambda _: b"?"), id="answers nonsense"),
        pytest.param(Others(lambda job: _unchanged(job) + 1_000), id="speaks of what there is not"),
        pytest.param(Gone(), id="takes nothing"),
    ],
)
def test_what_machines_do_not_bring_back_is_done_here_and_soon_they_are_not_asked_any_more(
    village: Problem, others: Others, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        solved(village, others)

    # Two machines, in two stages.
    assert len(caplog.records) == 4


def test_a_machine_that_is_not_there_any_more_is_done_without(
    village: Problem, caplog: pytest.LogCaptureFixture
) -> None:
    silent, counts = Silent(), chain([2], repeat(0))

    with caplog.at_level(logging.WARNING):
        solved(village, silent, lambda: next(counts))

    assert len(silent.jobs) == len(caplog.records) == 2


def test_a_machine_that_failed_once_is_asked_again(village: Problem) -> None:
    failures = iter([ConnectionError("for once")] * 2)

    def at_first(job: bytes) -> Index:
        for failure in failures:
            raise failure
        return _unchanged(job)

    others = Others(at_first)

    solved(village, others)

    assert len(others.jobs) > 4


def test_what_comes_back_is_taken_only_if_it_breaks_no_rule(village: Problem, caplog: pytest.LogCaptureFixture) -> None:
    def all_of_them_on_one_shift(job: bytes) -> Index:
        return np.zeros_like(_unchanged(job))

    pin = sorted(solve(village, EFFORT).roster.duties)[0]
    pinned = replace(village, pinned=frozenset({pin}))

    with caplog.at_level(logging.WARNING):
        answer = solved(pinned, Others(all_of_them_on_one_shift))

    assert pin in answer.roster.duties
    assert "breaks a rule" in caplog.text


def test_machines_that_change_nothing_do_no_harm(village: Problem) -> None:
    heard: list[Step] = []

    answer = solve(village, EFFORT, cluster=cluster(Others(_unchanged)), report=heard.append)

    assert judge(village, answer.roster) == answer.verdict
    costs = [step.cost for step in heard]
    assert costs == sorted(costs, reverse=True)


def _stopped(village: Problem, effort: Effort) -> tuple[Answer, Others]:
    """Solved until the first block comes back."""
    stop = Stop()

    def stopping(job: bytes) -> Index:
        stop()
        return _unchanged(job)

    others = Others(stopping)
    return solve(village, effort, stop=stop, cluster=cluster(others)), others


def test_a_stop_ends_it_with_a_roster(village: Problem) -> None:
    answer, _ = _stopped(village, replace(EFFORT, rounds=50))

    assert answer.status == "stopped"
    assert answer.verdict.legal


def test_by_the_clock_a_block_has_a_stage_s_share_of_the_time(village: Problem) -> None:
    _, others = _stopped(village, Effort(seconds=3600.0, workers=2, seed=4))

    # Nine tenths of what is left of the hour, in sixty stages: 54 s, were nothing of it over.
    (_, first), *_ = map(unpacked, others.jobs)
    assert first.seconds is not None
    assert 40 < first.seconds <= 54


def test_what_is_sent_names_nobody(village: Problem) -> None:
    named = replace(village, volunteers=tuple(replace(one, name=f"张三{one.id}") for one in village.volunteers))
    others = Others()

    solved(named, others)

    assert others.jobs
    names = ["张三", "单位", "点位", *(one.id for one in named.volunteers), *(shift.id for shift in named.shifts)]
    for sent in map(zlib.decompress, others.jobs):
        assert not [name for name in names if name.encode() in sent]


def test_a_small_town_asks_nobody() -> None:
    asked: list[str] = []

    @contextmanager
    def reach() -> Iterator[Machines]:
        asked.append("the way")
        yield Machines(Others(), lambda: 2)

    small = made_up(Size(units=2, people=10, points=2, days=7, side=1_000), 1)

    assert solve(small, EFFORT, cluster=Cluster(reach)).verdict.legal
    assert asked == []
