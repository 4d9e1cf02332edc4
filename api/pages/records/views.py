"""The pages of a noun that is described once: its list, its sheet, one of it, a new one, its history."""

from urllib.parse import quote

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from api.auth import allowed, asker, signed
from api.pages import forms as queries
from api.pages.navigation import holds
from api.pages.records import forms, lists
from api.pages.records.choices import choices_of
from api.pages.records.editing import Edited, create, remove, save
from api.pages.records.one import one_page, refused_page
from api.pages.records.record import Record
from api.pages.status import status_of
from api.town import reading, town
from scheduler.errors import Refusal
from scheduler.exchange.record_sheet import record_sheet
from scheduler.language import say
from scheduler.services import record_history
from scheduler.services.paging import Page

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Answered = str | tuple[str, int] | Answer


def pages_of(record: Record) -> Blueprint:
    """The blueprint of the noun's pages, below /data."""
    bp = Blueprint(f"{record.noun}_pages", __name__, url_prefix=f"/{record.path}")
    _list(bp, record)
    _history(bp, record)
    _add(bp, record)
    _edit(bp, record)
    if record.edits.delete is not None:
        _delete(bp, record)
    return bp


def _list(bp: Blueprint, record: Record) -> None:
    @bp.get("/")
    @allowed(record.looks.right)
    def listed() -> str:
        """Those that the filters let through, in pages."""
        query = lists.asked(record)
        with reading() as session:
            found = lists.found(session, record, query)
            choices = choices_of(session, asker(), (*record.listed, *record.filters))
        return render_template(
            "records/list.html",
            record=record,
            rows=list(zip(found.items, lists.texts(record, found.items, record.listed, choices), strict=True)),
            total=found.total,
            page=query[0],
            choices=choices,
            sortable=lists.sortable(record),
            may_edit=holds(signed(), record.edits.right),
            narrowed=any(request.args.get(one.name) for one in record.filters),
        )

    @bp.get("/export")
    @allowed(record.looks.right)
    def export() -> Response:
        """The same as a sheet, all pages of it."""
        fields = tuple({one.name: one for one in (*record.listed, *record.fields)}.values())
        with reading() as session:
            found = lists.everything(session, record, lists.asked(record))
            choices = choices_of(session, asker(), fields)
        name, titles = say(record.name), [say(one.label) for one in fields]
        rows = lists.texts(record, found, fields, choices)
        told = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}.xlsx"}
        return Response(record_sheet(name, titles, rows, made=town().now), mimetype=_SHEET, headers=told)


def _history(bp: Blueprint, record: Record) -> None:
    @bp.get("/history/<code:code>")
    @allowed(record.looks.right)
    def history(code: str) -> str:
        """Who changed it and when, from what to what."""
        number = queries.whole(request.args, "page", least=1, most=100_000, default=1)
        with reading() as session:
            view = record.looks.one(session, asker(), code)
            page = Page(number, lists.SIZE)
            found = record_history.history(session, asker(), record.noun, code, page)
        return render_template("records/history.html", record=record, view=view, found=found, page=page)


def _add(bp: Blueprint, record: Record) -> None:
    @bp.get("/new")
    @allowed(record.edits.right)
    def new() -> str:
        """The form for a new one."""
        return one_page(record, Edited(shown=forms.blank(record)))

    @bp.post("/new")
    @allowed(record.edits.right)
    def add() -> Answered:
        """Add it; on to its page."""
        shown = forms.typed(record, request.form)
        try:
            code = create(record, queries.text(request.form, "code"), shown)
        except Refusal as refusal:
            return one_page(record, Edited(shown=shown, refusal=refusal)), status_of(refusal)
        flash(say("已新增 {code}", code=code), "good")
        return redirect(url_for(f"{record.endpoint}.one", code=code))


def _edit(bp: Blueprint, record: Record) -> None:
    @bp.get("/one/<code:code>")
    @allowed(record.looks.right)
    def one(code: str) -> str:
        """All that is known of it, to be changed by who may."""
        return one_page(record, code=code)

    @bp.post("/one/<code:code>")
    @allowed(record.edits.right)
    def change(code: str) -> Answered:
        """Save what was changed, unless somebody else changed it meanwhile."""
        done = save(record, code, request.form)
        if not done.saved:
            return one_page(record, done, code=code), done.status
        flash(say("已保存") if done.names else say("没有改动"), "good" if done.names else "info")
        return redirect(url_for(f"{record.endpoint}.one", code=code))


def _delete(bp: Blueprint, record: Record) -> None:
    @bp.post("/delete/<code:code>")
    @allowed(record.edits.right)
    def delete(code: str) -> Answered:
        """Delete it; one that is in use stays, and the page says where."""
        try:
            remove(record, code, request.form)
        except Refusal as refusal:
            return refused_page(record, code, refusal), status_of(refusal)
        flash(say("已删除 {code}", code=code), "good")
        return redirect(url_for(f"{record.endpoint}.listed"))
