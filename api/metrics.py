"""/metrics for Prometheus: the town's figures from the database, and the requests of all processes that serve."""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hmac import compare_digest
from ipaddress import ip_address

from flask import Flask, Response, current_app, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from api import journal
from api.auth import Door, allowed
from api.serving import SHARED
from api.town import reading, town
from scheduler.errors import Forbidden
from scheduler.language import say
from scheduler.services.metrics import Figures, figures

_FORWARDED = frozenset(("X-Forwarded-For", "Forwarded", "X-Real-IP"))


def install(app: Flask) -> None:
    @app.get("/metrics")
    @allowed(Door.OPEN)
    def metrics() -> Response:
        """For programs on this machine, and for those that show REDVEST_METRICS_TOKEN."""
        if not (_from_here() or _shows_token()):
            raise Forbidden(say("只限本机读取，或出示 REDVEST_METRICS_TOKEN"))
        with reading() as session:
            found = figures(session, now=town().now)
        body = generate_latest(_Town(found)) + generate_latest(_requests())
        return Response(body, content_type=CONTENT_TYPE_LATEST)


class _Town(Collector):
    """The figures in the words of Prometheus."""

    def __init__(self, found: Figures) -> None:
        self._found = found

    def collect(self) -> Iterator[Metric]:
        found = self._found
        yield _by_state("redvest_reminders", "Reminders; those that are over: of the last 24 hours", found.reminders)
        yield _by_state("redvest_runs", "Solves", found.runs)
        yield GaugeMetricFamily(
            "redvest_reminder_overdue_seconds", "How late the oldest due reminder is", found.overdue
        )
        yield GaugeMetricFamily("redvest_clocks", "Clock processes heard in the last minute", found.clocks)
        yield GaugeMetricFamily("redvest_clock_lag_seconds", "How late the latest of them is", found.lag)


def _by_state(name: str, help_: str, counts: Mapping[str, int]) -> Metric:
    family = GaugeMetricFamily(name, help_, labels=["state"])
    for state, count in counts.items():
        family.add_metric([state], count)
    return family


def _requests() -> Collector:
    """Of every process of this server where several add up, else of this one."""
    if os.environ.get(SHARED):
        return MultiProcessCollector(None)  # type: ignore[no-untyped-call]
    own: CollectorRegistry = current_app.extensions[journal.FIGURES]
    return own


def _from_here() -> bool:
    """Whether a program on this machine asks, and not a proxy in somebody's name."""
    with suppress(ValueError):  # what a proxy gives for an address may be any word
        here = ip_address(request.remote_addr or "").is_loopback
        return here and not any(name in request.headers for name in _FORWARDED)
    return False


def _shows_token() -> bool:
    token = town().settings.web.metrics_token
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return token is not None and compare_digest(shown.encode(), token.encode())
