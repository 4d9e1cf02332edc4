"""Reading an answer: its shape is kept strictly, its numbers and ids are for the judge.

A key that is missing or unknown, or a value of the wrong kind, is refused. A number that is wrong, even negative, a
duty that stands twice, an id that the problem does not know: all that is read as it stands.
`changes.away` holds [volunteer, from, to]. What a breach says, and what a relaxation goes from and to, is any JSON.
"""

from pathlib import Path
from typing import Any

from solver.files.answer import COSTS, FORMAT, STATUSES, AnswerFile, Changes, Earlier, Relaxation, Vacancy
from solver.files.disk import read_unpacked
from solver.files.faults import Faults, Where
from solver.files.json_text import note_depth, parse_json
from solver.files.kinds import Kind, any_whole, id_of, number, one_of, or_null, ordered, pair, row, signed, text
from solver.files.shapes import amounts, anything, distinct, list_of, record
from solver.problem import Duty, Problem, Span


def read_answer(path: Path) -> AnswerFile:
    """The whole answer in a file, for the judge. Raises Refused with all faults."""
    return parse_answer(read_unpacked(path))


def parse_answer(data: bytes | bytearray) -> AnswerFile:
    """The whole answer in the unpacked bytes of a file. Raises Refused with all faults."""
    answer: AnswerFile = _read(data, record(_answer, {**_members(), "duties": list_of(_duty)}, {}))
    return answer


def read_duties(path: Path, problem: Problem) -> frozenset[Duty]:
    """The duties in an answer's file, to start from; see `read_earlier`."""
    return read_earlier(path, problem).duties


def read_earlier(path: Path, problem: Problem) -> Earlier:
    """What there is to go on from in an answer's file. Raises Refused, also where the problem lacks an id of a duty.

    Only `format` and `duties` have to be there, so that a roster made by hand will do.
    """
    shifts = id_of({shift.id for shift in problem.shifts}, "problem's shifts")
    volunteers = id_of({volunteer.id for volunteer in problem.volunteers}, "problem's volunteers")
    others = _members()
    required = {"format": others.pop("format"), "duties": distinct(pair(shifts, volunteers))}
    earlier: Earlier = _read(read_unpacked(path), record(_earlier, required, others))
    return earlier


def _earlier(**given: Any) -> Earlier:
    said = {name: given[name] for name in ("problem", "bound", "changes") if name in given}
    return Earlier(frozenset(given["duties"]), **said)


def _read(data: bytes | bytearray, kind: Kind) -> Any:
    document, faults = parse_json(data), Faults()
    note_depth(document, faults)
    faults.refuse_if_any()
    answer = kind(document, None, faults)
    faults.refuse_if_any()
    return answer


def _answer(**given: Any) -> AnswerFile:
    del given["format"]
    return AnswerFile(**given)


def _members() -> dict[str, Kind]:
    """Everything an answer holds but its duties."""
    return {
        "format": one_of(FORMAT),
        "problem": text,
        "status": one_of(*STATUSES),
        "cost": any_whole,
        "bound": or_null(number),
        "gap": or_null(number),
        "costs": record(dict, dict.fromkeys(COSTS, any_whole), {}),
        "breaches": list_of(amounts(anything)),
        "vacancies": list_of(_vacancy()),
        "changes": _changes(),
        "seconds": number,
        "seed": any_whole,
        "workers": any_whole,
        "trace": list_of(_step),
    }


def _vacancy() -> Kind:
    relaxation = record(_relaxation, {"path": text, "from": anything, "to": anything, "saves": any_whole}, {})
    required = {"shift": text, "missing": any_whole, "roles": amounts(any_whole)}
    return record(Vacancy, required, {"why": amounts(any_whole), "relax": list_of(relaxation)})


def _relaxation(**given: Any) -> Relaxation:
    return Relaxation(given["path"], given["from"], given["to"], given["saves"])


def _changes() -> Kind:
    required = {"away": list_of(_absence), "barred": list_of(_duty), "published": list_of(_duty)}
    return record(Changes, required, {})


_duty = pair(text, text)
_step = row("[seconds, cost, bound]", number, any_whole, or_null(number))
_read_absence = row("[volunteer, from, to]", text, signed, signed)


def _absence(value: Any, where: Where, faults: Faults) -> tuple[str, Span] | None:
    volunteer, start, end = _read_absence(value, where, faults) or (None, None, None)
    away = ordered(start, end, where, faults)
    return None if volunteer is None or away is None else (volunteer, away)
