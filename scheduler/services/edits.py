"""Edits by hand: what one of them makes of a roster's duties, all in the town's codes."""

from dataclasses import dataclass

from scheduler.errors import Invalid
from scheduler.language import say
from scheduler.services.sentences import Speaker
from solver.problem import Duty

Duties = frozenset[Duty]


@dataclass(frozen=True, slots=True)
class Add:
    """The volunteer comes to the shift as well."""

    shift: str
    volunteer: str


@dataclass(frozen=True, slots=True)
class Remove:
    """The volunteer leaves the shift."""

    shift: str
    volunteer: str


@dataclass(frozen=True, slots=True)
class Move:
    """The volunteer goes from one shift to another."""

    volunteer: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """Two volunteers take each other's place: `one` is on `shift`, `other` on `other_shift`."""

    shift: str
    one: str
    other_shift: str
    other: str


Edit = Add | Remove | Move | Exchange


def parts(edit: Edit) -> tuple[Duties, Duties]:
    """The duties it takes back, and those it hands out."""
    match edit:
        case Add(shift, who):
            return frozenset(), frozenset({Duty(shift, who)})
        case Remove(shift, who):
            return frozenset({Duty(shift, who)}), frozenset()
        case Move(who, source, target):
            return frozenset({Duty(source, who)}), frozenset({Duty(target, who)})
        case Exchange(shift, one, other_shift, other):
            gone = {Duty(shift, one), Duty(other_shift, other)}
            return frozenset(gone), frozenset({Duty(shift, other), Duty(other_shift, one)})


def applied(edit: Edit, duties: Duties, speaker: Speaker) -> Duties:
    """The duties after the edit. Raises NotFound for a shift or volunteer the speaker's problem does not know, Invalid
    for a duty that is not there, or is there already."""
    gone, come = parts(edit)
    for duty in sorted(gone | come):
        speaker.require(duty)
    for duty in sorted(gone - duties):
        raise Invalid(say("{person}不在 {shift} 的班次上", **speaker.duty(duty)))
    for duty in sorted(come & (duties - gone)):
        raise Invalid(say("{person}已在 {shift} 的班次上", **speaker.duty(duty)))
    if gone == come:
        raise Invalid(say("这样改没有变化"))
    return (duties - gone) | come
