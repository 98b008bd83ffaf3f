"""Was this footage, or a part of it, seen before? An index over fingerprints, and the search in it.

Fingerprints are made by `sayso.footage.fingerprinting`; a finding says which
frames to look at, and an answer says how much was searched and what was not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from importlib.metadata import version

from sayso.footage.candidates import NEAR_BITS, SURE_BITS, Candidate
from sayso.footage.comparable import Facts, facts_of, in_part, unheard, why_not, why_not_comparable
from sayso.footage.cuts import windows_of
from sayso.footage.doors import NEAR_PATCH_BITS, Doors
from sayso.footage.findings import best_of_each_shot, copies_of
from sayso.footage.hearing import with_sound
from sayso.footage.hits import Packed
from sayso.footage.inset_findings import runs_by_box, with_inset, with_inset_of_found
from sayso.footage.insets_of_found import shown_in
from sayso.footage.listening import SOUND, sound_printer, track_of
from sayso.footage.parting import judged
from sayso.footage.parts import Part
from sayso.footage.rows import asked_of
from sayso.footage.shelf import Shelf, Take
from sayso.footage.slow_light import SLOW_AT_MOST
from sayso.footage.sound import LEAST_SURPRISE, SoundIndex
from sayso.footage.stills import as_still
from sayso.footage.types import Copy, CopySearch, FootagePrint, Skipped
from sayso.footage.unlike import LIKE_AT_MOST, UNLIKE_LEVELS
from sayso.footage.verdicts import Verdict
from sayso.values import Digest, Method, Progress, silent

BITS = 256


def search_method() -> Method:
    """Say how copies are searched for here."""
    return Method(
        name="footage.search",
        version="24",
        parameters={
            "near_bits": NEAR_BITS,
            "sure_bits": SURE_BITS,
            "near_patch_bits": NEAR_PATCH_BITS,
            "sound": SOUND,
            "sound_version": sound_printer().version,
            "sound_surprise": str(LEAST_SURPRISE),
            "unlike_levels": str(UNLIKE_LEVELS),
            "unlike_at_most": str(LIKE_AT_MOST),
            "unlike_edge": str(SLOW_AT_MOST),
        },
        packages={name: version(name) for name in ("faiss-cpu", "numpy", "opencv-python-headless")},
    )


class CopyIndex:
    """The fingerprints of an archive's footage, ready to be searched; grows by `add`."""

    def __init__(self, prints: Iterable[FootagePrint] = ()) -> None:
        self._prints = Shelf()
        self._facts: list[Facts] = []
        self._read_in_part: list[int] = []  # exhibits of which a part could not be read, and is not searched
        self._doors = Doors(self._prints)
        self._sounds = SoundIndex()
        for footage in prints:
            self.add(footage)

    def __len__(self) -> int:
        return len(self._prints)

    def add(self, footage: FootagePrint) -> None:
        """Add one exhibit's fingerprint."""
        self._doors.add(footage)
        self._sounds.add(track_of(footage.sound))
        self._prints.put(as_still(footage))
        self._know([facts_of(footage)])

    def add_part(self, part: Part, middles: Packed | None) -> None:
        """Add the exhibits of a part that is mapped from files.

        Args:
            middles: of the lists in which its local features lie, if they lie in lists.
        """
        self._doors.add_part(part, middles)
        for track in part.tracks:
            self._sounds.add(track)
        for take in part.takes:
            self._prints.put(partial(_taken_out, take))
        self._know(part.facts)

    def _know(self, facts: Sequence[Facts]) -> None:
        first = len(self._facts)
        self._facts += facts
        self._read_in_part += [owner for owner, one in enumerate(facts, start=first) if one.part_unread]

    @property
    def is_exact(self) -> bool:
        """Whether all local features are compared, not only those in the likeliest lists."""
        return self._doors.is_exact

    @property
    def facts(self) -> Sequence[Facts]:
        """What is in the index, in short."""
        return self._facts

    def print_of(self, exhibit: Digest) -> FootagePrint | None:
        """Return an exhibit's fingerprint; None where it is not in the index."""
        places = (place for place, facts in enumerate(self._facts) if facts.exhibit == exhibit)
        place = next(places, None)
        return None if place is None else self._prints[place]

    def search(
        self, query: FootagePrint, *, exclude: Collection[Digest] = (), progress: Progress = silent
    ) -> CopySearch:
        """Find what shows the same as `query`; never the exhibit itself, nor any of `exclude`.

        A long query is looked for window by window, so memory is bounded by what one window's features
        are near to, besides the fingerprints; `progress` hears its seconds, and may stop the search at
        each window and candidate.
        """
        query = as_still(query)
        asked = facts_of(query)
        searched, skipped = self._searched(asked, exclude)
        not_looked = why_not(asked)
        copies = []
        if not not_looked:
            met: dict[int, set[float]] = {}
            seen = self._seen(query, searched, progress, met)
            seen = self._set_into(query, seen, met, progress)
            for box, runs in runs_by_box(query.insets):
                found = [copy for run in runs for copy in self._seen(run, searched, progress)]
                seen = with_inset(seen, box, found)
            heard = self._sounds.search(track_of(query.sound), searched)
            copies = with_sound(seen, heard, query, self._prints)
            skipped += unheard(asked, [self._facts[owner] for owner in sorted(searched)])
        return CopySearch(
            query=query.exhibit,
            copies=tuple(sorted(copies, key=lambda copy: -copy.score)),
            searched=len(searched),
            searched_keyframes=sum(self._doors.keyframes_of(owner) for owner in searched),
            skipped=tuple(skipped),
            in_part=tuple(in_part(self._facts[owner] for owner in self._read_in_part if owner in searched)),
            method=search_method(),
            not_looked=not_looked,
        )

    def _seen(
        self,
        query: FootagePrint,
        searched: set[int],
        progress: Progress,
        met: dict[int, set[float]] | None = None,
    ) -> list[Copy]:
        """Return what is found by the picture alone.

        Args:
            met: takes by owner at which seconds it was looked at, of those that have insets.
        """
        verdicts = self._verdicts(query, searched, progress, {} if met is None else met)
        return copies_of(query, self._prints, list(verdicts))

    def _set_into(
        self, query: FootagePrint, seen: list[Copy], met: dict[int, set[float]], progress: Progress
    ) -> list[Copy]:
        """Return findings with what shows the query as an inset: these are looked for in the query alone."""
        if not met:
            return seen
        alone = CopyIndex([query])

        def in_query(shown: FootagePrint) -> list[Copy]:
            return alone._seen(shown, {0}, progress)

        for owner, seconds in sorted(met.items()):
            for box, back in shown_in(self._prints[owner], seconds, seen, in_query):
                seen = with_inset_of_found(seen, box, back)
        return seen

    def candidates(self, query: FootagePrint) -> Iterator[Candidate]:
        """Yield what is looked at more closely for a query, in all that is in the index."""
        query = as_still(query)
        searched, _ = self._searched(facts_of(query), ())
        asked = asked_of(query)
        for window in windows_of(query):
            yield from self._doors.candidates(asked, window, searched)

    def _searched(self, query: Facts, exclude: Collection[Digest]) -> tuple[set[int], list[Skipped]]:
        searched: set[int] = set()
        skipped: list[Skipped] = []
        for owner, found in enumerate(self._facts):
            if found.exhibit == query.exhibit:
                continue
            left_out = found.exhibit in exclude
            reason = "left out, as asked" if left_out else why_not_comparable(found, query)
            if reason is None:
                searched.add(owner)
            else:
                skipped.append(Skipped(exhibit=found.exhibit, reason=reason))
        return searched, skipped

    def _verdicts(
        self, query: FootagePrint, searched: set[int], progress: Progress, met: dict[int, set[float]]
    ) -> Iterator[Verdict]:
        """Yield the surest verdict about each exhibit in each shot of the query."""
        windows, asked = windows_of(query), asked_of(query)
        total = round(windows[-1].end_s) if windows else None
        for window in windows:
            verdicts: list[Verdict] = []
            progress(round(window.start_s), total, "seconds")
            for candidate in self._doors.candidates(asked, window, searched):
                progress(round(window.start_s), total, "seconds")
                found = self._prints[candidate.owner]
                if found.insets:
                    met.setdefault(candidate.owner, set()).add(candidate.nearest_s)
                verdicts += judged(candidate, query, found)
            yield from best_of_each_shot(verdicts)


def _taken_out(take: Take) -> FootagePrint:
    return as_still(take())
