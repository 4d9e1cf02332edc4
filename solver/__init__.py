"""Solving: numbers in, numbers out. Knows no clock, no database, no web."""
