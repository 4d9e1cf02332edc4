"""Refusals as answers: problem+json (RFC 9457) for programs, a page for people; a traceback for nobody."""

from collections.abc import Mapping
from math import ceil
from typing import Any

import structlog
from flask import Flask, Response, current_app, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as Answer

from api.auth import Unknown
from api.journal import route
from api.town import town
from scheduler.errors import Conflict, Forbidden, Invalid, Misconfigured, NotFound, Refusal, TooMany
from scheduler.language import say

STATUS: Mapping[type[Refusal], int] = {
    NotFound: 404,
    Forbidden: 403,
    Conflict: 409,
    Invalid: 422,
    TooMany: 429,
    Misconfigured: 503,
}
_log = structlog.get_logger("redvest.web")


def install(app: Flask) -> None:
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(Unknown, _unknown)
    app.register_error_handler(CSRFError, stale)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _ours)


def problem(status: int, code: str, detail: str, **more: Any) -> Response:
    """One answer to a program: `code` is stable, `detail` is for people."""
    body = {"type": "about:blank", "status": status, "code": code, "detail": detail, **more}
    return Response(current_app.json.dumps(body), status, content_type="application/problem+json")


def told(status: int, code: str, detail: str, **more: Any) -> Response:
    """The answer in the form that the asker reads: a problem under /api, else a page."""
    if request.path.startswith("/api/"):
        return problem(status, code, detail, **more)
    page = render_template("problem.html", status=status, detail=detail, faults=more.get("faults", ()))
    return current_app.make_response((page, status))


def status_of(refusal: Refusal) -> int:
    """The status that an answer to it has."""
    return next(status for kind, status in STATUS.items() if isinstance(refusal, kind))


def stale(_error: CSRFError) -> Response:
    """For a form of no page of ours; or, far more often, of one that was open while somebody came in beside it."""
    return told(400, "bad-request", say("打开这一页以后，这个浏览器里又登录过一次：请刷新页面，再提交"))


def _refused(refusal: Refusal) -> Response:
    status = status_of(refusal)
    faults = [{"where": f.where, "value": f.value, "advice": f.advice} for f in getattr(refusal, "faults", ())]
    uses = [{"noun": u.noun, "count": u.count, "known": dict(u.known)} for u in getattr(refusal, "uses", ())]
    more = {name: each for name, each in (("faults", faults), ("uses", uses)) if each}
    answer = told(status, refusal.code, str(refusal), **more)
    if isinstance(refusal, TooMany):
        answer.headers["Retry-After"] = retry_after(refusal)
    return answer


def retry_after(refusal: TooMany) -> str:
    """In how many seconds it may be asked again, as the header says it."""
    return str(max(1, ceil((refusal.until - town().now).total_seconds())))


def _unknown(_unknown: Unknown) -> Answer:
    if request.path.startswith("/api/"):
        answer = problem(401, "unknown", say("请先登录，或在 Authorization 中给出令牌"))
        answer.headers["WWW-Authenticate"] = "Bearer"
        return answer
    return redirect(url_for("entry.login", next=request.full_path.rstrip("?") if _is_page(request.path) else None))


def _is_page(path: str) -> bool:
    """Whether there is something to look at: what a form was sent to need not be a page."""
    try:
        current_app.url_map.bind("").match(path, "GET")
    except HTTPException:
        return False
    return True


_SAID: Mapping[int, tuple[str, str]] = {
    400: ("bad-request", "请求的格式不对"),
    404: ("not-found", "没有这一项，或不在您的管理范围内"),
    405: ("method-not-allowed", "这个地址不支持这种操作"),
    412: ("precondition-failed", "刚才已有人改动，请重新读取后再改"),
    413: ("too-large", "文件太大，最多 32 MB"),
    415: ("unsupported-media-type", "请求内容的类型不对"),
    422: ("invalid", "提交的内容有误"),
    428: ("precondition-required", "修改前请先读取，并在 If-Match 中给出 ETag"),
    429: ("too-many", "请求太频繁，请稍后再试"),
}


def _http(error: HTTPException) -> Response | HTTPException:
    if error.code is None or error.code < 400:
        return error
    code, detail = _SAID.get(error.code, ("refused", "请求没有完成"))
    answer = told(error.code, code, say(detail), **_fields(error))
    for name, value in error.get_headers():
        if name not in {"Content-Type", "Content-Length"}:
            answer.headers[name] = value
    return answer


def _fields(error: HTTPException) -> dict[str, Any]:
    """What was wrong in which field, as the schemas told webargs."""
    messages = (getattr(error, "data", None) or {}).get("messages")
    return {"fields": messages} if messages else {}


def _ours(error: Exception) -> Response:
    _log.error("fault", route=route(), kind=type(error).__name__, exc_info=error)
    return told(500, "fault", say("程序出错了，这不是您的问题；已记入日志"))
