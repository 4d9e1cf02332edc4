"""`python -m benchmarks.empty`: a Flask route that does nothing, served as redvest is: what there is to reach."""

import multiprocessing

from flask import Flask
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from api.serving import THREADS
from scheduler.settings import Settings


def empty() -> Flask:
    app = Flask(__name__)

    @app.get("/")
    def nothing() -> str:
        return ""

    return app


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn", force=True)
    web = Settings.from_env().web
    Server(
        "benchmarks.empty",
        web.host,
        web.port,
        interface=Interfaces.WSGI,
        workers=web.processes,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.error,
    ).serve(target_loader=empty, wrap_loader=False)
