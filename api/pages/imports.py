"""Importing: a file is handed in, what it would do is shown, and exactly that is done, or nothing."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from api.auth import allowed, asker
from api.pages import forms
from api.pages.columns import asked_tables, is_to_be_redrawn, said_before, said_tables, sheet_choices
from api.pages.remembered import meaning_of
from api.pages.status import status_of
from api.pages.wrong_rows import rest_of, typed_mends, wrong_rows
from api.town import reading, town, transaction
from scheduler.errors import Refusal
from scheduler.exchange.template import template
from scheduler.language import say
from scheduler.services import headings, upload_columns, upload_mending, uploads
from scheduler.services.access import Right
from scheduler.services.imports.words import FIELDS, NOUNS
from scheduler.services.paging import Page
from scheduler.services.pulse import clock_goes
from scheduler.services.uploads import WAITS_FOR_PEOPLE

bp = Blueprint("import_pages", __name__, url_prefix="/imports")
_SIZE = 20
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/")
@allowed(Right.PLAN)
def imports() -> str:
    """The form to hand a file in, and what was handed in before."""
    return _list()


@bp.post("/")
@allowed(Right.PLAN)
def hand_in() -> str | Answer:
    """Keep the file for the clock to read."""
    file = request.files.get("file")
    try:
        with transaction() as session:
            name, body = (file.filename or "", file.read()) if file else ("", b"")
            number = uploads.hand_in(session, asker(), name, body, now=town().now)
    except Refusal as refusal:
        return _list(refusal)
    return redirect(url_for("import_pages.upload", number=number))


@bp.get("/template")
@allowed(Right.PLAN)
def blank() -> Response:
    """The workbook to fill in."""
    headers = {"Content-Disposition": "attachment; filename*=UTF-8''redvest-template.xlsx"}
    return Response(template(), mimetype=_SHEET, headers=headers)


@bp.get("/<number:number>")
@allowed(Right.PLAN)
def upload(number: int) -> str:
    """What the file would do, or did, or why it cannot."""
    return _upload(number)


@bp.post("/<number:number>/columns")
@allowed(Right.PLAN)
def columns(number: int) -> str | tuple[str, int] | Answer:
    """Have it read as somebody says, or draw the columns of a table anew that is another sheet than was thought."""
    with reading() as session:
        found = uploads.one(session, asker(), number)
    tables = asked_tables(found.findings or {}, request.form)
    if is_to_be_redrawn(tables, request.form):
        return _upload(number)
    try:
        with transaction() as session:
            kept = upload_columns.read_as(session, asker(), number, said_tables(tables), now=town().now)
    except Refusal as refusal:
        return _upload(number, refusal), status_of(refusal)
    if kept:
        flash(say("记住了，下次一样的列名不再问：{headings}", headings=say("、").join(map(meaning_of, kept))), "good")
    return redirect(url_for("import_pages.upload", number=number))


@bp.post("/<number:number>/mend")
@allowed(Right.PLAN)
def mend(number: int) -> Answer:
    """Put the cells right that somebody typed anew, leave out the rows they said, and look again."""
    with transaction() as session:
        found = uploads.one(session, asker(), number)
        mends = typed_mends(request.form, wrong_rows(found.findings or {}))
        upload_mending.mend(session, asker(), number, mends, now=town().now)
    return redirect(url_for("import_pages.upload", number=number))


@bp.post("/<number:number>/apply")
@allowed(Right.PLAN)
def apply(number: int) -> Answer:
    """Do exactly what was shown."""
    with transaction() as session:
        seen = forms.text(request.form, "fingerprint")
        uploads.apply(session, asker(), number, fingerprint=seen, now=town().now)
    return redirect(url_for("import_pages.upload", number=number))


@bp.post("/<number:number>/withdraw")
@allowed(Right.PLAN)
def withdraw(number: int) -> Answer:
    """Throw the file away."""
    with transaction() as session:
        uploads.withdraw(session, asker(), number, now=town().now)
    flash(say("已撤回，什么都没有导入"), "good")
    return redirect(url_for("import_pages.imports"))


def _list(refusal: Refusal | None = None) -> str:
    number = forms.whole(request.args, "page", least=1, most=100_000, default=1)
    with reading() as session:
        found = uploads.page(session, asker(), Page(number, _SIZE, "-asked_at"))
    return render_template("imports/list.html", found=found, number=number, size=_SIZE, refusal=refusal)


def _upload(number: int, refusal: Refusal | None = None) -> str:
    with reading() as session:
        found = uploads.one(session, asker(), number)
        ticking = clock_goes(session, now=town().now)
        findings = found.findings or {}
        before = headings.named(session, said_before(findings)) if found.state in WAITS_FOR_PEOPLE else ()
    return render_template(
        "imports/upload.html",
        upload=found,
        ticking=ticking,
        nouns=NOUNS,
        wrong=wrong_rows(findings),
        faults=_alike(rest_of(findings)),
        tables=asked_tables(findings, request.form) if found.state in WAITS_FOR_PEOPLE else (),
        sheets=sheet_choices(),
        before=before,
        mine=found.by_id == asker().user_id,
        items=[_item(one) for one in findings.get("items", ())],
        refusal=refusal,
    )


def _alike(faults: Iterable[Mapping[str, str]]) -> list[dict[str, Any]]:
    """The faults with the places that have the same one put together: a column wrong in 500 rows is one line."""
    found: dict[tuple[str, str], list[str]] = {}
    for fault in faults:
        found.setdefault((fault["value"], fault["advice"]), []).append(fault["where"])
    return [{"value": value, "advice": advice, "places": places} for (value, advice), places in found.items()]


def _item(item: Mapping[str, Any]) -> dict[str, Any]:
    fields = [(say(FIELDS.get(one["field"], one["field"])), one["before"], one["after"]) for one in item["fields"]]
    return {
        "noun": say(NOUNS[item["noun"]]),
        "name": item["name"],
        "added": item["added"],
        "fields": [(name, _shown(before), _shown(after)) for name, before, after in fields],
    }


def _shown(value: Any) -> str:
    if value in (None, "", [], {}):
        return say("空")
    if isinstance(value, bool):
        return say("是") if value else say("否")
    if isinstance(value, list):
        return "、".join(_shown(one) for one in value)
    return str(value)
