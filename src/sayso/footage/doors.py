"""Which recordings of an archive, and where, are worth a closer look for a query: the doors into the search.

Whole frames, halves of frames, local features, and a learned descriptor where one was named. What comes of a
closer look is worked out elsewhere (`sayso.footage.parting`).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sayso.footage.alignment import FrameMatches
from sayso.footage.candidates import (
    NEAR_BITS,
    Candidate,
    Seen,
    frame_matches,
    from_features,
    from_hashes,
    pairs_by_owner,
    seen_in,
)
from sayso.footage.comparable import facts_of
from sayso.footage.crowding import uncrowded
from sayso.footage.cuts import Window
from sayso.footage.described import DescriptorIndex, through_descriptors
from sayso.footage.features import Features, bits_of, features_of_frames, sides
from sayso.footage.fingerprints.pdq import mirrored
from sayso.footage.halves import halves_of
from sayso.footage.hits import Hits, Ints, Packed
from sayso.footage.index import HashIndex, Lists, PatchIndex
from sayso.footage.moments import during, keyframe_seconds
from sayso.footage.parts import Part, hashes_of
from sayso.footage.rows import Asked, Rows, features_in
from sayso.footage.shelf import Shelf
from sayso.footage.types import FootagePrint

NEAR_PATCH_BITS = 20  # of 128: local features further apart are no match
MOST_PER_FRAME = 1000  # frames that one of the query is near to, and more where few exhibits have them all
MOST_PER_PATCH = 30  # exhibits: a feature that is found in more says nothing, such as a window's corner


class Doors:
    """The pictures of an archive's footage, in columns that are searched; grows by `add`.

    Args:
        prints: the fingerprints themselves, by the same numbers; whoever adds here puts them there.
    """

    def __init__(self, prints: Shelf) -> None:
        self._prints = prints
        self._frames = Rows(HashIndex())
        self._patches = PatchIndex()
        self._first_patches = [0]  # the first row of each exhibit's features, and the first free one
        self._joined_firsts: Ints = np.empty(0, dtype=np.int64)
        self._is_described: list[bool] = []  # of each exhibit
        self._described = DescriptorIndex()  # of the first exhibits; it is brought level when it is asked

    def __len__(self) -> int:
        return len(self._first_patches) - 1

    def add(self, footage: FootagePrint) -> None:
        """Add one exhibit's fingerprint."""
        places, hashes = hashes_of(footage)
        self._frames.add(hashes, [places])
        self._patches.add(bits_of(footage.locals))
        self._first_patches.append(len(self._patches))
        self._is_described.append(facts_of(footage).is_described)

    def add_part(self, part: Part, middles: Packed | None) -> None:
        """Add the exhibits of a part that is mapped from files; `middles` is as in `CopyIndex.add_part`."""
        first = len(self._patches)
        self._frames.add(part.hashes, np.split(part.hash_places, np.cumsum(part.hash_counts)[:-1]))
        if isinstance(part.codes, Lists):
            assert middles is not None
            self._patches.add_lists(part.codes, middles)
        else:
            self._patches.add(part.codes)
        self._first_patches += (first + np.cumsum(part.code_counts)).tolist()
        self._is_described += [facts.is_described for facts in part.facts]

    @property
    def is_exact(self) -> bool:
        """Whether all local features are compared, not only those in the likeliest lists."""
        return self._patches.is_exact

    def keyframes_of(self, owner: int) -> int:
        """Return how many keyframes of an exhibit are searched."""
        return self._frames.count(owner)

    def candidates(self, asked: Asked, window: Window, searched: set[int]) -> Iterator[Candidate]:
        """Yield what is worth a closer look for a window of a query, in the exhibits with these numbers."""
        query, shots = asked.query, window.shots
        local_s, features = features_in(query, window)
        inside = during(asked.hash_s, window.start_s, window.end_s)
        whole = None, asked.hash_s[inside], asked.hashes[inside]
        doors = [whole, *halves_of(query, window.start_s, window.end_s)]
        for mirror in (False, True):
            for half, at_s, upright in doors:
                hashes = mirrored(upright) if mirror else upright
                for owner, matches in self._through_hashes(at_s, hashes, searched):
                    prints = query, self._prints[owner]
                    yield from from_hashes(owner, mirror, matches, shots, prints, half=half)
            own = features.mirrored(sides(query)[0]) if mirror else features
            for owner, seen in self._through_features(local_s, own, searched):
                around = (*sides(query), *sides(self._prints[owner]))
                yield from from_features(owner, mirror, seen, shots, around)
        yield from through_descriptors(self._descriptors(query), query, self._prints, searched, shots)

    def _descriptors(self, query: FootagePrint) -> DescriptorIndex:
        """Return the index of descriptors, level with what was added if the query has some."""
        while query.described is not None and len(self._described) < len(self):
            owner = len(self._described)
            self._described.add(self._prints[owner].described if self._is_described[owner] else None)
        return self._described

    def _through_hashes(
        self, query_s: NDArray[np.float64], hashes: NDArray[np.uint8], searched: set[int]
    ) -> Iterator[tuple[int, FrameMatches]]:
        def near(asked: Ints, left_out: Ints) -> Hits:
            return self._frames.index.within(hashes[asked], NEAR_BITS, most=MOST_PER_FRAME, left_out=left_out)

        firsts, left_out = self._frames.firsts(), self._all_but(searched)
        hits = uncrowded(near, len(hashes), MOST_PER_FRAME, firsts, left_out)
        owners, places = self._frames.owners()[hits.rows], self._frames.places()[hits.rows]
        for owner in np.unique(owners).tolist():
            mine = owners == owner
            found_s = keyframe_seconds(self._prints[owner])[places[mine]]
            yield owner, frame_matches(query_s[hits.queries[mine]], found_s, hits.distances[mine])

    def _through_features(
        self, query_s: NDArray[np.float64], own: Features, searched: set[int]
    ) -> Iterator[tuple[int, list[Seen]]]:
        def near(asked: Ints, left_out: Ints) -> Hits:
            return self._patches.near(own.bits[asked], NEAR_PATCH_BITS, left_out=left_out)

        firsts = self._firsts()
        hits = uncrowded(near, len(own), self._patches.most, firsts, self._all_but(searched))
        owners = np.searchsorted(firsts, hits.rows, side="right") - 1
        pairs_seen = np.unique(hits.queries * len(firsts) + owners)
        often = np.bincount(pairs_seen // len(firsts), minlength=len(own)) > MOST_PER_PATCH
        keep = ~often[hits.queries]
        grouped = pairs_by_owner(hits.queries[keep], hits.rows[keep], firsts, searched)
        for owner, pairs in grouped:
            found, found_s, theirs = features_of_frames(self._prints[owner], pairs)
            yield owner, seen_in(own, found, theirs, query_s, found_s)

    def _all_but(self, searched: set[int]) -> list[int]:
        """Return what is not searched, such as the query itself: it must not crowd out what is."""
        return [owner for owner in range(len(self)) if owner not in searched]

    def _firsts(self) -> Ints:
        if len(self._joined_firsts) != len(self._first_patches):
            self._joined_firsts = np.array(self._first_patches, dtype=np.int64)
        return self._joined_firsts
