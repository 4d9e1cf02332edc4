"""A refused file put right in the page: what stands in its cells instead is kept beside it, and it is read again."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Invalid
from scheduler.language import say
from scheduler.services.access import Asker
from scheduler.services.audit import note
from scheduler.services.upload_said import with_cells
from scheduler.services.uploads import own_upload
from scheduler.store.lifecycle import step
from scheduler.store.uploads import Upload, UploadState

LONGEST = 1_000
_MOST = 5_000

Mends = Mapping[tuple[str, int], Mapping[str, str] | None]
"""By sheet and row what stands in its cells instead, by field; None for a row that is left out."""


def mend(session: Session, who: Asker, number: int, mends: Mends, *, now: datetime) -> None:
    """Put these cells right, beside those that were put right before, and have the file read again.

    Raises NotFound; Conflict for somebody else's, and for one that is not refused; Invalid where nothing is mended, or
    a row that is not wrong.
    """
    row = own_upload(session, who, number)
    if row.state is not UploadState.REFUSED or row.body is None:
        raise Conflict(say("这份文件现在不用改，或已不在；请看它的页面"))
    if not mends:
        raise Invalid(say("还没有改动：把标出的格子改好再核对"))
    row.mends = with_cells(row.mends, _together(row, mends))
    queue_again(session, who, row, why=say("在页面上改好，重新核对"), now=now)
    note(session, who, "mend", "upload", row.id, now=now, cells=sum(len(cells or ()) or 1 for cells in mends.values()))


def queue_again(session: Session, who: Asker, row: Upload, *, why: str, now: datetime) -> None:
    """Have it read again, whatever was found before. Raises Conflict for one that does not wait for people."""
    row.findings, row.fingerprint, row.error, row.progress = None, None, None, ""
    row.claimed_by, row.heartbeat_at, row.tries = None, None, 0
    step(session, row, UploadState.QUEUED, by=who.user_id, at=now, why=why)


def _together(row: Upload, mends: Mends) -> dict[str, Any]:
    known = (row.findings or {}).get("lines", {})
    found: dict[str, Any] = deepcopy((row.mends or {}).get("cells", {}))
    for (sheet, line), cells in mends.items():
        fields = {field for field, _, _ in known.get(sheet, {}).get(str(line), ())}
        if not fields or not set(cells or ()) <= fields:
            raise Invalid(say("{sheet} 第 {row} 行不在要改的地方里", sheet=sheet[:40], row=line))
        if any(len(text) > LONGEST or "\x00" in text for text in (cells or {}).values()):
            raise Invalid(say("内容太长或含有不能保存的字符，最多 {most} 字", most=LONGEST))
        rows = found.setdefault(sheet, {})
        rows[str(line)] = None if cells is None else {**(rows.get(str(line)) or {}), **cells}
    if sum(map(len, found.values())) > _MOST:
        raise Invalid(say("要改的地方太多，请在 Excel 里改好后重新上传"))
    return found
