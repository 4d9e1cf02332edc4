"""The board: a roster's rows by what a city's month is looked at, each counted before its cells are read."""
