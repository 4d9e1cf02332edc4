"""`redvest ready`: kernels that are compiled already are made ready at once, and it says so."""

import pytest

from tests.scheduler.commands.conftest import Redvest


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_kernels_are_made_ready(redvest: Redvest) -> None:
    ran = redvest("--lang", "zh", "ready")

    assert ran.code == 0
    assert ran.out.splitlines()[-1] == "求解内核已就绪"
