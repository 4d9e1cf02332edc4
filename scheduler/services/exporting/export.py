"""Exporting: who may have it gets the files of a roster, and the audit says so."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from scheduler.exchange.listing import listing, listing_text
from scheduler.exchange.matrix import matrix
from scheduler.exchange.roster_sheet import RosterSheet
from scheduler.exchange.signin import sign_in
from scheduler.exchange.whole import file_name
from scheduler.language import say
from scheduler.services.access import Asker, Right
from scheduler.services.audit import note
from scheduler.services.exporting.calendars import calendars
from scheduler.services.exporting.phones import phones_of
from scheduler.services.exporting.sheet import roster_sheet
from scheduler.services.exporting.solver_files import answer_file, problem_file, problem_of
from scheduler.services.looking import look
from scheduler.services.rosters import find
from scheduler.services.views import RosterView
from scheduler.store.vault import Vault


class Format(StrEnum):
    """matrix: days × posts; list: a row a person, csv: the same as text; sign-in: a sheet a day; ics: calendars;
    problem, answer: the solver's files."""

    MATRIX = "matrix"
    LIST = "list"
    CSV = "csv"
    SIGN_IN = "sign-in"
    ICS = "ics"
    PROBLEM = "problem"
    ANSWER = "answer"


SHEETS = (Format.MATRIX, Format.LIST, Format.SIGN_IN, Format.ICS)
"""What a coordinator hands round."""
ALL = (*SHEETS, Format.CSV, Format.PROBLEM, Format.ANSWER)


@dataclass(frozen=True, slots=True)
class Exported:
    """Contents by file name, some with a folder before it; `phones` of them stand there in full."""

    files: Mapping[str, bytes]
    phones: int
    version: int


def export(
    session: Session,
    who: Asker,
    code: str,
    *,
    formats: Collection[Format] = SHEETS,
    version: int | None = None,
    phones: bool = False,
    vault: Vault,
    now: datetime,
) -> Exported:
    """The files of the roster in that version, None for the newest; with `phones` in full where the asker may call.

    Raises NotFound for no such roster or version, Forbidden for phones of people the asker may not call, and for the
    solver's files, which say where people live, to who does not plan the roster.
    """
    view = look(session, who, code, version)
    known = phones_of(session, who, view, vault=vault, full=phones)
    files = _sheets(roster_sheet(view, known.shown, made=now), view, formats)
    if Format.ICS in formats:
        files |= calendars(session, view, made=now)
    files |= _solvers(session, who, view, formats)
    opened = known.opened if {Format.LIST, Format.CSV}.intersection(formats) else 0
    told = {"version": view.version, "formats": sorted(formats), "phones": opened}
    note(session, who, "export", "roster", view.code, now=now, **told)
    return Exported(files, opened, view.version)


def _sheets(sheet: RosterSheet, view: RosterView, formats: Collection[Format]) -> dict[str, bytes]:
    name, files = file_name(view.name), {}
    if Format.MATRIX in formats:
        files[f"{name}.xlsx"] = matrix(sheet)
    if Format.LIST in formats:
        files[say("{name}-名单.xlsx", name=name)] = listing(sheet)
    if Format.CSV in formats:
        files[say("{name}-名单.csv", name=name)] = listing_text(sheet)
    if Format.SIGN_IN in formats:
        files[say("{name}-签到表.xlsx", name=name)] = sign_in(sheet)
    return files


def _solvers(session: Session, who: Asker, view: RosterView, formats: Collection[Format]) -> dict[str, bytes]:
    if Format.PROBLEM not in formats and Format.ANSWER not in formats:
        return {}
    roster = find(session, who, view.code, right=Right.PLAN)
    problem, files = problem_of(session, roster, view.version), {}
    if Format.PROBLEM in formats:
        files[f"{file_name(view.code)}.problem.json"] = problem_file(problem)
    if Format.ANSWER in formats:
        files[f"{file_name(view.code)}.answer.json"] = answer_file(session, roster, view.version, problem)
    return files
