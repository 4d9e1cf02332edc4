"""The web: parse, call one use-case, show. REST under /api/v1, pages for people everywhere else. Knows no SQL."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from api.app import create_app

__all__ = ["create_app"]


def __getattr__(name: str) -> object:
    # Whoever only starts or watches servers need not wait two seconds for all that an application is made of.
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module("api.app"), name)
