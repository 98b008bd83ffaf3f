"""Tables of things that can be added: names, and where each lives, imported only when used.

Other people's packages join by an entry point, on the same terms. Two of one
name are an error, never last-wins.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.metadata import entry_points

from sayso.values.errors import AskedWrongly, SaysoError


class NoSuchEntry(AskedWrongly):
    """A name that stands in no table."""

    def __init__(self, kind: str, name: str, known: tuple[str, ...]) -> None:
        super().__init__(kind, name, known)
        self.kind, self.name, self.known = kind, name, known

    def __str__(self) -> str:
        return f"There is no {self.kind} called {self.name!r}. Known here: {', '.join(self.known)}."


class NameTaken(SaysoError):
    """Two things of one kind have the same name."""

    def __init__(self, kind: str, name: str, places: tuple[str, ...]) -> None:
        super().__init__(kind, name, places)
        self.kind, self.name, self.places = kind, name, places

    def __str__(self) -> str:
        return (
            f"More than one {self.kind} is called {self.name!r}: {', '.join(self.places)}. "
            "Remove one of the packages that bring them."
        )


class Table:
    """One kind of thing that can be added.

    Args:
        kind: what an entry is called in messages, such as "claim extractor".
        group: the entry-point group by which other packages join, such as "sayso.extractors".
        entries: name -> "module:Class".
    """

    def __init__(self, kind: str, group: str, entries: Mapping[str, str]) -> None:
        self.kind, self.group = kind, group
        self._own = dict(entries)

    def names(self) -> tuple[str, ...]:
        """Return all names, our own first, in the table's order."""
        return tuple(self._places())

    def load(self, name: str) -> type:
        """Import and return the class that `name` stands for.

        Raises:
            NoSuchEntry: when no entry has this name.
            NameTaken: when two have.
        """
        places = self._places()
        if name not in places:
            raise NoSuchEntry(self.kind, name, tuple(places))
        module, _, attribute = places[name].partition(":")
        found = getattr(import_module(module), attribute)
        assert isinstance(found, type)
        return found

    def _places(self) -> dict[str, str]:
        places = dict(self._own)
        for entry in entry_points(group=self.group):
            if places.get(entry.name, entry.value) != entry.value:
                raise NameTaken(self.kind, entry.name, (places[entry.name], entry.value))
            places[entry.name] = entry.value
        return places
