"""Attempts to log in: too many wrong ones in a row close a login, or the door for an address, for a while.

An attempt is counted before the password is looked at, so that a hundred at once are not more than a hundred in a row.
Logins that nobody has are counted like all others: nobody learns which there are.
"""

import hashlib
from contextlib import suppress
from datetime import datetime, timedelta
from ipaddress import AddressValueError, IPv6Address, IPv6Network

from sqlalchemy import case, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from scheduler.clock import TOWN
from scheduler.errors import TooMany
from scheduler.language import say
from scheduler.store.credentials import LoginFailure

BY_LOGIN, BY_ADDRESS = 5, 50
"""How many wrong ones in a row close a login, and the door for an address."""

_FIRST, _LONGEST = timedelta(minutes=15), timedelta(days=1)
_ROW = timedelta(days=1)
"""Wrong ones that lie further apart are not in a row."""


def count(session: Session, login: str, address: str | None = None, *, now: datetime) -> datetime | None:
    """Count an attempt as wrong, `address` None for one from inside.

    Gives until when it closes the door, should it prove to be wrong, None where it does not.
    Raises TooMany while the door is closed.
    """
    until = [_count(session, key, most, now=now) for key, most in _keys(login, address)]
    return max((one for one in until if one), default=None)


def clear(session: Session, login: str, address: str | None = None) -> None:
    """The attempt was right: the login starts anew, the address has one wrong one less."""
    forget(session, login)
    if address is None:
        return
    less = update(LoginFailure).where(LoginFailure.key == _address_key(address))
    less = less.values(count=LoginFailure.count - 1, locked_until=None)
    session.execute(less.execution_options(synchronize_session=False))


def forget(session: Session, login: str) -> bool:
    """Open the login again; whether there was anything to forget."""
    gone = delete(LoginFailure).where(LoginFailure.key == _login_key(login)).returning(LoginFailure.key)
    return session.scalar(gone.execution_options(synchronize_session=False)) is not None


def tidy(session: Session, *, now: datetime) -> None:
    """Drop what is in nobody's row any more."""
    over = or_(LoginFailure.locked_until.is_(None), LoginFailure.locked_until <= now)
    old = delete(LoginFailure).where(LoginFailure.last_at < now - _ROW, over)
    session.execute(old.execution_options(synchronize_session=False))


def closed(until: datetime) -> TooMany:
    """The refusal that says until when."""
    local = until.astimezone(TOWN)
    return TooMany(say("不对的次数太多，请在 {until} 之后再试", until=f"{local:%Y-%m-%d %H:%M}"), until)


def _count(session: Session, key: str, most: int, *, now: datetime) -> datetime | None:
    counted = _one_more(session, key, now=now)
    if counted is None:
        raise closed(session.scalar(select(LoginFailure.locked_until).where(LoginFailure.key == key)) or now)
    if counted % most:
        return None
    until: datetime = now + min(_LONGEST, _FIRST * 2 ** min(10, counted // most - 1))
    locked = update(LoginFailure).where(LoginFailure.key == key).values(locked_until=until)
    session.execute(locked.execution_options(synchronize_session=False))
    return until


def _one_more(session: Session, key: str, *, now: datetime) -> int | None:
    """The count with this attempt in it, None while the key is locked."""
    made = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    again = case((LoginFailure.last_at < now - _ROW, 1), else_=LoginFailure.count + 1)
    added = made(LoginFailure).values(key=key, count=1, last_at=now)
    return session.scalar(
        added.on_conflict_do_update(
            index_elements=[LoginFailure.key],
            set_={"count": again, "last_at": now, "locked_until": None},
            where=or_(LoginFailure.locked_until.is_(None), LoginFailure.locked_until <= now),
        ).returning(LoginFailure.count)
    )


def _keys(login: str, address: str | None) -> tuple[tuple[str, int], ...]:
    by_login = (_login_key(login), BY_LOGIN)
    return (by_login,) if address is None else (by_login, (_address_key(address), BY_ADDRESS))


def _login_key(login: str) -> str:
    # What is typed there may be a phone, or the password itself.
    return "login:" + hashlib.sha256(login.strip().casefold().encode()).hexdigest()[:32]


def _address_key(address: str) -> str:
    """An IPv6 address counts as its network of 64 bits: whoever has one of its addresses has them all."""
    with suppress(AddressValueError):
        long = IPv6Address(address)
        return f"address:{long.ipv4_mapped or IPv6Network((long.packed, 64), strict=False)}"
    return f"address:{address}"
