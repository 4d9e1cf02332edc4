"""What an import refuses, each where it stands in the file."""

import pytest

from scheduler.exchange.town_file import Reading
from scheduler.store.database import Sessions, transaction
from tests.scheduler.askers import an_admin
from tests.scheduler.rows import a_point, a_unit
from tests.scheduler.services.imports.conftest import Take
from tests.scheduler.services.imports.said import (
    DECEMBER,
    absence,
    pattern,
    point,
    stewardship,
    unit,
    volunteer,
)


@pytest.mark.parametrize(
    ("said", "where", "says"),
    [
        pytest.param(
            Reading(volunteers=(volunteer("张三", "住建据"),)),
            "志愿者!第2行·单位",
            "是不是“住建局”",
            id="a unit with a slip",
        ),
        pytest.param(
            Reading(volunteers=(volunteer("张三", "住建局", roles=("班长",)),)),
            "志愿者!第2行·岗位角色",
            "带班领导、引导员",
            id="a role there is not",
        ),
        pytest.param(
            Reading(points=(point(name="某处", kind="码头"),)),
            "点位!第2行·类别",
            "主干道、路段",
            id="a kind there is not",
        ),
        pytest.param(
            Reading(points=(point(name="某处", headcount="若干"),)),
            "点位!第2行·每班人数",
            "看不懂人数",
            id="no formula",
        ),
        pytest.param(
            Reading(points=(point(name="某处", headcount="length/50"),)),
            "点位!第2行·每班人数",
            "没有填长度",
            id="a formula over a length that is not given",
        ),
        pytest.param(
            Reading(stewardships=(stewardship("住建局", "桥"),)), "分包!第2行·点位", "没有这个点位", id="a point"
        ),
        pytest.param(
            Reading(stewardships=(stewardship("住建局", "路口一", until_day=DECEMBER.replace(year=1999)),)),
            "分包!第2行·截止日期",
            "早于",
            id="ended before it began",
        ),
        pytest.param(
            Reading(absences=(absence("王五", 3),)), "请假!第2行·姓名", "没有这个人", id="nobody of that name"
        ),
        pytest.param(
            Reading(patterns=(pattern(points=("桥",)),)), "班次!第2行·点位", "没有这个点位", id="a pattern's point"
        ),
        pytest.param(
            Reading(patterns=(pattern(roles={"班长": 1}),)), "班次!第2行·岗位", "可用的有", id="a pattern's role"
        ),
        pytest.param(
            Reading(patterns=(pattern(spans=((435, 480), (435, 480))),)),
            "班次!第2行·时段",
            "写了两次",
            id="a span twice",
        ),
        pytest.param(
            Reading(volunteers=(volunteer("张三", "住建局", birth_year=2011),)),
            "志愿者!第2行·出生年份",
            "不满 16 岁",
            id="fifteen this year",
        ),
        pytest.param(
            Reading(volunteers=(volunteer("张三", "住建局", birth_year=2010),)),
            "志愿者!第2行·出生年份",
            "监护人",
            id="sixteen this year without a note",
        ),
        pytest.param(
            Reading(units=(unit(name="甲", parent="乙"), unit(name="乙", parent="甲", row=3))),
            "单位!第2行·上级单位",
            "绕回了自己",
            id="units in a circle",
        ),
    ],
)
def test_what_cannot_be_is_refused_where_it_stands(
    sessions: Sessions, look: Take, said: Reading, where: str, says: str
) -> None:
    with transaction(sessions) as session:
        a_unit(session)
        a_point(session)

        planned = look(session, an_admin(session), said)

    assert planned.refused[0].where == where
    assert says in planned.refused[0].advice


def test_a_file_with_faults_of_its_own_is_refused_for_these(sessions: Sessions, look: Take) -> None:
    with transaction(sessions) as session:
        boss = an_admin(session)
        first = look(session, boss, Reading(stewardships=(stewardship("甲", "乙"),)))

        planned = look(session, boss, Reading(stewardships=(stewardship("丙", "丁"),), faults=first.refused))

    assert planned.refused == first.refused
