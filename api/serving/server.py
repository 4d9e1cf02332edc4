"""The server: granian, in several processes that are started anew when they die."""

import multiprocessing
import os
from importlib import import_module
from tempfile import TemporaryDirectory
from typing import Any

import structlog
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from api.serving import SHARED, THREADS
from api.serving.ending import PATIENCE
from api.serving.port import held
from scheduler import logs
from scheduler.settings import Settings
from scheduler.store.revision import require_current

_log = structlog.get_logger("redvest.serving")
_TOLD = {
    # To the root of the standard library's loggers, which scheduler.logs has taken over.
    "loggers": {name: {"handlers": [], "propagate": True} for name in ("_granian", "granian.access")},
    "handlers": {},
    "formatters": {},
}


def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; what is in flight then has `PATIENCE` seconds to finish.

    Raises Misconfigured unless the database is at this program's revision, Conflict when the port is taken.
    """
    web = settings.web
    require_current(settings)
    # Each process starts afresh: a fork would take along threads, connections and figures of this one.
    multiprocessing.set_start_method("spawn", force=True)
    with held(web.host, web.port), TemporaryDirectory(prefix="redvest-figures-") as figures:
        logs.configure(settings.log_level)
        os.environ[SHARED] = figures
        server = Server(
            "api.serving.application",
            web.host,
            web.port,
            interface=Interfaces.WSGI,
            workers=web.processes,
            blocking_threads=THREADS,
            respawn_failed_workers=True,
            workers_kill_timeout=int(PATIENCE),
            websockets=False,
            log_level=LogLevels.error,
            log_dictconfig=_TOLD,
        )
        _log.info("serving", host=web.host, port=web.port, processes=web.processes)
        server.serve(target_loader=_load, wrap_loader=False)
        _log.info("served")


def _load() -> Any:
    """The application, loaded in the process that answers with it."""
    return import_module("api.serving.application").application()
