"""The four commands: each reads, calls one thing and writes. They return whether all is well."""

import json
import sys
from argparse import Namespace
from dataclasses import replace
from time import monotonic

from solver import repair as repairing
from solver.answer import answer_bytes, told_vacancy
from solver.answered import Effort
from solver.arrays import Town
from solver.attended import attended, stoppable
from solver.board import Board
from solver.check import apply, unknown, wrongs
from solver.explain import vacancy
from solver.files import (
    Changes,
    Earlier,
    Refused,
    read_answer,
    read_duties,
    read_earlier,
    read_problem,
    write_problem,
    write_whole,
)
from solver.files.json_text import without_collector
from solver.offers import Offers
from solver.problem import Duty, Problem, Span
from solver.roster import Roster
from solver.sheet import Sheet
from solver.spread.machines import Cluster, reached
from solver.still_proven import still_proven

# Seconds that it takes to start Python, and to end it.
_AROUND = 0.6


def solve(asked: Namespace) -> bool:
    began = monotonic()
    # Loads CP-SAT and the engine, seconds that the other commands do without.
    from solver import solve as solving

    with stoppable() as stop:
        problem, digest = read_problem(asked.problem)
        start = read_duties(asked.start, problem) if asked.start else ()
        effort = _effort(asked)
        # Whoever asks for ten seconds waits for ten, loading and reading among them.
        spent = monotonic() - began + _AROUND
        effort = replace(effort, seconds=max(effort.seconds / 4, effort.seconds - spent))
        answer = attended(
            asked.seconds,
            lambda report: solving.solve(
                problem, effort, start=start, stop=stop, report=report, cluster=_cluster(asked)
            ),
            stop=stop,
            quiet=asked.quiet,
        )
        write_whole(asked.out, answer_bytes(answer, digest))
    return True


def repair(asked: Namespace) -> bool:
    with stoppable() as stop, without_collector():
        problem, digest = read_problem(asked.problem)
        earlier = read_earlier(asked.answer, problem)
        changes = _changes(asked, problem, earlier)
        changed = apply(problem, changes)
        known = still_proven(problem, digest, earlier, changes)
        answer = attended(
            asked.seconds,
            lambda report: repairing.repair(changed, _effort(asked), known=known, stop=stop, report=report),
            stop=stop,
            quiet=asked.quiet,
        )
        if asked.problem_out:
            write_whole(asked.problem_out, write_problem(changed))
        write_whole(asked.out, answer_bytes(answer, digest, changes=changes))
    return True


def judge(asked: Namespace) -> bool:
    problem, digest = read_problem(asked.problem)
    found = wrongs(problem, digest, read_answer(asked.answer))
    for line in found:
        sys.stderr.write(f"{line}\n")
    sys.stdout.write("wrong\n" if found else "right\n")
    return not found


def explain(asked: Namespace) -> bool:
    problem, _ = read_problem(asked.problem)
    answer = read_answer(asked.answer)
    if nowhere := list(unknown(problem, answer)):
        raise Refused(*nowhere)
    if asked.shift not in problem.shift:
        raise Refused(
            f"--shift: {json.dumps(asked.shift, ensure_ascii=False)}: allowed is an id of the problem's shifts"
        )
    town = Town(apply(problem, answer.changes))
    board = Board.of(town, Roster(frozenset(answer.duties)))
    found = vacancy(Sheet(board), Offers(town), town.shift_index[asked.shift])
    sys.stdout.write(json.dumps(told_vacancy(found), ensure_ascii=False, indent=1) + "\n")
    return True


def _changes(asked: Namespace, problem: Problem, earlier: Earlier) -> Changes:
    return Changes(
        away=tuple(_away(word, problem) for word in asked.away),
        barred=tuple(_bar(word, problem) for word in asked.bar),
        published=tuple(sorted(earlier.duties)),
    )


def _effort(asked: Namespace) -> Effort:
    return Effort(asked.seconds, asked.workers, asked.seed, asked.gap, asked.rounds)


def _cluster(asked: Namespace) -> Cluster | None:
    refuse = asked.without_cluster == "refuse"
    return Cluster(lambda: reached(asked.cluster, refuse=refuse)) if asked.cluster else None


def _away(word: str, problem: Problem) -> tuple[str, Span]:
    volunteer, colon, span = word.rpartition(":")
    start, dash, end = span[:1] + span[1:].partition("-")[0], "-" in span[1:], span[1:].partition("-")[2]
    if not colon or volunteer not in problem.volunteer or not dash or not (_is_whole(start) and _is_whole(end)):
        raise Refused(f"--away: {json.dumps(word, ensure_ascii=False)}: allowed is VOLUNTEER:FROM-TO in minutes")
    if not -(10**9) <= int(start) < int(end) <= 10**9:
        raise Refused(f"--away: {json.dumps(word, ensure_ascii=False)}: allowed is FROM before TO, both up to 10^9")
    return volunteer, Span(int(start), int(end))


def _is_whole(text: str) -> bool:
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdigit() and len(digits) <= 10


def _bar(word: str, problem: Problem) -> Duty:
    """Ids may hold colons themselves: whichever colon splits the word into two known ids is the one meant."""
    colons = [n for n, letter in enumerate(word) if letter == ":"]
    duties = [Duty(word[:n], word[n + 1 :]) for n in colons]
    known = [duty for duty in duties if duty.shift in problem.shift and duty.volunteer in problem.volunteer]
    if len(known) != 1:
        raise Refused(f"--bar: {json.dumps(word, ensure_ascii=False)}: allowed is SHIFT:VOLUNTEER of the problem")
    if known[0] in problem.pinned:
        raise Refused(f"--bar: {json.dumps(word, ensure_ascii=False)}: allowed is a duty that is not pinned")
    return known[0]
