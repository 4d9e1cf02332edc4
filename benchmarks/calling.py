"""A few connections that ask one server the same thing again and again, on this machine, for some seconds."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from time import perf_counter

CONNECTIONS = 8


@dataclass(frozen=True, slots=True)
class Load:
    """Answers a second, and seconds that an answer takes: half of them less than `p50`, and so on."""

    rate: float
    p50: float
    p95: float
    p99: float


def load(port: int, path: str, secrets: Sequence[str] = (), *, seconds: float, connections: int = CONNECTIONS) -> Load:
    """Ask for `path` with each secret in turn. Raises RuntimeError for an answer that is not 200."""
    return asyncio.run(_load(port, path, secrets, seconds=seconds, connections=connections))


async def _load(port: int, path: str, secrets: Sequence[str], *, seconds: float, connections: int) -> Load:
    loop = asyncio.get_running_loop()
    asked = cycle([_request(path, secret) for secret in secrets or ("",)])
    began = perf_counter()
    callers = []
    for _ in range(connections):
        done = loop.create_future()
        caller = _Caller(asked, began + seconds, done)
        await loop.create_connection(lambda caller=caller: caller, "127.0.0.1", port)  # type: ignore[misc]
        callers.append(caller)
    await asyncio.gather(*(caller.done for caller in callers))
    took = sorted(one for caller in callers for one in caller.took)
    spent = perf_counter() - began
    return Load(len(took) / spent, *(took[int(len(took) * share)] for share in (0.5, 0.95, 0.99)))


class _Caller(asyncio.Protocol):
    """One connection: the next request goes out when the last answer is there whole."""

    def __init__(self, asked: "cycle[bytes]", until: float, done: "asyncio.Future[None]") -> None:
        self._asked, self._until, self.done = asked, until, done
        self._answer = b""
        self.took: list[float] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 (what the loop gives)
        self._transport = transport
        self._ask()

    def data_received(self, data: bytes) -> None:
        self._answer += data
        head, end, body = self._answer.partition(b"\r\n\r\n")
        if not end or len(body) < _length(head):
            return
        if not head.startswith(b"HTTP/1.1 200"):
            self.done.set_exception(RuntimeError(self._answer.decode(errors="replace")))
            self._transport.close()
            return
        self.took.append(perf_counter() - self._since)
        self._answer = b""
        self._ask()

    def connection_lost(self, _reason: Exception | None) -> None:
        if not self.done.done():
            self.done.set_result(None)

    def _ask(self) -> None:
        self._since = perf_counter()
        if self._since > self._until:
            self._transport.close()
        else:
            self._transport.write(next(self._asked))


def _request(path: str, secret: str) -> bytes:
    named = f"Authorization: Bearer {secret}\r\n" if secret else ""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{named}\r\n".encode()


def _length(head: bytes) -> int:
    found = next((line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), b":0")
    return int(found.partition(b":")[2])
