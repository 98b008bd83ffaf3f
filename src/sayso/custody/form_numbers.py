"""The number of a form, in what is handed on: one that is not known here is left to a later version."""

from __future__ import annotations

from collections.abc import Collection


class LaterForm(ValueError):
    """Something is of a form that this version does not know; that says nothing of whether it holds."""


def read_form(number: object, known: Collection[int], what: str) -> int:
    """Return the number of a form.

    Args:
        number: from outside.
        known: those that are read.
        what: has such a form, with its article.

    Raises:
        LaterForm: when a later version wrote it.
        ValueError: when no version did.
    """
    if type(number) is not int:  # true and 1.0 are 1, too
        raise ValueError("its form has no number")
    if number > max(known):
        raise LaterForm(
            f"it is {what} of form {number}, and this version of sayso reads up to {max(known)}: check it "
            "with a later one, or with the verify.py of whoever sent it"
        )
    if number not in known:
        raise ValueError(f"there is no form {number} of {what}")
    return number
