"""The port: whether nobody listens on it yet, and who reaches it how."""

import errno
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from scheduler.errors import Conflict, Misconfigured
from scheduler.language import say
from scheduler.language.system import reason
from scheduler.settings.web import WebSettings

_MOST = 65_535


def require_free(host: str, port: int) -> None:
    """Raises Conflict for a port that somebody listens on, Misconfigured for one that is not ours to listen on.

    The server itself would share the port with whoever else shares it, and each would get some of the requests.
    """
    if not _is_free(host, port):
        raise _taken(port)


@contextmanager
def held(host: str, port: int) -> Iterator[None]:
    """Within the block whoever else of us asks finds the port taken, though nobody listens on it yet: a server's
    processes take some seconds to start. Same refusals."""
    with ExitStack() as until_the_end:
        if not _marked(host, port, until_the_end) or not _can_listen(host, port):
            raise _taken(port)
        yield


def next_free(host: str, port: int) -> int:
    """The port, or the first above it that nobody listens on. Same refusals."""
    for candidate in range(port, _MOST + 1):
        if _is_free(host, candidate):
            return candidate
    raise Conflict(say("从 {port} 起没有空闲的端口", port=port))


def address(web: WebSettings) -> str:
    """Where a browser finds the pages, without a slash at the end: as set, else on this machine."""
    return web.url or local_address(web)


def local_address(web: WebSettings) -> str:
    """Where this machine itself finds them."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(web.host, web.host)  # noqa: S104 (asked, not listened on)
    return f"http://[{host}]:{web.port}" if ":" in host else f"http://{host}:{web.port}"


def _taken(port: int) -> Conflict:
    return Conflict(say("端口 {port} 已被占用：停掉占用它的程序，或用 REDVEST_PORT 换一个", port=port))


def _is_free(host: str, port: int) -> bool:
    with ExitStack() as at_once:
        return _marked(host, port, at_once) and _can_listen(host, port)


def _marked(host: str, port: int, until: ExitStack) -> bool:
    """Whether nobody of us had marked the port; it is ours until then, or until this process dies. Only Linux has
    names for sockets that go with their process; elsewhere every port is unmarked."""
    if sys.platform != "linux":
        return True
    mark = until.enter_context(socket.socket(socket.AF_UNIX))
    try:
        mark.bind(f"\0redvest {host} {port}")
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return False
        raise
    return True


def _can_listen(host: str, port: int) -> bool:
    try:
        family, kind, _, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as asking:
            # What is left of connections that were closed does not count.
            asking.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            asking.bind(where)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return False
        raise Misconfigured(
            say("不能在 {host}:{port} 监听：{reason}", host=host, port=port, reason=reason(error))
        ) from error
    return True
