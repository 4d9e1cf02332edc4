"""The inbox 消息: what somebody was told, the latest first; looking at it is reading it."""

from flask import Blueprint, render_template, request

from api.auth import Door, allowed, signed
from api.pages import forms
from api.town import town, transaction
from scheduler.services import inbox
from scheduler.services.paging import Page

bp = Blueprint("inbox_pages", __name__, url_prefix="/inbox")
_SIZE = 20


@bp.get("/")
@allowed(Door.SIGNED)
def letters() -> str:
    """One page of messages; those that are new are marked, and are read from now on."""
    who, now = signed(), town().now
    number = forms.whole(request.args, "page", least=1, most=100_000, default=1)
    with transaction() as session:
        found = inbox.page(session, who, Page(number, _SIZE, "-sent_at"), now=now)
        inbox.read_all(session, who, [letter.number for letter in found.items if letter.read_at is None], now=now)
    return render_template("me/inbox.html", found=found, number=number, size=_SIZE)
