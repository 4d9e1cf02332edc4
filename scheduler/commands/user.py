"""`redvest user …`: who may use Redvest, and for which part of the town."""

import sys
from collections.abc import Callable
from typing import Any

import click
from argon2 import PasswordHasher
from rich.text import Text

from scheduler.commands.desk import Desk, pass_desk
from scheduler.commands.tables import listing
from scheduler.language import say
from scheduler.services import passwords, users
from scheduler.services.access import asker
from scheduler.services.users import Scope, role_name
from scheduler.services.wording import with_aside
from scheduler.store.database import transaction
from scheduler.store.users import UserRole

_ROLES = click.Choice([role.value for role in UserRole])


def _role(_context: click.Context, _option: click.Parameter, value: str) -> UserRole:
    return UserRole(value)


def _role_over_a_scope(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--grid", metavar="CODE", help=say("只管这个网格及其下级")),
        click.option("--unit", metavar="CODE", help=say("只管这个单位及其下级")),
        click.option("--role", required=True, type=_ROLES, callback=_role, help=say("角色")),
    ):
        command = option(command)
    return command


@click.group(help=say("管理账号"))
def user() -> None:
    pass


@user.command("add", help=say("添加账号；第一个账号须是全市的管理员，无需 --as"))
@click.argument("login")
@click.option("--name", required=True, help=say("姓名"))
@_role_over_a_scope
@pass_desk
def _add(desk: Desk, login: str, name: str, *, role: UserRole, unit: str | None, grid: str | None) -> None:
    with transaction(desk.sessions) as session:
        who = None if users.none_yet(session) else asker(session, desk.login)
        users.add(session, who, login, name, role=role, scope=Scope(unit, grid), now=desk.now)
    desk.console.print(
        say("已添加账号 {login}：{scope} 的 {role}", login=login, scope=Scope(unit, grid), role=role_name(role))
    )


@user.command("grant", help=say("再给一个角色"))
@click.argument("login")
@_role_over_a_scope
@pass_desk
def _grant(desk: Desk, login: str, *, role: UserRole, unit: str | None, grid: str | None) -> None:
    with desk.asking() as (session, who):
        users.grant(session, who, login, role=role, scope=Scope(unit, grid), now=desk.now)
    desk.console.print(
        say("{login} 现在是 {scope} 的 {role}", login=login, scope=Scope(unit, grid), role=role_name(role))
    )


@user.command("revoke", help=say("收回一个角色"))
@click.argument("login")
@_role_over_a_scope
@pass_desk
def _revoke(desk: Desk, login: str, *, role: UserRole, unit: str | None, grid: str | None) -> None:
    with desk.asking() as (session, who):
        users.revoke(session, who, login, role=role, scope=Scope(unit, grid), now=desk.now)
    desk.console.print(
        say("{login} 不再是 {scope} 的 {role}", login=login, scope=Scope(unit, grid), role=role_name(role))
    )


@user.command("deactivate", help=say("停用账号，保留其记录"))
@click.argument("login")
@pass_desk
def _deactivate(desk: Desk, login: str) -> None:
    with desk.asking() as (session, who):
        users.deactivate(session, who, login, now=desk.now)
    desk.console.print(say("账号 {login} 已停用", login=login), markup=False)


@user.command("list", help=say("列出账号"))
@pass_desk
def _list(desk: Desk) -> None:
    with desk.looking() as (session, who):
        found = users.listed(session, who)
    table = listing(say("账号"), say("姓名"), say("角色"), say("状态"))
    for one in found:
        roles = say("、").join(with_aside(role_name(held.role), str(held.scope)) for held in one.holdings)
        table.add_row(*map(Text, (one.login, one.name, roles)), say("可用") if one.active else say("已停用"))
    desk.console.print(table)


@user.command("password", help=say("设置密码；原来的登录和令牌随之失效"))
@click.argument("login")
@click.option("--stdin", is_flag=True, help=say("从标准输入读，不提问"))
@pass_desk
def _password(desk: Desk, login: str, *, stdin: bool) -> None:
    with desk.looking() as (session, who):
        users.require_over(session, who, login)
    if stdin:
        text = sys.stdin.readline().rstrip("\n")
    else:
        text = click.prompt(say("新密码"), hide_input=True, confirmation_prompt=say("再输一遍"))
    kept = passwords.hashed(PasswordHasher(), login, text)
    with desk.asking() as (session, who):
        passwords.set_for(session, who, login, kept, now=desk.now)
    desk.console.print(say("账号 {login} 已有新密码", login=login), markup=False)


@user.command("unlock", help=say("解开因密码不对而锁住的账号"))
@click.argument("login")
@pass_desk
def _unlock(desk: Desk, login: str) -> None:
    with desk.asking() as (session, who):
        passwords.unlock(session, who, login, now=desk.now)
    desk.console.print(say("账号 {login} 可以登录了", login=login), markup=False)
