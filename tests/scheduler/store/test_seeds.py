"""The lists that a new town begins with."""

from sqlalchemy import select

from scheduler.store.database import Sessions, reading
from scheduler.store.points import PointKind
from scheduler.store.teams import Role


def test_the_kinds_of_point_are_seeded(sessions: Sessions) -> None:
    with reading(sessions) as session:
        kinds = session.scalars(select(PointKind).order_by(PointKind.position)).all()

    assert [kind.category for kind in kinds] == list(range(1, 24))
    names = {kind.code: kind.name for kind in kinds}
    assert (names["intersection"], names["segment"], names["community"]) == ("路口", "路段", "小区")


def test_the_roles_are_seeded_in_the_order_people_read(sessions: Sessions) -> None:
    with reading(sessions) as session:
        names = session.scalars(select(Role.name).order_by(Role.position)).all()

    assert names == ["带班领导", "引导员", "劝导员", "宣传员", "监督员", "示范员", "交警", "辅警"]
