"""The port: found taken or free as the system has it."""

import socket
from collections.abc import Iterator

import pytest

from api.serving.port import address, held, next_free, require_free
from scheduler.errors import Conflict, Misconfigured
from scheduler.settings.web import WebSettings
from tests.ports import HERE, a_port


@pytest.fixture(params=[False, True], ids=["alone", "shared"])
def taken(request: pytest.FixtureRequest) -> Iterator[int]:
    """A port that somebody listens on, alone, or ready to share it."""
    with socket.socket() as listening:
        if request.param:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listening.bind((HERE, a_port()))
        listening.listen()
        yield listening.getsockname()[1]


def test_a_port_that_somebody_listens_on_is_refused(taken: int) -> None:
    with pytest.raises(Conflict, match=str(taken)):
        require_free(HERE, taken)


def test_the_next_free_one_is_above(taken: int) -> None:
    found = next_free(HERE, taken)

    require_free(HERE, found)
    assert found > taken


def test_a_port_is_taken_from_before_anybody_listens_on_it() -> None:
    port = a_port()

    with held(HERE, port):
        with pytest.raises(Conflict, match=str(port)):
            require_free(HERE, port)
        with pytest.raises(Conflict, match=str(port)), held(HERE, port):
            pass
        assert next_free(HERE, port) > port

    require_free(HERE, port)


def test_what_is_listened_on_is_not_held(taken: int) -> None:
    with pytest.raises(Conflict, match=str(taken)), held(HERE, taken):
        pass


def test_an_address_that_is_not_this_machines_is_refused() -> None:
    with pytest.raises(Misconfigured, match=r"192\.0\.2\.1"):
        require_free("192.0.2.1", 8000)


@pytest.mark.parametrize(
    ("web", "said"),
    [
        pytest.param(WebSettings(), "http://127.0.0.1:8000", id="as it is"),
        pytest.param(WebSettings(host="0.0.0.0", port=80), "http://127.0.0.1:80", id="on every address"),  # noqa: S104
        pytest.param(WebSettings(host="::"), "http://[::1]:8000", id="on every address of IPv6"),
        pytest.param(WebSettings(host="::1"), "http://[::1]:8000", id="IPv6"),
        pytest.param(WebSettings(url="https://redvest.example.cn"), "https://redvest.example.cn", id="as set"),
    ],
)
def test_where_a_browser_finds_it(web: WebSettings, said: str) -> None:
    assert address(web) == said
