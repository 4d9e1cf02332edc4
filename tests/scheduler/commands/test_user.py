"""Users by the command line: the first is the town's admin, every other one is let in by an admin."""

from tests.scheduler.commands.conftest import Redvest


def test_the_first_user_needs_nobody_and_is_admin(redvest: Redvest) -> None:
    refused = redvest("user", "add", "li", "--name", "李四", "--role", "viewer")
    first = redvest("user", "add", "zhang", "--name", "张三", "--role", "admin")

    assert (refused.code, first.code) == (1, 0)
    assert "第一个账号必须是全市的管理员" in refused.err
    assert "已添加账号 zhang：全市 的 管理员" in first.out


def test_the_second_is_added_by_the_first(redvest: Redvest) -> None:
    redvest("user", "add", "zhang", "--name", "张三", "--role", "admin")

    alone = redvest("user", "add", "li", "--name", "李四", "--role", "viewer")
    added = redvest("--as", "zhang", "user", "add", "li", "--name", "李四", "--role", "viewer")
    listed = redvest("--as", "zhang", "user", "list")

    assert (alone.code, added.code, listed.code) == (1, 0, 0)
    assert "以谁的身份" in alone.err
    assert "李四" in listed.out
    assert "查看者（全市）" in listed.out


def test_roles_are_given_and_taken_back(redvest: Redvest) -> None:
    redvest("user", "add", "zhang", "--name", "张三", "--role", "admin")
    redvest("--as", "zhang", "user", "add", "li", "--name", "李四", "--role", "viewer")

    granted = redvest("--as", "zhang", "user", "grant", "li", "--role", "coordinator")
    revoked = redvest("--as", "zhang", "user", "revoke", "li", "--role", "viewer")
    listed = redvest("--as", "zhang", "user", "list")

    assert (granted.code, revoked.code) == (0, 0)
    assert "协调员（全市）" in listed.out
    assert "查看者" not in listed.out


def test_who_is_shut_out_asks_in_vain(redvest: Redvest) -> None:
    redvest("user", "add", "zhang", "--name", "张三", "--role", "admin")
    redvest("--as", "zhang", "user", "add", "li", "--name", "李四", "--role", "admin")

    shut = redvest("--as", "zhang", "user", "deactivate", "li")
    asked = redvest("--as", "li", "user", "list")

    assert (shut.code, asked.code) == (0, 1)
    assert "没有可用的账号 li" in asked.err


def test_a_role_that_there_is_not_is_wrong_usage(redvest: Redvest) -> None:
    assert redvest("user", "add", "zhang", "--name", "张三", "--role", "king").code == 2


def test_a_unit_that_is_not_there_is_named(redvest: Redvest) -> None:
    redvest("user", "add", "zhang", "--name", "张三", "--role", "admin")

    of_a_unit = redvest("--as", "zhang", "user", "add", "li", "--name", "李四", "--role", "viewer", "--unit", "U9")
    of_a_grid = redvest("--as", "zhang", "user", "add", "li", "--name", "李四", "--role", "viewer", "--grid", "g9")

    assert (of_a_unit.code, "没有单位 U9" in of_a_unit.err) == (1, True)
    assert (of_a_grid.code, "没有网格 g9" in of_a_grid.err) == (1, True)


def test_nobody_is_asked_for_the_password_of_an_account_that_there_is_not(redvest: Redvest) -> None:
    redvest("user", "add", "zhang", "--name", "张三", "--role", "admin")

    ran = redvest("--as", "zhang", "user", "password", "nobody")

    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("没有账号 nobody")
