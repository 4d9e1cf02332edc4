"""Files in and out: problems and answers, kept to the letter of their format, or refused with every fault."""

from solver.files.answer import AnswerFile, Changes, Earlier, Relaxation, Vacancy
from solver.files.answer_reader import parse_answer, read_answer, read_duties, read_earlier
from solver.files.disk import write_whole
from solver.files.faults import Refused
from solver.files.problem_reader import parse_problem, read_problem
from solver.files.problem_writer import write_problem

__all__ = [
    "AnswerFile",
    "Changes",
    "Earlier",
    "Refused",
    "Relaxation",
    "Vacancy",
    "parse_answer",
    "parse_problem",
    "read_answer",
    "read_duties",
    "read_earlier",
    "read_problem",
    "write_problem",
    "write_whole",
]
