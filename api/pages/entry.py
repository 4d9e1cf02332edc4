"""Coming in and going out: the login page, the way out, the first page of each kind of user."""

import re
from typing import Any

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from api import auth
from api.auth import Door, allowed, identity
from api.cookies import LANGUAGE
from api.errors import retry_after, stale
from scheduler.errors import Refusal, TooMany
from scheduler.language import say

bp = Blueprint("entry", __name__)

# Browsers read \ as /, leave blanks out, and take what follows two slashes for another site.
_OURS = re.compile(r"/(?!/)[^\\\s\x00-\x1f]*")


@bp.get("/")
@allowed(Door.OPEN)
def home() -> Response:
    """Everybody's own first page."""
    who = identity()
    if who is None:
        return redirect(url_for("entry.login"))
    if who.asker is None or (who.volunteer_id is not None and not who.asker.grants):
        return redirect("/me")
    return redirect(url_for("roster_pages.rosters_"))


@bp.get("/login")
@allowed(Door.OPEN)
def login() -> str:
    """Who asks is asked for account and password."""
    return render_template("entry/login.html", refusal=None)


@bp.post("/login")
@allowed(Door.OPEN)
def log_in() -> Any:
    """The right password opens the page that was asked for."""
    try:
        opened = auth.log_in(request.form.get("login", ""), request.form.get("password", ""))
    except TooMany as refusal:
        return render_template("entry/login.html", refusal=refusal), 429, {"Retry-After": retry_after(refusal)}
    except Refusal as refusal:
        return render_template("entry/login.html", refusal=refusal), 401
    auth.remember(opened.secret)
    return redirect(_inside(request.args.get("next")))


@bp.errorhandler(CSRFError)
def log_in_again(error: CSRFError) -> Any:
    """Of two login pages that were open at once a browser keeps the word of one: the other gets a word that counts."""
    if request.endpoint != "entry.log_in":
        return stale(error)
    return render_template("entry/login.html", refusal=say("这一页刚才已过期，请再登录一次")), 400


@bp.post("/logout")
@allowed(Door.SIGNED)
def log_out() -> Response:
    """This browser is nobody's again."""
    auth.log_out()
    return redirect(url_for("entry.login"))


@bp.post("/language")
@allowed(Door.OPEN)
def choose_language() -> Response:
    """From here on this browser reads Chinese, or English."""
    session[LANGUAGE] = "en" if request.form.get("language") == "en" else "zh"
    return redirect(_inside(request.form.get("back")))


def _inside(target: str | None) -> str:
    """Where somebody wanted to go, if that is one of our pages."""
    return target if target and _OURS.fullmatch(target) else url_for("entry.home")
