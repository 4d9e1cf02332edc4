"""The drawing of a day: what is short lies on top, what lies far away leaves the map where the town is."""

from datetime import date

from api.pages.drawing import draw
from scheduler.services.coverage.boundaries import Boundary
from scheduler.services.coverage.day import Coverage, Place
from scheduler.store.grids import GridLevel

DAY = date(2026, 12, 1)


def a_place(code: str, at: tuple[float, float] | None = (116.7, 39.5), *, seats: int = 1, missing: int = 0) -> Place:
    path = [] if at is None else [list(at)]
    return Place(code, code, "intersection", "路口", "g1", "一街道", path, seats, missing, ())


def test_what_is_short_lies_on_top() -> None:
    places = (
        a_place("empty", missing=1),
        a_place("full"),
        a_place("short", seats=2, missing=1),
        a_place("no", seats=0),
    )

    drawing = draw(Coverage(DAY, places), ["intersection"])

    assert drawing is not None
    assert [mark.place.code for mark in drawing.marks] == ["no", "full", "short", "empty"]


def test_a_boundary_lies_on_what_is_drawn_around_places() -> None:
    places = (a_place("p1", (116.70, 39.50)), a_place("p2", (116.71, 39.51)))
    square = [[116.705, 39.505], [116.72, 39.505], [116.72, 39.52], [116.705, 39.505]]

    drawing = draw(Coverage(DAY, places), [], [Boundary("g2", "一社区", GridLevel.COMMUNITY, [[square]])])

    assert drawing is not None
    assert [area.name for area in drawing.areas] == ["一街道", "一社区"]


def test_kinds_have_their_shapes_in_their_order() -> None:
    drawing = draw(Coverage(DAY, (a_place("p1"),)), ["community", "intersection"])

    assert drawing is not None
    assert drawing.marks[0].shape == 1


def test_what_lies_far_from_all_others_is_outside_at_first() -> None:
    town = [a_place(f"p{n}", (116.7 + n % 3 / 100, 39.5 + n // 3 / 100)) for n in range(9)]

    whole = draw(Coverage(DAY, tuple(town)), [])
    drawing = draw(Coverage(DAY, (*town, a_place("far", (117.7, 40.5)))), [])

    assert whole is not None
    assert drawing is not None
    assert (whole.far, drawing.far) == (0, 1)
    assert drawing.frame.width < 200


def test_a_wall_shows_from_the_first_also_far_away_where_somebody_is_missing() -> None:
    town = [a_place(f"p{n}", (116.7 + n % 3 / 100, 39.5 + n // 3 / 100)) for n in range(9)]
    away = (a_place("far", (117.7, 40.5)), a_place("farther", (118.7, 41.5), seats=3, missing=1))

    drawing = draw(Coverage(DAY, (*town, *away)), [], short=True)

    assert drawing is not None
    assert drawing.far == 1
    assert drawing.frame.width > 200


def test_a_place_without_coordinates_is_not_drawn() -> None:
    drawing = draw(Coverage(DAY, (a_place("p1"), a_place("p2", None))), [])

    assert drawing is not None
    assert (len(drawing.marks), drawing.unknown) == (1, 1)
    assert draw(Coverage(DAY, (a_place("p2", None),)), []) is None
