"""The bulletin 向市民报告: counts of a month for anybody to read, where the town has switched it on."""

from calendar import monthrange
from datetime import date

from flask import Blueprint, render_template, request

from api.auth import Door, allowed
from api.pages import forms
from api.town import reading, town
from scheduler.clock import today
from scheduler.errors import NotFound
from scheduler.language import say
from scheduler.services import bulletin as reporting
from scheduler.services.bulletin import LEAST, Bulletin

bp = Blueprint("bulletin_pages", __name__)

_MONTHS = 12


@bp.app_context_processor
def words() -> dict[str, object]:
    """What other pages lead here by."""
    return {"bulletin_is_open": bulletin_is_open}


def bulletin_is_open() -> bool:
    """Whether the town lets anybody read it."""
    return town().settings.web.bulletin


@bp.get("/bulletin")
@allowed(Door.OPEN)
def bulletin() -> str:
    """This month's counts, or those of the month that is asked for."""
    if not bulletin_is_open():
        raise NotFound(say("没有这一项，或不在您的管理范围内"))
    months = _months(today(town().now))
    month = forms.month(request.args, "month") if request.args.get("month") else months[0]
    if month not in months:
        raise NotFound(say("只有最近 {count} 个月的报告", count=_MONTHS))
    told = town().brief.told(("bulletin", month), lambda: _bulletin(month), now=town().now)
    return render_template(
        "bulletin.html", told=told, months=[(f"{one:%Y-%m}", _named(one)) for one in months],
        month=month, named=_named(month), least=LEAST, few=few, bare=True,
    )  # fmt: skip


def few(count: int) -> str:
    """A count as everybody may know it: one that would point at somebody is told as fewer than so many."""
    return say("不到 {least}", least=LEAST) if 0 < count < LEAST else f"{count:,}"


def _bulletin(month: date) -> Bulletin:
    with reading() as session:
        return reporting.bulletin(session, month, monthrange(month.year, month.month)[1], now=town().now)


def _months(day: date) -> list[date]:
    """The first days of this month and those before."""
    count = day.year * 12 + day.month - 1
    return [date((count - back) // 12, (count - back) % 12 + 1, 1) for back in range(_MONTHS)]


def _named(month: date) -> str:
    return say("{year}年{month}月", year=month.year, month=month.month)
