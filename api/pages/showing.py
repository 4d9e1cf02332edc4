"""What every page can use: the words of the town, its days and times, and who is looking."""

from datetime import datetime

from flask import Flask, request, session

from api.auth import identity
from scheduler.clock import TOWN
from scheduler.language import choose, current, say
from scheduler.services.access import Right
from scheduler.services.wording import day_text, hours_text
from scheduler.store.lifecycle import NAMES, named

LANGUAGE = "language"


def install(app: Flask) -> None:
    app.jinja_env.globals.update(say=say, identity=identity, Right=Right, language=current)
    app.jinja_env.filters.update(day=day_text, hours=hours_text, state=_state, moment=_moment)

    @app.before_request
    def speak() -> None:
        """The language that was chosen, else Chinese; a program may ask by Accept-Language."""
        asked = None if session.get(LANGUAGE) else request.accept_languages.best_match(["zh", "en"])
        choose(session.get(LANGUAGE) or (asked if request.path.startswith("/api/") else None) or "zh")


def _state(value: object, noun: str) -> str:
    """The name of a state of a life cycle."""
    return next((named(noun, state) for state in NAMES[noun] if state == value), str(value))


def _moment(value: datetime) -> str:
    """Day and time in the town."""
    return f"{value.astimezone(TOWN):%Y-%m-%d %H:%M}"
