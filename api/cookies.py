"""What a browser keeps for us, signed, in its cookie. A program that sends none and is given none is not kept waiting
for the signature of nothing."""

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin


class Cookies(SecureCookieSessionInterface):
    """Flask's own, where there is a cookie to read or to write."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        return super().open_session(app, request) if "HTTP_COOKIE" in request.environ else self.session_class()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if session or session.modified:
            super().save_session(app, session, response)
