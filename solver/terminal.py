"""How a solve shows that it gets on: a bar on a terminal, one JSON object a line elsewhere, or nothing at all."""

import json
import sys
from time import monotonic
from typing import TextIO

from solver.progress import Step, gap

_WIDTH = 24
_REFRESH = 0.1


class Shown:
    """Hears the steps of a solve that may take `seconds`; what it writes goes to stderr unless told otherwise."""

    def __init__(self, seconds: float, *, quiet: bool, stream: TextIO | None = None) -> None:
        self._seconds, self._quiet, self._stream = seconds, quiet, stream or sys.stderr
        self._bar = self._stream.isatty()
        self._last: Step | None = None
        self._began = self._drawn = monotonic()

    def step(self, step: Step) -> None:
        self._last = step
        if self._quiet:
            return
        if not self._bar:
            told = {"seconds": step.seconds, "cost": step.cost, "bound": step.bound}
            print(json.dumps(told), file=self._stream, flush=True)
        elif monotonic() - self._drawn >= _REFRESH:
            self.tick()

    def tick(self) -> None:
        """Draw the bar anew; nothing but on a terminal."""
        if self._quiet or not self._bar:
            return
        self._drawn = monotonic()
        passed = self._drawn - self._began
        full = min(_WIDTH, int(_WIDTH * passed / max(self._seconds, 0.001)))
        bar = "█" * full + "░" * (_WIDTH - full)
        self._stream.write(f"\r\x1b[K{bar} {passed:5.1f} s{_said(self._last)}")
        self._stream.flush()

    def end(self) -> None:
        if not self._quiet and self._bar:
            self.tick()
            self._stream.write("\n")


def _said(step: Step | None) -> str:
    if step is None:
        return ""
    if step.bound is None:
        return f"  cost {step.cost:,}"
    return f"  cost {step.cost:,}  bound {step.bound:,}  gap {gap(step.cost, step.bound):.2%}"
