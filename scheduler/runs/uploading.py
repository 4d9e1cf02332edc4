"""Uploading: a claimed file is read and compared with the town, or what was looked at is applied.

Nothing is half done: what was found is written by one transaction, and what it says is done by one.
"""

from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.clock import today
from scheduler.errors import Refusal
from scheduler.exchange.town_file import Reading
from scheduler.language import choose, keep, say
from scheduler.language.again import kept
from scheduler.runs.ending import TakenOver
from scheduler.runs.upload_claims import UploadClaim, our_upload
from scheduler.runs.upload_pulse import Pulse
from scheduler.runs.upload_reading import HandedIn, Seen, handed_in, read, seen_of
from scheduler.services import headings, imports
from scheduler.services.access import Asker, asker
from scheduler.services.imports import Plan, Source
from scheduler.services.imports.telling import fingerprint_of, told
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.lifecycle import step
from scheduler.store.uploads import Upload, UploadState
from scheduler.store.users import User
from scheduler.store.vault import Vault

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class UploadOutcome:
    """The state that an upload is in after the work; None when it is not ours any more. `fault` is our own fault."""

    state: UploadState | None
    fault: Exception | None = None


def work_upload(sessions: Sessions, claim: UploadClaim, *, vault: Vault, clock: Clock) -> UploadOutcome:
    """Read and compare a claimed file, or apply it if that was asked for.

    Nothing is raised but an interrupt, after which another process may take the file up at once: what goes wrong is
    written into the upload, so that it can be told to whoever reads it in their language.
    """
    return copy_context().run(_worked, sessions, claim, vault, clock)


def _worked(sessions: Sessions, claim: UploadClaim, vault: Vault, clock: Clock) -> UploadOutcome:
    try:
        with reading(sessions) as session:
            row = our_upload(session, claim, hold=False)
            applying, file = row.state is UploadState.APPLYING, handed_in(row, headings.remembered(session))
        choose(row.language)
        keep()
        with Pulse(sessions, claim, clock) as pulse:
            said = read(file, today=today(clock()), progress=pulse.at(say("读取")))
            if not applying:
                plan = _compare(sessions, claim, said, vault=vault, clock=clock, pulse=pulse)
                seen = seen_of(file, plan.refused)
                with transaction(sessions) as session:
                    row = our_upload(session, claim)
                    return UploadOutcome(_found(session, row, plan, seen=seen, now=clock()))
        return UploadOutcome(_apply(sessions, claim, file, said, vault=vault, clock=clock))
    except TakenOver:
        return UploadOutcome(None)
    except Exception as fault:
        return UploadOutcome(_fail(sessions, claim, fault, clock()), None if isinstance(fault, Refusal) else fault)
    except BaseException:
        _hand_back(sessions, claim)
        raise


def _compare(
    sessions: Sessions, claim: UploadClaim, said: Reading, *, vault: Vault, clock: Clock, pulse: Pulse
) -> Plan:
    """What the file would do to the town as it is."""
    with reading(sessions) as session:
        who = _asker(session, our_upload(session, claim, hold=False))
        return imports.plan(session, who, said, vault=vault, now=clock(), progress=pulse.at(say("比对")))


def _found(session: Session, row: Upload, plan: Plan, *, seen: Seen, now: datetime) -> UploadState:
    """Keep what was found, to be looked at, with what is `seen` of the file itself."""
    row.findings, row.fingerprint = {**told(plan), **seen}, fingerprint_of(plan)
    row.claimed_by, row.heartbeat_at, row.tries, row.progress = None, None, 0, ""
    state = UploadState.REFUSED if plan.refused else UploadState.CHECKED
    step(session, row, state, by=None, at=now, why=row.error or say("已读取并比对"))
    return state


def _apply(
    sessions: Sessions, claim: UploadClaim, file: HandedIn, said: Reading, *, vault: Vault, clock: Clock
) -> UploadState:
    """Do what was looked at, all of it or nothing; where the town would change otherwise by now, show that instead."""
    with transaction(sessions) as session:
        row, now = our_upload(session, claim), clock()
        who = _asker(session, row)
        plan = imports.plan(session, who, said, vault=vault, now=now)
        if fingerprint_of(plan) != row.fingerprint:
            row.error = kept(say("在您看的时候有人改动了数据，什么都没有导入，请看过新的结果再导入"))
            return _found(session, row, plan, seen=seen_of(file, plan.refused), now=now)
        imports.apply(session, who, plan, vault=vault, source=Source(row.name, row.sha256), now=now)
        row.body, row.mends, row.ended_at, row.progress = None, None, now, ""
        step(session, row, UploadState.APPLIED, by=row.asked_by, at=now, why=say("导入完成"))
        return UploadState.APPLIED


def _fail(sessions: Sessions, claim: UploadClaim, fault: Exception, now: datetime) -> UploadState | None:
    told = say("程序出错，什么都没有改动：{kind}", kind=type(fault).__name__)
    why = kept(fault.args[0] if isinstance(fault, Refusal) else told)
    try:
        with transaction(sessions) as session:
            row = our_upload(session, claim)
            row.error, row.ended_at, row.progress = why, now, ""
            row.body, row.mends = None, None
            step(session, row, UploadState.FAILED, by=None, at=now, why=why)
            return UploadState.FAILED
    except TakenOver:
        return None


def _hand_back(sessions: Sessions, claim: UploadClaim) -> None:
    try:
        with transaction(sessions) as session:
            row = our_upload(session, claim)
            row.claimed_by, row.heartbeat_at, row.tries = None, None, row.tries - 1
    except TakenOver:
        return


def _asker(session: Session, row: Upload) -> Asker:
    """Who handed it in, with what they hold by now. Raises NotFound for an account that is switched off."""
    login = session.scalars(select(User.login).where(User.id == row.asked_by)).one()
    return asker(session, login)
