"""Server-sent events: how far something is, told whenever it changed, until it has ended.

The rows are looked at twice a second, each time anew and briefly, so that whoever watches holds nobody up. A watcher
holds one thread of the server, so there is room for so many and they are sent away after ten minutes; a browser then
comes back by itself. One that has already heard the end is told to come no more.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from threading import BoundedSemaphore
from time import monotonic, sleep

from flask import Response, request

from api.auth import Unknown, signed
from api.errors import problem
from api.json import written
from api.serving import THREADS
from api.town import sessions, town
from scheduler.errors import Refusal
from scheduler.language import say
from scheduler.services.access import Asker
from scheduler.services.credentials import again
from scheduler.store import database
from scheduler.store.database import Session

EVENTS = "text/event-stream"
EVENT = {
    "type": "object",
    "properties": {"id": {"type": "string"}, "data": {"type": "string", "contentMediaType": "application/json"}},
}
"""What the document says of one event."""

_ROOM = BoundedSemaphore(THREADS // 2)
_LOOK = 0.5
# A browser that went away is only noticed when something is said to it.
_HEARTBEAT = 3.0
_LONGEST = 600.0


@dataclass(frozen=True, slots=True)
class Seen:
    """How far it is, as JSON, and whether that is the end."""

    data: str
    ended: bool

    @classmethod
    def of(cls, news: object, ended: bool) -> "Seen":
        """`news` as a schema gives it, written as every other answer is."""
        return cls(written(news).decode(), ended)

    @property
    def id(self) -> str:
        """The same for the same news."""
        return sha256(self.data.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Pace:
    """How time passes for a watcher: seconds since some moment, and how to wait."""

    time: Callable[[], float] = monotonic
    wait: Callable[[float], None] = sleep


def watched(look: Callable[[Session, Asker], Seen]) -> Response:
    """The answer that tells whoever asks what `look` sees of the town, for as long as they may look: each time they are
    asked for anew, and what let them in may open nothing any more."""
    who, opened, clock = signed(), sessions(), town().clock

    def once() -> Seen:
        with database.reading(opened) as session:
            still = again(session, who, now=clock())
            if still is None or still.asker is None:
                raise Unknown
            return look(session, still.asker)

    return events(once)


def events(look: Callable[[], Seen], *, pace: Pace | None = None) -> Response:
    """The answer that tells what `look` sees. It is called while the answer is sent, so it must not need the request;
    what it raises at the first look is answered as always, later a refusal ends it."""
    first = look()
    known = request.headers.get("Last-Event-ID", "")
    if first.ended and known == first.id:
        return Response(status=204)
    if not _ROOM.acquire(blocking=False):
        answer = problem(503, "busy", say("同时查看进度的人太多，请稍后再试"))
        answer.headers["Retry-After"] = "5"
        return answer
    answer = Response(told(look, first, known, pace=pace or Pace()), content_type=EVENTS)
    answer.call_on_close(_ROOM.release)
    answer.headers["X-Accel-Buffering"] = "no"  # nginx would hold the events back
    return answer


def told(look: Callable[[], Seen], first: Seen, known: str, *, pace: Pace) -> Iterator[str]:
    """The lines of the answer; `known` is the id of the last event that the watcher has heard of, "" for none."""
    began = spoken = pace.time()
    yield "retry: 2000\n\n"
    seen = first
    while True:
        if seen.id != known:
            known, spoken = seen.id, pace.time()
            yield f"id: {seen.id}\ndata: {seen.data}\n\n"
        if seen.ended or pace.time() - began >= _LONGEST:
            return
        if pace.time() - spoken >= _HEARTBEAT:
            spoken = pace.time()
            yield ": \n\n"
        pace.wait(_LOOK)
        try:
            seen = look()
        except (Unknown, Refusal):
            return  # nobody's error: they may look no more, or it is gone; coming back, they are told so
