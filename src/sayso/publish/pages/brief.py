"""The case on one screen: what was kept, is contested, was seen before, and was not looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.publish.appeared import UNDATED, Weight, weight_of
from sayso.publish.dossier import Dossier
from sayso.publish.footage_words import KIND_WORDS
from sayso.publish.pages.coverage import MissedAlike
from sayso.publish.pages.footage import CopyShown, importance
from sayso.publish.pages.kept_again import KeptAgain
from sayso.publish.pages.labels import grouped
from sayso.publish.pages.questions import Asked
from sayso.publish.words import count_words, day_words
from sayso.values import in_utc, known_by

MOST_QUESTIONS = 7  # lines; the others are counted, with a link
MOST_SEEN = 7
MOST_DATED = 15  # recordings of which is known that they, or their bytes, were seen at some time elsewhere
MOST_MISSED = 4
MOST_COPIED = 3  # texts that stand in several exhibits; more are counted
LEAD_SHARE = 0.5  # of the longest stretch of a recording: one of a second is not what a line tells first
_FAMILIES = {"video": "video", "image": "picture", "audio": "recording of sound"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A recording of the case in one line: where else it was seen, by the finding that says most."""

    copy: CopyShown | None  # None where its very bytes are kept elsewhere
    again: KeptAgain | None
    more: int = 0  # further findings about it

    @property
    def place(self) -> tuple[int, Weight]:
        """What puts lines in order: what was seen before first, bytes kept twice without a date last."""
        if self.copy is not None:
            return importance(self.copy)
        weight = self.again.weight if self.again is not None else weight_of((), ())
        return (len(KIND_WORDS) if weight[0] == UNDATED else 0), weight

    @property
    def is_dated(self) -> bool:
        """Tell whether it is a copy of something that has a date."""
        kind, weight = self.place
        return kind == 0 and weight[0] != UNDATED


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The first screen of a dossier; each line leads into the page."""

    kept: str
    dates: tuple[str, ...]
    asked: tuple[Asked, ...]
    more_questions: int
    conflict_errors: (
        str  # how often a conflict is none, in a sentence; "" where none was found, or not measured
    )
    seen: tuple[Seen, ...]
    more_seen: int  # recordings
    missed: tuple[MissedAlike, ...]
    more_missed: int  # reasons


def brief_of(
    dossier: Dossier,
    asked: Sequence[Asked],
    copies: Sequence[CopyShown],
    again: Sequence[KeptAgain],
    missed: Sequence[MissedAlike],
) -> Brief:
    """Return the first screen of a page whose questions have those with conflicts first."""
    worth = [question for question in asked if question.conflicts or question.span]
    seen = sorted((*_seen(copies), *(Seen(copy=None, again=one) for one in again)), key=lambda one: one.place)
    most = max(MOST_SEEN, min(sum(one.is_dated for one in seen), MOST_DATED))
    return Brief(
        kept=_kept(dossier),
        dates=tuple(_dates(dossier)),
        asked=tuple(worth[:MOST_QUESTIONS]),
        more_questions=len(asked) - len(worth[:MOST_QUESTIONS]),
        conflict_errors=_conflict_errors(dossier) if any(one.conflicts for one in asked) else "",
        seen=tuple(seen[:most]),
        more_seen=len(seen[most:]),
        missed=tuple(missed[:MOST_MISSED]),
        more_missed=len(missed) - len(missed[:MOST_MISSED]),
    )


def _conflict_errors(dossier: Dossier) -> str:
    name = dossier.comparison.method.name if dossier.comparison else ""
    return next((used.error_in_short for used in dossier.methods if used.method.name == name), "")


def _seen(copies: Sequence[CopyShown]) -> Iterable[Seen]:
    """Yield a line for each recording that findings tell of first, which are in the order of the page."""
    about = grouped((copy.told[0].digest, copy) for copy in copies)
    for of_one in about.values():
        yield Seen(copy=_lead_of(of_one), again=None, more=len(of_one) - 1)


def _lead_of(copies: Sequence[CopyShown]) -> CopyShown:
    """Return what says most of one recording: the first of its sort that shows half of the longest."""
    first = copies[0]
    alike = [one for one in copies if (one.kind, one.weight[0]) == (first.kind, first.weight[0])]
    longest_s = max(one.length_s for one in alike)
    return next(one for one in alike if one.length_s >= LEAD_SHARE * longest_s)


def _kept(dossier: Dossier) -> str:
    """Return what was kept, by kind: `19 exhibits: 9 texts, 6 videos, 4 pictures`."""
    counts: dict[str, int] = {}
    for item in dossier.material:
        of_type = _FAMILIES.get(item.media_type.split("/")[0], "other" if item.text is None else "text")
        kind = _FAMILIES["audio"] if item.sound_alone else of_type
        counts[kind] = counts.get(kind, 0) + 1
    words = (
        count_words(count, kind, {"other": "others", "recording of sound": "recordings of sound"}.get(kind))
        for kind, count in sorted(counts.items(), key=lambda pair: (pair[0] == "other", -pair[1], pair[0]))
    )
    return f"{count_words(len(dossier.material), 'exhibit')}: {', '.join(words)}"


def _dates(dossier: Dossier) -> Iterable[str]:
    captured = sorted(item.captured_at.isoformat() for item in dossier.material if item.captured_at)
    published = sorted((item.date for item in dossier.material if item.date), key=known_by)
    if captured:
        yield f"Kept {_between(captured)}"
    if published:
        undated = len(dossier.material) - len(published)
        unknown = f"; of {undated} no date is recorded" if undated else ""
        yield f"Published {_between([in_utc(one) for one in published])}, as recorded{unknown}"
    elif dossier.material:
        yield "No date of publication is recorded"


def _between(dates: Sequence[str]) -> str:
    first, last = day_words(dates[0]), day_words(dates[-1])
    return f"on {first}" if first == last else f"between {first} and {last}"
