"""The dossier as JSON: the same values as the page, for programs."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from datetime import datetime
from pathlib import Path

from sayso.claims.ledger import claim_to_json
from sayso.claims.types import Claim
from sayso.compare.views import taking_position
from sayso.publish.dossier import Dossier
from sayso.publish.loose_ends import check_dossier
from sayso.publish.pages.labels import shelve
from sayso.publish.pages.origins import OriginCount
from sayso.publish.writing import Written, write_files
from sayso.values import Method, canonical_json, instant_text

SCHEMA = "sayso.dossier/1"


class JsonDossier:
    """The dossier for programs: canonical JSON, its frames in base64."""

    name = "json"
    version = "1"
    media_type = "application/json"
    suffix = ".json"

    def write(self, dossier: Dossier, to: Path) -> Written:
        """Write the dossier to the file `to`.

        Raises:
            LooseEnds: where the dossier points at what it does not hold.
            WouldOverwrite: where something is there already.
        """
        check_dossier(dossier)
        return write_files(to, {to.name: canonical_json(dossier_to_json(dossier)) + b"\n"}, folder=False)


def dossier_to_json(dossier: Dossier) -> dict[str, object]:
    """Return a dossier as JSON values; claims are as `sayso claims --json` writes them, with their words."""
    texts = {item.doc_id: item.text for item in dossier.material}
    plain = _plain(dossier)
    assert isinstance(plain, dict)
    claims, misread = (
        [claim_to_json(claim, texts[claim.doc_id]) for claim in held]
        for held in (dossier.claims, dossier.misread)
    )
    return {"schema": SCHEMA, **plain, "claims": claims, "misread": misread, "counts": _counts(dossier)}


def _counts(dossier: Dossier) -> list[object]:
    """On how many origins each question rests, and in how many reports, as the page counts them."""
    if dossier.comparison is None:
        return []
    count = OriginCount(dossier.comparison, shelve(dossier))
    return [
        {"question": question.id, **asdict(count.of(taking_position(question)).count)}
        for question in dossier.comparison.questions
    ]


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, Method):
        return value.to_json()
    if isinstance(value, Claim):
        return value.id
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    raise TypeError(f"a dossier holds no {type(value).__name__}")
