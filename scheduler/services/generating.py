"""Generating: asking for a roster to be solved, seeing how far that is, calling it off."""

from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Invalid, NotFound
from scheduler.language import say
from scheduler.services.access import Asker, Right
from scheduler.services.audit import note
from scheduler.services.rosters import editable, find
from scheduler.services.run_parts import RunPart, require_part
from scheduler.services.run_views import RunView, find_run, view_of
from scheduler.store.lifecycle import step
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.runs import Run, RunState
from scheduler.store.shifts import Shift, shifts_in

LIVE = (RunState.QUEUED, RunState.RUNNING)
MOST_SECONDS = 24 * 3600.0
WHOLE = RunPart()


def request_or_join(
    session: Session, who: Asker, code: str, *, seconds: float, seed: int = 1, now: datetime
) -> tuple[Run, bool]:
    """The live run of the roster and True, or a new one and False. Raises what `request` raises but for a live one."""
    find(session, who, code, right=Right.PLAN)
    live = live_run(session, who, code)
    return (live, True) if live else (request(session, who, code, seconds=seconds, seed=seed, now=now), False)


def request(
    session: Session, who: Asker, code: str, *, seconds: float, seed: int = 1, part: RunPart = WHOLE, now: datetime
) -> Run:
    """Queue a solve of at most `seconds` seconds, of that part with all the rest as it stands; of a published roster it
    only proposes. Raises NotFound, Forbidden, Invalid for impossible seconds or nothing to solve, Conflict when one is
    live already, all of a published roster or a part of what was never solved is asked for."""
    roster = find(session, who, code, right=Right.PLAN)
    session.refresh(roster, with_for_update=True)
    proposes = roster.state is RosterState.PUBLISHED and not part.all
    editable(roster, but_published=not proposes)
    _require_solvable(session, roster, seconds, part)
    kept = None if part.all else part.packed()
    if not proposes:
        step(session, roster, RosterState.QUEUED, by=who.user_id, at=now, why=say("请求排班"))
    by = {"asked_by": who.user_id, "asked_at": now}
    run = Run(roster_id=roster.id, **by, seconds=seconds, seed=seed, part=kept, proposes=proposes)
    session.add(run)
    session.flush()
    note(session, who, "generate", "roster", code, now=now, run=run.id, seconds=seconds, seed=seed, part=kept)
    return run


def _require_solvable(session: Session, roster: Roster, seconds: float, part: RunPart) -> None:
    if session.scalar(_live(roster)):
        raise Conflict(say("排班表 {code} 正在排班，请等它结束或先取消", code=roster.code))
    if not 1 <= seconds <= MOST_SECONDS:
        raise Invalid(say("时间应在 1 秒到 24 小时之间，现在是 {seconds} 秒", seconds=seconds))
    if not session.scalar(select(func.count()).where(shifts_in(roster.id, roster.version), Shift.headcount > 0)):
        raise Invalid(say("排班表 {code} 没有班次：请检查班次模板、点位和分包的日期", code=roster.code))
    if not part.all:
        require_part(session, roster, part)


def live_run(session: Session, who: Asker, code: str) -> Run | None:
    """The run of the roster that is queued or running, if any. Raises NotFound."""
    return session.scalar(_live(find(session, who, code)))


def _live(roster: Roster) -> Select[Run]:
    return select(Run).where(Run.roster_id == roster.id, Run.state.in_(LIVE))


def latest(session: Session, who: Asker, code: str) -> RunView | None:
    """The newest run of the roster, None before the first. Raises NotFound."""
    roster = find(session, who, code)
    run = session.scalar(select(Run).where(Run.roster_id == roster.id).order_by(Run.id.desc()).limit(1))
    return view_of(run, roster.code) if run else None


def cancel(session: Session, who: Asker, code: str, *, now: datetime) -> None:
    """Call the live run off: at once when it is still queued, within two seconds when it runs.

    Raises NotFound where there is none, Forbidden without the right, Conflict when it is being cancelled.
    """
    find(session, who, code, right=Right.PLAN)
    run = live_run(session, who, code)
    if run is None:
        raise NotFound(say("排班表 {code} 没有正在进行的排班", code=code))
    _cancel(session, who, run, now=now)


def cancel_run(session: Session, who: Asker, number: int, *, now: datetime) -> None:
    """The same for the run of that number. Raises NotFound for no such run, Forbidden without the right, Conflict when
    it has ended or is being cancelled."""
    _cancel(session, who, find_run(session, who, number, right=Right.PLAN), now=now)


def finish(session: Session, who: Asker, number: int, *, now: datetime) -> None:
    """Let the run of that number end within seconds with the best roster it has found. Raises NotFound, Forbidden;
    Conflict when it does not run or is being ended."""
    run = find_run(session, who, number, right=Right.PLAN)
    session.refresh(run, with_for_update=True)
    if run.state is not RunState.RUNNING:
        raise Conflict(say("这次排班没有在运行"))
    if run.cancel_asked_at is not None or run.finish_asked_at is not None:
        raise Conflict(say("已经在停止了"))
    run.finish_asked_at = now
    code = session.get_one(Roster, run.roster_id).code
    note(session, who, "finish", "roster", code, now=now, run=run.id)


def _cancel(session: Session, who: Asker, run: Run, *, now: datetime) -> None:
    # It may have been claimed, or have ended, since it was looked up.
    session.refresh(run, with_for_update=True)
    if run.state not in LIVE:
        raise Conflict(say("这次排班已经结束"))
    roster = session.get_one(Roster, run.roster_id)
    if run.state is RunState.QUEUED:
        step(session, run, RunState.CANCELLED, by=who.user_id, at=now, why=say("取消排班"))
        run.ended_at = now
        if not run.proposes:
            back = RosterState.SOLVED if roster.version else RosterState.DRAFT
            step(session, roster, back, by=who.user_id, at=now, why=say("取消排班"))
    elif run.cancel_asked_at is not None:
        raise Conflict(say("已经在取消了"))
    run.cancel_asked_at = now
    note(session, who, "cancel", "roster", roster.code, now=now, run=run.id)
