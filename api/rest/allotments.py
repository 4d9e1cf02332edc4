"""/stewardships/plans: which unit should answer for which point in a season: asked for, compared, put in force."""

from dataclasses import replace
from typing import Any

from flask import Response, url_for

from api.auth import allowed, asker
from api.rest.allotment_applying_schemas import (
    ApplicationsSchema,
    AppliedSchema,
    ApplyPlanSchema,
    PlanAppliedSchema,
    PlanEffectSchema,
)
from api.rest.allotment_schemas import (
    PlanAskedSchema,
    PlanCompareQuery,
    PlanComparisonSchema,
    PlanListedSchema,
    PlanQuery,
    PlanSchema,
)
from api.rest.door import Noun, listing, page_of
from api.rest.edits import editing
from api.rest.events import EVENT, EVENTS, Seen, watched
from api.town import reading, town, transaction
from scheduler import clock
from scheduler.services.access import Asker, Right
from scheduler.services.allotting import applying, comparing, plans, taking_back
from scheduler.services.allotting.effect import effect as effect_of
from scheduler.services.allotting.wanted import Wanted
from scheduler.store.database import Session

bp = Noun("allotments", __name__, description="分包方案：先编制，再比较，从某天起启用")
_LIST = "/stewardships/plans"
_ONE = f"{_LIST}/<number:number>"


@bp.route(_LIST)
@allowed(Right.RULE)
@bp.arguments(PlanQuery, location="query")
@bp.response(200, listing(PlanListedSchema))
def plans_(query: dict[str, Any]) -> Any:
    """The asker's plans; everybody's for who rules the town."""
    page = page_of(query)
    with reading() as session:
        return plans.page(session, asker(), page, **query)


@bp.route(_LIST, methods=["POST"])
@allowed(Right.RULE)
@bp.arguments(PlanAskedSchema)
@bp.response(202, PlanSchema, headers={"Location": {"schema": {"type": "string"}, "description": "看进度的地址"}})
def ask(said: dict[str, Any]) -> Any:
    """Ask for a plan; a clock process makes it. Nothing is changed by it."""
    name, seconds = said.pop("name"), said.pop("seconds")
    said |= {field: tuple(said[field]) for field in ("whole", "added", "lost")}
    with transaction() as session:
        number = plans.request(session, asker(), Wanted(**said), name=name, seconds=seconds, now=town().now)
        seen = plans.one(session, asker(), number)
    return seen, 202, {"Location": url_for("allotments.plan", number=number)}


@bp.route(_ONE)
@allowed(Right.RULE)
@bp.response(200, PlanSchema)
def plan(number: int) -> Any:
    """One plan, with what it says."""
    with reading() as session:
        return plans.one(session, asker(), number)


@bp.route(f"{_ONE}/cancel", methods=["POST"])
@allowed(Right.RULE)
@bp.response(202, PlanSchema)
def cancel(number: int) -> Any:
    """Call it off while it waits or is made."""
    with transaction() as session:
        plans.cancel(session, asker(), number, now=town().now)
        session.flush()
        return plans.one(session, asker(), number)


@bp.route(f"{_ONE}/comparison")
@allowed(Right.RULE)
@bp.arguments(PlanCompareQuery, location="query")
@bp.response(200, PlanComparisonSchema)
def comparison(query: dict[str, Any], number: int) -> Any:
    """What differs from the contracts of a day, or from another plan."""
    on = query.pop("on", None) or clock.today(town().now)
    with reading() as session:
        return comparing.compare(session, asker(), number, **query, on=on)


@bp.route(f"{_ONE}/apply", methods=["POST"])
@allowed(Right.RULE)
@bp.arguments(ApplyPlanSchema)
@bp.response(200, PlanAppliedSchema)
def apply(said: dict[str, Any], number: int) -> Any:
    """Put it in force from a day on, whole or some of its points, all of that or nothing."""
    with editing() as session:
        lines = applying.apply(session, asker(), number, **said, now=town().now)
    return {"lines": lines}


@bp.route(f"{_ONE}/effect", methods=["POST"])
@allowed(Right.RULE)
@bp.arguments(ApplyPlanSchema)
@bp.response(200, PlanEffectSchema)
def effect(said: dict[str, Any], number: int) -> Any:
    """What putting it in force would mean for what is published. Nothing is changed by asking."""
    with reading() as session:
        return {"rosters": effect_of(session, asker(), number, **said)}


@bp.route(f"{_ONE}/applications")
@allowed(Right.RULE)
@bp.response(200, ApplicationsSchema)
def applications(number: int) -> Any:
    """When it was put in force, by whom and at which points."""
    with reading() as session:
        return {"applied": taking_back.applied(session, asker(), number)}


@bp.route(f"{_ONE}/take-back", methods=["POST"])
@allowed(Right.RULE)
@bp.response(200, AppliedSchema)
def take_back(number: int) -> Any:
    """Undo the last time it was put in force, up to the day from which it holds."""
    with editing() as session:
        return replace(taking_back.take_back(session, asker(), number, now=town().now), standing=False)


@bp.route(f"{_ONE}/events")
@allowed(Right.RULE)
@bp.response(200, EVENT, content_type=EVENTS, description="每次变化一个事件，data 与方案列表中的一项相同")
@bp.alt_response(204, description="已经结束，且 Last-Event-ID 是最后一个事件")
def watch(number: int) -> Response:
    """How it gets on, as server-sent events, until it ends."""

    def look(session: Session, who: Asker) -> Seen:
        seen = plans.one(session, who, number)
        return Seen.of(PlanListedSchema().dump(seen), seen.ended)

    return watched(look)
