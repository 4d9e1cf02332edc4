"""Assets: a page names each file by what is in it, so that a browser keeps it for good and asks for a new one."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, current_app, request

_YEAR = 31_536_000
_MARK = "v"
_ENDPOINTS = ("static", "api_asset")


def install(app: Flask) -> None:
    @app.url_defaults
    def marked(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint.endswith("static"):
            values[_MARK] = _mark(_folder(endpoint) / values["filename"])


def is_asset(endpoint: str | None) -> bool:
    """Whether a file of ours or of a library's is asked for, the same for everybody."""
    return endpoint is not None and endpoint.endswith(_ENDPOINTS)


def kept(filename: str) -> int | None:
    """For how many seconds a browser keeps the file asked for; None where it asks each time whether it changed."""
    shown = request.args.get(_MARK)
    return _YEAR if shown and shown == _mark(_folder(str(request.endpoint)) / filename) else None


def _folder(endpoint: str) -> Path:
    library = endpoint.rpartition(".")[0]
    holder = current_app.blueprints[library] if library else current_app
    return Path(str(holder.static_folder))


def _mark(file: Path) -> str | None:
    """What is in the file, in eight letters; None where there is no such file."""
    return _mark_of(file, file.stat().st_mtime_ns) if file.is_file() else None


@cache
def _mark_of(file: Path, _changed: int) -> str:
    return sha256(file.read_bytes()).hexdigest()[:8]
