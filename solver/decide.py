"""Deciding a handful of duties at once: CP-SAT, or every choice tried where CP-SAT's numbers do not reach."""

from collections.abc import Sequence

from solver.board import Board, Pair
from solver.close import Closing, Limits, open_draft
from solver.deadline import Deadline
from solver.neighbourhood import Neighbourhood
from solver.offers import Offers
from solver.trial import MOST_PAIRS, cheapest_choice


def decided(
    board: Board, offers: Offers, around: Neighbourhood, deadline: Deadline, *, work: float, seed: int
) -> Sequence[Pair] | None:
    """What to hand out in place of the freed duties, everything else staying, within `work` of CP-SAT's deterministic
    time; None where nothing was found. The board is as before afterwards."""
    for pair in around.freed:
        board.remove(*pair)
    try:
        draft = open_draft(board, offers, around.choices)
        closing = Closing(draft, Limits(deadline.left, work=work, seed=seed))
        if not closing.exact:
            few = len(draft.literals) <= MOST_PAIRS
            found = cheapest_choice(board, offers, draft.literals, late=deadline.over) if few else None
            return found and found[0]
        with deadline.stop.reaching(closing.stop):
            return closing.run(around.freed).taken
    finally:
        for pair in around.freed:
            board.add(*pair)
