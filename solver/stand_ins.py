"""Who could stand in on a shift, the cheapest first, and what speaks for each: how far, how loaded, what they hold."""

from dataclasses import dataclass
from itertools import islice

import numpy as np

from solver.explain import missing_roles
from solver.moves import blocked, gains, held_back
from solver.standing import Standing


@dataclass(frozen=True, slots=True)
class StandIn:
    """A volunteer, by id, whom every hard rule lets come as everybody else stands.

    `change` is what the roster's cost changes by, `metres` their way, `duties` what they have in this roster, of which
    `same_day` on the day of the shift. `lighter` of the `unit_size` people of their unit carry less beyond their fair
    share. `roles` are those of the missing ones that they hold, `stewards` whether their unit answers for the point,
    `usual` whether they are used to it.
    """

    volunteer: str
    change: int
    metres: int
    duties: int
    same_day: int
    lighter: int
    unit_size: int
    roles: tuple[str, ...]
    stewards: bool
    usual: bool


def stand_ins(standing: Standing, shift: int, *, most: int) -> tuple[StandIn, ...]:
    """The `most` cheapest for an empty seat of the shift; nobody where it has none."""
    who, changes = gains(standing.board, standing.offers, shift)
    free = ~held_back(standing.board, shift, who)
    order = np.argsort(changes[free], kind="stable")
    ranked = zip(who[free][order].tolist(), changes[free][order].tolist(), strict=True)
    allowed = (one for one in ranked if not blocked(standing.board, one[0], shift))
    return tuple(stand_in(standing, volunteer, shift, change=change) for volunteer, change in islice(allowed, most))


def stand_in(standing: Standing, volunteer: int, shift: int, *, change: int) -> StandIn:
    """What speaks for one of them, by index, who is not on the shift yet."""
    town, board, person = standing.town, standing.board, standing.problem.volunteers[volunteer]
    unit = board.standings[town.unit_of == town.unit[volunteer]]
    point = standing.problem.points[town.point[shift]]
    return StandIn(
        person.id,
        change,
        metres=int(town.one(volunteer, shift).metres[0]),
        duties=len(board.months[volunteer]),
        same_day=sum(town.day[held] == town.day[shift] for held in board.months[volunteer]),
        lighter=int((unit < board.standings[volunteer]).sum()),
        unit_size=len(unit),
        roles=tuple(role for role in missing_roles(board, shift) if role in town.roles[volunteer]),
        stewards=person.unit in point.stewards,
        usual=point.id in person.usual,
    )
