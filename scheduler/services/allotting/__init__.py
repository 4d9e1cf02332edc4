"""Allotting 分包方案: which unit should answer for which point in a season; planned, compared, applied.

`wanted.py` is what is asked, `town.py` turns the town's rows into numbers for the solver (`strength.py` who is how
strong and reaches what, `ground.py` places and districts), `telling.py` the solver's answer into what is kept and
shown, `plans.py` asks and looks, `comparing.py` compares, `applying.py` makes contracts.
"""
