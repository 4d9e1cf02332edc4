"""While a roster is being solved: how good it is so far, on one line that moves or on plain ones; and how to stop."""

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from types import FrameType

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from scheduler.commands.score import numbers
from scheduler.language import say
from scheduler.runs import Way
from solver.progress import Stop

_PLAIN_EVERY = 5.0


@contextmanager
def watching(console: Console, seconds: float) -> Iterator["Watch"]:
    """A bar where the terminal can move one, else a line every few seconds."""
    moving = console.is_terminal and not console.is_dumb_terminal
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TextColumn("{task.fields[told]}"),
        console=console,
        disable=not moving,
        transient=True,
    )
    with bar:
        yield Watch(console, bar if moving else None, seconds)


class Watch:
    """Hears how far the solve is, several times a second."""

    def __init__(self, console: Console, bar: Progress | None, seconds: float) -> None:
        self._console, self._bar, self._seconds = console, bar, seconds
        self._began = self._told = monotonic()
        self._task = bar.add_task(say("排班"), total=seconds, told=say("准备中…")) if bar else None

    def __call__(self, way: Way) -> None:
        spent = monotonic() - self._began
        if self._bar and self._task is not None:
            self._bar.update(
                self._task, completed=min(spent, self._seconds), told=how_far(way.trace, spent, self._seconds)
            )
        elif monotonic() - self._told >= _PLAIN_EVERY:
            self._told = monotonic()
            self._console.print(how_far(way.trace, spent, self._seconds))


def how_far(trace: Sequence[tuple[float, int, int | None]], spent: float, seconds: float) -> str:
    """12/60 s and the numbers of the last step (after, cost, bound) of the solve; past its `seconds` it is ending."""
    clock = f"{spent:.0f}/{seconds:.0f} s" if spent <= seconds else f"{spent:.0f} s"
    if not trace:
        return f"{clock}  {say('准备中…')}"
    _, cost, bound = trace[-1]
    return f"{clock}  {numbers(cost, bound)}" + (f"  {say('收尾中…')}" if spent > seconds else "")


@contextmanager
def stopping(console: Console, stop: Stop) -> Iterator[None]:
    """Within the block, Ctrl-C or SIGTERM ends the solve with the best so far; a second one interrupts for good."""

    def ask(_number: int, _frame: FrameType | None) -> None:
        if stop.asked:
            raise KeyboardInterrupt
        console.print(say("正在停止，保留目前最好的结果（再按一次 Ctrl-C 则中断，下次接着排）"))
        stop()

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
