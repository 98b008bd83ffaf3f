"""Errors that people meet: they cross process borders, and say what to do next."""

from __future__ import annotations

import inspect
import pickle

import pytest

from sayso.testing.errors import errors_of
from sayso.values import SaysoError

SAMPLES: dict[str, object] = {
    "str": "a thing",
    "int": 7,
    "float": 1.5,
    "bool": True,
    "tuple": ("one", "two"),
    "Sequence": ("one", "two"),
    "None": None,
}


def errors() -> list[type[SaysoError]]:
    """Return every error class of the package that a person can meet."""
    return errors_of("sayso")


def sample_of(error: type[SaysoError]) -> SaysoError:
    """Make an error with a plausible value for each of its arguments."""
    parameters = [
        parameter
        for parameter in inspect.signature(error).parameters.values()
        if parameter.kind is not inspect.Parameter.VAR_POSITIONAL
    ]
    values = []
    for parameter in parameters:
        kind = str(parameter.annotation).split("[")[0].split("|")[0].strip()
        values.append(SAMPLES[kind])
    return error(*values)


@pytest.mark.parametrize("error", errors(), ids=lambda error: error.__name__)
def test_an_error_survives_pickling_and_says_something(error: type[SaysoError]) -> None:
    sample = sample_of(error)

    copy = pickle.loads(pickle.dumps(sample))

    assert type(copy) is error
    assert str(copy) == str(sample)
    assert str(sample).rstrip().endswith((".", "!", "?", ")", "DIR", '"'))


@pytest.mark.parametrize("error", errors(), ids=lambda error: error.__name__)
def test_an_error_has_one_of_the_exit_codes(error: type[SaysoError]) -> None:
    assert error.exit_code in (1, 2, 3, 4)
