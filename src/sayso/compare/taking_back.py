"""What a claim that takes something back does to another: it updates it, repeats it, or leaves it alone."""

from __future__ import annotations

import re

from sayso.compare.intervals import same_figure, spoken_in_full
from sayso.compare.judged import Circumstances, Judged, one_breath
from sayso.compare.moments import is_later
from sayso.compare.names import does
from sayso.compare.reading import Reading
from sayso.compare.withdrawals import Withdrawal

# "I have to correct that. It was 12."
_NAMED_SHARE = 0.6  # of a claim's words, from which a withdrawal names it
_NEW_FIGURE = re.compile(r"[.;:] (?:[^\n.;:\d]|[.;:](?! ))*\d")


def taking_back(left: Reading, right: Reading, known: Circumstances) -> Judged | None:
    """Return how two claims stand of which one withdraws something; None where that is not in the other."""
    if left.withdraws and right.withdraws:
        voice = None if one_breath(left, right) else known.origins.same_voice(left, right)
        return Judged.because("repeats", f"both withdraw it; {voice}") if voice else None
    earlier, later, swapped = (right, left, True) if left.withdraws else (left, right, False)
    if is_later(earlier, later):
        return None
    own = known.origins.same_voice(left, right) is not None
    withdrawal = known.withdrawals.get(later.number)
    if withdrawal is not None:
        taken = _taken_back(earlier, withdrawal, own=own)
    else:
        named = _names_what_is_taken_back(earlier, later)
        taken = "it back" if named or (own and not _explains(earlier, later)) else None
    if taken is None:
        return None
    verbs = ("takes", "take") if withdrawal is None else ("withdraws", "withdraw")
    return Judged.because("updates", f"{does(later.claim.speaker, *verbs)} {taken}", swapped=swapped)


def _taken_back(earlier: Reading, withdrawal: Withdrawal, *, own: bool) -> str | None:
    """The figure of a claim that is withdrawn, by its own source or not; None where it is another."""
    figure = withdrawal.figure
    equal = next((one for one in earlier.figures if same_figure(one.interval, figure.interval)), None)
    if equal is None or equal.dimension != figure.dimension or (withdrawal.own and not own):
        return None
    return spoken_in_full(equal.quantity)


def _names_what_is_taken_back(claim: Reading, withdrawal: Reading) -> bool:
    """Whether most words of a claim stand in a withdrawal: "the statement that nobody had fired".

    In one text only where the very words do: what is said after it with like words may stand in its place.
    """
    inside = any(one.overlaps(other) for one in claim.claim.content for other in withdrawal.claim.content)
    if claim.claim.doc_id == withdrawal.claim.doc_id and not inside:
        return False
    shared = claim.stems & withdrawal.stems
    return len(shared) >= 2 and len(shared) >= _NAMED_SHARE * len(claim.stems)


def _explains(claim: Reading, withdrawal: Reading) -> bool:
    """Whether a claim of the same text is said beside a withdrawal, and none that is taken back."""
    beside = one_breath(claim, withdrawal) and not is_later(withdrawal, claim)
    return beside or _stands_instead(claim, withdrawal)


def _stands_instead(claim: Reading, withdrawal: Reading) -> bool:
    """Whether a claim follows a withdrawal in the same text: "we were wrong, it was 3" takes no 3 back."""
    same_text = claim.claim.doc_id == withdrawal.claim.doc_id
    return same_text and withdrawal.order < claim.order


def also_asserts(left: Reading, right: Reading) -> bool:
    """Tell whether a withdrawal is an answer, too: it puts another figure in the place of the old one."""
    return all(
        not reading.withdraws or len(reading.figures) > 1 or _NEW_FIGURE.search(reading.words)
        for reading in (left, right)
    )
