"""The seasons that planning stewardship is measured with: published plans come out at what people can bear."""

import pytest

from benchmarks.allotting import city, p1, p2
from solver.allotment.allot import allot
from solver.allotment.judge import faults
from solver.allotment.season import Season
from solver.answered import Effort


@pytest.mark.parametrize("season", [pytest.param(p1(1), id="P1"), pytest.param(p2(1), id="P2")])
def test_a_published_plan_comes_out_at_three_to_five_duties_a_person_and_month(season: Season) -> None:
    answer = allot(season, Effort(seconds=600, workers=1, rounds=2))

    assert all(3_000 <= load <= 5_000 for load in answer.duties.values())
    assert 3_000 < answer.worst.bound <= answer.worst.reached
    assert faults(season, {site: pool.units for site, pool in answer.pools.items()}) == []


def test_a_citys_season_is_the_same_for_the_same_seed() -> None:
    season = city(1)

    assert (len(season.stewards), len(season.sites)) == (254, 400)
    assert season == city(1)
    assert all(site.may for site in season.sites)
