"""Every route says who may, and turns away everybody else: taken from the table of routes, so that none is left out."""

import re
import tempfile
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Rule as Route

from api import create_app
from api.auth import require_rules, rule_of
from scheduler.store.database import Sessions, open_database
from tests.api.callers import KINDS, at_the_door, callers
from tests.conftest import settings_of

_UNREACHED = settings_of("sqlite://", Path(tempfile.gettempdir()))
_APP = create_app(open_database(_UNREACHED), _UNREACHED)
ROUTES = [
    pytest.param(route.endpoint, method, id=f"{method} {route.rule}")
    for route in sorted(_APP.url_map.iter_rules(), key=lambda route: route.rule)
    for method in sorted((route.methods or set()) - {"HEAD", "OPTIONS"})
    if route.endpoint.rpartition(".")[2] != "static"
]


@pytest.mark.parametrize(("endpoint", "method"), ROUTES)
def test_a_route_lets_in_whom_its_rule_says(app: Flask, sessions: Sessions, endpoint: str, method: str) -> None:
    address = _filled(next(app.url_map.iter_rules(endpoint)))
    rule = rule_of(app, endpoint)
    assert rule is not None
    body: dict[str, object] | None = {} if method in {"POST", "PUT", "PATCH"} else None
    by_kind = callers(app, sessions)

    answers = {kind: by_kind[kind].open(address, method=method, json=body) for kind in KINDS}

    for kind, answer in answers.items():
        turned_away = at_the_door(rule, kind)
        if turned_away == 401 and not address.startswith("/api/"):
            assert (answer.status_code, answer.location.partition("?")[0]) == (302, "/login"), kind
        elif turned_away:
            assert answer.status_code == turned_away, kind
        else:
            assert answer.status_code not in {401, 403, 500}, kind
        answer.close()


def test_a_route_without_a_rule_is_no_route(app: Flask) -> None:
    app.add_url_rule("/forgotten", "forgotten", lambda: "")

    with pytest.raises(TypeError, match="forgotten"):
        require_rules(app)


def _filled(route: Route) -> str:
    """The address with something in every gap: 1 for a number, a day for a day, else a code that nothing has."""
    gaps = {"int": "1", "date": "2026-12-01"}
    return re.sub(r"<(?:(\w+)(?:\([^)]*\))?:)?(\w+)>", lambda gap: gaps.get(gap[1] or gap[2], "nowhere"), route.rule)
