"""The application as each process of a server makes it: with connections of its own, ending with its server."""

import gc
import multiprocessing

from flask import Flask

from api.app import create_app
from api.serving import THREADS
from api.serving.ending import end_after
from api.serving.warming import keep_warm
from api.town import Town
from scheduler import logs
from scheduler.settings import Settings
from scheduler.store.database import open_database

_OBJECTS = 20_000
"""How many new ones there are before the youngest are looked through."""


def application() -> Flask:
    """By the settings of the environment. Raises Misconfigured."""
    settings = Settings.from_env()
    logs.configure(settings.log_level)
    if server := multiprocessing.parent_process():
        end_after(server.join)
    app = create_app(open_database(settings, kept=THREADS), settings)
    keep_warm(app.extensions[Town.KEY])
    steady()
    return app


def steady() -> None:
    """All this is here to stay: to look through it for what is not used any more takes a third of a short answer's
    time, and a city's month is many objects at once, of which few ever go round in circles."""
    gc.freeze()
    gc.set_threshold(_OBJECTS)
