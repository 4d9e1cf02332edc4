"""Other machines as tests play them: they do at once what they are asked, or something else, or nothing."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any

from solver.spread.job import Job


class Others(Executor):
    """Two machines that do at once what they are asked, or what they are told to do instead."""

    def __init__(self, instead: Callable[..., bytes] | None = None) -> None:
        self.jobs: list[Job] = []
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
