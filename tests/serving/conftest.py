"""What tests of real processes may ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving.machine import Machine


@pytest.fixture
def machine(tmp_path: Path, migrated_file: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path, migrated_file)
    yield machine
    machine.switch_off()
