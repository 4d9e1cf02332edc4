"""Every route says who may, and turns away everybody else: taken from the table of routes, so that none is left out."""

import re

import pytest
from flask import Flask
from werkzeug.routing import Rule as Route

from api.auth import require_rules, rule_of
from api.rest.document import as_path
from api.town import Town
from scheduler.services.access import Right
from scheduler.services.credentials import issue
from scheduler.store.credentials import CredentialKind
from scheduler.store.database import Sessions, transaction
from scheduler.store.users import UserRole
from tests.api.callers import KINDS, at_the_door, callers
from tests.api.one_of_each import REAL, gaps
from tests.api.unreached import APP
from tests.scheduler.askers import an_asker
from tests.scheduler.rows import NOW, a_unit

ROUTES = [
    pytest.param(route.endpoint, method, id=f"{method} {route.rule}")
    for route in sorted(APP.url_map.iter_rules(), key=lambda route: route.rule)
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


OPEN_TO_THE_TOWN = {"calendar", "patterns", "point-kinds", "roles", "themes"}
"""Whoever looks after any part of the town needs these to plan; they say nothing about anybody."""

DETAILS = [
    pytest.param(route.rule, id=route.rule)
    for route in sorted(APP.url_map.iter_rules(), key=lambda route: route.rule)
    if route.rule.startswith("/api/v1/") and "<" in route.rule and "GET" in (route.methods or set())
    if isinstance(rule_of(APP, route.endpoint), Right)
]

NUMBERED = [
    pytest.param(route.rule, id=route.rule)
    for route in sorted(APP.url_map.iter_rules(), key=lambda route: route.rule)
    if re.search("<(number|int)", route.rule) and "GET" in (route.methods or set())
]


@pytest.mark.parametrize("rule", DETAILS)
def test_what_lies_outside_the_scope_is_not_found(app: Flask, full_town: Town, rule: str) -> None:
    path = as_path(rule)
    named = gaps(path)
    with transaction(full_town.sessions) as session:
        elsewhere = an_asker(session, UserRole.ADMIN, "elsewhere", unit=a_unit(session, "outskirts"))
        secret = issue(session, CredentialKind.TOKEN, user_id=elsewhere.user_id, now=NOW)
    app.extensions[Town.KEY] = full_town

    address = re.sub(r"{(\w+)}", lambda gap: REAL[named[gap[1]]], path)
    answer = app.test_client().get(address, headers={"Authorization": f"Bearer {secret}"})

    if not OPEN_TO_THE_TOWN & set(named.values()):
        assert (answer.status_code, answer.get_json(force=True)["code"]) == (404, "not-found")
    answer.close()


@pytest.mark.parametrize("rule", NUMBERED)
def test_a_number_that_no_database_has_is_not_found(app: Flask, sessions: Sessions, rule: str) -> None:
    by_kind = callers(app, sessions)

    answer = by_kind["admin"].get(re.sub(r"<number:\w+>", str(2**63), rule))

    assert answer.status_code == 404


def test_a_route_without_a_rule_is_no_route(own_app: Flask) -> None:
    own_app.add_url_rule("/forgotten", "forgotten", lambda: "")

    with pytest.raises(TypeError, match="forgotten"):
        require_rules(own_app)


def _filled(route: Route) -> str:
    """The address with something in every gap: 1 for a number, a day for a day, else a code that nothing has."""
    gaps = {"number": "1", "date": "2026-12-01", "export": "matrix"}
    return re.sub(r"<(?:(\w+)(?:\([^)]*\))?:)?(\w+)>", lambda gap: gaps.get(gap[1] or gap[2], "nowhere"), route.rule)
