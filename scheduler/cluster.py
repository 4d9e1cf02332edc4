"""A Dask cluster that helps with large towns: how to reach it, and what to do where it is not there."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from scheduler.errors import Misconfigured
from scheduler.language import say
from scheduler.settings.cluster import CLUSTER, ClusterSettings
from solver.spread.machines import Cluster, Machines, Unreachable, reached

# Seconds to wait for the cluster's scheduler, and for its word on who works for it.
_CONNECTING, _ASKING = 10.0, 5.0


@contextmanager
def machines(address: str) -> Iterator[Machines]:
    """Everybody who works for the Dask scheduler at the address. Raises Unreachable."""
    # An extra, and two seconds to load.
    try:
        from distributed import Client
    except ImportError as missing:
        raise Unreachable(address, "pip install 'redvest[cluster]' first") from missing
    connect: Any = Client  # comes half with types
    try:
        client = connect(address, timeout=_CONNECTING, set_as_default=False)
    except (OSError, ValueError) as fault:
        raise Unreachable(address, str(fault) or type(fault).__name__) from fault
    with client:
        if not _cores(client):
            raise Unreachable(address, "nobody works for it")
        # Equal calls are not the same call: pure ones would be merged.
        yield Machines(client.get_executor(pure=False), lambda: _cores(client))


def cluster(settings: ClusterSettings) -> Cluster | None:
    """Whom a solve asks for help; None where nobody is set."""
    if settings.address is None:
        return None
    address, refuse = settings.address, settings.refuse

    @contextmanager
    def reach() -> Iterator[Machines | None]:
        try:
            with reached(address, refuse=refuse) as found:
                yield found
        except Unreachable as why:
            told = say("{name} 指定的集群 {address} 用不了：{why}", name=CLUSTER, address=address, why=why.why)
            raise Misconfigured(told) from why

    return Cluster(reach)


def _cores(client: Any) -> int:
    """Cores of all who work for it now; 0 where nobody answers."""
    try:
        found: dict[str, int] = client.sync(client.scheduler.ncores, callback_timeout=_ASKING)
    except (OSError, TimeoutError, AttributeError):
        return 0
    return sum(found.values())
