"""Which places claims name, what the gazetteer has for each, and how one was chosen among several."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.claims.types import Located, Place
from sayso.publish.pages.labels import Labelled, Shelf

NOT_LOOKED_UP = "nobody looked it up"
Key = tuple[str, Located | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceShown:
    """A name that claims give to a place, with what it was found to be."""

    anchor: str
    name: str  # as the claims write it
    called: str  # as the gazetteer writes it; "" where it has no such place
    country: str  # two letters; "" where it is not known
    coordinates: str  # in words; "" where they are not known
    chosen: str  # how it was told among those of its name, or why nothing is known
    source: str  # which gazetteer; "" where nobody looked
    claims: tuple[Labelled, ...]

    @property
    def where(self) -> str:
        """The place in a word or two, for a line."""
        known = ", ".join(part for part in (self.country, self.coordinates) if part)
        return known or ("not looked up" if self.chosen == NOT_LOOKED_UP else "unknown")


def places_of(shelf: Shelf) -> tuple[PlaceShown, ...]:
    """Return the places that claims name, those in the most claims first."""
    held: dict[Key, dict[str, Labelled]] = {}
    for labelled in shelf.claims:
        for place in labelled.claim.places:
            held.setdefault(_key(place), {})[labelled.label] = labelled
    ordered = sorted(held.items(), key=lambda pair: (-len(pair[1]), pair[0][0].casefold()))
    return tuple(
        _shown(number, key, tuple(claims.values())) for number, (key, claims) in enumerate(ordered, start=1)
    )


def places_by_claim(places: tuple[PlaceShown, ...]) -> Mapping[str, tuple[PlaceShown, ...]]:
    """Return the places of each claim, by its label."""
    by_claim: dict[str, tuple[PlaceShown, ...]] = {}
    for place in places:
        for labelled in place.claims:
            by_claim[labelled.label] = (*by_claim.get(labelled.label, ()), place)
    return by_claim


def _key(place: Place) -> Key:
    return " ".join(place.text.split()), place.located


def _shown(number: int, key: Key, claims: tuple[Labelled, ...]) -> PlaceShown:
    name, located = key
    return PlaceShown(
        anchor=f"p-{number}",
        name=name,
        called=located.name if located is not None else "",
        country=located.country if located is not None else "",
        coordinates=_coordinates(located),
        chosen=_chosen(located),
        source=located.source if located is not None else "",
        claims=claims,
    )


def _coordinates(located: Located | None) -> str:
    if located is None or located.latitude is None or located.longitude is None:
        return ""
    north = f"{abs(located.latitude):.2f}° {'N' if located.latitude >= 0 else 'S'}"
    return f"{north}, {abs(located.longitude):.2f}° {'E' if located.longitude >= 0 else 'W'}"


def _chosen(located: Located | None) -> str:
    if located is None:
        return NOT_LOOKED_UP
    if located.status == "unknown":
        return located.chosen or "no place of this name is in it"
    return f"{located.chosen} (of {located.candidates} there)" if located.candidates > 1 else located.chosen
