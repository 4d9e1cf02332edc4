"""Serving: the application in several processes, and in `redvest up` the clock beside it."""

SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""Where the processes of one server add up their figures: a folder, in a variable that prometheus-client names."""
