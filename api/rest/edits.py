"""What edits over REST share: their turn, fields that only tell, places on the earth."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

from marshmallow import fields, post_load, pre_load

from api.rest.door import Asked, Real
from api.town import transaction
from scheduler.geo import Spot
from scheduler.services.editing import take_turn
from scheduler.store.database import Session


@contextmanager
def editing() -> Iterator[Session]:
    """A transaction in which nobody else edits the town: what the ETag was checked against is what is changed."""
    with transaction() as session:
        take_turn(session)
        yield session


def told() -> fields.Field[Any]:
    """A field that the answer has and an edit may bring back: it is passed over."""
    return fields.Raw(dump_only=True, metadata={"description": "只读"})


class Kept(Asked):
    """What is handed in of a thing: what GET answers can be handed in again as it is."""

    @pre_load
    def _without_told(self, handed_in: Any, **_: Any) -> Any:
        if not isinstance(handed_in, Mapping):
            return handed_in
        only_told = {field.data_key or name for name, field in self.dump_fields.items() if field.dump_only}
        return {name: value for name, value in handed_in.items() if name not in only_told}


@cache
def partly(body: type[Kept]) -> Kept:
    """The same for a PATCH: whatever field is not said stays; one that is said is said whole, a span with its end."""
    name = body.__name__.removesuffix("BodySchema") + "PatchSchema"
    fields_ = tuple(body().fields)
    patch: Kept = type(name, (body,), {})(partial=fields_)
    return patch


class SpotSchema(Asked):
    """A place in China, in degrees."""

    longitude = Real(73, 136, required=True, metadata={"description": "经度", "examples": [116.7041]})
    latitude = Real(3, 54, required=True, metadata={"description": "纬度", "examples": [39.5232]})

    @post_load
    def _spot(self, numbers: Mapping[str, float], **_: Any) -> Spot:
        return Spot(round(numbers["longitude"], 7), round(numbers["latitude"], 7))
