"""Who may look at a demo: an account of each kind with a password made up at that run, and a volunteer's own link."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from secrets import token_urlsafe

from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.commands.desk import Desk
from scheduler.errors import NotFound
from scheduler.language import say
from scheduler.services import links, passwords, users
from scheduler.services.access import Asker
from scheduler.services.users import EVERYTHING, ROLES
from scheduler.settings.web import WebSettings
from scheduler.store.credentials import Credential, CredentialKind
from scheduler.store.duties import Duty
from scheduler.store.shifts import Shift
from scheduler.store.users import UserRole
from scheduler.store.volunteers import Volunteer

ADMIN = "admin"
_FILE = "visitors.json"
_LINK = "/l/"


@dataclass(frozen=True, slots=True)
class Account:
    """Logs in with the password, which is kept for whoever owns the demo."""

    login: str
    role: UserRole
    password: str


@dataclass(frozen=True, slots=True)
class Visitors:
    """One account for each role, and the volunteer of that name, who enters by the path."""

    accounts: tuple[Account, ...]
    volunteer: str
    path: str


def invite(desk: Desk, home: Path) -> Visitors:
    """Let in one of each kind, and note their secrets in `home`, readable by its owner alone."""
    accounts = tuple(Account(role.value, role, token_urlsafe(9)) for role in ROLES)
    hasher = PasswordHasher()
    with desk.asking() as (session, who):
        for one in accounts:
            if one.login != ADMIN:
                name = say("演示{role}", role=users.role_name(one.role))
                users.add(session, who, one.login, name, role=one.role, scope=EVERYTHING, now=desk.now)
            kept = passwords.hashed(hasher, one.login, one.password)
            passwords.set_for(session, who, one.login, kept, now=desk.now)
        link = _link(desk, session, who)
    invited = Visitors(accounts, link.name, link.path)
    _write(home / _FILE, invited)
    return invited


def welcome(desk: Desk, home: Path, visitors: Visitors) -> Visitors:
    """The same, the volunteer with a link that opens: the one noted may have been replaced or withdrawn since."""
    with desk.asking() as (session, who):
        try:
            links.require_open(session, visitors.path.removeprefix(_LINK), now=desk.now)
            return visitors
        except NotFound:
            link = _link(desk, session, who)
    renewed = replace(visitors, volunteer=link.name, path=link.path)
    _write(home / _FILE, renewed)
    return renewed


def _link(desk: Desk, session: Session, who: Asker) -> links.Link:
    """For the first who serves, of those who have none rather: whoever was given one keeps it."""
    out = select(Credential.volunteer_id).where(
        Credential.kind == CredentialKind.LINK, Credential.revoked_at.is_(None), Credential.volunteer_id.is_not(None)
    )
    serving = select(Volunteer.code).join(Duty, Duty.volunteer_id == Volunteer.id).join(Shift)
    ordered = serving.order_by(Volunteer.id.in_(out), Shift.starts_at, Duty.id)
    first = session.scalars(ordered.where(Duty.removed_in.is_(None))).first()
    return links.make(session, who, first or "", now=desk.now)


def invited(home: Path) -> Visitors | None:
    """Those of the demo in `home`; None where none was finished."""
    try:
        noted = json.loads((home / _FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    accounts = tuple(Account(one["login"], UserRole(one["role"]), one["password"]) for one in noted["accounts"])
    return Visitors(accounts, noted["volunteer"], noted["path"])


def told(visitors: Visitors, web: WebSettings) -> Iterator[str]:
    """A line for each: who it is, what to open, and what to type there."""
    address = f"http://{web.host}:{web.port}"
    for one in visitors.accounts:
        said = say("账号 {login}  密码 {password}", login=one.login, password=one.password)
        yield f"{users.role_name(one.role)}  {address}/login  {said}"
    yield f"{say('志愿者 {name}', name=visitors.volunteer)}  {address}{visitors.path}"


def dismiss(home: Path) -> None:
    """Forget them: the demo starts over."""
    (home / _FILE).unlink(missing_ok=True)


def _write(file: Path, visitors: Visitors) -> None:
    dismiss(file.parent)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        json.dump(asdict(visitors), out, ensure_ascii=False, indent=1)
