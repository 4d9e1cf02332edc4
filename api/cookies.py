"""What a browser keeps for us, signed, in its cookie. A program that sends none and is given none is not kept waiting
for the signature of nothing."""

import hashlib
import hmac

from flask import Flask, Request, Response, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask_wtf.csrf import generate_csrf

LANGUAGE = "language"  # what this browser reads, whoever comes or goes
_SECRET = "credential"  # noqa: S105 (a name, not a secret)


class Cookies(SecureCookieSessionInterface):
    """Flask's own, where there is a cookie to read or to write."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        return super().open_session(app, request) if "HTTP_COOKIE" in request.environ else self.session_class()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if session or session.modified:
            super().save_session(app, session, response)


def kept() -> str:
    """The secret that this browser keeps; "" where it keeps none."""
    secret: str = session.get(_SECRET, "")
    return secret


def keep(secret: str) -> None:
    """From now on this browser shows the secret. The word against forgery goes out with it: a browser that opens two
    pages at once would be given two, and keep one."""
    clear()
    session.permanent = True
    session[_SECRET] = secret
    generate_csrf()


def clear() -> None:
    """This browser shows nothing any more."""
    for name in [name for name in session if name != LANGUAGE]:
        del session[name]


def signing_key(key: str) -> str:
    """The key that signs cookies, made from one that seals phones."""
    return hmac.new(key.encode(), b"redvest cookies", hashlib.sha256).hexdigest()
