"""The towns that are timed are towns, the ones they are said to be."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.__main__ import bench
from benchmarks.towns import CITY, CITY_8, KINDS, STREET, Size, town
from solver.distance import nearest
from solver.files import parse_problem, read_problem, write_problem


@pytest.mark.parametrize(
    ("kind", "seats"),
    [
        # 5 intersections of 2 spans and 8 segments of one, two people on 20 workdays; 15 points twice by 3 on 8 days.
        pytest.param("street", (5 * 2 + 8) * 2 * 20 + 15 * 2 * 3 * 8, id="street"),
        pytest.param("city", (130 * 2 + 200) * 2 * 20 + 400 * 2 * 3 * 8, id="city"),
        pytest.param("city-spare", (130 * 2 + 200) * 2 * 20 + 400 * 2 * 2 * 8, id="two a crew at weekends"),
    ],
)
def test_a_town_has_the_seats_it_is_known_for(kind: str, seats: int) -> None:
    problem = town(KINDS[kind], 1)

    assert sum(shift.headcount for shift in problem.shifts) == seats


def test_the_same_seed_gives_the_same_town() -> None:
    assert town(STREET, 2) == town(STREET, 2)
    assert town(STREET, 2) != town(STREET, 3)


def test_targets_share_out_the_whole_load() -> None:
    problem = town(CITY, 1)

    shares = [one.target - one.carried for one in problem.volunteers]

    assert sum(shares) == sum(shift.headcount * shift.load for shift in problem.shifts)
    assert min(shares) >= 0


def test_one_person_day_in_twelve_is_an_absence() -> None:
    weekend = Size(units=100, people=5_000, points=100, days=2, side=5_000, start=date(2026, 12, 5))

    away = sum(span.end - span.start for one in town(weekend, 1).volunteers for span in one.away)

    # Pupils are free and nobody has anything else on at a weekend, but elders in the evening: 4 hours of 8 % of them.
    assert away / (5_000 * 2 * 1440) == pytest.approx(0.08 + 0.08 * 0.92 * 4 / 24, abs=0.01)


def test_people_are_used_to_points_they_reach() -> None:
    problem = town(CITY_8, 1)
    usual = [(one, problem.point[point]) for one in problem.volunteers for point in one.usual]

    reached = sum((nearest(one.at, point.at) or 0) <= one.reach for one, point in usual)

    assert len(usual) > 300
    assert reached / len(usual) > 0.95


def test_a_town_reads_back_equal() -> None:
    problem = town(STREET, 1)

    assert parse_problem(write_problem(problem)) == problem


def test_one_command_writes_a_town(tmp_path: Path) -> None:
    file = tmp_path / "street.json.gz"

    done = CliRunner().invoke(bench, ["town", "street", "--seed", "3", "--out", str(file)])

    assert done.exit_code == 0
    assert read_problem(file)[0] == town(STREET, 3)
