"""What was done to one thing, from what to what: an entry in the audit for each row that is added, changed, deleted."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from scheduler.services import audit
from scheduler.services.access import Asker
from scheduler.services.as_json import plain

_PRIVATE = frozenset(("phone_index", "places", "guardian_note", "reason"))
_ABOUT_PEOPLE: Mapping[str, frozenset[str]] = {
    "volunteer": _PRIVATE | {"name", "birth_year"},
    "absence": _PRIVATE | {"volunteer"},
}
"""Of these the audit says that they were changed, not from what to what: nothing is ever taken out of it again."""

Face = Mapping[str, Any]


def note_edit(
    session: Session, who: Asker, noun: str, ref: str, *,
    before: Face | None, after: Face | None, now: datetime, file: str | None = None,
) -> None:  # fmt: skip
    """An entry with the fields that differ; None before for a new row, None after for one that was deleted, and the
    name of the `file` that brought it. No entry where nothing differs."""
    if before is not None and after is not None:
        differ = [name for name in after if before.get(name) != after[name]]
        if not differ:
            return
        before, after = ({name: face.get(name) for name in differ} for face in (before, after))
    verb = "add" if before is None else "delete" if after is None else "change"
    private = _ABOUT_PEOPLE.get(noun, _PRIVATE)
    faces = {"before": _told(before, private), "after": _told(after, private)}
    audit.note(session, who, verb, noun, ref, now=now, **faces, **({"file": file} if file else {}))


def ref_of(key: Any) -> str:
    """What the audit calls the thing of that key: its code, or the parts that make it one."""
    return key if isinstance(key, str) else "/".join(str(plain(part)) for part in key)


def _told(face: Face | None, private: frozenset[str]) -> dict[str, Any] | None:
    if face is None:
        return None
    return {name: "…" if name in private and value else plain(value) for name, value in face.items()}
