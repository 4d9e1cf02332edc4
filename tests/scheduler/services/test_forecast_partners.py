"""With whom a unit that carries too much is to be pooled: the least loaded nearby."""

from scheduler.services.forecast import forecast
from scheduler.store.database import Sessions, transaction
from tests.scheduler.askers import an_admin
from tests.scheduler.rows import a_point
from tests.scheduler.services.test_forecast import SEPTEMBER, a_unit_of, answers, by_unit, peaks


def test_the_two_least_loaded_nearby_are_named_as_partners(sessions: Sessions) -> None:
    # At 39.52° north 0.01° of longitude is 858 m, so 0.05° is 4.3 km and 0.07° is 6 km.
    with transaction(sessions) as session:
        peaks(session)
        answers(session, a_unit_of(session, 12, "u1", longitude=116.70, latitude=39.52), a_point(session))
        others = {"idle": (5, 0.05), "far": (5, 0.07), "nobody": (0, 0.0), "busy": (30, 0.01), "busier": (25, 0.01)}
        for code, (people, east) in others.items():
            unit = a_unit_of(session, people, code, longitude=116.70 + east, latitude=39.52)
            if "bus" in code:
                answers(session, unit, a_point(session, f"p-{code}"))

        found = by_unit(forecast(session, an_admin(session), start=SEPTEMBER, days=30))

    assert found["u1"].partners == ("idle", "busy")
    assert "单位idle（人均 0.0 班/月）、单位busy（人均 5.9 班/月）" in found["u1"].advice  # 176 / 30 = 5.87
    assert set(found) == {"u1", "idle", "far", "busy", "busier"}


def test_who_lies_nowhere_gets_no_partners(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        peaks(session)
        answers(session, a_unit_of(session, 12, "u1"), a_point(session, path=[], came_path=[]))
        a_unit_of(session, 5, "u2", longitude=116.7, latitude=39.52)

        found = by_unit(forecast(session, an_admin(session), start=SEPTEMBER, days=30))

    assert found["u1"].partners == ()
    assert "没有坐标" in found["u1"].advice
