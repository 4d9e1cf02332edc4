"""The answer of another program, in the engine's own format, for the engine's own judge."""

import os
from pathlib import Path

from solver.answer import answer_bytes
from solver.answered import FEASIBLE, Answer
from solver.board import Board
from solver.files import write_whole
from solver.judge import judge
from solver.progress import Step


def write_answer(out: Path, board: Board, digest: str, *, seconds: float, seed: int) -> None:
    """A roster of which nothing is proven; `digest` is of the problem's file."""
    roster, spent = board.roster(), round(seconds, 2)
    verdict = judge(board.town.problem, roster)
    trace = (Step(spent, verdict.cost, None),)
    answer = Answer(FEASIBLE, roster, board, verdict, None, spent, seed, os.cpu_count() or 1, trace)
    write_whole(out, answer_bytes(answer, digest))
