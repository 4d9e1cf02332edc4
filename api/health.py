"""/healthz: this process answers. /readyz: and it can do its work."""

from flask import Flask, Response, jsonify

from api.auth import Door, allowed
from api.town import sessions, town
from scheduler.services.health import missing


def install(app: Flask) -> None:
    @app.get("/healthz")
    @allowed(Door.OPEN)
    def healthz() -> Response:
        return jsonify(alive=True)

    @app.get("/readyz")
    @allowed(Door.OPEN)
    def readyz() -> tuple[Response, int]:
        """503 with what is missing: database, revision (of its tables), clock (nobody keeps it)."""
        lacking = missing(sessions(), now=town().now)
        return jsonify(ready=not lacking, missing=lacking), 503 if lacking else 200
