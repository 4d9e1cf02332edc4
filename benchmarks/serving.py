"""How quickly a city is served: one's own duties, beside a Flask route that does nothing; and what a desk waits for."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from socket import create_connection, socket
from statistics import median
from tempfile import TemporaryDirectory
from time import monotonic, sleep

from benchmarks import city
from benchmarks.calling import Load, load
from benchmarks.desk import waited
from benchmarks.measure import Measured
from scheduler import clock
from scheduler.settings import HOME, Settings
from scheduler.store.database import close_database, open_database, transaction
from scheduler.store.migrate import upgrade

PROCESSES = 2
_ROUNDS = 3
_PATIENCE = 60.0


def served(seconds: float) -> Iterator[Measured]:
    """Each after the other for `seconds`, everybody's phone in turn, three times over; the round with the middle share
    counts."""
    with TemporaryDirectory() as folder, ExitStack() as stack:
        secrets = _fill(folder)
        empty = stack.enter_context(_server(folder, "benchmarks.empty"))
        ours = stack.enter_context(_server(folder, "scheduler", "serve"))
        rounds = [
            (load(empty, "/", seconds=seconds), load(ours, "/api/v1/me/duties", secrets, seconds=seconds))
            for _ in range(_ROUNDS)
        ]
        share = median(mine.rate / nothing.rate for nothing, mine in rounds)
        nothing, mine = next(both for both in rounds if both[1].rate / both[0].rate == share)
        yield _told("empty route", nothing)
        yield _told("GET /me/duties", mine, f", {share:.0%} of the empty route")
        yield from waited(ours)


def _told(what: str, found: Load, more: str = "") -> Measured:
    times = ", ".join(f"{name} {one * 1000:.1f} ms" for name, one in _times(found).items())
    return Measured(f"{what}, {PROCESSES} processes", 0, note=f"{found.rate:,.0f}/s, {times}{more}")


def _times(found: Load) -> dict[str, float]:
    return {"p50": found.p50, "p95": found.p95, "p99": found.p99}


def _fill(folder: str) -> tuple[str, ...]:
    settings, now = Settings.from_env({HOME: folder}), clock.now()
    upgrade(settings)
    sessions = open_database(settings)
    with transaction(sessions) as session:
        secrets = city.fill(session, start=clock.today(now), now=now)
    close_database(sessions)
    return secrets


@contextmanager
def _server(folder: str, *module: str) -> Iterator[int]:
    """The port that `python -m module` serves, as redvest is served."""
    port = _free_port()
    env = {**os.environ, HOME: folder, "REDVEST_PORT": str(port), "REDVEST_WEB_PROCESSES": str(PROCESSES)}
    with (Path(folder) / "log").open("ab") as log:
        process = subprocess.Popen([sys.executable, "-m", *module], env=env, stderr=log)  # noqa: S603 (our own)
        try:
            _wait_for(port, process)
            yield port
        finally:
            process.terminate()
            process.wait(_PATIENCE)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = monotonic() + _PATIENCE
    while process.poll() is None and monotonic() < deadline:
        try:
            create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            sleep(0.1)
        else:
            return
    raise RuntimeError(f"nothing is served on port {port}")


def _free_port() -> int:
    with socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
