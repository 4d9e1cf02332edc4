"""The search keeps its roster legal and never lets it become dearer, whatever comes between."""

from solver.answered import Effort
from solver.close import Limits
from solver.neighbourhood import Neighbourhood
from solver.search import Search
from solver.solve import begin
from tests.solver.reference import Pair
from tests.solver.towns import duties_of, on_day, people, person, problem_of, town

LIMITS = Limits(seconds=3600.0)


def search_of(*duties: Pair) -> Search:
    """Two people, of whom v1 gladly serves on s1 and s2; 100 for an empty seat; these duties on the board."""
    crew = [person("v1", wishes=[[0, 3000, -10]]), person("v2")]
    shifts = [on_day("s1", 0), on_day("s2", 1)]
    file = town(crew, shifts, policy={"vacancy": 100, "wish": 1})
    search = begin(problem_of(file), Effort(workers=1))
    search.take((search.town.volunteer_index[who], search.town.shift_index[shift]) for shift, who in duties)
    return search


def test_a_neighbourhood_is_decided_anew() -> None:
    search = search_of(("s1", "v2"))

    search.reconsider(Neighbourhood(freed=((1, 0),), choices=((0, 0), (1, 0))), LIMITS)

    assert duties_of(search.board.roster()) == {("s1", "v1")}
    assert search.progress.cost == 90  # s2 is empty, and v1 is glad


def test_what_another_thread_took_back_meanwhile_is_no_more_freed() -> None:
    search = search_of(("s1", "v2"))
    gone = (1, 1)  # v2 on s2, as chosen before that duty went

    search.reconsider(Neighbourhood(freed=((1, 0), gone), choices=((0, 0), (1, 0), (0, 1), (1, 1))), LIMITS)

    assert duties_of(search.board.roster()) == {("s1", "v1"), ("s2", "v1")}
    assert search.progress.cost == -20


def test_an_exchange_that_does_not_fit_any_more_changes_nothing() -> None:
    search = search_of(("s1", "v2"), ("s2", "v2"))
    before = search.board.pairs()

    search.exchange(freed=[(1, 0)], taken=[(0, 0), (0, 1)])  # the seat of s2 is taken

    assert search.board.pairs() == before
    assert search.progress.cost == 0


def test_an_exchange_that_is_dearer_changes_nothing() -> None:
    search = search_of(("s1", "v1"), ("s2", "v1"))
    before = search.board.pairs()

    search.exchange(freed=[(0, 0)], taken=[(1, 0)])

    assert search.board.pairs() == before
    assert search.progress.cost == -20


def test_an_exchange_of_what_is_gone_changes_nothing() -> None:
    search = search_of(("s1", "v1"))

    search.exchange(freed=[(1, 0)], taken=[(1, 1)])

    assert duties_of(search.board.roster()) == {("s1", "v1")}


def test_a_full_crew_of_equals_is_left_alone() -> None:
    file = town(people(3), [on_day("s1", 0)], policy={"vacancy": 100})
    search = begin(problem_of(file), Effort(workers=1))

    search.fill([0])
    search.fill([0])

    assert duties_of(search.board.roster()) == {("s1", "v1")}
