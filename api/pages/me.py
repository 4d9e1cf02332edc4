"""My duties 我的值守: when and where the next one is, what comes after it, and a calendar that keeps itself true."""

from datetime import date, datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from api.auth import Door, allowed, signed
from api.outside import outside
from api.town import reading, town, transaction
from scheduler.clock import minute_of, today
from scheduler.errors import NotFound
from scheduler.language import say
from scheduler.services import feeds, inbox, own_duties
from scheduler.services.credentials import Identity
from scheduler.services.own_duties import OwnDuty
from scheduler.store.database import Session

bp = Blueprint("me_pages", __name__, url_prefix="/me")


@bp.get("/")
@allowed(Door.OWN)
def me() -> str:
    """The next duty first, then the others that are to come, then what was told."""
    who, now = signed(), town().now
    with reading() as session:
        coming = own_duties.duties_of(session, who.volunteer_id or 0, since=now, now=now)
        feed = _feed(session, who)
        unread = inbox.count_unread(session, who, now=now)
    return render_template("me/duties.html", duties=[_shown(one, now) for one in coming], feed=feed, unread=unread)


@bp.get("/past")
@allowed(Door.OWN)
def past() -> str:
    """What was served, the latest first."""
    who, now = signed(), town().now
    with reading() as session:
        found = own_duties.duties_of(session, who.volunteer_id or 0, until=now, now=now)
    return render_template("me/past.html", duties=[_shown(one, now) for one in reversed(found) if one.ends_at <= now])


@bp.post("/duties/<number:number>/confirm")
@allowed(Door.OWN)
def confirm(number: int) -> Response:
    """The volunteer says that they will be there."""
    with transaction() as session:
        own_duties.confirm(session, signed(), number, now=town().now)
    flash(say("已确认，到时见"), "good")
    return redirect(url_for("me_pages.me"))


@bp.post("/calendar")
@allowed(Door.OWN)
def subscribe() -> str:
    """A new address for the calendar, shown this once; the one before ends."""
    with transaction() as session:
        made = feeds.make(session, signed(), now=town().now)
    return render_template("me/calendar.html", address=outside(made.path or ""))


@bp.post("/calendar/end")
@allowed(Door.OWN)
def unsubscribe() -> Response:
    """The address shows nothing any more."""
    with transaction() as session:
        feeds.withdraw(session, signed(), now=town().now)
    flash(say("日历地址已停用"), "good")
    return redirect(url_for("me_pages.me"))


def _feed(session: Session, who: Identity) -> feeds.FeedView | None:
    try:
        return feeds.look(session, who)
    except NotFound:
        return None


def _shown(duty: OwnDuty, now: datetime) -> dict[str, Any]:
    """A duty with its day, its minutes and how far off it is, as people say it."""
    day = today(duty.starts_at)
    return {
        "duty": duty,
        "day": day,
        "start": minute_of(duty.starts_at, day),
        "end": minute_of(duty.ends_at, day),
        "away": _away(day, today(now)),
        "running": duty.starts_at <= now < duty.ends_at,
        "to_confirm": duty.state == "assigned" and duty.ends_at > now,
    }


def _away(day: date, today: date) -> str:
    days = (day - today).days
    near = {0: say("今天"), 1: say("明天"), 2: say("后天")}
    return near.get(days) or say("{days} 天后", days=days)
