"""Files in and out: problems and answers, kept to the letter of their format, or refused with every fault."""

from solver.files.disk import write_whole
from solver.files.faults import Refused
from solver.files.problem_reader import parse_problem, read_problem

__all__ = ["Refused", "parse_problem", "read_problem", "write_whole"]
