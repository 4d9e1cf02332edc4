"""Serving: the application in several processes, and in `redvest up` the clock beside it."""

SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""Where the processes of one server add up their figures: a folder, in a variable that prometheus-client names."""

THREADS = 32
"""Requests that a process answers at once, each with one connection to the database at most. Half of them may be
watchers, who stay for minutes: `api.rest.events`."""
