"""What a repair proves: a floor that every town has in a moment, and what an earlier answer's bound still says."""

from copy import deepcopy
from random import Random

import pytest

from solver import repair as repairing
from solver.answered import Effort
from solver.arrays import Town
from solver.board import Board
from solver.files import Changes, Earlier
from solver.floor import floor
from solver.judge import judge
from solver.problem import DAY, Duty, Span
from solver.roster import Roster
from solver.still_proven import still_proven
from tests.solver import reference
from tests.solver.exhaustive import optimum
from tests.solver.random_towns import random_roster, random_town
from tests.solver.towns import on_day, people, point, problem_of, town

DIGEST = "the digest of the file"


def floor_of(file: reference.Town) -> int:
    problem = problem_of(file)
    packed = Town(problem)
    return floor(Board(packed, packed.pinned), len(judge(problem, Roster(problem.pinned)).pinned))


@pytest.mark.parametrize("block", range(6000, 6240, 60), ids="towns {}-".format)
def test_no_legal_roster_costs_less_than_the_floor(block: int) -> None:
    for seed in range(block, block + 60):
        odd = random_town(seed, most_shifts=4, huge=seed % 3 == 0)

        assert floor_of(odd) <= optimum(odd), odd["name"]


def test_the_floor_knows_that_people_are_short() -> None:
    # Two people of two duties a week at most, six seats in that week at 100 a vacancy: two stay empty.
    week = [on_day(f"s{day}", day) for day in range(6)]

    assert floor_of(town(people(2, caps={"week": 2}), week, policy={"vacancy": 100}, days=7)) == 200


def test_the_floor_knows_what_it_costs_to_go_far() -> None:
    # 1.9 short kilometres away, 1,901 metres: three full steps of 500 at 7 each.
    where = [point(north=1.9)]
    far = town(people(1), [on_day("s1", 0)], policy={"vacancy": 100, "travel": 7}, points=where)

    assert floor_of(far) == 21


def disrupted(random: Random, odd: reference.Town, duties: list[list[str]]) -> tuple[reference.Town, Changes]:
    """The town once somebody is away and a duty is barred, with those duties published; and the same as changes."""
    after, away, barred = deepcopy(odd), [], []
    for who in random.sample(after["volunteers"], min(len(after["volunteers"]), random.choice((0, 1, 1, 2)))):
        start = random.randrange(after["days"]) * DAY
        who["away"] = [*who.get("away", ()), [start, start + DAY]]
        away.append((who["id"], Span(start, start + DAY)))
    free = [duty for duty in duties if duty not in after["pinned"] and duty not in after["barred"]]
    if free and random.random() < 0.5:
        barred.append(random.choice(free))
        after["barred"] = [*after["barred"], *barred]
    after["published"] = duties
    return after, Changes(tuple(away), tuple(Duty(*duty) for duty in barred), tuple(Duty(*duty) for duty in duties))


@pytest.mark.parametrize("block", range(6300, 6540, 60), ids="towns {}-".format)
def test_what_was_proven_before_somebody_was_away_still_holds_for_all_legal_rosters(block: int) -> None:
    for seed in range(block, block + 60):
        odd, random = random_town(seed, most_shifts=4), Random(seed)
        duties = sorted(map(list, random_roster(random, odd)))
        after, changes = disrupted(random, odd, duties)
        earlier = Earlier(frozenset(changes.published), DIGEST, optimum(odd), Changes((), (), ()))

        bound = still_proven(problem_of(odd), DIGEST, earlier, changes)

        assert (bound is None) == (not duties)
        assert bound is None or bound <= optimum(after), odd["name"]


ALONE = town(people(2), [on_day("s1", 0)])
TOLD = frozenset({Duty("s1", "v1")})
NOTHING = Changes((), (), ())
AWAY = Changes((("v1", Span(0, DAY)),), (), tuple(TOLD))


def test_a_bound_stays_where_nothing_had_been_published() -> None:
    assert still_proven(problem_of(ALONE), DIGEST, Earlier(TOLD, DIGEST, 17, NOTHING), AWAY) == 17


@pytest.mark.parametrize(
    "earlier",
    [
        pytest.param(Earlier(TOLD), id="a roster made by hand"),
        pytest.param(Earlier(TOLD, "another digest", 17, NOTHING), id="another file's"),
        pytest.param(Earlier(TOLD, DIGEST, None, NOTHING), id="nothing proven"),
        pytest.param(Earlier(TOLD, DIGEST, 17, None), id="who knows of which problem"),
        pytest.param(Earlier(TOLD, DIGEST, 17, Changes((("v2", Span(0, DAY)),), (), ())), id="somebody was away"),
    ],
)
def test_a_bound_on_something_else_proves_nothing(earlier: Earlier) -> None:
    assert still_proven(problem_of(ALONE), DIGEST, earlier, AWAY) is None


@pytest.mark.parametrize(("known", "bound"), [(None, 0), (60, 60), (101, 0)], ids=["nothing", "a bound", "a lie"])
def test_a_repair_takes_over_what_is_known_unless_it_found_a_cheaper_roster(
    monkeypatch: pytest.MonkeyPatch, known: int | None, bound: int
) -> None:
    monkeypatch.setattr(repairing, "_FEW", 0)
    # Nobody is left for the seat at 100 but v2, who would come for nothing were it not for the wish of 100.
    crew = [*people(1, away=[[0, DAY]]), {**people(2)[1], "wishes": [[0, DAY, 100]]}]
    file = town(crew, [on_day("s1", 0)], policy={"vacancy": 100, "wish": 1, "added": 0}, published=[["s1", "v1"]])

    answer = repairing.repair(problem_of(file), Effort(seconds=3600.0, workers=1), known=known)

    assert (answer.cost, answer.bound) == (100, bound)
