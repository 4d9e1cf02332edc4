"""What every answer tells the browser: trust nothing that is not ours, keep nothing that is a person's."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask

from api.town import Town

_POLICY = (
    "default-src 'self'",
    "img-src 'self' data:{tiles}",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}


_HTTPS = {"Strict-Transport-Security": "max-age=31536000"}
"""Where people come by https: for a year by nothing else."""


_FORGOTTEN = ("Cache-Control", "no-store")
"""Unless an answer says itself how long it may be kept."""


def install(app: Flask) -> None:
    tiles = app.extensions[Town.KEY].settings.web.tile_origin
    policy = "; ".join(_POLICY).format(tiles=f" {tiles}" if tiles else "")
    told = [
        ("Content-Security-Policy", policy),
        *_ALWAYS.items(),
        *(_HTTPS.items() if app.config["SESSION_COOKIE_SECURE"] else ()),
    ]
    app.wsgi_app = _hardened(app.wsgi_app, told)  # type: ignore[method-assign]


def _hardened(answer: Callable[..., Iterable[bytes]], told: list[tuple[str, str]]) -> Callable[..., Iterable[bytes]]:
    """What answers, telling this too. As the answer goes out: to look each name up in what a view has set would take
    longer than many a view."""

    def answered(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        def started(status: str, headers: list[tuple[str, str]], *fault: Any) -> Any:
            kept = () if any(name == _FORGOTTEN[0] for name, _ in headers) else (_FORGOTTEN,)
            return start(status, [*headers, *told, *kept], *fault)

        return answer(environ, started)

    return answered
