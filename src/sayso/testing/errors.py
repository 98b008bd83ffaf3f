"""The errors of a package, so that a test can hold each of them to the same promises."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module

from sayso.values import SaysoError

# Modules that do something when they are imported, or only serve a tool.
NOT_IMPORTED = (".migrations", "__main__", "settings_for_types", "sayso.parsers.worker")


def errors_of(package: str) -> list[type[SaysoError]]:
    """Return every error class that the modules of `package` define, by name."""
    found = {
        value
        for name in _modules(package)
        for value in vars(import_module(name)).values()
        if inspect.isclass(value) and issubclass(value, SaysoError) and "__str__" in vars(value)
    }
    return sorted(found, key=lambda error: (error.__name__, error.__module__))


def _modules(package: str) -> Iterator[str]:
    root = import_module(package)
    for found in pkgutil.walk_packages(root.__path__, f"{package}."):
        if not any(part in found.name for part in NOT_IMPORTED):
            yield found.name
