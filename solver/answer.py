"""An answer's file: what was found, how good it is, what is missing and why."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from time import monotonic
from typing import Any

from solver.answered import Answer
from solver.explain import vacancies
from solver.files.answer import FORMAT, Changes, Vacancy
from solver.offers import Offers
from solver.progress import gap
from solver.rules.rule import Breach

# Seconds after which vacancies are still explained, but no changes tried for them any more.
_PATIENCE = 3.0

NO_CHANGES = Changes(away=(), barred=(), published=())


def answer_bytes(answer: Answer, digest: str, *, changes: Changes = NO_CHANGES) -> bytes:
    """The file of an answer; `digest` is the SHA-256 in hex of the problem's file, `changes` what a repair was told."""
    began = monotonic()
    missing = vacancies(answer.board, Offers(answer.board.town), late=lambda: monotonic() - began > _PATIENCE)
    document = {
        "format": FORMAT,
        "problem": digest,
        "status": answer.status,
        "cost": answer.cost,
        "bound": answer.bound,
        "gap": None if answer.bound is None else gap(answer.cost, answer.bound),
        "costs": dict(answer.verdict.costs),
        "breaches": [_breach(breach) for breach in answer.verdict.pinned],
        "duties": answer.roster.ordered,
        "vacancies": [told_vacancy(vacancy) for vacancy in missing],
        "changes": _changes(changes),
        "seconds": answer.seconds,
        "seed": answer.seed,
        "workers": answer.workers,
        "trace": [[step.seconds, step.cost, step.bound] for step in answer.trace],
    }
    return (json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _breach(breach: Breach) -> dict[str, Any]:
    told = {name: value for name, value in asdict(breach).items() if value not in (None, (), 0)}
    return {"rule": breach.rule, "amount": breach.amount, **told}


def told_vacancy(vacancy: Vacancy) -> dict[str, Any]:
    """A vacancy as answers and `explain` tell it."""
    told: dict[str, Any] = {"shift": vacancy.shift, "missing": vacancy.missing, "roles": dict(vacancy.roles)}
    if vacancy.why is not None:
        told["why"] = dict(vacancy.why)
    if vacancy.relax is not None:
        told["relax"] = [
            {"path": change.path, "from": change.before, "to": change.after, "saves": change.saves}
            for change in vacancy.relax
        ]
    return told


def _changes(changes: Changes) -> dict[str, Any]:
    return {
        "away": [[volunteer, span.start, span.end] for volunteer, span in changes.away],
        "barred": _pairs(changes.barred),
        "published": _pairs(changes.published),
    }


def _pairs(duties: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(duties)
