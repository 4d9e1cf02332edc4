"""The main job as it is typed: generate, show, explain, adjust, compare, publish, rosters."""

import pytest
from sqlalchemy import select

from scheduler.language import choose
from scheduler.settings import Settings
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.patterns import ShiftPattern
from scheduler.store.reminders import Reminder
from scheduler.store.rosters import Roster, RosterState
from tests.scheduler.commands.conftest import LINE, Redvest, given
from tests.scheduler.rows import added
from tests.scheduler.street import a_drafted_roster, a_roster_with, a_street


def words(text: str) -> str:
    """The text with every gap one space wide."""
    return " ".join(text.split())


def given_a_street(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        a_street(session)


def test_from_nothing_to_published(sessions: Sessions, typed: Redvest) -> None:
    given_a_street(sessions)

    made = typed("generate", "--unit", "c", "--start", "2026-12-28", "--seconds", 600)

    # Monday 28 to Thursday 31 December: four workdays at two points, two seats each.
    assert made.code == 0
    assert "排班表 2026-12-c《指挥部2026年12月排班表》：8 个班次，16 个席位" in made.out
    assert "席位 16/16 已排" in made.out
    assert "差距 0.00%" in made.out
    assert "没有空岗" in made.out
    shown = typed("show", "2026-12-c")
    assert "12-28 周一 07:30 张三" in words(shown.out)
    assert typed("publish", "2026-12-c").code == 0
    with reading(sessions) as session:
        assert session.scalars(select(Roster.state)).one() is RosterState.PUBLISHED
        assert len(session.scalars(select(Reminder)).all()) == 8


def test_generating_again_takes_the_same_roster_and_new_policy(sessions: Sessions, typed: Redvest) -> None:
    given_a_street(sessions)
    typed("generate", "--start", "2026-12-30", "--seconds", 600)

    again = typed("generate", "2026-12-town", "--policy", "cap_week=1", "--seconds", 600)

    assert again.code == 0
    with reading(sessions) as session:
        roster = session.scalars(select(Roster)).one()
    assert (roster.version, roster.policy) == (2, {"cap_week": 1})


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        pytest.param(["generate"], 2, "--start 2026-12", id="neither roster nor month"),
        pytest.param(["generate", "nosuch"], 1, "没有排班表 nosuch", id="no such roster"),
        pytest.param(["generate", "--start", "12月"], 2, "月份或日期", id="no month"),
        pytest.param(["generate", "--start", "2026-13"], 2, "月份或日期", id="a thirteenth month"),
        pytest.param(["generate", "--start", "2026-12", "--policy", "cap_week"], 2, "名称=整数", id="no policy"),
        pytest.param(["generate", "--start", "2026-12", "--policy", "cap=1"], 1, "没有这一项", id="unknown policy"),
        pytest.param(["generate", "--start", "2026-12", "--seconds", "0"], 2, "--seconds", id="no time"),
        pytest.param(["generate", "--cancel"], 2, "哪张排班表", id="cancel what"),
        pytest.param(["generate", "dec", "--cancel"], 1, "没有正在进行", id="nothing to cancel"),
        pytest.param(["show", "nosuch"], 1, "没有排班表 nosuch", id="show no such roster"),
        pytest.param(["show", "dec", "--version", "9"], 1, "没有第 9 版", id="no such version"),
        pytest.param(["show", "dec", "--day", "2026-02-30"], 2, "不是日期", id="no such day"),
        pytest.param(["show", "dec", "--day", "2027-01-01"], 2, "不在这张排班表里", id="a day of another roster"),
        pytest.param(["compare", "dec@x"], 2, "编号@数字", id="no version"),
        pytest.param(["explain", "dec", "--shift", "99"], 1, "没有班次 99", id="no such shift"),
        pytest.param(["explain", "dec", "--shift", "0730"], 1, "以 0730 结尾", id="too many shifts"),
        pytest.param(["adjust", "dec", "add", "1202-p1-0730", "郑一"], 1, "没有志愿者 郑一", id="nobody of that name"),
    ],
)
def test_what_cannot_be_done_is_said(sessions: Sessions, typed: Redvest, line: list[str], code: int, told: str) -> None:
    given(sessions, *LINE)

    ran = typed(*line)

    assert ran.code == code
    assert told in ran.err


def test_a_day_without_shifts_says_so(sessions: Sessions, typed: Redvest) -> None:
    given(sessions, *LINE, days=5)

    ran = typed("show", "dec", "--day", "12-05")

    assert ran.code == 0
    assert ran.out.splitlines()[1:] == ["12月5日 周六 没有班次"]


def test_shows_a_list_people_and_a_day(sessions: Sessions, typed: Redvest) -> None:
    given(sessions, *LINE)

    listed = typed("show", "dec", "--list").out
    people = typed("show", "dec", "--by", "person").out
    day = typed("show", "dec", "--day", "12-02").out

    assert "12-01 周二 07:30–08:30 路口1 带班领导 张三 财政局" in words(listed)
    assert listed.count("空岗") == 13  # 16 seats, 3 filled
    assert "v3 王五 财政局 1 12/2 07:30 路口1" in words(people)
    assert "12-02 周三 07:30 王五 缺1人" in words(day)
    assert "12-01" not in day.split("\n", 1)[1]


def test_a_day_is_shown_with_the_points_that_have_a_shift_on_it(sessions: Sessions, typed: Redvest) -> None:
    weekend = {"code": "sat", "name": "周末", "day_kinds": ["rest"], "points": ["p2"], "headcount": "1"}
    with transaction(sessions) as session:
        street = a_street(session)
        added(session, ShiftPattern(**weekend, spans=[[540, 600]], roles={}))
        a_roster_with(session, street, days=5)

    day = typed("show", "dec", "--day", "12-05").out

    assert "12-05 周六 休 09:00 缺1人" in words(day)
    assert ("路口1" in day, "路口2" in day) == (False, True)


def test_shows_an_old_version(sessions: Sessions, typed: Redvest) -> None:
    given(sessions, *LINE)
    typed("adjust", "dec", "remove", "1201-p1-0730", "李四")

    assert "李四" not in typed("show", "dec").out
    old = typed("show", "dec", "--version", 1).out
    assert "第 1 版（最新是第 2 版）" in old
    assert "李四" in old


def test_publishing_shows_whom_it_tells_before_it_does(sessions: Sessions, typed: Redvest) -> None:
    given(sessions, *LINE)

    dry = typed("publish", "dec", "--dry-run")

    assert "将通知 3 人" in dry.out
    assert "李四，您在《全市2026年12月排班表》中有 1 次值守：" in dry.out
    with reading(sessions) as session:
        assert session.scalars(select(Reminder)).all() == []
    assert "3 人的通知已进入待发送" in typed("publish", "dec", "--yes").out
    assert "已经发布" in typed("publish", "dec").err


def test_a_fault_of_ours_is_one_sentence_and_a_log(settings: Settings, sessions: Sessions, typed: Redvest) -> None:
    with transaction(sessions) as session:
        a_drafted_roster(session, a_street(session))
        session.scalars(select(Roster)).one().policy = {"cap_week": "viel"}

    ran = typed("generate", "dec", "--seconds", 600)

    assert ran.code == 3
    assert ran.err.splitlines()[-1].startswith("程序出错了，这不是您的问题。详情记在")
    log = (settings.home / "errors.log").read_text()
    assert "Traceback" in log
    assert "TypeError" in log


def test_speaks_english_when_asked(sessions: Sessions, typed: Redvest) -> None:
    given(sessions, *LINE)

    try:
        ran = typed("--lang", "en", "show", "dec")
    finally:
        choose(None)

    assert "solved" in ran.out
    assert "Tue" in ran.out
