"""A plane: places keep their distances and directions, north upwards."""

from math import hypot

import pytest

from api.pages.plane import HEIGHT, WIDTH, Spot, bar, hull, plane


def test_the_middle_of_the_places_is_the_middle_of_the_sheet() -> None:
    sheet = plane([(116.70, 39.50), (116.72, 39.52)])

    assert sheet is not None
    assert sheet.spot((116.71, 39.51)) == Spot(WIDTH / 2, HEIGHT / 2)


def test_north_is_up_and_a_degree_of_longitude_is_shorter() -> None:
    sheet = plane([(116.0, 60.0), (116.1, 60.1)])

    assert sheet is not None
    a, b = sheet.spot((116.0, 60.05)), sheet.spot((116.1, 60.05))
    south, north = sheet.spot((116.05, 60.0)), sheet.spot((116.05, 60.1))

    assert north.y < south.y
    assert (b.x - a.x) / (south.y - north.y) == pytest.approx(0.5, abs=0.002)  # the cosine of 60 degrees


def test_a_metre_is_as_long_as_it_says() -> None:
    sheet = plane([(116.70, 39.50), (116.72, 39.52)])

    assert sheet is not None
    a, b = sheet.spot((116.71, 39.50)), sheet.spot((116.71, 39.51))
    assert hypot(a.x - b.x, a.y - b.y) / sheet.metre == pytest.approx(1112, abs=3)  # a hundredth of a degree


def test_a_single_place_has_ground_around_it() -> None:
    sheet = plane([(116.7, 39.5)])

    assert sheet is not None
    assert HEIGHT / sheet.metre > 600


def test_no_place_makes_no_sheet() -> None:
    assert plane([]) is None


@pytest.mark.parametrize(
    ("spots", "corners"),
    [
        pytest.param([(0, 0), (4, 0), (4, 4), (0, 4), (2, 2)], {(0, 0), (4, 0), (4, 4), (0, 4)}, id="what is inside"),
        pytest.param([(0, 0), (1, 1), (2, 2)], {(0, 0), (2, 2)}, id="on one line"),
        pytest.param([(3, 1)], {(3, 1)}, id="one place"),
    ],
)
def test_a_hull_goes_around_its_places(spots: list[tuple[int, int]], corners: set[tuple[int, int]]) -> None:
    assert set(hull(Spot(*spot) for spot in spots)) == corners


@pytest.mark.parametrize(("metre", "metres"), [(0.05, 2000), (0.5, 200), (0.2, 500)])
def test_a_bar_is_one_two_or_five_and_zeros(metre: float, metres: int) -> None:
    assert bar(metre) == metres
