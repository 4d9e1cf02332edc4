"""Changes by hand as they are typed: adjust, compare, explain."""

from scheduler.services.access import asker
from scheduler.services.rosters import NewRoster, create
from scheduler.store.database import Sessions, transaction
from tests.scheduler.commands.conftest import LINE, Redvest, given
from tests.scheduler.rows import FIRST, NOW


def test_a_dry_run_judges_and_writes_nothing(sessions: Sessions, typed: Redvest) -> None:
    given(sessions, *LINE)

    ran = typed("adjust", "dec", "add", "1201-p2-0730", "张三", "--dry-run")

    assert ran.code == 0
    assert ran.out.startswith("加入 张三（财政局） 12月1日 周二 07:30–08:30 路口2\n")
    assert (
        "张三（财政局）的 12月1日 周二 07:30–08:30 路口1 与 12月1日 周二 07:30–08:30 路口2 时间重叠 1 小时" in ran.out
    )
    assert typed("rosters").out.splitlines()[-1].split()[-1] == "1"


def test_a_broken_rule_is_refused_and_forced_with_a_reason(sessions: Sessions, typed: Redvest) -> None:
    given(sessions, *LINE)

    refused = typed("adjust", "dec", "add", "1201-p2-0730", "张三")
    forced = typed("adjust", "dec", "add", "1201-p2-0730", "张三", "--force", "临时缺人")

    assert (refused.code, forced.code) == (1, 0)
    assert "违反 2 条硬性规则" in refused.err
    assert "  张三（财政局）在 12月1日 周二 有 2 次值守，每天最多 1 次" in refused.err
    assert "现在是第 2 版\n  加入 张三 12月1日 周二 07:30 路口2\n" in forced.out
    told = typed("rosters", "dec").out
    assert "调整（破例）" in told
    assert "临时缺人" in told


def test_why_something_was_changed_is_kept_with_it(sessions: Sessions, typed: Redvest) -> None:
    given(sessions, *LINE)

    done = typed("adjust", "dec", "exchange", "1201-p1-0730", "李四", "1202-p1-0730", "v3", "--reason", "李四要开会")

    assert done.code == 0
    assert "李四要开会" in typed("rosters", "dec").out


def test_moves_exchanges_locks_and_undoes(sessions: Sessions, typed: Redvest) -> None:
    given(sessions, *LINE)

    for step in (
        ["exchange", "1201-p1-0730", "李四", "1202-p1-0730", "v3"],
        ["move", "v1", "1201-p1-0730", "1203-p1-0730"],
        ["lock", "1203-p1-0730", "v1"],
        ["unlock", "1203-p1-0730", "v1"],
        ["undo"],
    ):
        assert typed("adjust", "dec", *step).code == 0

    shown = typed("show", "dec").out
    assert "07:30 张三*" in shown
    assert "* 已锁定" in shown
    compared = typed("compare", "dec@1", "dec@2").out
    assert "⇄ 李四 12月1日 周二 07:30–08:30 路口1  ⇄  王五 12月2日 周三 07:30–08:30 路口1" in compared
    assert "→ 张三  12月1日 周二 07:30–08:30 路口1  →  12月3日" in typed("compare", "dec@3").out
    same = typed("compare", "dec@3", "dec@6").out
    assert "没有差别" in same
    assert "涉及" not in same
    assert "代价" not in same


def test_locking_says_whose_duty_where(sessions: Sessions, typed: Redvest) -> None:
    given(sessions, *LINE)

    locked, again = (typed("adjust", "dec", "lock", "1201-p1-0730", "v1") for _ in range(2))
    free, undone = typed("adjust", "dec", "unlock", "1202-p1-0730", "v3"), typed("adjust", "dec", "undo")
    wrong = typed("adjust", "dec", "lock", "1202-p1-0730", "v1")

    assert locked.out == "已锁定，现在是第 2 版\n  锁定 张三 12月1日 周二 07:30 路口1\n"
    assert again.out == "张三（财政局）在 12月1日 周二 07:30–08:30 路口1 的值守本来就锁定着\n"
    assert free.out == "王五（财政局）在 12月2日 周三 07:30–08:30 路口1 的值守本来就没有锁定\n"
    assert undone.out == "已撤销上一步，现在是第 3 版\n  解锁 张三 12月1日 周二 07:30 路口1\n"
    assert wrong.err == "张三（财政局）不在 12月2日 周三 07:30–08:30 路口1 的班次上\n"


def test_explains_gaps_and_why_not_somebody(sessions: Sessions, typed: Redvest) -> None:
    given(sessions, *LINE, policy={"cap_total": 1})

    gaps = typed("explain", "dec").out
    one = typed("explain", "dec", "--shift", "1203-p1-0730").out
    why_not = typed("explain", "dec", "--why-not", "1203-p1-0730", "张三").out

    assert "空岗 7 个班次" in gaps
    # Three of the eight have had their one duty.
    assert "缺 2 人，缺带班领导 1 名" in one
    assert "原因：8 人：5 可以来，3 达上限" in one
    assert "张三（财政局）一共有 2 次值守，最多 1 次" in why_not


def test_a_draft_is_deleted_and_what_was_solved_put_away(sessions: Sessions, typed: Redvest) -> None:
    given(sessions, *LINE)
    with transaction(sessions) as session:
        create(session, asker(session, "admin"), NewRoster(FIRST, 7, code="plan"), now=NOW)

    kept = typed("rosters", "dec", "--delete")
    gone = typed("rosters", "plan", "--delete")
    away = typed("rosters", "dec", "--archive", "--reason", "年底")
    listed = typed("rosters").out

    assert (kept.code, gone.code, away.code) == (1, 0, 0)
    assert "可以归档" in kept.err
    assert ("plan" in listed, "已归档" in listed) == (False, True)
    assert typed("rosters", "--archive").code == 2


def test_a_publication_is_withdrawn(sessions: Sessions, typed: Redvest) -> None:
    given(sessions, *LINE)
    typed("publish", "dec", "--yes", "--reason", "试一试")

    done, again = typed("withdraw", "dec", "--reason", "排错了"), typed("withdraw", "dec")

    assert (done.code, again.code) == (0, 1)
    assert "条通知不再发出；现在是第 3 版" in done.out
    assert "没有发布" in again.err
    assert "排错了" in typed("rosters", "dec").out
