"""The root of every error that a person meets."""

from __future__ import annotations


class SaysoError(Exception):
    """Something a person must hear of: what happened, to what, and what to do next.

    Every argument goes to the base class, so that the error survives pickling
    across process borders; the sentence is made in `__str__`.
    """

    exit_code = 1  # 1 could not, 2 asked wrongly, 3 the outside world failed, 4 integrity does not hold


class AskedWrongly(SaysoError):
    """The question cannot be answered as it was put."""

    exit_code = 2
