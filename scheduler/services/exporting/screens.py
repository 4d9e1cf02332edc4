"""Screens as files: what somebody looks at, written down for them as it stands, and the audit says so."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from scheduler import clock
from scheduler.exchange.screen_sheet import Screen, screen_sheet
from scheduler.language import say
from scheduler.services.access import Asker
from scheduler.services.audit import note

__all__ = ["Screen", "screen_file"]


def screen_file(
    session: Session, who: Asker, title: str, screens: Sequence[Screen], *, ref: str, told: str = "", now: datetime
) -> bytes:
    """An .xlsx of the tables that `who` was just shown, phones and all else as it was shown; `told` of them stands
    below the title, `ref` in the audit."""
    when = f"{now.astimezone(clock.TOWN):%Y-%m-%d %H:%M}"
    line = told or say("{when} 导出", when=when)
    # Written before anything is said to the database: nobody waits for a sheet of thousands of rows.
    made = screen_sheet(title, line, screens, made=now)
    note(session, who, "export", "screen", ref, now=now, rows=sum(len(screen.rows) for screen in screens))
    return made
