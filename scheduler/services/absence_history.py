"""The history of one absence: asked for, put right, decided on, by whom and why; by hand, by file, by themselves."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from scheduler.language import say
from scheduler.language.again import again
from scheduler.services.absence_views import find
from scheduler.services.access import Asker
from scheduler.services.record_history import Change, change_of
from scheduler.store.absences import AbsenceState
from scheduler.store.audit import AuditEntry
from scheduler.store.moves import Move
from scheduler.store.users import User

_VERBS: Mapping[str, str] = {
    AbsenceState.APPROVED: "approve",
    AbsenceState.REFUSED: "refuse",
    AbsenceState.WITHDRAWN: "withdraw",
}


def history(session: Session, who: Asker, number: int) -> tuple[Change, ...]:
    """Its changes, the latest first. Raises NotFound for one that is not theirs or in their scope."""
    find(session, who, number)
    moves = session.scalars(_moves(number)).all()
    entries = session.scalars(_entries(number)).all()
    names = _names(session, {row.by_user for row in moves} | {row.user_id for row in entries})
    told = [*(_moved(row, names) for row in moves), *(_asked(row, names) for row in entries)]
    return tuple(sorted(told, key=lambda change: change.at, reverse=True))


def _moves(number: int) -> Select[Move]:
    return select(Move).where(Move.noun == "absence", Move.row_id == number).order_by(Move.id.desc())


def _entries(number: int) -> Select[AuditEntry]:
    wanted = select(AuditEntry).where(AuditEntry.noun == "absence", AuditEntry.ref == str(number))
    return wanted.where(AuditEntry.verb.in_(("ask", "change"))).order_by(AuditEntry.id.desc())


def _names(session: Session, users: Iterable[int | None]) -> Mapping[int, str]:
    return dict(session.execute(select(User.id, User.name).where(User.id.in_(set(users)))).all())


def _asked(row: AuditEntry, names: Mapping[int, str]) -> Change:
    return change_of(row, names.get(row.user_id or 0, say("本人")))


def _moved(row: Move, names: Mapping[int, str]) -> Change:
    by = names.get(row.by_user or 0)
    return Change(
        number=row.id, at=row.at, by=by, verb=_VERBS[row.after], fields=(), file=None, why=again(row.why) or None
    )  # fmt: skip
