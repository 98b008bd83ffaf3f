"""Contract tests: what everything that stands in one of the tables must hold to."""
