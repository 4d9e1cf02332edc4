"""A list of records as its address asks for it, each in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from marshmallow import ValidationError

from api.auth import asker
from api.pages.records import forms
from api.pages.records.inputs import Choices
from api.pages.records.record import Field, Record
from api.rest.door import page_of
from scheduler.errors import Invalid
from scheduler.language import say
from scheduler.services.paging import Page, Paged
from scheduler.store.database import Session

SIZE = 50
_MOST = 100_000

Asked = tuple[Page, dict[str, Any]]


def asked(record: Record) -> Asked:
    """The page and the filters that the address names, as REST takes them. Raises Invalid."""
    schema = record.looks.query()
    said = {name: value for name, value in request.args.items() if name in schema.fields and value}
    try:
        query: dict[str, Any] = schema.load({**said, "size": str(SIZE)})
    except ValidationError as error:
        raise Invalid(say("提交的内容有误")) from error
    return page_of(query), query


def found(session: Session, record: Record, query: Asked) -> Paged[Any]:
    """One page of what is asked for."""
    page, which = query
    looks = record.looks
    if looks.filters is None:
        return looks.page(session, asker(), page, **which)
    return looks.page(session, asker(), page, looks.filters(**which))


def everything(session: Session, record: Record, query: Asked) -> tuple[Any, ...]:
    """All pages of it in one."""
    page, which = query
    return found(session, record, (Page(1, _MOST, page.order), which)).items


def texts(
    record: Record, views: Sequence[Any], fields: Sequence[Field], choices: Mapping[str, Choices]
) -> list[list[str]]:
    """What each record says in these fields, in words."""
    columns = [(one.name, one.input.text, choices.get(one.name, {})) for one in fields]
    told = forms.told_all(record.looks.schema, views)
    return [[text(json.get(name), known) for name, text, known in columns] for json in told]


def sortable(record: Record) -> frozenset[str]:
    """The fields that the list can be ordered by."""
    order = record.looks.query().fields["order"]
    return frozenset(name for check in order.validators for name in getattr(check, "choices", ()))
