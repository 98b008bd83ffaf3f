"""What the tagger is told about a word piece besides its letters.

The word pieces are lower-cased and their white space is gone, yet capitals, line
breaks and quotation marks tell much about who speaks: a headline stands alone
between blank lines, and a name has a capital. One small number carries all three.
"""

from __future__ import annotations

from collections.abc import Sequence

SHAPES = 3  # no capital first, a capital first, capitals only
GAPS = 4  # how a piece is parted from the one before: not, by space, a new line, a blank line
FEATURES = SHAPES * GAPS * 2  # times outside and inside quotation marks

OPENING, CLOSING, STRAIGHT = "\u201c\u00ab", "\u201d\u00bb", '"'


def piece_features(text: str, offsets: Sequence[tuple[int, int]]) -> list[int]:
    """Return one number from 0 to FEATURES - 1 for each piece of the text.

    `offsets` are the pieces' `[start, end)` in code points, in reading order.
    """
    quoted = quoted_characters(text)
    features = []
    before = None
    for start, end in offsets:
        gap = GAPS - 1 if before is None else gap_kind(text[before:start])
        features.append((shape_of(text[start:end]) * GAPS + gap) * 2 + (start < end and quoted[start]))
        before = end
    return features


def shape_of(piece: str) -> int:
    """Say how a piece is capitalised: 0 not, 1 its first letter, 2 all of several letters."""
    if not piece[:1].isupper():
        return 0
    return 2 if len(piece) > 1 and piece.isupper() else 1


def gap_kind(between: str) -> int:
    """Say what stands between two pieces: 0 nothing, 1 space, 2 a line break, 3 a blank line."""
    if not between:
        return 0
    return min(1 + between.count("\n"), GAPS - 1)


def quoted_characters(text: str) -> bytearray:
    """Mark with 1 each character in double quotation marks, the marks included.

    A line's end closes a quotation, since one that runs on is opened anew there;
    so one stray mark spoils one line at most.
    """
    quoted = bytearray(len(text))
    inside = False
    for at, character in enumerate(text):
        if character == "\n":
            inside = False
        elif character in OPENING or (character == STRAIGHT and not inside):
            inside = True
            quoted[at] = 1
        elif character in CLOSING or character == STRAIGHT:
            inside = False
            quoted[at] = 1
        else:
            quoted[at] = inside
    return quoted
