"""Addresses as people outside type them."""

from flask import request

from api.town import town


def outside(path: str) -> str:
    """The whole address of a path of ours: as the settings say, else as this request got here."""
    return (town().settings.web.url or request.url_root.rstrip("/")) + path
