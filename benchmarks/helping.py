"""What help with a town brings, and what it costs when a worker is killed in the middle."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from time import sleep

from benchmarks.running import ENGINE, run
from benchmarks.trials import Trial

PART = "helping"
TITLES = ("town", "asked s", "gap", "command s", "peak GB", "by")
_WORKERS = 2


@dataclass(frozen=True, slots=True)
class LocalCluster:
    """A Dask scheduler's address on this machine, and its workers, of one core each."""

    address: str
    workers: list[subprocess.Popen[bytes]]


def helped(trial: Trial, folder: Path, *, fault: bool = True) -> Iterator[tuple[str, ...]]:
    """The whole command alone, with two workers on this machine, and with one of them killed -9 in the middle."""
    yield solved(trial, "itself", folder, ENGINE)
    with local_cluster(_WORKERS) as cluster:
        yield solved(trial, f"cluster of {_WORKERS} workers", folder, _asking(cluster))
        if fault:
            killer = Timer(trial.seconds / 2, cluster.workers[0].kill)
            killer.start()
            yield solved(trial, "the same, one killed in the middle", folder, _asking(cluster))
            killer.cancel()


def solved(trial: Trial, by: str, folder: Path, program: tuple[str, ...]) -> tuple[str, ...]:
    """A row of the table."""
    one = run(program, trial, 1, folder)
    gap = one.why if one.answer is None else "none" if one.answer.gap is None else f"{one.answer.gap:.2%}"
    kind = trial.kind.replace("*", r"\*")
    return kind, f"{trial.seconds:.0f}", gap, f"{one.seconds:.0f}", f"{one.memory / 1000:.2f}", by


@contextmanager
def local_cluster(workers: int) -> Iterator[LocalCluster]:
    with TemporaryDirectory() as folder, ExitStack() as stack:
        file = Path(folder) / "scheduler.json"
        words = ["--no-dashboard", "--scheduler-file", str(file)]
        _started(stack, "scheduler", "--host", "127.0.0.1", "--port", "0", *words)
        alone = ["--nthreads", "1", "--no-nanny", "--local-directory", folder]
        started = [_started(stack, "worker", *alone, *words) for _ in range(workers)]
        yield LocalCluster(_address(file, workers), started)


def _asking(cluster: LocalCluster) -> tuple[str, ...]:
    return *ENGINE, "--cluster", cluster.address


def _started(stack: ExitStack, *words: str) -> subprocess.Popen[bytes]:
    command = (sys.executable, "-m", "dask", *words)
    process = stack.enter_context(
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 (our own)
    )
    stack.callback(process.kill)
    return process


def _address(file: Path, workers: int) -> str:
    from distributed import Client

    while not file.exists() or not file.read_text().endswith("}"):
        sleep(0.1)
    connect: Callable[..., Client] = Client
    with connect(scheduler_file=str(file)) as client:
        client.wait_for_workers(workers)
        return str(client.scheduler.address)
