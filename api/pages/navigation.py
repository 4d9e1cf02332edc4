"""Where somebody can go from every page, by what they may do; and what they hold, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request, url_for

from api.auth import Door, Rule
from scheduler.language import many, say
from scheduler.services.access import Right
from scheduler.services.credentials import Identity
from scheduler.store.users import UserRole


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of the navigation: its endpoint, the msgid of its name, its icon and who may."""

    endpoint: str
    name: str
    icon: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as one reader sees it; `current` where they are on it or below."""

    url: str
    text: str
    icon: str
    current: bool


ENTRIES = (
    Entry("roster_pages.rosters_", "排班表", "roster", Right.SEE),
    Entry("map_pages.map_", "地图", "place", Right.SEE),
    Entry("stewardship_pages.stewardship", "分包", "list", Right.PLAN),
    Entry("cover_pages.cover", "支援", "compare", Right.PLAN),
    Entry("what_if_pages.what_if", "如果……", "search", Right.PLAN),
    Entry("absence_pages.absences_", "请假", "clock", Right.SEE),
    Entry("data_pages.data", "数据", "box", Right.SEE),
    Entry("import_pages.imports", "导入", "import", Right.PLAN),
    Entry("reminder_pages.reminders", "提醒", "bell", Right.SEE),
    Entry("link_pages.links_", "个人链接", "link", Right.PLAN),
    Entry("contact_pages.contacts_", "通知渠道", "send", Right.PLAN),
    Entry("me_pages.me", "我的值守", "person", Door.OWN),
    Entry("inbox_pages.letters", "消息", "info", Door.SIGNED),
)

ROLES: Mapping[UserRole, str] = {
    UserRole.ADMIN: "管理员",
    UserRole.COORDINATOR: "协调员",
    UserRole.INSPECTOR: "督导员",
    UserRole.VIEWER: "只读",
}
"""What people read for a role over a scope: the msgid."""


def navigation(who: Identity) -> tuple[Shown, ...]:
    """The pages they may go to, in the order of ENTRIES."""
    open_ = [(one, url_for(one.endpoint)) for one in ENTRIES if _open_to(who, one.rule)]
    return tuple(Shown(url, many(one.name), one.icon, request.path.startswith(url)) for one, url in open_)


def roles_of(who: Identity) -> tuple[str, ...]:
    """What they hold, in words, each once."""
    held = {grant.role for grant in who.asker.grants} if who.asker else set()
    names = [say(name) for role, name in ROLES.items() if role in held]
    return tuple([*names, say("志愿者")] if who.volunteer_id is not None else names)


def holds(who: Identity, right: Right) -> bool:
    """Whether they hold the right over any part of the town."""
    return who.asker is not None and (who.asker.units(right) != frozenset() or who.asker.grids(right) != frozenset())


def _open_to(who: Identity, rule: Rule) -> bool:
    if isinstance(rule, Right):
        return holds(who, rule)
    return rule is not Door.OWN or who.volunteer_id is not None
