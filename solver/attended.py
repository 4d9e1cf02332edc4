"""A solve that somebody attends: it shows how it gets on, and SIGINT or SIGTERM ends it with the best so far."""

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import contextmanager

from solver.answered import Answer
from solver.progress import Report, Stop
from solver.terminal import Shown

Solve = Callable[[Report], Answer]

_REFRESH = 0.2


def attended(seconds: float, solve: Solve, *, stop: Stop, quiet: bool) -> Answer:
    """Run `solve` beside the main thread, which stays free to hear signals and to draw."""
    shown = Shown(seconds, quiet=quiet)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(solve, shown.step)
        answer = _wait(running, shown, stop)
    shown.end()
    return answer


def _wait(running: "Future[Answer]", shown: Shown, stop: Stop) -> Answer:
    while True:
        try:
            return running.result(timeout=_REFRESH)
        except NotYet:
            if running.done():
                return running.result()
            if stop.asked:  # what was about to run when the signal came has not heard it
                stop.interrupt()
            shown.tick()


@contextmanager
def stoppable() -> Iterator[Stop]:
    """A stop that SIGINT and SIGTERM ask for, from reading the town until its answer is written."""
    stop = Stop()
    before = {number: signal.signal(number, lambda *_: stop()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
