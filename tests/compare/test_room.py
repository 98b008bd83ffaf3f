"""The map of the room that its own page gives."""

from __future__ import annotations

import pkgutil
import re

import sayso.compare


def test_every_module_of_the_room_stands_once_on_its_map() -> None:
    modules = [found.name for found in pkgutil.iter_modules(sayso.compare.__path__)]

    named = re.findall(r"`(\w+)`", sayso.compare.__doc__ or "")

    assert len(modules) > 40
    assert sorted(named) == sorted(modules)
