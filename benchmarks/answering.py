"""Another program asked like the engine's own command, its answer in the same format, for the engine's own judge."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from time import monotonic

import click

from solver.answer import answer_bytes
from solver.answered import FEASIBLE, Answer
from solver.arrays import Town
from solver.board import Board, Pair
from solver.files import read_problem, write_whole
from solver.judge import judge
from solver.moves import blocked
from solver.progress import Step

Program = Callable[[Town, float, int], Iterable[Pair]]
"""Duties beside the pins, found within that many seconds from that seed."""


def command(program: Program) -> click.Command:
    """`IN --out OUT --seconds S --seed N`; duties that break a rule beside those before them are taken out again."""

    @click.command(help=program.__doc__)
    @click.argument("town", type=click.Path(path_type=Path, exists=True))
    @click.option("--out", type=click.Path(path_type=Path), required=True)
    @click.option("--seconds", type=float, required=True, help="of wall time, building the model included")
    @click.option("--seed", default=1)
    def asked(town: Path, out: Path, seconds: float, seed: int) -> None:
        began = monotonic()
        problem, digest = read_problem(town)
        packed = Town(problem)
        board = Board(packed, packed.pinned)
        for pair in program(packed, max(1.0, seconds - (monotonic() - began)), seed):
            if not blocked(board, *pair):
                board.add(*pair)
        write_answer(out, board, digest, seconds=monotonic() - began, seed=seed)

    return asked


def write_answer(out: Path, board: Board, digest: str, *, seconds: float, seed: int) -> None:
    """A roster of which nothing is proven; `digest` is of the problem's file."""
    roster, spent = board.roster(), round(seconds, 2)
    verdict = judge(board.town.problem, roster)
    trace = (Step(spent, verdict.cost, None),)
    answer = Answer(FEASIBLE, roster, board, verdict, None, spent, seed, os.cpu_count() or 1, trace)
    write_whole(out, answer_bytes(answer, digest))
