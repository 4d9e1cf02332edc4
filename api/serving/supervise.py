"""Supervision: several commands as processes of their own, started anew when they die, ended together."""

import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event
from time import monotonic

import structlog

from api.serving.ending import PATIENCE

_log = structlog.get_logger("redvest.up")
_LOOK = 0.2


@dataclass(frozen=True, slots=True)
class Limits:
    """A command is started again `pause` seconds after it died; when it dies more than `deaths` times within `within`
    seconds there is no point. At the end each has `patience` seconds before it is killed."""

    pause: float = 1.0
    deaths: int = 5
    within: float = 60.0
    patience: float = PATIENCE + 3


DEFAULT = Limits()


def keep_running(
    commands: Sequence[Sequence[str]], *, env: Mapping[str, str], stopping: Event, limits: Limits = DEFAULT
) -> bool:
    """Run `redvest` with each of these words until `stopping` is set; whether none had to be given up."""
    kept = [_Kept(tuple(words), env, limits) for words in commands]
    try:
        while not stopping.is_set() and not any(one.hopeless() for one in kept):
            for one in kept:
                one.see_to_it()
            stopping.wait(_LOOK)
        return stopping.is_set()
    finally:
        _end(kept, limits.patience)


@dataclass(slots=True)
class _Kept:
    """One command that is kept running."""

    words: tuple[str, ...]
    env: Mapping[str, str]
    limits: Limits
    process: "subprocess.Popen[bytes] | None" = None
    deaths: deque[float] = field(default_factory=deque)
    due: float = 0.0

    def see_to_it(self) -> None:
        """Start it when it is due; note its death."""
        if self.process is None and monotonic() >= self.due:
            self.process = _started(self.words, self.env)
        elif self.process is not None and self.process.poll() is not None:
            _log.error("died", command=self.words[0], code=self.process.returncode)
            _let_go(self.process)
            self.process = None
            self.deaths.append(monotonic())
            self.due = monotonic() + self.limits.pause

    def hopeless(self) -> bool:
        """Whether it died too often of late."""
        while self.deaths and monotonic() - self.deaths[0] > self.limits.within:
            self.deaths.popleft()
        return len(self.deaths) > self.limits.deaths


def _started(words: tuple[str, ...], env: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    """In a group of its own, so that Ctrl-C reaches us alone and we end it in good order; it ends when we die, since
    we hold its standard input."""
    line = [sys.executable, "-P", "-m", "api.serving.child", *words]
    return subprocess.Popen(line, env=dict(env), stdin=subprocess.PIPE, process_group=0)  # noqa: S603 (our own program)


def _end(kept: Sequence[_Kept], patience: float) -> None:
    processes = [one.process for one in kept if one.process is not None]
    for process in processes:
        process.send_signal(signal.SIGTERM)
    until = monotonic() + patience
    for process in processes:
        try:
            process.wait(max(0.0, until - monotonic()))
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        _let_go(process)


def _let_go(process: "subprocess.Popen[bytes]") -> None:
    if process.stdin:
        process.stdin.close()
