"""Names on a map: written from that nearness on from which they lie on nothing else, the largest first."""

from collections.abc import Iterable

from api.pages.drawing import Area, Drawing, Mark
from api.pages.labels import LEVELS, Names, names
from api.pages.plane import Frame, Plane, Spot
from scheduler.services.coverage.day import Place

SHEET = Plane(116.7, 39.5, 0.1)


def a_map(*spots: tuple[str, float, float], areas: Iterable[Area] = ()) -> Drawing:
    """Places by code, with where they are drawn."""
    marks = tuple(Mark(_place(code), Spot(x, y), (), 0) for code, x, y in spots)
    return Drawing(SHEET, marks, tuple(areas), Frame(0, 0, 1000, 640), 0, 0)


def _place(code: str) -> Place:
    return Place(code, code, "intersection", "路口", None, None, [], 0, 0, ())


def test_names_that_lie_apart_are_written_from_afar() -> None:
    found = names(a_map(("p1", 100, 100), ("p2", 500, 100)), {"p1": "财政局", "p2": "税务局"})

    assert found.places == {"p1": 0, "p2": 0}


def test_of_two_beside_each_other_one_waits_until_there_is_room() -> None:
    # A name of three characters is 33 pixels wide, and the places are 40 apart: room at 0.8 a pixel, not at 1.6.
    found = names(a_map(("p1", 100, 100), ("p2", 140, 100)), {"p1": "财政局", "p2": "税务局"})

    assert (LEVELS[1], LEVELS[2]) == (1.6, 0.8)
    assert sorted(found.places.values()) == [0, 2]


def test_a_name_waits_until_it_leaves_the_symbol_below_it_free() -> None:
    # A name ends 27 pixels below its place, a symbol begins 9 above its own, 30 further down: 37.5 pixels at 0.8.
    found = names(a_map(("p1", 100, 100), ("p2", 100, 130)), {"p1": "财政局"})

    assert found.places == {"p1": 2}


def test_of_two_at_one_place_only_one_is_ever_written() -> None:
    found = names(a_map(("p1", 100, 100), ("p2", 100, 100)), {"p1": "财政局", "p2": "税务局"})

    assert len(found.places) == 1


def test_who_has_most_places_is_written_first_and_in_their_middle() -> None:
    spots = (("p1", 100, 100), ("p2", 300, 100), ("p3", 500, 100), ("p4", 310, 100))
    labels = {"p1": "税务局", "p2": "税务局", "p3": "税务局", "p4": "财政局"}

    found = names(a_map(*spots), labels)

    assert found.places["p2"] == 0
    assert found.places["p4"] > 0


def test_the_name_of_an_area_comes_before_all_and_may_lie_on_a_symbol() -> None:
    # At 3.2 a pixel the area is named 30 pixels above its top, which is 62.5 down: on p1, and where p2 would be named.
    corners = (Spot(100, 200), Spot(200, 300), Spot(100, 300))
    drawing = a_map(("p1", 13.6, 104), ("p2", 100, 40), areas=[Area("一街道", corners, corners[0])])

    assert names(drawing, {"p2": "财政局"}) == Names({"一街道": 0}, {"p2": 1})
