"""Claiming uploads: one process at a time reads or applies a file, and none is left behind when that process dies."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, load_only

from scheduler.language import say
from scheduler.runs.claiming import STALE
from scheduler.runs.ending import TakenOver
from scheduler.services.imports.telling import in_short
from scheduler.services.processes import is_gone, our_name
from scheduler.services.uploads import WAITS_FOR_PEOPLE
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.lifecycle import step
from scheduler.store.uploads import Upload, UploadState

KEPT = timedelta(days=1)
"""So long a file waits to be looked at, and what it would do is shown."""

_MOST_TRIES = 3
_AT_WORK = (UploadState.READING, UploadState.APPLYING)


@dataclass(frozen=True, slots=True)
class UploadClaim:
    """An upload that is ours to work on; `by` is how its row names us."""

    upload_id: int
    by: str


def claim_upload(sessions: Sessions, *, now: datetime) -> UploadClaim | None:
    """Take the upload that waits longest, or one whose process died; None when there is nothing to take.

    One that three processes died of has failed. Files that waited for people for a day are thrown away.
    """
    with reading(sessions) as session:
        if not waiting_uploads(session, now) and session.scalar(_forgettable(now).limit(1)) is None:
            return None
    with transaction(sessions) as session:
        for row in session.scalars(_forgettable(now).with_for_update(skip_locked=True)).all():
            _forget(session, row, now)
        # A row that is being applied at this very moment is locked and not to be had.
        for row in session.scalars(_live().with_for_update(skip_locked=True)).all():
            if _to_be_had(row, now) and (taken := _take(session, row, now)):
                return taken
    return None


def waiting_uploads(session: Session, now: datetime) -> int:
    """How many uploads there are to be had."""
    lean = load_only(Upload.state, Upload.heartbeat_at, Upload.claimed_by)
    return sum(_to_be_had(row, now) for row in session.scalars(_live().options(lean)))


def our_upload(session: Session, claim: UploadClaim, *, hold: bool = True) -> Upload:
    """The row of a claimed upload, held until the transaction ends unless it only reads. Raises TakenOver."""
    wanted = select(Upload).where(Upload.id == claim.upload_id, Upload.claimed_by == claim.by)
    wanted = wanted.where(Upload.state.in_(_AT_WORK))
    row = session.scalar(wanted.with_for_update() if hold else wanted)
    if row is None:
        raise TakenOver
    return row


def _live() -> Select[Upload]:
    return select(Upload).where(Upload.state.in_((UploadState.QUEUED, *_AT_WORK))).order_by(Upload.asked_at, Upload.id)


def _to_be_had(row: Upload, now: datetime) -> bool:
    if row.claimed_by is None or row.heartbeat_at is None:
        return True
    return now - row.heartbeat_at > STALE or is_gone(row.claimed_by)


def _take(session: Session, row: Upload, now: datetime) -> UploadClaim | None:
    """The claim; None for one that too many processes died of."""
    if row.tries >= _MOST_TRIES:
        row.error = say("处理这份文件时进程 {count} 次意外中断，请拆小后重新上传", count=row.tries)
        row.body, row.mends, row.ended_at = None, None, now
        step(session, row, UploadState.FAILED, by=None, at=now, why=row.error)
        return None
    row.claimed_by, row.heartbeat_at, row.tries = our_name(), now, row.tries + 1
    if row.state is UploadState.QUEUED:
        step(session, row, UploadState.READING, by=None, at=now, why=row.claimed_by)
    return UploadClaim(row.id, row.claimed_by)


def _forgettable(now: datetime) -> Select[Upload]:
    """Uploads that keep more than their counts, and nobody works on, for longer than they may."""
    keeps_more: ColumnElement[bool] = or_(Upload.body.is_not(None), Upload.fingerprint.is_not(None))
    at_rest = Upload.state.not_in((UploadState.QUEUED, *_AT_WORK))
    return select(Upload).where(and_(Upload.asked_at < now - KEPT, at_rest, keeps_more))


def _forget(session: Session, row: Upload, now: datetime) -> None:
    if row.state in WAITS_FOR_PEOPLE:
        row.error = say("文件只保留一天，请重新上传")
        row.ended_at = now
        step(session, row, UploadState.WITHDRAWN, by=None, at=now, why=row.error)
    row.body, row.mends, row.fingerprint = None, None, None
    row.findings = in_short(row.findings) if row.findings else None
