"""A record's form: what it begins with, what was typed into it, what REST takes of that, and where it is wrong."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from flask import current_app
from marshmallow import Schema, ValidationError

from api.pages.records.inputs import Form
from api.pages.records.record import Field, Record
from api.rest.edits import partly
from scheduler.errors import Fault, Invalid, Refusal
from scheduler.exchange.words import Unreadable
from scheduler.language import say

Json = Mapping[str, Any]
Shown = Mapping[str, Any]
"""What stands in each field of a form, by name."""


@dataclass(frozen=True, slots=True)
class Version:
    """What somebody looked at: its `tag`, the number of its latest `change`, and what stood in the form, `was`."""

    tag: str
    change: int
    was: Shown


def told(looks_schema: type[Schema], view: object) -> Json:
    """The record as REST gives it, in JSON."""
    return told_all(looks_schema, [view])[0]


def told_all(looks_schema: type[Schema], views: Sequence[object]) -> Sequence[Json]:
    """Each of the records as REST gives it, in JSON."""
    found: Sequence[Json] = orjson.loads(current_app.json.dumps(looks_schema().dump(views, many=True)))
    return found


def tag_of(record: Record, view: object) -> str:
    """The same for what an edit must have read as long as nobody changes it."""
    edited = record.looks.edited
    schema = edited if isinstance(edited, Schema) else edited()
    return hashlib.sha256(current_app.json.dumps(schema.dump(view)).encode()).hexdigest()[:32]


def beginning(record: Record, json: Json) -> Shown:
    """What stands in the form of the record that REST gives so."""
    return {one.name: one.input.shown(json.get(one.name)) for one in record.fields}


def blank(record: Record) -> Shown:
    """What stands in the form of a new one: what REST takes it for where nothing is said."""
    fields = {given.data_key or name: given for name, given in record.edits.body().fields.items()}
    begun = {}
    for one in record.fields:
        given = fields[one.name]
        value = given.load_default if not callable(given.load_default) else given.load_default()
        known = isinstance(value, str | int | float | bool)
        begun[one.name] = one.input.shown(getattr(value, "value", value) if known else None)
    return begun


def typed(record: Record, form: Form) -> Shown:
    """What was sent."""
    return {one.name: one.input.filled(form, one.name) for one in record.fields}


def changed(shown: Shown, was: Shown) -> tuple[str, ...]:
    """The fields in which something else stands."""
    return tuple(name for name, value in shown.items() if was.get(name) != value)


def said(record: Record, shown: Shown, names: Iterable[str], *, whole: bool) -> dict[str, Any]:
    """What the use-case is told of these fields; `whole` for a new thing. Raises Invalid with a fault by field."""
    json, faults = {}, []
    for one in record.fields:
        if one.name in set(names):
            try:
                json[one.name] = one.input.said(shown[one.name])
            except Unreadable as unreadable:
                faults.append(_fault(one, shown, unreadable.advice))
    try:
        body = record.edits.body() if whole else partly(record.edits.body)
        found: dict[str, Any] = body.load(json)
    except ValidationError as error:
        known = {fault.where for fault in faults}
        messages: dict[str, Any] = dict(error.messages_dict)
        faults += [
            _fault(one, shown, "；".join(_flat(messages[one.name])))
            for one in record.fields
            if one.name in messages and one.name not in known
        ]
        found = {}
    if faults:
        raise Invalid(say("有 {count} 处不对，没有保存", count=len(faults)), faults)
    return found


def by_field(record: Record, refusal: Refusal | None) -> tuple[dict[str, str], tuple[Fault, ...]]:
    """What is wrong with each field, and what is said of none of them."""
    faults = getattr(refusal, "faults", ())
    known = {one.name for one in record.fields} | {"code"}
    return (
        {fault.where: fault.advice for fault in faults if fault.where in known},
        tuple(fault for fault in faults if fault.where not in known),
    )


def _fault(one: Field, shown: Shown, advice: str) -> Fault:
    return Fault(one.name, str(shown[one.name])[:40], advice)


def _flat(messages: Any) -> list[str]:
    if isinstance(messages, Mapping):
        return [text for each in messages.values() for text in _flat(each)]
    if isinstance(messages, list):
        return [text for each in messages for text in _flat(each)]
    return [str(messages)]
