"""Volunteers 志愿者: who they are, where they come from, when they can serve and what their limits are."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from scheduler.store.base import Base, Code, Id, range_check, span_check
from scheduler.store.points import Datum, Point
from scheduler.store.teams import Role, Team, volunteer_role, volunteer_team, volunteer_usual_point
from scheduler.store.units import Unit


class VolunteerKind(StrEnum):
    """Students serve at weekends only, elders not in the evening nor in the heat."""

    ORDINARY = "ordinary"
    STUDENT = "student"
    ELDER = "elder"


class PlaceKind(StrEnum):
    OFFICE = "office"
    HOME = "home"
    OTHER = "other"


class Volunteer(Base):
    """One person.

    The phone is sealed by `Vault`; `phone_index` finds it without opening it, and two people may share one.
    Caps count duties (a day, a week, a roster; weekends are worked weekends a roster), `rest` is minutes
    between duties, `reach` metres from a place; None is the town's default. Gone from `left_on` on.
    """

    __tablename__ = "volunteer"

    id: Mapped[Id]
    code: Mapped[Code]
    name: Mapped[str]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    phone_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    phone_index: Mapped[str | None] = mapped_column(index=True)
    birth_year: Mapped[int | None]
    party_member: Mapped[bool] = mapped_column(default=False)
    kind: Mapped[VolunteerKind] = mapped_column(default=VolunteerKind.ORDINARY)
    guardian_note: Mapped[str | None]
    cap_day: Mapped[int | None]
    cap_week: Mapped[int | None]
    cap_total: Mapped[int | None]
    cap_weekends: Mapped[int | None]
    rest: Mapped[int | None]
    reach: Mapped[float | None]
    joined_on: Mapped[date | None]
    left_on: Mapped[date | None]

    unit: Mapped[Unit] = relationship(lazy="raise")
    places: Mapped[list["Place"]] = relationship(lazy="raise", cascade="all, delete-orphan", order_by="Place.id")
    availabilities: Mapped[list["Availability"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="Availability.id"
    )
    teams: Mapped[list[Team]] = relationship(secondary=volunteer_team, lazy="raise", order_by=Team.code)
    roles: Mapped[list[Role]] = relationship(secondary=volunteer_role, lazy="raise", order_by=Role.position)
    usual_points: Mapped[list[Point]] = relationship(secondary=volunteer_usual_point, lazy="raise", order_by=Point.code)


class Place(Base):
    """Where a volunteer sets out from, WGS-84 degrees; `came_in` is the system it was given in."""

    __tablename__ = "place"
    __table_args__ = (range_check("longitude", -180, 180), range_check("latitude", -90, 90))

    id: Mapped[Id]
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id", ondelete="CASCADE"), index=True)
    kind: Mapped[PlaceKind]
    longitude: Mapped[float]
    latitude: Mapped[float]
    came_in: Mapped[Datum] = mapped_column(default=Datum.WGS84)


class Availability(Base):
    """A span of every week in which a volunteer can serve; one without any can serve at any time.

    `weekday` 0 is Monday; [from_minute, until_minute) counts from the town's midnight, at most 1440.
    """

    __tablename__ = "availability"
    __table_args__ = (
        range_check("weekday", 0, 6),
        range_check("from_minute", 0, 1439),
        range_check("until_minute", 1, 1440),
        span_check("from_minute", "until_minute"),
    )

    id: Mapped[Id]
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id", ondelete="CASCADE"), index=True)
    weekday: Mapped[int]
    from_minute: Mapped[int]
    until_minute: Mapped[int]
