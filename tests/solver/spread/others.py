"""Other machines as tests play them: they do at once what they are asked, or something else, or nothing."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import Any

from solver.spread.machines import Cluster, Machines


class Others(Executor):
    """Machines that do at once what they are asked, or what they are told to do instead."""

    def __init__(self, instead: Callable[..., Any] | None = None) -> None:
        self.jobs: list[bytes] = []
        self._instead = instead

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.jobs.append(args[0])
        future: Future[Any] = Future()
        try:
            future.set_result((self._instead or fn)(*args, **kwargs))
        except ConnectionError as lost:
            future.set_exception(lost)
        return future


class Silent(Others):
    """Machines that take a job and are never heard of again."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ARG002
        self.jobs.append(args[0])
        return Future()


class Gone(Others):
    """Machines that take no job."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ARG002
        raise RuntimeError("the executor is shut down")


def cluster(others: Executor, cores: Callable[[], int] = lambda: 2) -> Cluster:
    """These, two of them; even a village is large enough for their help."""

    @contextmanager
    def reach() -> Iterator[Machines]:
        yield Machines(others, cores)

    return Cluster(reach, seats=10)
