"""The map on a wall: every layer, the figures, and nothing to press."""

import re

import pytest

from api.pages.layers import LAYERS
from tests.api.pages.conftest import ReaderOf
from tests.api.pages.test_city import FIRST, drawn
from tests.scheduler.street import Street


@pytest.mark.parametrize("layer", LAYERS)
def test_the_wall_shows_every_layer(street: Street, reader: ReaderOf, layer: str) -> None:
    wall = reader(user_id=street.admin.user_id).text(f"{FIRST}&wall=1&layer={layer}")

    assert drawn(wall) == {"p1": "full", "p2": "empty"}


def test_the_wall_has_the_figures_and_nothing_to_press(street: Street, reader: ReaderOf) -> None:
    wall = reader(user_id=street.admin.user_id).text(f"{FIRST}&wall=1")

    assert drawn(wall) == {"p1": "full", "p2": "empty"}
    assert "50%" in wall  # two of four seats
    assert "路口2" in wall
    assert "09:00 的情况" in wall
    assert not re.search("<(a|button|form|input|select)[ >]", wall)
