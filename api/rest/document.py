"""The document that describes all of REST (OpenAPI 3.1), and a page to browse it that needs no network."""

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import flask_swagger_ui
from flask import Flask, Response, render_template, send_from_directory
from flask_smorest import Api

from api.auth import Door, Rule, allowed, rule_of
from scheduler.services.access import MAY, Right
from scheduler.services.users import ROLES

_ASSETS = Path(flask_swagger_ui.__file__).with_name("dist")
_PREFIX = "/api/v1"
_WHO = {
    Door.OPEN: "任何人",
    Door.SIGNED: "任何已登录的人",
    Door.OWN: "志愿者本人",
    Door.SECRET: "知道地址中密钥的人",
}


def install(app: Flask, api: Api) -> None:
    api.spec.components.security_scheme("bearer", {"type": "http", "scheme": "bearer"})

    @cache
    def described() -> dict[str, Any]:
        return _described(app, api.spec.to_dict())

    @app.get(f"{_PREFIX}/openapi.json")
    @allowed(Door.OPEN)
    def openapi() -> dict[str, Any]:
        return described()

    @app.get("/api/")
    @allowed(Door.OPEN)
    def api_page() -> str:
        return render_template("api.html")

    @app.get("/api/assets/<name>")
    @allowed(Door.OPEN)
    def api_asset(name: str) -> Response:
        return send_from_directory(_ASSETS, name, max_age=86_400)


def _described(app: Flask, spec: dict[str, Any]) -> dict[str, Any]:
    """The document with a name for each operation and who may do it, taken from the routes themselves."""
    spec = deepcopy(spec)
    for route in app.url_map.iter_rules():
        path = spec["paths"].get(as_path(route.rule), {})
        for method in (route.methods or set()) & {m.upper() for m in path}:
            rule = rule_of(app, route.endpoint)
            operation = path[method.lower()]
            operation["operationId"] = route.endpoint.rstrip("_")
            operation["security"] = [] if rule in (Door.OPEN, Door.SECRET) else [{"bearer": []}]
            operation["description"] = "\n\n".join(filter(None, (operation.get("description"), _who(rule))))
    return spec


def as_path(rule: str) -> str:
    """/runs/<number:n> as OpenAPI writes it: /runs/{n}."""
    parts = rule.replace("<", "{").replace(">", "}").split("/")
    return "/".join("{" + part.split(":")[-1] if part.startswith("{") and ":" in part else part for part in parts)


def _who(rule: Rule | None) -> str:
    if isinstance(rule, Right):
        return (
            "谁可以：" + "、".join(name for role, name in ROLES.items() if role in MAY[rule]) + "，在各自的管理范围内"
        )
    return f"谁可以：{_WHO[rule]}" if rule else ""
