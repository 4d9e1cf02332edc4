"""Use-cases: one verb a function, each taking who asks, what for and when as arguments."""
