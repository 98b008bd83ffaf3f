"""Errors that people meet: they cross process borders, and say what to do next."""

from __future__ import annotations

import inspect
import pickle
import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest

import sayso
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


def modules() -> Iterator[str]:
    """Yield every module of the package that can be imported without side effects."""
    for found in pkgutil.walk_packages(sayso.__path__, "sayso."):
        skipped = (".migrations", "__main__", "settings_for_types", "store.models", "sayso.parsers.worker")
        if not any(part in found.name for part in skipped):
            yield found.name


def errors() -> list[type[SaysoError]]:
    """Return every error class of the package, each once."""
    found = {
        value
        for name in modules()
        for value in vars(import_module(name)).values()
        if inspect.isclass(value) and issubclass(value, SaysoError) and "__str__" in vars(value)
    }
    return sorted(found, key=lambda error: f"{error.__module__}.{error.__name__}")


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
