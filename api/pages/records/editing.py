"""Editing a record from its page: what was looked at is what is changed, and nobody overwrites anybody unawares."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from api.auth import asker
from api.pages.records import forms
from api.pages.records.forms import Shown, Version
from api.pages.records.inputs import Form
from api.pages.records.record import Record
from api.pages.status import status_of
from api.rest.edits import editing
from api.town import reading, town
from scheduler.errors import Conflict, Refusal
from scheduler.language import say
from scheduler.services import record_history
from scheduler.services.record_history import Change
from scheduler.store.database import Session


@dataclass(frozen=True, slots=True)
class Looked:
    """A record at a moment, and which version that is."""

    view: Any
    version: Version

    @classmethod
    def at(cls, record: Record, code: str) -> "Looked":
        """As it is now. Raises NotFound."""
        with reading() as session:
            return cls.within(session, record, code)

    @classmethod
    def within(cls, session: Session, record: Record, code: str) -> "Looked":
        """The same in a transaction that is under way."""
        view = record.looks.one(session, asker(), code)
        was = forms.beginning(record, forms.told(record.looks.schema, view))
        return cls(view, Version(forms.tag_of(record, view), record_history.newest(session, record.noun, code), was))


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """How an edit went: the fields (`names`) that were saved; or why it was refused, with what is to stand in the
    form (`shown`), what `others` did meanwhile, and what stands `now` in fields that both changed."""

    shown: Shown
    names: tuple[str, ...] = ()
    refusal: Refusal | None = None
    others: tuple[Change, ...] = ()
    now: Shown | None = None

    @property
    def saved(self) -> bool:
        return self.refusal is None

    @property
    def status(self) -> int:
        return 200 if self.refusal is None else status_of(self.refusal)


class _Changed(Exception):  # noqa: N818 (an answer, not an error)
    """Somebody else has changed it since."""


def create(record: Record, code: str, shown: Shown) -> str:
    """Add a new one of that code; gives the code. Raises what the use-case does, and Conflict for a code taken."""
    said = forms.said(record, shown, shown.keys(), whole=True)
    with editing() as session:
        if record.edits.find(session, asker(), code) is not None:
            raise Conflict(say("编号 {code} 已被使用，请换一个", code=code))
        record.edits.save(session, asker(), code, said, now=town().now)
    return code


def save(record: Record, code: str, form: Form) -> Edited:
    """Save the fields in which something else stands than was looked at."""
    shown, seen = forms.typed(record, form), _seen(form)
    names = forms.changed(shown, seen.was)
    try:
        with editing() as session:
            if Looked.within(session, record, code).version.tag != seen.tag:
                raise _Changed
            said = forms.said(record, shown, names, whole=False)
            if said:
                record.edits.save(session, asker(), code, said, now=town().now)
    except _Changed:
        return _merged(record, code, shown, seen)
    except Refusal as refusal:
        return Edited(shown=shown, refusal=refusal)
    return Edited(shown=shown, names=names)


def remove(record: Record, code: str, form: Form) -> None:
    """Delete it as it was looked at. Raises Conflict where it is in use, or changed since."""
    with editing() as session:
        if Looked.within(session, record, code).version.tag != _seen(form).tag:
            raise Conflict(say("刚才已有人改动，请看过现在的内容再删除"))
        if record.edits.delete is not None:
            record.edits.delete(session, asker(), code, now=town().now)


def _merged(record: Record, code: str, shown: Shown, seen: Version) -> Edited:
    """What others changed and the asker did not is as it is now; what both changed is the asker's to decide."""
    with reading() as session:
        current = Looked.within(session, record, code).version.was
        others = record_history.later(session, asker(), record.noun, code, than=seen.change)
    mine = set(forms.changed(shown, seen.was))
    theirs = set(forms.changed(current, seen.was))
    both = {name: current[name] for name in mine & theirs if current[name] != shown[name]}
    merged = {name: shown[name] if name in mine else value for name, value in current.items()}
    told = say("您打开以后有人改了这一项，还没有保存您的改动；下面已合到一起，请看过再保存")
    return Edited(shown=merged, refusal=Conflict(told), others=others, now=both)


def _seen(form: Form) -> Version:
    """What the form says was looked at; what nobody could have looked at is as if it had changed."""
    try:
        was: Mapping[str, Any] = orjson.loads(form.get("was", "{}"))
    except orjson.JSONDecodeError:
        was = {}
    change = form.get("change", "")
    number = int(change) if change.isascii() and change.isdigit() and len(change) < 18 else 0
    return Version(form.get("seen", ""), number, was if isinstance(was, dict) else {})
