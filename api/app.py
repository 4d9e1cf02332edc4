"""The application: everything the web is made of, put together once."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from argon2 import PasswordHasher
from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from api import assets, auth, errors, headers, health, journal, metrics, packing, pages, rest, town
from api.cookies import Cookies, signing_key
from api.json import OrjsonProvider
from api.town import Town
from scheduler import clock
from scheduler.settings import Settings
from scheduler.store.database import Sessions
from scheduler.store.vault import Vault

_LARGEST = 32 * 1024 * 1024


class _Application(Flask):
    session_interface = Cookies()

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """No view of ours is a coroutine: to ask that of each, and of all that runs around it, takes longer than most
        of them."""
        return func

    def get_send_file_max_age(self, filename: str | None) -> int | None:
        """For how long a browser keeps what it was sent from our folders."""
        return assets.kept(filename) if filename else None


def create_app(
    sessions: Sessions,
    settings: Settings,
    *,
    now: Callable[[], datetime] = clock.now,
    hasher: PasswordHasher | None = None,
) -> Flask:
    """The application over this database. `hasher` is for passwords, None: argon2id as its authors advise."""
    app = _Application(__name__)
    app.extensions[Town.KEY] = Town(sessions, settings, Vault(settings.keys), now, hasher or PasswordHasher())
    app.config.from_mapping(
        SECRET_KEY=signing_key(settings.keys[0]),
        SECRET_KEY_FALLBACKS=[signing_key(key) for key in settings.keys[1:]],
        SESSION_COOKIE_NAME="redvest",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.web.secure,
        # A board asks for news while its reader presses a button; an answer that comes late would take back what the
        # cookie was given meanwhile: a message, a login.
        SESSION_REFRESH_EACH_REQUEST=False,
        MAX_CONTENT_LENGTH=_LARGEST,
        WTF_CSRF_CHECK_DEFAULT=False,  # api.auth asks for it where a cookie says who is asking
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session
        WTF_CSRF_SSL_STRICT=False,  # it asks for a Referer, and api.headers tells browsers to send none
        BOOTSTRAP_SERVE_LOCAL=True,
    )
    app.json = OrjsonProvider(app)
    if settings.web.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, *(5 * [settings.web.proxies]))  # type: ignore[method-assign]
    for part in (town, journal, packing, assets, errors, headers, auth, health, metrics, rest, pages):
        part.install(app)
    auth.require_rules(app)
    return app
