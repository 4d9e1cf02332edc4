"""The journal: every request is a stroke in the figures, and one that changes something, fails or is slow a line in the
log; by its route and never by its address, which may hold a secret."""

from functools import cache
from logging import DEBUG
from time import perf_counter
from typing import cast

import structlog
from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Histogram

from scheduler import logs
from scheduler.services.credentials import Identity

FIGURES = "redvest.figures"
"""Where the application keeps the registry of its own figures."""

_LONG = 1.0
_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_log = structlog.get_logger("redvest.web")


def install(app: Flask) -> None:
    app.extensions[FIGURES] = own = CollectorRegistry()
    seconds = Histogram(
        "redvest_request_seconds",
        "Seconds until a request was answered",
        ("method", "route", "status"),
        buckets=_BUCKETS,
        registry=own,
    )
    stroke = cache(seconds.labels)

    @app.before_request
    def begin() -> None:
        g.begun = perf_counter()

    @app.after_request
    def note(response: Response) -> Response:
        took = perf_counter() - g.begun
        method = request.method if request.method in _METHODS else "other"
        asked = {"method": method, "route": route(), "status": response.status_code}
        stroke(*asked.values()).observe(took)
        worth = _worth_a_line(method, response.status_code, took)
        if worth or logs.hears(DEBUG):
            tell = _log.info if worth else _log.debug
            tell("request", **asked, ms=round(took * 1000, 1), **_who())
        return response


def _worth_a_line(method: str, status: int, took: float) -> bool:
    """Looking is what everybody does all day: a line tells of what changes something, goes wrong, or takes long."""
    return method not in {"GET", "HEAD"} or status >= 400 or took >= _LONG


def route() -> str:
    """The pattern of the address asked for, "-" where there is none."""
    return request.url_rule.rule if request.url_rule else "-"


def _who() -> dict[str, int]:
    """The number of the user or volunteer, where the request had to be known."""
    identity = cast("Identity | None", g.get("identity"))
    if identity is None:
        return {}
    if identity.asker is not None:
        return {"user": identity.asker.user_id}
    return {"volunteer": identity.volunteer_id or 0}
