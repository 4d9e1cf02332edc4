"""The judge of files: a right answer is right, and whatever is altered in it, one thing at a time, is found."""

import hashlib
import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest

from solver.__main__ import main
from solver.check import wrongs
from solver.files import parse_answer, parse_problem
from tests.solver.reference import Town
from tests.solver.towns import file_of, on_day, person, town

Alter = Callable[[dict[str, Any]], object]

# v2 is pinned while away: one breach. s1 misses a person, s2 a leader; v3, told of s3, is too far away to keep it.
FILE = town(
    [
        person("v1", roles=["leader"], caps={"total": 1}, wishes=[[0, 600, -4]]),
        person("v2", away=[[0, 9000]], usual=["p1"]),
        person("v3", at=[[116.8, 39.52]]),
    ],
    [on_day("s1", 0, headcount=2, roles={"leader": 1}), on_day("s2", 1, roles={"leader": 1}), on_day("s3", 2)],
    policy={"vacancy": 10, "role": 5, "fairness": 2, "wish": 1, "dropped": 7, "added": 3},
    pinned=[["s2", "v2"]],
    published=[["s2", "v2"], ["s3", "v3"]],
)


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The answer to FILE as the command line writes it."""
    folder = tmp_path_factory.mktemp("answer")
    (folder / "town.json").write_bytes(file_of(FILE))
    words = ["solve", str(folder / "town.json"), "--out", str(folder / "answer.json"), "--workers", "1", "--quiet"]
    assert main(words) == 0
    document: dict[str, Any] = json.loads((folder / "answer.json").read_bytes())
    return document


def found(answer: dict[str, Any], file: Town = FILE) -> list[str]:
    data = file_of(file)
    told = json.dumps(answer, ensure_ascii=False).encode()
    return wrongs(parse_problem(data), hashlib.sha256(data).hexdigest(), parse_answer(told))


def test_what_the_solver_writes_is_right_and_as_counted_by_hand(answer: dict[str, Any]) -> None:
    # v1, the only one who may come, fills a seat of s1 and leads it gladly: one seat each of s1 and s3 is left, and
    # s2 has no leader. 2 x (1^2 + 1^2) for v1 and v2; v3 is dropped and v1 is new.
    costs = {"vacancy": 20, "role": 5, "fairness": 4, "wish": -4, "dropped": 7, "added": 3, "breaches": 10_000}

    assert found(answer) == []
    assert {name: cost for name, cost in answer["costs"].items() if cost} == costs
    assert (answer["cost"], answer["bound"], answer["status"], answer["gap"]) == (10_035, 10_035, "optimal", 0.0)
    assert answer["duties"] == [["s1", "v1"], ["s2", "v2"]]
    assert [(one["shift"], one["missing"], one["roles"]) for one in answer["vacancies"]] == [
        ("s1", 1, {}),
        ("s2", 0, {"leader": 1}),
        ("s3", 1, {}),
    ]


def numbers(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every number in a document."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from numbers(inner, (*path, key))
    elif isinstance(value, int | float):
        yield path


def test_every_number_altered_by_one_is_found(answer: dict[str, Any]) -> None:
    trusted = {("seconds",), ("seed",), ("workers",)}
    # A breach's amount is told for people; relaxations and how the solve got on are taken on trust, but for its end.
    trusted |= {path for path in numbers(answer) if path[0] == "breaches" or "relax" in path}
    ends = {("trace", len(answer["trace"]) - 1, column) for column in (1, 2)}
    trusted |= {path for path in numbers(answer) if path[0] == "trace"} - ends
    for path in set(numbers(answer)) - trusted:
        for step in (-1, 1):
            altered = deepcopy(answer)
            place: Any = altered
            for key in path[:-1]:
                place = place[key]
            place[path[-1]] += step

            assert found(altered), (path, step)


@pytest.mark.parametrize(
    "alter",
    [
        pytest.param(lambda answer: answer.update(problem="0" * 64), id="another problem"),
        pytest.param(lambda answer: answer.update(status="feasible"), id="proven, yet feasible"),
        pytest.param(lambda answer: answer.update(bound=None), id="no bound, yet a gap"),
        pytest.param(lambda answer: answer.update(bound=None, gap=None), id="no bound, yet optimal"),
        pytest.param(lambda answer: answer.update(gap=None), id="a bound, yet no gap"),
        pytest.param(
            lambda answer: answer.update(bound=10_034, gap=0.0001, status="optimal"), id="a lower bound, yet optimal"
        ),
        pytest.param(
            lambda answer: answer.update(bound=10_034.5, gap=5e-05, status="feasible"), id="a bound in halves"
        ),
        pytest.param(lambda answer: answer["duties"].reverse(), id="duties out of order"),
        pytest.param(lambda answer: answer["duties"].append(["s2", "v2"]), id="a duty twice"),
        pytest.param(lambda answer: answer["duties"].pop(), id="a pin is gone"),
        pytest.param(lambda answer: answer["duties"].pop(0), id="a duty is gone"),
        pytest.param(lambda answer: answer["duties"].append(["s3", "v2"]), id="somebody who is away"),
        pytest.param(lambda answer: answer["duties"].append(["s3", "v9"]), id="nobody we know"),
        pytest.param(lambda answer: answer["duties"].append(["s9", "v1"]), id="no shift we know"),
        pytest.param(lambda answer: answer["breaches"].clear(), id="a breach is kept quiet"),
        pytest.param(lambda answer: answer["breaches"].append(answer["breaches"][0]), id="a breach told twice"),
        pytest.param(lambda answer: answer["breaches"][0].update(rule="rest"), id="another rule is blamed"),
        pytest.param(lambda answer: answer["vacancies"].pop(), id="a vacancy is kept quiet"),
        pytest.param(lambda answer: answer["vacancies"].append(answer["vacancies"][0]), id="a vacancy twice"),
        pytest.param(lambda answer: answer["vacancies"][0].update(shift="s9"), id="a vacancy nowhere"),
        pytest.param(lambda answer: answer["vacancies"][1]["roles"].clear(), id="the leader is not missed"),
        pytest.param(lambda answer: answer["vacancies"][0]["roles"].update(guide=1), id="a guide is missed"),
        pytest.param(lambda answer: answer["vacancies"][0]["why"].clear(), id="no reasons"),
        pytest.param(lambda answer: answer["vacancies"][0]["why"].update(free=1), id="one person, two reasons"),
        pytest.param(lambda answer: answer["vacancies"][0].pop("why"), id="reasons left out"),
        pytest.param(lambda answer: answer["vacancies"][0].pop("relax"), id="relaxations left out"),
        pytest.param(lambda answer: answer["changes"]["away"].append(["v9", 0, 60]), id="nobody we know is away"),
        pytest.param(lambda answer: answer["changes"]["away"].append(["v3", 0, 9000]), id="an absence forgives"),
        pytest.param(lambda answer: answer["changes"]["barred"].append(["s1", "v1"]), id="a duty is barred"),
        pytest.param(lambda answer: answer["changes"]["barred"].append(["s2", "v2"]), id="a pin is barred"),
        pytest.param(lambda answer: answer["changes"]["published"].append(["s1", "v1"]), id="other duties were told"),
        pytest.param(lambda answer: answer["changes"]["published"].append(["s1", "v9"]), id="nobody was told"),
        pytest.param(lambda answer: answer["trace"].append([9.9, 10_036, 10_035]), id="the cost rose"),
        pytest.param(lambda answer: answer["trace"].append([9.9, 10_035, None]), id="the bound was lost"),
        pytest.param(lambda answer: answer["trace"].insert(0, [9.9, 10_035, 10_035]), id="time went back"),
    ],
)
def test_whatever_is_altered_is_found(answer: dict[str, Any], alter: Alter) -> None:
    altered = deepcopy(answer)

    alter(altered)

    assert found(altered)


@pytest.mark.parametrize(
    "alter",
    [
        pytest.param(
            lambda answer: answer.update(
                bound=10_034, gap=0.0001, status="feasible", trace=[[0.5, 10_035, None], [0.6, 10_035, 10_034]]
            ),
            id="a weaker bound is no lie",
        ),
        pytest.param(
            lambda answer: answer.update(bound=None, gap=None, status="stopped", trace=[[0.5, 10_035, None]]),
            id="no bound is known",
        ),
        pytest.param(lambda answer: answer["vacancies"].reverse(), id="vacancies in any order"),
        pytest.param(lambda answer: answer["vacancies"][0]["why"].update(free=0), id="a reason that keeps nobody"),
        pytest.param(lambda answer: answer.update(seconds=99.9, seed=5, workers=64), id="how it was made"),
    ],
)
def test_what_is_as_right_stays_right(answer: dict[str, Any], alter: Alter) -> None:
    altered = deepcopy(answer)

    alter(altered)

    assert found(altered) == []


def test_each_wrong_number_is_named_with_the_right_one(answer: dict[str, Any]) -> None:
    altered = deepcopy(answer)
    altered["costs"]["vacancy"] = 21

    assert found(altered) == ["costs.vacancy: says 21, is 20"]


def test_an_answer_to_the_same_town_in_other_bytes_is_to_another_problem(answer: dict[str, Any]) -> None:
    assert found(answer, {**FILE, "name": "another"})
