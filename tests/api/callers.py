"""One of every kind of caller, and what the rule of a route answers each of them at the door."""

from collections.abc import Mapping

from flask import Flask
from flask.testing import FlaskClient

from api.auth import Door, Rule
from scheduler.services.access import MAY
from scheduler.services.credentials import issue
from scheduler.store.credentials import CredentialKind
from scheduler.store.database import Sessions, transaction
from scheduler.store.users import UserRole
from tests.scheduler.askers import an_asker
from tests.scheduler.rows import NOW, a_unit, a_volunteer

NOBODY, VOLUNTEER = "nobody", "volunteer"
KINDS = (NOBODY, VOLUNTEER, *(role.value for role in UserRole))


def callers(app: Flask, sessions: Sessions) -> Mapping[str, FlaskClient]:
    """By kind a program that asks as one of them; users hold their role over everything."""
    secrets = {}
    with transaction(sessions) as session:
        person = a_volunteer(session, a_unit(session, "outskirts"), "v-caller")
        secrets[VOLUNTEER] = issue(session, CredentialKind.TOKEN, volunteer_id=person.id, now=NOW)
        for role in UserRole:
            user = an_asker(session, role, f"caller-{role.value}")
            secrets[role.value] = issue(session, CredentialKind.TOKEN, user_id=user.user_id, now=NOW)
    return {kind: _client(app, secrets.get(kind)) for kind in KINDS}


def at_the_door(rule: Rule, kind: str) -> int | None:
    """The status that a caller of that kind is turned away with; None where they are let in."""
    if rule in (Door.OPEN, Door.SECRET):
        return None
    if kind == NOBODY:
        return 401
    if rule is Door.SIGNED:
        return None
    if rule is Door.OWN:
        return None if kind == VOLUNTEER else 403
    return None if kind in {role.value for role in MAY[rule]} else 403


def _client(app: Flask, secret: str | None) -> FlaskClient:
    client = app.test_client()
    if secret:
        client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    return client
