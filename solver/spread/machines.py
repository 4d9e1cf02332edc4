"""Machines to ask for help: an executor of `concurrent.futures`, wherever its work is done."""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from importlib.metadata import entry_points

GROUP = "redvest.clusters"

_log = logging.getLogger(__name__)


class Unreachable(Exception):  # noqa: N818 (nobody did anything wrong)
    """There is no cluster at the address, nobody works for it, or nothing is installed to speak to it with."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(f"cluster {address}: {why}")
        self.address, self.why = address, why


@dataclass(frozen=True, slots=True)
class Machines:
    """`executor` takes work that says all in its arguments; `cores` counts those that work for it now."""

    executor: Executor
    cores: Callable[[], int]


Reach = Callable[[], AbstractContextManager[Machines | None]]


@dataclass(frozen=True, slots=True)
class Cluster:
    """`reach` opens the way to the machines, only when there is something to ask; None: do without. A town is cut into
    blocks of at least so many `seats`; smaller ones are not worth the way."""

    reach: Reach
    seats: int = 10_000


def machines_at(address: str) -> AbstractContextManager[Machines]:
    """The machines behind an address such as tcp://host:8786, by whatever is installed that knows its kind.

    Raises Unreachable.
    """
    kind = address.partition("://")[0]
    for found in entry_points(group=GROUP, name=kind):
        opened: AbstractContextManager[Machines] = found.load()(address)
        return opened
    raise Unreachable(address, f"nothing is installed that knows {kind}://")


@contextmanager
def reached(address: str, *, refuse: bool) -> Iterator[Machines | None]:
    """The same; where there are none, Unreachable is raised if that is to `refuse`, else None after a warning."""
    with ExitStack() as stack:
        try:
            found = stack.enter_context(machines_at(address))
        except Unreachable as unreachable:
            if refuse:
                raise
            _log.warning("%s; going on without", unreachable)
            found = None
        yield found
