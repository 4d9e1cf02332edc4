"""Coordinates of Chinese maps and distances."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler import geo

DEGREES_IN_CHINA = st.tuples(st.floats(74, 134), st.floats(4, 53))


def near(pair: geo.Pair) -> object:
    return pytest.approx(pair, abs=1e-9)


def test_gcj02_shows_the_published_pair() -> None:
    # The reference pair in the README of coordtransform, the library most ports are checked against.
    assert geo.wgs84_to_gcj02((116.404, 39.915)) == near((116.41024449916938, 39.91640428150164))


def test_bd09_shows_the_published_pair() -> None:
    # From the same README.
    assert geo.gcj02_to_bd09((116.404, 39.915)) == near((116.41036949371029, 39.92133699351021))


@given(DEGREES_IN_CHINA)
def test_undoing_either_shift_comes_back_within_half_a_metre(pair: geo.Pair) -> None:
    gcj02 = geo.wgs84_to_gcj02(pair)
    bd09 = geo.gcj02_to_bd09(gcj02)

    assert geo.metres(geo.to_wgs84(gcj02, "gcj02"), pair) < 0.5
    assert geo.metres(geo.to_wgs84(bd09, "bd09"), pair) < 0.5


@pytest.mark.parametrize(
    "pair",
    [
        pytest.param((116.7041, 39.5232), id="langfang"),
        pytest.param((121.4737, 31.2304), id="shanghai"),
        pytest.param((104.0665, 30.5723), id="chengdu"),
        pytest.param((87.6177, 43.7928), id="urumqi"),
    ],
)
def test_the_shift_of_a_chinese_city_is_100_to_700_metres(pair: geo.Pair) -> None:
    assert 100 < geo.metres(pair, geo.wgs84_to_gcj02(pair)) < 700


@pytest.mark.parametrize("system", ["wgs84", "gcj02"])
def test_outside_china_nothing_moves(system: str) -> None:
    assert geo.to_wgs84((2.3522, 48.8566), system) == (2.3522, 48.8566)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        # One degree on a circle of radius 6 371 008.8 m is 2 pi R / 360 = 111 195.08 m.
        pytest.param((116.0, 0.0), (117.0, 0.0), 111_195.08, id="a degree along the equator"),
        pytest.param((116.0, 39.0), (116.0, 40.0), 111_195.08, id="a degree north"),
        pytest.param((0.0, 0.0), (180.0, 0.0), 20_015_114.4, id="half way round: 180 degrees"),
        pytest.param((116.7, 39.5), (116.7, 39.5), 0.0, id="the same place"),
    ],
)
def test_metres_between_two_pairs(a: geo.Pair, b: geo.Pair, expected: float) -> None:
    assert geo.metres(a, b) == pytest.approx(expected, abs=0.1)


def test_a_line_is_as_long_as_its_legs() -> None:
    # Two legs of a tenth of a degree north each: 2 x 11 119.508 m.
    path = [(116.7, 39.5), (116.7, 39.6), (116.7, 39.7)]

    assert geo.line_metres(path) == pytest.approx(22_239.02, abs=0.05)
    assert geo.line_metres(path[:1]) == 0
