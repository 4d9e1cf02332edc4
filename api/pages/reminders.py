"""Reminders: what is waiting, sent and failed, why, and sending again what was given up."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from api.auth import allowed, asker
from api.pages import forms
from api.town import reading, town, transaction
from scheduler.errors import Invalid
from scheduler.language import say
from scheduler.services import outbox, outbox_views
from scheduler.services.access import Right
from scheduler.services.addresses import channel_name
from scheduler.services.outbox_scope import ReminderFilter
from scheduler.services.paging import Page
from scheduler.services.pulse import clock_goes
from scheduler.store.reminders import ReminderState

bp = Blueprint("reminder_pages", __name__, url_prefix="/reminders")
_SIZE = 50

KINDS: Mapping[str, str] = {
    "published": "排班发布",
    "changed": "排班变动",
    "tomorrow": "明日值守",
    "soon": "即将值守",
    "vacancies": "空岗",
    "inspection": "日督导",
    "alarms": "告警",
    "groups": "单位群汇总",
}
"""What people read for a kind of reminder: the msgid."""


@bp.get("/")
@allowed(Right.SEE)
def reminders() -> str:
    """How many are in each state, and one page of them, the latest first."""
    number = forms.whole(request.args, "page", least=1, most=100_000, default=1)
    kind, state = forms.text(request.args, "kind") or None, _state()
    person = forms.text(request.args, "person", 50) or None
    with reading() as session:
        counts = outbox_views.summary(session, asker(), ReminderFilter(kind=kind, person=person))
        which = ReminderFilter(kind=kind, person=person, state=state)
        found = outbox_views.page(session, asker(), Page(number, _SIZE, "-due_at"), which, vault=town().vault)
        ticking = clock_goes(session, now=town().now)
    return render_template(
        "reminders/list.html",
        found=found,
        counts=counts,
        number=number,
        size=_SIZE,
        chosen=state,
        kinds=KINDS,
        ticking=ticking,
        channel_name=channel_name,
    )


@bp.get("/<number:number>")
@allowed(Right.SEE)
def reminder(number: int) -> str:
    """One of them, with every attempt at it."""
    with reading() as session:
        one = outbox_views.one(session, asker(), number, vault=town().vault)
        tries = outbox_views.deliveries(session, asker(), number)
        again = outbox.may_resend(session, asker(), number, now=town().now)
    return render_template(
        "reminders/one.html", one=one, tries=tries, again=again, kinds=KINDS, channel_name=channel_name
    )


@bp.post("/<number:number>/resend")
@allowed(Right.SEE)
def resend(number: int) -> Response:
    """Send one again that was given up."""
    with transaction() as session:
        outbox.resend(session, asker(), number, now=town().now)
    flash(say("已放回待发送，马上再发"), "good")
    return redirect(url_for("reminder_pages.reminder", number=number))


def _state() -> ReminderState | None:
    wanted = forms.text(request.args, "state")
    if wanted and wanted not in set(ReminderState):
        raise Invalid(say("没有这种状态：{state}", state=wanted))
    return ReminderState(wanted) if wanted else None
