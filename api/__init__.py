"""The web: parse, call one use-case, show. REST under /api/v1, pages for people everywhere else. Knows no SQL."""

from api.app import create_app

__all__ = ["create_app"]
