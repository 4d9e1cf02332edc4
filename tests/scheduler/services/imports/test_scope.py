"""Nobody reaches beyond their scope by an import, or learns what lies there."""

import pytest

from scheduler.errors import Forbidden
from scheduler.exchange.town_file import Reading
from scheduler.store.database import Sessions, transaction
from scheduler.store.users import UserRole
from tests.scheduler.askers import a_coordinator, an_admin, an_asker
from tests.scheduler.rows import a_point, a_unit, a_volunteer
from tests.scheduler.services.imports.conftest import Take
from tests.scheduler.services.imports.said import (
    absence,
    pattern,
    point,
    stewardship,
    unit,
    volunteer,
)


def test_a_viewer_imports_nothing(sessions: Sessions, look: Take) -> None:
    with transaction(sessions) as session:
        viewer = an_asker(session, UserRole.VIEWER)
        with pytest.raises(Forbidden):
            look(session, viewer, Reading(units=(unit(name="住建局"),)))


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(Reading(units=(unit(code="other", name="教育局"),)), id="another's unit"),
        pytest.param(
            Reading(units=(unit(code="u1", name="街道办", parent="教育局"),)), id="their own, moved elsewhere"
        ),
        pytest.param(Reading(units=(unit(name="新单位"),)), id="a new unit at the top"),
        pytest.param(Reading(volunteers=(volunteer("王五", "教育局"),)), id="a person of another's"),
        pytest.param(Reading(volunteers=(volunteer("赵六", "街道办", code="v9"),)), id="another's person taken over"),
        pytest.param(Reading(points=(point(code="p9", name="路口九"),)), id="another's point"),
        pytest.param(Reading(points=(point(name="新路口"),)), id="a new point that nobody of theirs answers for"),
        pytest.param(Reading(stewardships=(stewardship("街道办", "p9"),)), id="answering for another's point"),
        pytest.param(Reading(stewardships=(stewardship("教育局", "新路口"),)), id="another's stewardship"),
        pytest.param(Reading(absences=(absence("v9", 3),)), id="another's absence"),
        pytest.param(Reading(patterns=(pattern(),)), id="a pattern for the whole town"),
        pytest.param(Reading(patterns=(pattern(points=("p9",)),)), id="a pattern at another's point"),
    ],
)
def test_a_coordinator_reaches_nothing_of_others_and_learns_nothing(
    sessions: Sessions, look: Take, said: Reading
) -> None:
    with transaction(sessions) as session:
        own = a_unit(session, "u1", name="街道办")
        other = a_unit(session, "other", name="教育局")
        a_volunteer(session, other, "v9", name="钱七")
        a_point(session, "p9", name="路口九")

        planned = look(session, a_coordinator(session, own), said)

    assert len(planned.refused) == 1
    assert "钱七" not in planned.refused[0].advice
    assert "教育局" not in planned.refused[0].advice


def test_a_coordinator_brings_in_their_own_street(sessions: Sessions, take: Take, look: Take) -> None:
    said = Reading(
        units=(unit(name="住建所", parent="街道办"),),
        points=(point(name="路口一"),),
        stewardships=(stewardship("住建所", "路口一"),),
        volunteers=(volunteer("张三", "住建所"),),
        absences=(absence("张三", 3),),
        patterns=(pattern(points=("路口一",)),),
    )
    with transaction(sessions) as session:
        a_unit(session, "other", name="教育局")
        street = a_unit(session, "u1", name="街道办")
        planned = take(session, a_coordinator(session, street), said)
        again = look(session, an_admin(session), said)

    assert {item.noun for item in planned.added} == {"unit", "point", "stewardship", "volunteer", "absence", "pattern"}
    assert again.idle
