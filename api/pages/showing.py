"""What every page can use: the words of the town, its days and times, and who is looking."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from flask import Flask, get_flashed_messages, request, session

from api.auth import identity
from api.cookies import LANGUAGE
from api.pages.navigation import holds, navigation, roles_of
from api.town import reading
from scheduler.clock import TOWN
from scheduler.language import choose, current, many, say
from scheduler.services.access import Right
from scheduler.services.town_name import town_name
from scheduler.services.wording import RULES, day_text, hours_text, signed_text, weekday_text
from scheduler.store.lifecycle import NAMES, named


def install(app: Flask) -> None:
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        say=say,
        many=many,
        identity=identity,
        may_plan=_may_plan,
        language=current,
        navigation=navigation,
        roles_of=roles_of,
        town_name=_town_name,
        here=here,
        get_flashed_messages=_what_was_done,
    )
    app.jinja_env.filters.update(
        day=day_text,
        weekday=weekday_text,
        hours=hours_text,
        state=_state,
        moment=_moment,
        hour=_hour,
        rule=_rule,
        gap=gap_text,
        span=span_text,
        signed=signed_text,
    )

    @app.before_request
    def speak() -> None:
        """The language that was chosen, else Chinese; a program may ask by Accept-Language."""
        chosen = session.get(LANGUAGE)
        if chosen is None and request.path.startswith("/api/") and "HTTP_ACCEPT_LANGUAGE" in request.environ:
            chosen = request.accept_languages.best_match(["zh", "en"])
        choose(chosen or "zh")


def here(**changed: Any) -> str:
    """The address of this page, with what is changed in its query; None takes a name out."""
    query = {**request.args.to_dict(), **changed}
    kept = {name: value for name, value in query.items() if value is not None}
    return f"{request.path}?{urlencode(kept)}" if kept else request.path


def gap_text(gap: float | None) -> str:
    """0.1234 as 12.3%; a dash for a gap that is not known, and a word where the bound says nothing."""
    if gap is None:
        return "—"
    return say("尚未证明") if gap >= 1 else f"{gap:.1%}"


def span_text(starts_at: datetime, ends_at: datetime) -> str:
    """12月1日 周二 – 12月3日 周四 for whole days, the last included; else with the hours."""
    first, end = starts_at.astimezone(TOWN), ends_at.astimezone(TOWN)
    if (first.hour, first.minute, end.hour, end.minute) != (0, 0, 0, 0) or end <= first:
        return f"{_moment(starts_at)} – {_moment(ends_at)}"
    last = end.date() - timedelta(days=1)
    return day_text(first.date()) + (f" – {day_text(last)}" if last > first.date() else "")


def _what_was_done(**how: Any) -> list[Any]:
    """What is told once, on the page that somebody comes to: not on one that a script reads beside it, who asks for
    nothing but HTML, as no browser does."""
    return [] if request.headers.get("Accept") == "text/html" else list(get_flashed_messages(**how))


def _state(value: object, noun: str) -> str:
    """The name of a state of a life cycle."""
    return next((named(noun, state) for state in NAMES[noun] if state == value), str(value))


def _rule(name: str) -> str:
    """What people read for the name of a cost."""
    return say(RULES.get(name, name))


def _moment(value: datetime) -> str:
    """Day and time in the town."""
    return f"{value.astimezone(TOWN):%Y-%m-%d %H:%M}"


def _hour(value: datetime) -> str:
    """The time in the town."""
    return f"{value.astimezone(TOWN):%H:%M}"


def _may_plan() -> bool:
    """Whether whoever looks plans any part of the town."""
    who = identity()
    return who is not None and holds(who, Right.PLAN)


def _town_name() -> str | None:
    with reading() as opened:
        return town_name(opened)
