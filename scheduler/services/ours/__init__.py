"""Ours: the roster that somebody else keeps, as it was published, cut to what is the asker's, and nothing to change.

Theirs are the points in their grids and those that their units answer for on one of the roster's days, with everybody
who stands there: who answers for a point must know who comes. Elsewhere they are the shifts on which people of their
units stand; these are named, the others on them only counted.
"""
