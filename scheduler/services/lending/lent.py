"""Lending people: an edit by hand of the published roster, judged, noted and told like any other."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from scheduler.errors import Invalid, NotFound
from scheduler.language import say
from scheduler.services import publishing
from scheduler.services.access import Asker
from scheduler.services.adjusting import Wanted, change, editable_at
from scheduler.services.lending.asked import Lend, between
from scheduler.services.lending.lenders import called
from scheduler.services.mending import Mended
from scheduler.settings import Settings
from solver.problem import Duty


def lend(
    session: Session,
    who: Asker,
    asked: Lend,
    code: str,
    come: Collection[Duty],
    *,
    expected: int | None = None,
    settings: Settings,
    now: datetime,
) -> Mended:
    """Let these people come to these shifts of the roster, and tell them where people know of all that was before.

    Raises what `propose` and `adjust` raise: Conflict when `expected` is not the newest version any more, Invalid for
    hard rules newly broken; NotFound for a shift that is not of that day and grid, or somebody of another grid.
    """
    two = between(session, who, asked)
    roster = editable_at(session, who, code, expected)
    there = called(session, roster, two)
    if not come:
        raise Invalid(say("请选择由谁来"))
    for duty in sorted(come):
        if duty.shift not in there.shifts or duty.volunteer not in there.lenders:
            raise NotFound(say("{volunteer} 不能到 {shift} 支援：不是这一天、这两个片区的", **duty._asdict()))
        if duty in there.found.duties:
            raise Invalid(say("{person}已在 {shift} 的班次上", **there.found.speaker.duty(duty)))
    all_told = roster.published_version is not None and roster.published_version == roster.version
    reason = say("跨片支援：{source} → {target}", source=two.source.name, target=two.target.name)
    wanted = Wanted(there.found.duties | frozenset(come), reason=reason)
    made = change(session, who, there.found, wanted, now=now)
    if not all_told:
        return Mended(made.version, None)
    done = publishing.publish(session, who, code, reason=reason, settings=settings, now=now)
    return Mended(done.version, len(done.messages), done.waiting_text)
