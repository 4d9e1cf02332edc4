"""Life cycles: which state may follow which, and the one way to the next, logged with who, when and why."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from scheduler.errors import Conflict
from scheduler.language import say
from scheduler.store.absences import Absence, AbsenceState
from scheduler.store.allotments import Allotment
from scheduler.store.duties import Duty, DutyState
from scheduler.store.moves import Move
from scheduler.store.reminders import Reminder, ReminderState
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.runs import Run, RunState
from scheduler.store.uploads import Upload, UploadState

Living = Roster | Duty | Absence | Run | Allotment | Reminder | Upload
Cycle = Mapping[StrEnum, frozenset[StrEnum]]


def _cycle(*moves: tuple[StrEnum, set[StrEnum]]) -> Cycle:
    return {before: frozenset(after) for before, after in moves}


_R, _D, _A, _U, _M, _F = RosterState, DutyState, AbsenceState, RunState, ReminderState, UploadState
_SEEN: set[StrEnum] = {_D.SERVED, _D.ABSENT, _D.EXCUSED}

# A process that dies leaves its run running; whoever claims it next goes on with it.
_RUN = _cycle(
    (_U.QUEUED, {_U.RUNNING, _U.CANCELLED}),
    (_U.RUNNING, {_U.DONE, _U.FAILED, _U.CANCELLED}),
    (_U.DONE, set()),
    (_U.FAILED, set()),
    (_U.CANCELLED, set()),
)
_RUN_NAMES: Mapping[StrEnum, str] = {
    _U.QUEUED: "排队中",
    _U.RUNNING: "运行中",
    _U.DONE: "已完成",
    _U.FAILED: "失败",
    _U.CANCELLED: "已取消",
}

NEXT: Mapping[str, Cycle] = {
    # A solve that stops or fails gives back the state it found: draft, or solved once there is a version.
    # A roster may also be made by hand, without any solve. For ten minutes its first publication can be withdrawn.
    "roster": _cycle(
        (_R.DRAFT, {_R.QUEUED, _R.SOLVED, _R.ARCHIVED}),
        (_R.QUEUED, {_R.SOLVING, _R.DRAFT, _R.SOLVED}),
        (_R.SOLVING, {_R.SOLVED, _R.DRAFT}),
        (_R.SOLVED, {_R.QUEUED, _R.PUBLISHED, _R.ARCHIVED}),
        (_R.PUBLISHED, {_R.SOLVED, _R.ARCHIVED}),
        (_R.ARCHIVED, set()),
    ),
    # A substitute who is not found gives the duty back; a presence noted wrongly is put right.
    "duty": _cycle(
        (_D.ASSIGNED, {_D.CONFIRMED, _D.DECLINED, _D.SEEKING} | _SEEN),
        (_D.CONFIRMED, {_D.DECLINED, _D.SEEKING} | _SEEN),
        (_D.DECLINED, set()),
        (_D.SEEKING, {_D.HANDED_OVER, _D.ASSIGNED, _D.CONFIRMED} | _SEEN),
        (_D.HANDED_OVER, set()),
        (_D.SERVED, {_D.ABSENT, _D.EXCUSED}),
        (_D.ABSENT, {_D.SERVED, _D.EXCUSED}),
        (_D.EXCUSED, {_D.SERVED, _D.ABSENT}),
    ),
    "absence": _cycle(
        (_A.ASKED, {_A.APPROVED, _A.REFUSED, _A.WITHDRAWN}),
        (_A.APPROVED, {_A.WITHDRAWN}),
        (_A.REFUSED, set()),
        (_A.WITHDRAWN, set()),
    ),
    "run": _RUN,
    "allotment": _RUN,
    # Due again after a failure that may pass, when its sender died before it began, or when somebody sends a dead
    # one again by hand; dead when it can never arrive.
    "reminder": _cycle(
        (_M.DUE, {_M.CLAIMED, _M.EXPIRED}),
        (_M.CLAIMED, {_M.SENT, _M.FAILED, _M.DUE}),
        (_M.FAILED, {_M.DUE, _M.DEAD}),
        (_M.SENT, set()),
        (_M.DEAD, {_M.DUE}),
        (_M.EXPIRED, set()),
    ),
    # What was looked at is what is applied: where the town has changed meanwhile, it is to be looked at again.
    "upload": _cycle(
        (_F.QUEUED, {_F.READING, _F.FAILED, _F.WITHDRAWN}),
        (_F.READING, {_F.CHECKED, _F.REFUSED, _F.FAILED, _F.WITHDRAWN}),
        (_F.CHECKED, {_F.APPLYING, _F.QUEUED, _F.WITHDRAWN}),
        (_F.APPLYING, {_F.APPLIED, _F.CHECKED, _F.REFUSED, _F.FAILED}),
        (_F.REFUSED, {_F.QUEUED, _F.WITHDRAWN}),
        (_F.APPLIED, set()),
        (_F.FAILED, set()),
        (_F.WITHDRAWN, set()),
    ),
}

NAMES: Mapping[str, Mapping[StrEnum, str]] = {
    "roster": {
        _R.DRAFT: "草稿",
        _R.QUEUED: "排队中",
        _R.SOLVING: "排班中",
        _R.SOLVED: "已排好",
        _R.PUBLISHED: "已发布",
        _R.ARCHIVED: "已归档",
    },
    "duty": {
        _D.ASSIGNED: "已排",
        _D.CONFIRMED: "已确认",
        _D.DECLINED: "已谢绝",
        _D.SEEKING: "找替班",
        _D.HANDED_OVER: "已转交",
        _D.SERVED: "已到岗",
        _D.ABSENT: "缺岗",
        _D.EXCUSED: "已请假",
    },
    "absence": {
        _A.ASKED: "待批",
        _A.APPROVED: "已批准",
        _A.REFUSED: "未批准",
        _A.WITHDRAWN: "已撤回",
    },
    "run": _RUN_NAMES,
    "allotment": _RUN_NAMES,
    "reminder": {
        _M.DUE: "待发送",
        _M.CLAIMED: "发送中",
        _M.SENT: "已发送",
        _M.FAILED: "未送达",
        _M.DEAD: "不再发送",
        _M.EXPIRED: "已过期",
    },
    "upload": {
        _F.QUEUED: "排队中",
        _F.READING: "读取中",
        _F.CHECKED: "待确认",
        _F.REFUSED: "有误",
        _F.APPLYING: "导入中",
        _F.APPLIED: "已导入",
        _F.FAILED: "失败",
        _F.WITHDRAWN: "已撤回",
    },
}
"""What people read for a state: the msgid of its name."""


def step(session: Session, row: Living, to: StrEnum, *, by: int | None, at: datetime, why: str) -> None:
    """Move `row` to the state `to` and log it; `by` is the user's id, None for the clock.

    Raises Conflict when its life cycle does not allow the move, or when somebody moved it meanwhile.
    """
    session.flush()  # a new row has neither number nor state before
    noun, before = row.__tablename__, row.state
    if to not in NEXT[noun][before]:
        raise Conflict(say("不能从「{before}」变为「{after}」", before=named(noun, before), after=named(noun, to)))
    table = type(row)
    claim = update(table).where(table.id == row.id, table.state == before).values(state=to)
    won = session.scalar(claim.returning(table.id).execution_options(synchronize_session=False))
    if won is None:
        raise Conflict(say("刚才已有人改动，现在不再是「{before}」，请刷新后再试", before=named(noun, before)))
    set_committed_value(row, "state", to)
    session.add(Move(noun=noun, row_id=row.id, before=before, after=to, by_user=by, at=at, why=why))


def named(noun: str, state: StrEnum) -> str:
    """The state in the reader's language."""
    return say(NAMES[noun][state])
