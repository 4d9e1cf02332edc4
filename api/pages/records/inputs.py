"""How one field of a record is typed: from what REST gives to what stands in a form, a list or a sheet, and back.

People write times, places and lists as they do in Excel; what is read here is what REST takes, which then judges it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from werkzeug.datastructures import MultiDict

from api.pages.records import written
from scheduler.exchange import words
from scheduler.language import say

Form = MultiDict[str, str]
Choices = Mapping[str, str]
"""By code what somebody chooses from, in order."""


def _same(value: Any) -> str:
    return "" if value is None else str(value)


def _stays(text: str) -> Any:
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """`kind` is the macro that draws it: text, area, number, date, check, choose, boxes, counts. `typed` makes of
    REST's value what stands in it, `read` what REST takes of what was typed, raising Unreadable; `empty` is what
    nothing means. `source` names the list that is chosen from, or `words` are its choices, msgids by value. `listed`
    makes of the text what a list on a page says; a `figure` stands there at the right."""

    kind: str = "text"
    typed: Callable[[Any], str] = _same
    read: Callable[[str], Any] = _stays
    empty: Any = None
    source: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, Any] = field(default_factory=dict)
    listed: Callable[[str], str] = _same
    figure: bool = False

    def shown(self, value: Any) -> Any:
        """What the form begins with for REST's value."""
        if self.kind == "check":
            return bool(value)
        if self.kind == "boxes":
            return [str(one) for one in value or ()]
        if self.kind == "counts":
            return {role: str(need) for role, need in (value or {}).items()}
        return self.typed(value)

    def filled(self, form: Form, name: str) -> Any:
        """What stands in the form that was sent."""
        if self.kind == "check":
            return name in form
        if self.kind == "boxes":
            return [one[:200] for one in form.getlist(name)]
        if self.kind == "counts":
            start = f"{name}."
            return {key[len(start) :]: form[key].strip() for key in form if key.startswith(start) and form[key].strip()}
        return form.get(name, "").strip()

    def said(self, shown: Any) -> Any:
        """What REST takes for what stands in the form. Raises Unreadable."""
        if self.kind in {"check", "boxes"}:
            return shown
        if self.kind == "counts":
            return {role: written.whole(need) for role, need in shown.items()}
        return self.read(shown) if shown else self.empty

    def text(self, value: Any, choices: Choices) -> str:
        """REST's value in words: for a list, a sheet, a record that is only looked at."""
        if self.kind == "check":
            return say("是") if value else say("否")
        if value is None:
            return ""
        if self.kind == "boxes":
            return say("、").join(choices.get(str(one), str(one)) for one in value)
        if self.kind == "counts":
            return say("、").join(f"{choices.get(role, role)}{need}" for role, need in value.items())
        return choices.get(str(value), str(value)) if self.kind == "choose" else self.typed(value)


def _last(value: str | None) -> str:
    return "" if value is None else (date.fromisoformat(value) - timedelta(days=1)).isoformat()


def _after(text: str) -> str:
    return (words.day(text) + timedelta(days=1)).isoformat()


def whole(least: int, most: int, **attributes: Any) -> Input:
    """A whole number."""
    bounds = {"min": least, "max": most, "inputmode": "numeric", **attributes}
    return Input(kind="number", read=written.whole, attributes=bounds, figure=True)


def choose(source: str = "", **meanings: str) -> Input:
    """One of a list, or of these words."""
    return Input(kind="choose", source=source, words=meanings)


def boxes(source: str = "", **meanings: str) -> Input:
    """Any of a list, or of these words."""
    return Input(kind="boxes", source=source, words=meanings, empty=[])


TEXT = Input(attributes={"maxlength": 200})
CODE = Input(attributes={"maxlength": 100, "autocapitalize": "off", "autocomplete": "off", "spellcheck": "false"})
HEADCOUNT = Input(attributes={"maxlength": 200}, listed=written.people_text, figure=True)
CHECK = Input(kind="check", empty=False)
DAY = Input(kind="date")
LAST_DAY = Input(kind="date", typed=_last, read=_after)
"""The last day of a span, which REST calls by the day after it."""
METRES = Input(typed=written.number_text, read=words.metres, attributes={"inputmode": "decimal"})
MINUTES = Input(typed=_same, read=words.minutes)
SPOT = Input(typed=written.spot_text, read=written.spot)
PATH = Input(kind="area", typed=written.path_text, read=written.path, empty=[])
SPANS = Input(typed=written.spans_text, read=written.spans, empty=[])
WEEK = Input(typed=written.week_text, read=written.week, empty=[])
MONTH_DAY = Input(read=words.month_day)
LAST_MONTH_DAY = Input(typed=written.last_month_day, read=written.after_month_day)
WEEKDAYS = Input(typed=written.weekdays_text, read=lambda text: list(words.weekdays(text)), empty=[])
COUNTS = Input(kind="counts", source="roles", empty={})
