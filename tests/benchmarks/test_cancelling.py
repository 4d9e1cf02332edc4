"""A city's run is called off, and how long that takes is told."""

from benchmarks.cancelling import cancelled


def test_a_run_that_has_just_begun_is_called_off() -> None:
    found = cancelled(0.0)

    assert found.note.startswith("seconds until it is over, asked for after 0 s: ")
