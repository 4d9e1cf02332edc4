"""What every answer tells the browser: trust nothing that is not ours, keep nothing that is a person's."""

from flask import Flask, Response

_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_ALWAYS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}


_HTTPS = {"Strict-Transport-Security": "max-age=31536000"}
"""Where people come by https: for a year by nothing else."""


def install(app: Flask) -> None:
    told = _ALWAYS | (_HTTPS if app.config["SESSION_COOKIE_SECURE"] else {})

    @app.after_request
    def harden(response: Response) -> Response:
        for name, value in told.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-store")
        return response
