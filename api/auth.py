"""Who is asking: a cookie or a bearer token, and for every route the rule that says who may.

Which part of the town they may see or change is for the use-cases; the door only asks whether somebody has any
business here at all.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Flask, current_app, g, request
from flask_wtf.csrf import CSRFProtect

from api import cookies
from api.town import glance, sessions, town, transaction
from scheduler.errors import Forbidden
from scheduler.language import say
from scheduler.services import logins
from scheduler.services.access import Asker, Right
from scheduler.services.credentials import Identity, identify
from scheduler.services.logins import Opened
from scheduler.services.passwords import LONGEST
from scheduler.store.credentials import CredentialKind

View = TypeVar("View", bound=Callable[..., Any])

BEARERS = frozenset((CredentialKind.TOKEN, CredentialKind.SESSION))
_COOKIE = frozenset((CredentialKind.SESSION,))
_RULE = "_redvest_rule"
_SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
_NOT_ASKED: Any = object()
_csrf = CSRFProtect()


class Door(StrEnum):
    """Rules that are not about a right: anybody, anybody who is known, a volunteer in their own matters, and a
    secret in the address itself."""

    OPEN = "open"
    SIGNED = "signed"
    OWN = "own"
    SECRET = "secret"  # noqa: S105 (a word, not a secret)


Rule = Door | Right


class Unknown(Exception):  # noqa: N818 (an answer, not an error)
    """Nobody is known to be asking, and somebody must be."""


def install(app: Flask) -> None:
    _csrf.init_app(app)


def allowed(rule: Rule) -> Callable[[View], View]:
    """A view for those who meet the rule: a right, held over any part of the town, or a Door."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            _admit(rule)
            return view(*args, **kwargs)

        setattr(guarded, _RULE, rule)
        return cast(View, guarded)

    return decorate


def rule_of(app: Flask, endpoint: str) -> Rule | None:
    """The rule of a route's view; None where it has none."""
    view = app.view_functions[endpoint]
    found = getattr(view, _RULE, None)
    while found is None and hasattr(view, "__wrapped__"):
        view = view.__wrapped__
        found = getattr(view, _RULE, None)
    return found


def require_rules(app: Flask) -> None:
    """Raises TypeError for a route without a rule: whoever adds one says who may."""
    for route in app.url_map.iter_rules():
        shown_to_all = route.endpoint.rpartition(".")[2] == "static"
        if not shown_to_all and rule_of(app, route.endpoint) is None:
            raise TypeError(f"{route.endpoint} ({route.rule}) does not say who may: @allowed(...)")


def identity() -> Identity | None:
    """Who is asking, None for nobody known. Found once a request."""
    who: Identity | None = g.get("identity", _NOT_ASKED)
    if who is _NOT_ASKED:
        who = g.identity = _find()
    return who


def signed() -> Identity:
    """Who asks, user or volunteer. Raises Unknown."""
    who = identity()
    if who is None:
        raise Unknown
    return who


def asker() -> Asker:
    """The user who asks. Raises Unknown, or Forbidden for a volunteer without an account."""
    who = signed()
    if who.asker is None:
        raise Forbidden(say("这里只有工作人员能看；志愿者请看“我的值守”"))
    return who.asker


def volunteer_id() -> int:
    """The volunteer who asks, in their own matters. Raises Unknown, or Forbidden for who does not serve."""
    who = signed()
    if who.volunteer_id is None:
        raise Forbidden(say("您的账号没有对应的志愿者"))
    return who.volunteer_id


def log_in(login: str, password: str) -> Opened:
    """A session for whoever knows the password. Raises what `logins.log_in` does."""
    # The hash of a megabyte takes long to work out.
    password = password[: LONGEST + 1]
    here = town()
    return logins.log_in(
        sessions(), login, password, address=request.remote_addr or "", hasher=here.hasher, now=here.now
    )


def log_out() -> None:
    """End what let them in, in the database too. Raises Unknown."""
    with transaction() as opened:
        logins.log_out(opened, signed(), now=town().now)
    forget()


def remember(secret: str) -> None:
    """From now on this browser shows the secret by its cookie."""
    cookies.keep(secret)
    g.pop("identity", None)


def forget() -> None:
    """The browser shows nothing any more."""
    cookies.clear()
    g.pop("identity", None)


def _find() -> Identity | None:
    shown = _bearer()
    kinds, secret = (_COOKIE, cookies.kept()) if shown is None else (BEARERS, shown)
    if not secret:
        return None
    return identify(glance(), secret, kinds, now=town().now)


def _bearer() -> str | None:
    """The secret that the request shows by itself, which no browser adds; None where it shows none."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else None


def _admit(rule: Rule) -> None:
    if rule is Door.OWN:
        volunteer_id()
    elif isinstance(rule, Right):
        _require_somewhere(asker(), rule)
    elif rule is Door.SIGNED:
        signed()
    if request.method not in _SAFE and _by_cookie() and current_app.config["WTF_CSRF_ENABLED"]:
        _csrf.protect()


def _by_cookie() -> bool:
    """Whether another site could have sent this in somebody's name: a form always, a program's call only when the
    browser's cookie speaks for it."""
    if request.path.startswith("/api/"):
        return _bearer() is None and bool(cookies.kept())
    return True


def _require_somewhere(who: Asker, right: Right) -> None:
    if who.units(right) == frozenset() and who.grids(right) == frozenset():
        raise Forbidden(say("{name} 没有这项权限", name=who.name))
