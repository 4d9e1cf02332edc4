"""Timed towns: what the solver reaches, measured by one command, `make bench`."""
