"""What a recording's container says of itself, by PyAV, where there is no exiftool. Runs in the child."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

import av

from sayso.parsers.decoding import opened
from sayso.parsers.worker import Answer

LONGEST = 2000  # code points of a value
_PLACE = re.compile(r"([+-]\d{1,3}(?:\.\d+)?)([+-]\d{1,3}(?:\.\d+)?)", re.ASCII)  # ISO 6709


def read(stream: BinaryIO, request: Mapping[str, object]) -> Iterator[Answer]:
    """Give the tags of the container and of each of its streams."""
    del request
    tags: dict[str, object] = {"reader version": av.__version__}
    with opened(stream) as container:
        tags |= {f"Container:{name}": value[:LONGEST] for name, value in container.metadata.items()}
        for number, part in enumerate(container.streams, start=1):
            tags |= {f"Track{number}:{name}": value[:LONGEST] for name, value in part.metadata.items()}
    stated = next((str(value) for name, value in tags.items() if "location" in name.lower()), "")
    place = _PLACE.match(stated)
    if place is not None:
        tags |= {"Composite:GPSLatitude": float(place[1]), "Composite:GPSLongitude": float(place[2])}
    yield {}, json.dumps(tags).encode("ascii")
