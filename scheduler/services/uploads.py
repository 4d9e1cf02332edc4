"""Uploads: a file handed in, read and compared by the clock, looked at, and applied as it was looked at."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select, true
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Invalid, NotFound
from scheduler.exchange.whole import file_name
from scheduler.language import current, say
from scheduler.language.again import again
from scheduler.services.access import Asker, Right, require_somewhere
from scheduler.services.audit import note
from scheduler.services.imports.telling import told_again
from scheduler.services.paging import Page, Paged, paged
from scheduler.store.lifecycle import step
from scheduler.store.uploads import Upload, UploadState
from scheduler.store.users import User

LARGEST = 32 * 2**20
ENDED = frozenset((UploadState.APPLIED, UploadState.FAILED, UploadState.WITHDRAWN))
WAITS_FOR_PEOPLE = frozenset((UploadState.CHECKED, UploadState.REFUSED))


@dataclass(frozen=True, slots=True)
class UploadView:
    """A file that was handed in. `findings` is what it would do, None until it was read; `fingerprint` stands for
    exactly that. `error` says why it failed or was not applied; `by` is the name of whoever handed it in."""

    number: int
    name: str
    size: int
    sha256: str
    state: UploadState
    by: str
    by_id: int
    asked_at: datetime
    ended_at: datetime | None
    progress: str
    findings: Mapping[str, Any] | None
    fingerprint: str | None
    error: str | None

    @property
    def settled(self) -> bool:
        """Whether nothing happens to it any more unless somebody asks."""
        return self.state in ENDED | WAITS_FOR_PEOPLE


def hand_in(session: Session, who: Asker, name: str, body: bytes, *, now: datetime) -> int:
    """Keep the file until it is read, and told of in the language in force; gives its number.

    Raises Forbidden for who plans nothing, Invalid for too big a file. Whether it can be read is found out later.
    """
    require_somewhere(who, Right.PLAN)
    if len(body) > LARGEST:
        raise Invalid(say("「{file}」超过 {most} MB，请拆开上传", file=name, most=LARGEST // 2**20))
    row = Upload(
        name=_plain(name),
        size=len(body),
        sha256=hashlib.sha256(body).hexdigest(),
        body=body,
        asked_by=who.user_id,
        asked_at=now,
        language=current(),
    )
    session.add(row)
    session.flush()
    note(session, who, "upload", "upload", row.id, now=now, size=row.size, sha256=row.sha256)
    return row.id


def page(session: Session, who: Asker, page: Page, *, state: UploadState | None = None) -> Paged[UploadView]:
    """One page of the uploads that the asker may see, by time: their own, and everybody's for who rules the town."""
    wanted = select(Upload).where(_visible(who))
    if state is not None:
        wanted = wanted.where(Upload.state == state)
    found = paged(session, wanted, page, {"asked_at": Upload.asked_at, "number": Upload.id})
    names = _names(session, {row.asked_by for row in found.items})
    return Paged(tuple(_view(row, names[row.asked_by]) for row in found.items), found.total)


def one(session: Session, who: Asker, number: int) -> UploadView:
    """The upload of that number. Raises NotFound."""
    row = _find(session, who, number)
    view = _view(row, _names(session, {row.asked_by})[row.asked_by])
    return replace(view, findings=told_again(view.findings)) if view.findings else view


def apply(session: Session, who: Asker, number: int, *, fingerprint: str | None = None, now: datetime) -> None:
    """Ask for what was found to be done, by the clock, wholly or not at all. `fingerprint` may name what was looked at.

    Raises NotFound; Conflict for somebody else's, where it is not read yet, refused or done, or where other
    things were found meanwhile.
    """
    row = own_upload(session, who, number)
    if row.state is UploadState.REFUSED:
        raise Conflict(say("这份文件有错，不能导入；请改好后重新上传"))
    if fingerprint is not None and row.fingerprint is not None and fingerprint != row.fingerprint:
        raise Conflict(say("在您看的时候有人改动了数据，请看过新的结果再导入"))
    step(session, row, UploadState.APPLYING, by=who.user_id, at=now, why=say("请求导入"))
    row.claimed_by, row.heartbeat_at, row.tries = None, None, 0
    row.error, row.progress = None, ""
    note(session, who, "apply", "upload", row.id, now=now, fingerprint=row.fingerprint)


def withdraw(session: Session, who: Asker, number: int, *, now: datetime) -> None:
    """Throw the file away unread or unapplied. Raises NotFound; Conflict for somebody else's, or once it is applied."""
    row = own_upload(session, who, number)
    step(session, row, UploadState.WITHDRAWN, by=who.user_id, at=now, why=say("撤回"))
    row.body, row.mends, row.ended_at = None, None, now
    note(session, who, "withdraw", "upload", row.id, now=now)


def _plain(name: str) -> str:
    """What the file is called, without the folders that some browsers send along."""
    base = name.replace("\\", "/").rpartition("/")[2]
    stem, dot, suffix = base.rpartition(".")
    return f"{file_name(stem or base)}{dot if stem else ''}{file_name(suffix)[:10] if stem else ''}"


def own_upload(session: Session, who: Asker, number: int) -> Upload:
    """The asker's own, since what a file may do is judged by who handed it in. Raises NotFound, Conflict."""
    row = _find(session, who, number)
    if row.asked_by != who.user_id:
        raise Conflict(say("这份文件是别人上传的，只能由本人导入或撤回"))
    return row


def _find(session: Session, who: Asker, number: int) -> Upload:
    row = session.scalar(_one(number).where(_visible(who)))
    if row is None:
        raise NotFound(say("没有这次导入，或不在您的管理范围内"))
    return row


def _one(number: int) -> Select[Upload]:
    return select(Upload).where(Upload.id == number)


def _visible(who: Asker) -> ColumnElement[bool]:
    return true() if who.may(Right.RULE) else Upload.asked_by == who.user_id


def _names(session: Session, users: set[int]) -> Mapping[int, str]:
    return dict(session.execute(select(User.id, User.name).where(User.id.in_(users))).all())


def _view(row: Upload, by: str) -> UploadView:
    return UploadView(
        row.id, row.name, row.size, row.sha256, row.state, by, row.asked_by,
        asked_at=row.asked_at, ended_at=row.ended_at, progress=row.progress,
        findings=row.findings, fingerprint=row.fingerprint, error=row.error and again(row.error),
    )  # fmt: skip
