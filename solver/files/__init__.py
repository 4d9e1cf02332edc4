"""Files in and out: problems and answers, kept to the letter of their format, or refused with every fault."""

from solver.files.answer import AnswerFile, Changes, Relaxation, Vacancy
from solver.files.answer_reader import parse_answer, read_answer, read_duties
from solver.files.disk import write_whole
from solver.files.faults import Refused
from solver.files.problem_reader import parse_problem, read_problem
from solver.files.problem_writer import write_problem

__all__ = [
    "AnswerFile",
    "Changes",
    "Refused",
    "Relaxation",
    "Vacancy",
    "parse_answer",
    "parse_problem",
    "read_answer",
    "read_duties",
    "read_problem",
    "write_problem",
    "write_whole",
]
