"""An answer of the format's shape is read as it stands, its numbers and ids unjudged."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from solver.files import (
    AnswerFile,
    Changes,
    Refused,
    Relaxation,
    Vacancy,
    parse_answer,
    parse_problem,
    read_answer,
    read_duties,
)
from solver.problem import Duty, Span

GOOD = AnswerFile(
    problem="00ff",
    status="feasible",
    cost=18234,
    bound=18011.5,
    gap=0.01223,
    costs={
        "vacancy": 3000, "role": 0, "fairness": 15120, "support": 40, "travel": 65, "wish": -5, "continuity": 4,
        "dropped": 0, "added": 0, "breaches": 10000,
    },
    breaches=({"rule": "reach", "amount": 1, "shifts": ("s0001",), "volunteer": "v0001", "unit": None},),
    duties=(Duty("s0001", "v0001"), Duty("s0002", "v0001")),
    vacancies=(
        Vacancy(
            "s0420",
            missing=1,
            roles={"leader": 1},
            why={"reach": 2, "free": 0},
            relax=(Relaxation("volunteers[17].reach", 3000, 3400, saves=1600),),
        ),
        Vacancy("s0421", missing=2, roles={}, why=None, relax=None),
    ),
    changes=Changes(away=(("v0001", Span(-60, 2880)),), barred=(Duty("s0001", "v0002"),), published=()),
    seconds=41.2,
    seed=1,
    workers=2,
    trace=((2.1, 40120, None), (8, 19002, 17990)),
)  # fmt: skip


def test_every_value_of_an_answer_arrives(tmp_path: Path, answer: str) -> None:
    path = tmp_path / "answer.json"
    path.write_text(answer, encoding="utf-8")

    assert read_answer(path) == GOOD


def test_an_unknown_bound_is_null(answer_with: Callable[[str, object], bytes]) -> None:
    assert parse_answer(answer_with("bound", None)) == replace(GOOD, bound=None)
    assert parse_answer(answer_with("gap", None)) == replace(GOOD, gap=None)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        pytest.param("cost", -1, id="a wrong cost"),
        pytest.param("cost", 10**30, id="an enormous cost"),
        pytest.param("bound", 10**400, id="an enormous bound"),
        pytest.param("costs.wish", 10**30, id="an enormous part of the cost"),
        pytest.param("duties", [["nowhere", "nobody"]], id="unknown ids"),
        pytest.param("duties", [["s1", "v1"], ["s1", "v1"]], id="a duty twice"),
        pytest.param("duties", [["s2", "v1"], ["s1", "v1"]], id="duties unsorted"),
        pytest.param("problem", "", id="no digest at all"),
        pytest.param("vacancies[0].missing", -4, id="fewer than none missing"),
        pytest.param("vacancies[0].shift", "nowhere", id="a vacancy of no shift"),
        pytest.param("vacancies[0].relax[0].from", None, id="a cap that was not there"),
        pytest.param("vacancies[0].relax[0].to", [[1, 2.5]], id="a relaxation of a list"),
        pytest.param("seed", -1, id="a negative seed"),
        pytest.param("trace", [], id="no trace"),
    ],
)
def test_wrong_numbers_and_ids_are_left_to_the_judge(
    answer_with: Callable[[str, object], bytes], place: str, value: object
) -> None:
    assert isinstance(parse_answer(answer_with(place, value)), AnswerFile)


def test_only_the_duties_are_needed_to_start_from(tmp_path: Path, with_changes: Callable[..., bytes]) -> None:
    problem = parse_problem(with_changes({}))
    path = tmp_path / "by_hand.json"
    path.write_text('{"format": "redvest-answer/1", "duties": [["s0002", "v0001"], ["s0001", "v0002"]]}')

    assert read_duties(path, problem) == {Duty("s0002", "v0001"), Duty("s0001", "v0002")}


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('{"duties": []}', "format"),
        ('{"format": "redvest-answer/1"}', "duties"),
        ('{"format": "redvest-answer/1", "duties": [["s0009", "v0001"]]}', "duties[0][0]"),
        ('{"format": "redvest-answer/1", "duties": [["s0001", "v0009"]]}', "duties[0][1]"),
        ('{"format": "redvest-answer/1", "duties": [["s0001", "v0001"], ["s0001", "v0001"]]}', "duties[1]"),
        ('{"format": "redvest-answer/1", "duties": [], "cost": null}', "cost"),
        ("[]", "file"),
    ],
)
def test_a_start_that_does_not_fit_the_problem_is_refused(
    tmp_path: Path, with_changes: Callable[..., bytes], text: str, path: str
) -> None:
    problem = parse_problem(with_changes({}))
    answer = tmp_path / "answer.json"
    answer.write_text(text)

    with pytest.raises(Refused) as refused:
        read_duties(answer, problem)

    assert [fault.split(": ")[0] for fault in refused.value.faults] == [path]
