"""How often each method is wrong, as measured: what dossier and command line say of it stands here alone.

`docs/methods.md` has the measurements; of footage it repeats these words, which a test holds against it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.footage.types import Copy

OF_STILLS, BY_SOUND = ", of stills", ", by sound"


@dataclass(frozen=True, slots=True)
class Measured:
    """What is known of a method's errors."""

    version: str  # of the method that was measured
    words: str
    in_short: str = ""  # the error that weighs most, in a few words, to stand beside a number of findings


# By the method's name, and behind it which sort of its findings, where these were measured apart.
KNOWN_ERRORS = {
    "claims.tagger": Measured(
        "12",
        "On two annotated cases: of 100 claims about 8 are missed and 9 are none; the speaker is wrong in 10 "
        "of 100, a figure in 16 of 100 that have one. What it adds to the rules there was looked at once "
        "before it was finished, so it may do a little worse elsewhere.",
    ),
    "claims.rules": Measured(
        "11",
        "On two annotated cases whose errors were not read while it was written, though its scores were: of "
        "100 claims about 11 are missed and 9 are none; the speaker is wrong in 10 of 100, a figure in 16 of "
        "100 that have one.",
    ),
    "compare.rules": Measured(
        "15",
        "On seven annotated cases, five of which it was made on: of 100 conflicts that it reports, 12 are "
        "none, 19 on the two whose errors were not read, 22 on 22 cases that its weights were not fitted on. "
        "On three stories by others, judged by hand before their errors were mended, 35 and 47 were; most "
        "of these are other matters that share a word, later figures or counts of something else. Of 100 "
        "agreements 29 are none on the seven cases, and 33 and 51 on the three stories. Three "
        "conflicts in five are missed, most of them where claims use other words.",
        in_short="of 100 conflicts that are found, 12 to 47 are none",
    ),
    "footage.print": Measured(
        "7",
        "On 334 frames the hashes of whole frames were 0 bits apart from those of Meta's own program. What "
        "is missed for a fingerprint's sake counts among the errors of the search.",
    ),
    "footage.search": Measured(
        "24",
        "On 56 real clips with 22 kinds of alteration, most of which its score was fitted on: 98 of 100 "
        "copies found; of 20,863 pairs of other footage none passed for a copy, at most 2 in 10,000 with "
        "95 % confidence; of 113 pairs of one scene at another time 1 did, and of 280 pairs of short parts "
        "of one take 25. Ends are told to a quarter of a second at best.",
    ),
    f"footage.search{OF_STILLS}": Measured(
        "24",
        "On 10 stills of real clips (whole, cut, shrunk, mirrored, photographed; two of them kept, and "
        "found by a video) that it was tuned on: 8 led to the moment, to half a second, one of them "
        "undecided, 2 to nothing; of 4 of the same fixed cameras at another moment none passed for a "
        "copy. Of 72 stills of the later halves of takes of which only the first halves are kept, on "
        "which its thresholds were chosen, 5 passed for a copy (measured with version 19). What is smaller "
        "than a fortieth of the picture is not compared.",
    ),
    f"footage.search{BY_SOUND}": Measured(
        "19",
        "On 23 sounds of real and made recordings, which the threshold was set on: of 100 stretches of 8 s, "
        "96 to 100 found after re-encoding or with light noise; of 2,448 pairs of other sounds, none was "
        "taken for one.",
    ),
}


def known_errors(name: str, version: str) -> str:
    """Return what is known of a method's errors, in words; "" where no version of it was measured.

    Where it was another version, that is said before.
    """
    measured = KNOWN_ERRORS.get(name)
    if measured is None:
        return ""
    if measured.version == version:
        return measured.words
    return (
        f"Measured with version {measured.version}, not with {version}, which is used here: {measured.words}"
    )


def known_errors_in_short(name: str, version: str) -> str:
    """Return the error of a method that weighs most, in a sentence; "" where none is told in short."""
    measured = KNOWN_ERRORS.get(name)
    if measured is None or not measured.in_short:
        return ""
    another = "" if measured.version == version else f" with version {measured.version}"
    return f"Measured{another}: {measured.in_short}."


def all_known_errors(name: str, version: str) -> Iterator[str]:
    """Yield what is known of a method's errors, of each sort of its findings that was measured apart."""
    for one in KNOWN_ERRORS:
        if one == name or one.startswith(f"{name}, "):
            sort = one[len(name) + 2 :]
            told = known_errors(one, version)
            yield f"{sort[0].upper()}{sort[1:]}: {told}" if sort else told


def sort_of(copy: Copy) -> str:
    """Return which sort of search found a copy, as `KNOWN_ERRORS` has it behind the method's name."""
    if copy.kind == "same-sound":
        return BY_SOUND
    return OF_STILLS if copy.is_of_a_still else ""
