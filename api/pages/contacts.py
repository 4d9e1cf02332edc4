"""Contacts of units' groups: where they are told, by which channel; added, changed, switched off, tried out."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from api.auth import allowed, asker
from api.errors import STATUS
from api.pages import forms
from api.pages.seen import require_unchanged, seen
from api.town import reading, town, transaction
from scheduler.errors import Refusal
from scheduler.language import say
from scheduler.notify.channels import ADDRESSED
from scheduler.services import contacts, scopes
from scheduler.services.access import Right
from scheduler.services.addresses import channel_name
from scheduler.services.contact_views import ContactFilter, ContactView, one, page
from scheduler.services.contacts import ContactChange, NewContact
from scheduler.services.editing import take_turn
from scheduler.services.paging import Page

bp = Blueprint("contact_pages", __name__, url_prefix="/contacts")

_SIZE = 50
_ONE = "/<number:number>"


@bp.get("/")
@allowed(Right.PLAN)
def contacts_() -> str:
    """The contacts in the asker's scope, those in use first asked for, and the form for a new one."""
    return _page()


@bp.post("/")
@allowed(Right.PLAN)
def add() -> tuple[str, int] | Response:
    """A new contact of a unit's group."""
    try:
        asked = NewContact(
            channel=forms.text(request.form, "channel", 20),
            name=_name(),
            address=forms.text(request.form, "address", 1_000),
            secret=forms.text(request.form, "secret"),
            unit=forms.text(request.form, "unit"),
        )
        with transaction() as session:
            made = contacts.add(session, asker(), asked, vault=town().vault, settings=town().settings, now=town().now)
    except Refusal as refusal:
        return _refused(refusal)
    flash(say("已登记 {name}；可以发一条测试消息", name=made.name), "good")
    return redirect(url_for("contact_pages.contacts_"))


@bp.post(_ONE)
@allowed(Right.PLAN)
def change(number: int) -> tuple[str, int] | Response:
    """Another name or address, switched off or on; an address that is left empty stays."""
    try:
        to = ContactChange(
            name=_name(),
            active=request.form.get("active") == "1",
            address=forms.text(request.form, "address", 1_000) or None,
            secret=forms.text(request.form, "secret"),
        )
        with transaction() as session:
            take_turn(session)
            require_unchanged(*_shown(one(session, asker(), number, vault=town().vault)))
            contacts.change(session, asker(), number, to, vault=town().vault, settings=town().settings, now=town().now)
    except Refusal as refusal:
        return _refused(refusal)
    flash(say("已保存"), "good")
    return redirect(url_for("contact_pages.contacts_"))


@bp.post(f"{_ONE}/test")
@allowed(Right.PLAN)
def test(number: int) -> tuple[str, int] | Response:
    """A message that says it is a test; on to where it is seen how it went."""
    try:
        with transaction() as session:
            reminder = contacts.try_out(session, asker(), number, settings=town().settings, now=town().now)
    except Refusal as refusal:
        return _refused(refusal)
    flash(say("测试消息已进入待发送"), "info")
    return redirect(url_for("reminder_pages.reminder", number=reminder))


def _shown(contact: ContactView) -> tuple[str, str, bool]:
    """What the form of a contact shows of it."""
    return contact.name, contact.address, contact.active


def _name() -> str:
    return forms.text(request.form, "name", 60) or say("群")


def _refused(refusal: Refusal) -> tuple[str, int]:
    return _page(refusal), next(status for kind, status in STATUS.items() if isinstance(refusal, kind))


def _page(refusal: Refusal | None = None) -> str:
    number = forms.whole(request.args, "page", least=1, most=100_000, default=1)
    on = [name for name in town().settings.channels.on if name in ADDRESSED]
    with reading() as session:
        found = page(session, asker(), Page(number, _SIZE), ContactFilter(), vault=town().vault)
        units = scopes.plannable(session, asker()).units
    shown: dict[str, Any] = {
        "found": found,
        "seen": {contact.number: seen(*_shown(contact)) for contact in found.items},
        "number": number,
        "size": _SIZE,
        "units": [(unit.code, say("{name}（{code}）", name=unit.name, code=unit.code)) for unit in units],
        "planned": {unit.code for unit in units},
        "channels": [(name, channel_name(name)) for name in on],
    }
    return render_template("contacts/list.html", refusal=refusal, **shown)
