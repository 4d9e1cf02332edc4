"""Tests of what is held of rosters between two questions."""
