"""Where a browser notes requests that fail, and that is what is to be seen."""

from collections.abc import Iterator

import pytest

from tests.browser.conftest import Heard


@pytest.fixture
def heard() -> Iterator[Heard]:
    """As for every page, but for what the browser says of requests that fail."""
    heard = Heard()
    yield heard
    assert heard.outside == []
    assert [text for text in heard.errors if "Failed to load resource" not in text] == []
