"""Footage whose very bytes are kept more than once: each time with its own name, date and publisher."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sayso.publish.appeared import Weight, weight_of
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
    weight: Weight  # what puts recordings in order, by when else their bytes were seen


def kept_again_of(dossier: Dossier, shelf: Shelf) -> tuple[KeptAgain, ...]:
    """Return the recordings that are kept more than once, byte for byte; those seen longest before first."""
    again = (_again(seen, shelf, dossier.sheet.title) for seen in dossier.kept_again)
    return tuple(sorted(again, key=lambda one: one.weight))


def _again(seen: Appearance, shelf: Shelf, title: str) -> KeptAgain:
    own = seen.own if seen.own in seen.kept else seen.kept[0]
    others = sorted(seen.kept, key=lambda one: _from(seen, one))
    others.remove(own)
    dates = {kept: [one] for kept in seen.kept if (one := seen.stated_of(kept)) is not None}
    return KeptAgain(
        exhibit=shelf.by_digest.get(seen.exhibit),
        own=_once(seen, own, shelf, title),
        others=tuple(_once(seen, kept, shelf, title) for kept in others),
        weight=weight_of(dates.get(own, []), [date for kept in others for date in dates.get(kept, [])]),
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
