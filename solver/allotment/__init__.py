"""Stewardship 分包 for a season: which units answer for which point, so that nobody carries much more than another.

`season.py` is what is asked, `answer.py` what comes back, `judge.py` the plain arithmetic of both; `allot.py` makes the
plan: a proven bound by prices (`bound.py`), a search (`search.py`), and CP-SAT where a town is small (`exact.py`).
docs/allotment.md gives the formulas.
"""
