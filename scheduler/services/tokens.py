"""Tokens: with them a user's programs ask in the user's name. Shown once, listed and revoked by who made them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from scheduler.errors import Forbidden, NotFound
from scheduler.language import say
from scheduler.services.access import Asker
from scheduler.services.audit import note
from scheduler.services.credentials import Identity, issue, revoke
from scheduler.services.paging import Page, Paged, paged
from scheduler.store.credentials import Credential, CredentialKind

LONGEST = 3650


@dataclass(frozen=True, slots=True)
class TokenView:
    """What is known of a token; `expires_at` None: it does not expire. `secret` is there only when it was just made."""

    number: int
    name: str
    created_at: datetime
    expires_at: datetime | None
    secret: str | None = None


def make(session: Session, who: Asker, name: str, *, days: int | None = None, now: datetime) -> TokenView:
    """A new token of the asker's, for `days` days, None: until it is revoked."""
    until = None if days is None else now + timedelta(days=days)
    secret = issue(
        session, CredentialKind.TOKEN, user_id=who.user_id, name=name, by=who.user_id, expires_at=until, now=now
    )
    row = session.scalars(_own(who).order_by(Credential.id.desc()).limit(1)).one()
    note(session, who, "make", "token", row.id, now=now, name=name, days=days)
    return TokenView(row.id, row.name, row.created_at, row.expires_at, secret)


def require_person(who: Identity) -> None:
    """Raises Forbidden for a program: who finds a token that expires must not be able to make one that does not."""
    if who.kind is CredentialKind.TOKEN:
        raise Forbidden(say("令牌不能再生成令牌，请先用账号和密码登录"))


def page(session: Session, who: Asker, page: Page, *, now: datetime) -> Paged[TokenView]:
    """The asker's tokens that still open something, by name or number."""
    live = _own(who).where(or_(Credential.expires_at.is_(None), Credential.expires_at > now))
    found = paged(session, live, page, {"name": Credential.name, "number": Credential.id})
    return Paged(tuple(TokenView(row.id, row.name, row.created_at, row.expires_at) for row in found.items), found.total)


def withdraw(session: Session, who: Asker, number: int, *, now: datetime) -> None:
    """The token opens nothing any more. Raises NotFound for none of theirs, or one that was revoked before."""
    mine = (Credential.kind == CredentialKind.TOKEN, Credential.user_id == who.user_id, Credential.id == number)
    if not revoke(session, *mine, now=now):
        raise NotFound(say("没有第 {number} 号令牌", number=number))
    note(session, who, "revoke", "token", number, now=now)


def _own(who: Asker) -> Select[Credential]:
    mine = (Credential.kind == CredentialKind.TOKEN, Credential.user_id == who.user_id)
    return select(Credential).where(*mine, Credential.revoked_at.is_(None))
