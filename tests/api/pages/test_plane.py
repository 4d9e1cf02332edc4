"""A plane: places keep their distances and directions, north upwards."""

from math import hypot

import pytest

from api.pages.plane import HEIGHT, MARGIN, WIDTH, Spot, frame, hull, plane


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


def test_a_frame_shows_its_places_and_no_more_than_the_sheet() -> None:
    whole = frame([Spot(MARGIN, MARGIN), Spot(WIDTH - MARGIN, HEIGHT - MARGIN)])
    part = frame([Spot(300, 200), Spot(520, 304)])

    assert tuple(whole) == (0, 0, WIDTH, HEIGHT)
    assert tuple(part) == (285, 172, 250, 160)  # a quarter of it: 220 of 880 wide


def test_a_frame_stays_on_the_sheet() -> None:
    assert tuple(frame([Spot(60, 60)])) == (10, 28, 100, 64)
    assert tuple(frame([Spot(0, 640)])) == (0, 576, 100, 64)
