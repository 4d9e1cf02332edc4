"""A solve that somebody attends: it shows how it gets on, and SIGINT or SIGTERM ends it with the best so far."""

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import contextmanager

from solver.progress import Report, Stop
from solver.solve import Answer
from solver.terminal import Shown

Solve = Callable[[Stop, Report], Answer]

_REFRESH = 0.2


def attended(seconds: float, solve: Solve, *, quiet: bool) -> Answer:
    """Run `solve` beside the main thread, which stays free to hear signals and to draw."""
    stop, shown = Stop(), Shown(seconds, quiet=quiet)
    with ThreadPoolExecutor(1) as pool, _stopping(stop):
        running = pool.submit(solve, stop, shown.step)
        answer = _wait(running, shown)
    shown.end()
    return answer


def _wait(running: "Future[Answer]", shown: Shown) -> Answer:
    while True:
        try:
            return running.result(timeout=_REFRESH)
        except NotYet:
            if running.done():
                return running.result()
            shown.tick()


@contextmanager
def _stopping(stop: Stop) -> Iterator[None]:
    before = {number: signal.signal(number, lambda *_: stop()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
