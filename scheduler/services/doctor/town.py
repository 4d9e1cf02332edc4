"""What the doctor looks at in the town's data: users, calendar, runs, and what keeps a roster from being good."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from scheduler import clock
from scheduler.errors import Invalid, Misconfigured
from scheduler.language import say
from scheduler.services import users
from scheduler.services.days import is_official
from scheduler.services.doctor.finding import Finding, Health, named
from scheduler.services.staffing import active_patterns
from scheduler.store.points import Point
from scheduler.store.runs import Run, RunState
from scheduler.store.stewardship import Stewardship
from scheduler.store.units import Unit
from scheduler.store.vault import Vault
from scheduler.store.volunteers import Place, Volunteer

STUCK = timedelta(minutes=10)
_WELL, _MIND, _ILL = Health.WELL, Health.MIND, Health.ILL


def accounts(session: Session) -> Finding:
    if users.none_yet(session):
        return Finding(_ILL, say("账号"), say("还没有账号"), say("运行 redvest user add 账号 --name 姓名 --role admin"))
    return Finding(_WELL, say("账号"), say("已有账号"))


def calendar(now: datetime) -> Iterator[Finding]:
    """This year and the next."""
    for year in (clock.today(now).year, clock.today(now).year + 1):
        if is_official(year):
            yield Finding(_WELL, say("日历"), say("{year} 年按官方放假安排", year=year))
        else:
            advice = say("安排公布后升级 chinesecalendar，或用 redvest calendar set 改定")
            yield Finding(_MIND, say("日历"), say("{year} 年的放假安排尚未公布，按推算", year=year), advice)


def runs(session: Session, now: datetime) -> Finding:
    """Solves that nobody works on any more."""
    silent = or_(
        (Run.state == RunState.RUNNING) & (func.coalesce(Run.heartbeat_at, Run.started_at, Run.asked_at) < now - STUCK),
        (Run.state == RunState.QUEUED) & (Run.asked_at < now - STUCK),
    )
    count = session.scalar(select(func.count()).select_from(Run).where(silent)) or 0
    if count:
        advice = say("再运行一次 redvest generate，会接着算")
        return Finding(_MIND, say("排班运行"), say("{count} 个排班停在半路", count=count), advice)
    return Finding(_WELL, say("排班运行"), say("没有停在半路的"))


def patterns(session: Session) -> Finding:
    try:
        count = len(active_patterns(session))
    except Invalid as refusal:
        return Finding(_ILL, say("班次"), str(refusal), say("改正后重新导入"))
    if not count:
        return Finding(_MIND, say("班次"), say("没有启用的班次，排不出班"), say("在“班次”表里填写并导入"))
    return Finding(_WELL, say("班次"), say("{count} 个班次模板", count=count))


def points(session: Session, now: datetime) -> Iterator[Finding]:
    """Points without stewards today, and points that lie nowhere."""
    today = clock.today(now)
    held = exists().where(
        Stewardship.point_id == Point.id, Stewardship.from_day <= today, _there(Stewardship.until_day, today)
    )
    rows = session.scalars(select(Point).where(_there(Point.ended_on, today)).order_by(Point.code)).all()
    orphans = session.scalars(select(Point.code).where(_there(Point.ended_on, today), ~held).order_by(Point.code)).all()
    nowhere = [point.code for point in rows if not point.path]
    if orphans:
        advice = say("在“分包”表里写上，或用 redvest stewardship assign")
        yield Finding(_MIND, say("分包"), say("没有单位负责的点位：{names}", names=named(orphans)), advice)
    if nowhere:
        advice = say("在“点位”表的“坐标”一列补上，才能就近安排")
        yield Finding(_MIND, say("坐标"), say("没有坐标的点位：{names}", names=named(nowhere)), advice)
    if not orphans and not nowhere:
        yield Finding(_WELL, say("点位"), say("{count} 个点位都有单位负责、有坐标", count=len(rows)))


def units(session: Session, now: datetime) -> Iterator[Finding]:
    """Units with people and no point, and the other way round."""
    today = clock.today(now)
    staffed = exists().where(Volunteer.unit_id == Unit.id, _there(Volunteer.left_on, today))
    holding = exists().where(Stewardship.unit_id == Unit.id, _there(Stewardship.until_day, today))
    names = select(Unit.name).where(_there(Unit.ended_on, today)).order_by(Unit.code)
    idle = session.scalars(names.where(staffed, ~holding)).all()
    empty = session.scalars(names.where(~staffed, holding)).all()
    if idle:
        yield Finding(
            _MIND, say("单位"), say("有人而没有点位：{names}", names=named(idle)), say("分包给它们，或让它们支援")
        )
    if empty:
        yield Finding(
            _MIND, say("单位"), say("有点位而没有人：{names}", names=named(empty)), say("补上人员，或改由别的单位负责")
        )
    if not idle and not empty:
        yield Finding(_WELL, say("单位"), say("有点位的都有人，有人的都有点位"))


def people(session: Session, now: datetime) -> Iterator[Finding]:
    """People of whom nobody knows where they set out from, and people whom nobody can call."""
    there = _there(Volunteer.left_on, clock.today(now))
    placed = exists().where(Place.volunteer_id == Volunteer.id)
    office = exists().where(Unit.id == Volunteer.unit_id, Unit.longitude.is_not(None))
    counted = select(func.count()).select_from(Volunteer).where(there)
    lost = session.scalar(counted.where(~placed, ~office)) or 0
    silent = session.scalar(counted.where(Volunteer.phone_sealed.is_(None))) or 0
    if lost:
        advice = say("给单位补上办公地点坐标即可")
        yield Finding(_MIND, say("出发地"), say("{count} 人没有出发地，按所包点位的中心算", count=lost), advice)
    if silent:
        yield Finding(
            _MIND, say("电话"), say("{count} 人没有电话，临时有变找不到", count=silent), say("在“志愿者”表里补上")
        )
    if not lost and not silent:
        count = session.scalar(counted) or 0
        yield Finding(_WELL, say("志愿者"), say("{count} 人都有出发地和电话", count=count))


def phones(session: Session, vault: Vault) -> Iterator[Finding]:
    """Whether the key is the one that the phones were sealed with; the newest is tried."""
    wanted = select(Volunteer.phone_sealed).where(Volunteer.phone_sealed.is_not(None))
    sealed = session.scalar(wanted.order_by(Volunteer.id.desc()).limit(1))
    try:
        if sealed is not None:
            vault.open(sealed)
    except Misconfigured as refusal:
        advice = say("恢复原来的密钥：没有它，已存的电话读不出来")
        yield Finding(_ILL, say("电话"), str(refusal), advice)


def _there(column: InstrumentedAttribute[date | None], today: date) -> ColumnElement[bool]:
    return or_(column.is_(None), column > today)
