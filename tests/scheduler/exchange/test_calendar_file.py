"""Duties in the calendar of a phone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from icalendar import Calendar

from scheduler.exchange.calendar_file import CalendarDuty, calendar_file

STAMP = datetime(2026, 11, 25, 8, tzinfo=UTC)
# 1 December 2026, 07:15 to 08:00 in Shanghai, UTC+8, is 23:15 to 00:00 UTC.
DUTY = CalendarDuty(
    uid="r1-s1-v1@redvest",
    starts=datetime(2026, 11, 30, 23, 15, tzinfo=UTC),
    ends=datetime(2026, 12, 1, 0, 0, tzinfo=UTC),
    point="新华路,金光道口",
    pattern="早高峰",
    role="引导员",
    crew=("张三", "李四"),
    at=(116.7041, 39.5232),
    version=3,
)


def written(*duties: CalendarDuty) -> Any:
    """The calendar as a reader finds it; Any, for a property may be of thirty classes."""
    return Calendar.from_ical(calendar_file("张三的值守", duties, stamp=STAMP))


def test_a_duty_reads_back_as_it_was_written() -> None:
    (event,) = written(DUTY).walk("VEVENT")

    assert (str(event["uid"]), event["sequence"], str(event["status"])) == ("r1-s1-v1@redvest", 3, "CONFIRMED")
    assert (str(event["summary"]), str(event["location"])) == ("值守 新华路,金光道口", "新华路,金光道口")
    assert str(event["description"]) == "班次：早高峰\n岗位：引导员\n同班：张三、李四"
    assert (event["geo"].latitude, event["geo"].longitude) == (39.5232, 116.7041)
    assert (event["dtstart"].dt, event["dtend"].dt, event["dtstamp"].dt) == (DUTY.starts, DUTY.ends, STAMP)


def test_times_are_the_towns_own_with_their_zone_in_the_file() -> None:
    calendar = written(DUTY)

    (event,), (zone,) = calendar.walk("VEVENT"), calendar.walk("VTIMEZONE")
    assert (event["dtstart"].params["TZID"], str(zone["tzid"])) == ("Asia/Shanghai", "Asia/Shanghai")
    assert event["dtstart"].to_ical() == b"20261201T071500"
    assert [part["tzoffsetto"].td for part in zone.subcomponents] == [timedelta(hours=8)]


def test_a_duty_taken_away_is_struck_out() -> None:
    (event,) = written(replace(DUTY, cancelled=True, version=4)).walk("VEVENT")

    assert (str(event["status"]), event["sequence"], str(event["uid"])) == ("CANCELLED", 4, DUTY.uid)


def test_a_phone_is_told_when_to_ask_again() -> None:
    calendar = written()

    assert calendar["refresh-interval"].dt == timedelta(hours=6)
    assert str(calendar["x-published-ttl"]) == "PT6H"
    assert str(calendar["x-wr-calname"]) == "张三的值守"


def test_the_order_of_duties_does_not_matter() -> None:
    later = replace(DUTY, uid="r1-s2-v1@redvest", starts=DUTY.ends, ends=DUTY.ends + timedelta(hours=1))

    assert calendar_file("", [DUTY, later], stamp=STAMP) == calendar_file("", [later, DUTY], stamp=STAMP)


def test_no_line_is_longer_than_the_format_allows() -> None:
    content = calendar_file("", [replace(DUTY, crew=tuple(f"张{n}三" for n in range(60)))], stamp=STAMP)

    assert max(map(len, content.split(b"\r\n"))) <= 75
