"""Accounts: let somebody in, call them by their name, tie them to the volunteer they are, shut them out."""

import re
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Forbidden, Invalid
from scheduler.language import say
from scheduler.services import audit, credentials
from scheduler.services.access import Asker, Right, asker, require
from scheduler.services.people import find_person
from scheduler.services.users.holdings import find_user, hold, keep_an_admin
from scheduler.services.users.roles import EVERYTHING, Scope
from scheduler.store.credentials import Credential
from scheduler.store.users import User, UserRole

LOGIN = r"[\w.@-]{2,60}"
"""What a login looks like, as a regular expression."""


def none_yet(session: Session) -> bool:
    """Whether the town has no user at all, so that the first one may be added without anybody asking."""
    return not session.scalar(select(exists().where(User.id.is_not(None))))


def add(
    session: Session, who: Asker | None, login: str, name: str, *, role: UserRole, scope: Scope, now: datetime
) -> int:
    """Let somebody in with a role over a scope; gives their number.

    `who` is None only for the first user, who must be admin of everything. Raises Invalid for a login that is
    none, Conflict for one that is taken, NotFound for a scope that is not the asker's, Forbidden for others.
    """
    if not re.fullmatch(LOGIN, login) or not name.strip():
        raise Invalid(say("账号应是 2 到 60 个字母、数字、点、横线，姓名不能空着：{login}", login=login))
    if session.scalar(select(exists().where(User.login == login))):
        raise Conflict(say("账号 {login} 已有人使用", login=login))
    if who is None:
        _require_first(session, role, scope)
    user = User(login=login, name=name.strip())
    session.add(user)
    session.flush()
    hold(session, who, user, role=role, scope=scope, now=now)
    audit.note(session, who or asker(session, login), "add", "user", login, now=now, role=role.value, scope=str(scope))
    return user.id


def change(
    session: Session, who: Asker, login: str, *, name: str | None = None, active: bool | None = None, now: datetime
) -> None:
    """Call a user by another name, shut them out or let them in again; None leaves it as it is.

    Raises NotFound unless all they hold is the asker's to give, Invalid for an empty name, Conflict for the town's
    last admin.
    """
    user = require_over(session, who, login)
    if name is not None and not name.strip():
        raise Invalid(say("姓名不能空着"))
    if name is not None and name.strip() != user.name:
        audit.note(session, who, "rename", "user", login, now=now, before=user.name, after=name.strip())
        user.name = name.strip()
    if active is not None and active != user.active:
        user.active = active
        session.flush()
        keep_an_admin(session)
        audit.note(session, who, "activate" if active else "deactivate", "user", login, now=now)
    if active is False:
        credentials.revoke(session, Credential.user_id == user.id, now=now)


def deactivate(session: Session, who: Asker, login: str, *, now: datetime) -> None:
    """Shut a user out, keeping what they did. Raises NotFound unless all they hold is the asker's to give."""
    change(session, who, login, active=False, now=now)


def serve_as(session: Session, who: Asker, login: str, volunteer: str | None, *, now: datetime) -> None:
    """The user is the volunteer of that code, who so finds their own duties; None: they do not serve.

    Raises NotFound unless both are the asker's to rule, Conflict for a volunteer who has another account.
    """
    user = require_over(session, who, login)
    person = find_person(session, who, volunteer, right=Right.RULE) if volunteer else None
    if (person and person.id) == user.volunteer_id:
        return
    if person and session.scalar(select(exists().where(User.volunteer_id == person.id))):
        raise Conflict(say("志愿者 {volunteer} 已有账号", volunteer=person.code))
    user.volunteer_id = person.id if person else None
    audit.note(session, who, "serve-as", "user", login, now=now, volunteer=person and person.code)


def require_over(session: Session, who: Asker, login: str) -> User:
    """The user, if all they hold is the asker's to give. Raises NotFound, Forbidden."""
    user = find_user(session, login)
    if not user.holdings:
        require(who, Right.RULE)
    for holding in user.holdings:
        require(who, Right.RULE, unit=holding.unit_id, grid=holding.grid_id)
    return user


def _require_first(session: Session, role: UserRole, scope: Scope) -> None:
    if not none_yet(session):
        raise Forbidden(say("已有账号，请以管理员的身份添加：redvest --as 账号 user add …"))
    if role is not UserRole.ADMIN or scope != EVERYTHING:
        raise Invalid(say("第一个账号必须是全市的管理员：--role admin，不限单位和网格"))
