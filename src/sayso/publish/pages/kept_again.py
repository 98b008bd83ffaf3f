"""Footage whose very bytes are kept more than once: each time with its own name, date and publisher."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sayso.publish.dossier import Appearance, Dossier, KeptAs
from sayso.publish.pages.labels import Exhibit, Shelf
from sayso.publish.words import date_words
from sayso.values import known_by


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptOnce:
    """One of the times that some bytes came in."""

    name: str
    case: str  # its title; "" where it is the case of the dossier
    when: str  # in words; "" where nobody said
    on_word_of: str
    carrier: str = ""  # what carried it then, and is dated so; "" where it is dated itself
    carrier_here: Exhibit | None = None  # the same, where it is of this case


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAgain:
    """A recording of the case, and what else its bytes are kept as."""

    exhibit: Exhibit | None
    own: KeptOnce
    others: tuple[KeptOnce, ...]  # the earliest known first


def kept_again_of(dossier: Dossier, shelf: Shelf) -> tuple[KeptAgain, ...]:
    """Return the recordings that are kept more than once, byte for byte; those known from earliest first."""
    ordered = sorted(dossier.kept_again, key=lambda seen: known_by(seen.stated.date if seen.stated else ""))
    return tuple(_again(seen, shelf, dossier.sheet.title) for seen in ordered)


def _again(seen: Appearance, shelf: Shelf, title: str) -> KeptAgain:
    own = seen.own if seen.own in seen.kept else seen.kept[0]
    others = list(seen.kept)
    others.remove(own)
    return KeptAgain(
        exhibit=shelf.by_digest.get(seen.exhibit),
        own=_once(seen, own, shelf, title),
        others=tuple(
            _once(seen, kept, shelf, title) for kept in sorted(others, key=lambda one: _from(seen, one))
        ),
    )


def _from(seen: Appearance, kept: KeptAs) -> tuple[datetime, datetime, str]:
    stated = seen.stated_of(kept)
    return known_by(stated.date if stated else "")


def _once(seen: Appearance, kept: KeptAs, shelf: Shelf, title: str) -> KeptOnce:
    stated = seen.stated_of(kept)
    return KeptOnce(
        name=kept.name,
        case="" if kept.case == title else kept.case,
        when=date_words(stated.date, short=True) if stated else "",
        on_word_of=stated.on_word_of if stated else "",
        carrier=stated.carrier if stated else "",
        carrier_here=shelf.by_doc.get(stated.carrier) if stated and kept.case == title else None,
    )
