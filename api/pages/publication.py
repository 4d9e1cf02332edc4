"""Publishing: everybody who will be told what, seen before it is done; done once however often it is pressed."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from api.auth import allowed, asker
from api.pages import forms
from api.town import reading, town, transaction
from scheduler.errors import Conflict, Invalid
from scheduler.language import say
from scheduler.services import publishing, withdrawing
from scheduler.services.access import Right
from scheduler.services.board.calling import answers
from scheduler.services.overview import standing
from scheduler.services.unreached import unreached

bp = Blueprint("publication_pages", __name__, url_prefix="/rosters/<roster:code>/publish")

_SIZE = 100


@bp.get("")
@allowed(Right.PLAN)
def preview(code: str) -> str | Response:
    """Who would be told what, and which hard rules it goes against; back to a roster of which all is published."""
    try:
        return _page(code)
    except Conflict as refusal:
        flash(str(refusal), "info")
        return redirect(url_for("roster_page.roster", code=code))


@bp.post("")
@allowed(Right.PLAN)
def publish(code: str) -> tuple[str, int] | Response:
    """Publish the version that was looked at."""
    expected = forms.whole(request.form, "expected", least=1, most=2**31 - 1)
    reason, here = forms.text(request.form, "reason", 500), town()
    try:
        with transaction() as session:
            done = publishing.publish(
                session, asker(), code, expected=expected, reason=reason, settings=here.settings, now=here.now
            )
            without = unreached(session, done.messages, settings=here.settings, now=here.now)
    except Invalid as refusal:
        return _page(code, refusal), 422
    except Conflict:
        if not _was_published(code, expected):
            raise
        flash(say("这一版已经发布，每人只通知一次"), "info")
    else:
        told = say("已发布第 {version} 版，通知 {count} 人", version=done.version, count=len(done.messages))
        flash(_and_then(told, without) if without else told, "good")
        if done.waiting_text:
            flash(done.waiting_text, "info")
    return redirect(url_for("roster_page.roster", code=code))


@bp.post("/withdraw")
@allowed(Right.PLAN)
def withdraw(code: str) -> Response:
    """Take the publication back while that is possible; messages that have not gone out do not."""
    reason = forms.text(request.form, "reason", 500)
    with transaction() as session:
        done = withdrawing.withdraw(session, asker(), code, reason=reason, settings=town().settings, now=town().now)
    flash(say("已撤回：{count} 条通知没有发出", count=done.taken_back), "good")
    if done.told:
        flash(say("{count} 人已经收到，已另外通知他们作废", count=done.told), "warn")
    return redirect(url_for("roster_page.roster", code=code))


def _page(code: str, refusal: Invalid | None = None) -> str:
    number = forms.whole(request.args, "page", least=1, most=100_000, default=1)
    wanted = forms.text(request.args, "person", 50)
    with reading() as session:
        stands = standing(session, asker(), code)
        found = publishing.preview(session, asker(), code, settings=town().settings, now=town().now)
        without = unreached(session, found.messages, settings=town().settings, now=town().now)
    told = [one for one in found.messages if not wanted or answers(one.volunteer, one.name, wanted)]
    return render_template(
        "rosters/publish.html",
        roster=stands.roster,
        found=found,
        unreached=_how_to_reach(without) if without else "",
        told=told[(number - 1) * _SIZE : number * _SIZE],
        total=len(told),
        number=number,
        size=_SIZE,
        person=wanted,
        refusal=refusal,
    )


def _how_to_reach(count: int) -> Markup:
    """What is said of so many who cannot read it, with the way to the links."""
    words = say("{count} 人还没有个人链接，也没有别的途径收到通知，看不到自己的班。", count=count)
    return Markup('{} <a href="{}">{}</a>').format(words, url_for("link_pages.links_"), say("发个人链接"))


def _and_then(told: str, without: int) -> Markup:
    """What was done, and what is next for so many who cannot read it; that they cannot was said before."""
    words = say("给 {count} 人发个人链接", count=without)
    return Markup('{} <a href="{}">{}</a>').format(told, url_for("link_pages.links_"), words)


def _was_published(code: str, version: int) -> bool:
    """Whether what was looked at has been published since: pressed twice, or by somebody else."""
    with reading() as session:
        published = standing(session, asker(), code).roster.published_version
    return published is not None and published == version + 1
