"""Who says that it is not so, of those who deny nobody's words.

"The army did not fire" answers "did the army fire?" with no. Among those who say
that it did, it would be read as one of them.
"""

from __future__ import annotations

from sayso.compare.figures import Figure
from sayso.compare.polarity import negates
from sayso.compare.reading import Reading


def says_not_so(reading: Reading, asked: Reading) -> bool:
    """Tell whether a statement says that what another claim speaks of is not so.

    Args:
        reading: of a claim that is neither a denial nor a withdrawal.
        asked: the claim whose words are the question; where it negates them itself,
            who does so, too, agrees with it.
    """
    act = asked.sides.act
    scales = [name for name in reading.scales if name in asked.scales]
    matter = reading.stems & asked.stems | {f"c:{one}" for one in reading.concepts & asked.concepts}
    if not _is_negation(reading) or not (scales or matter):
        return False
    if scales:
        return all(reading.scales[name] != asked.scales[name] * act for name in scales)
    return reading.sides.on(matter) != asked.sides.on(matter) * act


def says_not_so_many(reading: Reading, figure: Figure) -> bool:
    """Tell whether a statement says that a figure in it is wrong: "never held 60", "that 60 died is wrong".

    "60 did not come back" gives a figure, and so does "none came", whose figure is 0.
    """
    if not _is_negation(reading) or not figure.quantity.value:
        return False
    around = reading.around(figure.quantity.span)
    return not reading.sides.negated or (around is not None and negates(around[0]))


def _is_negation(reading: Reading) -> bool:
    """Whether it is read as not having happened, or calls the whole wrong; "may not be" does neither."""
    turned_as_a_whole = not reading.sides.negated
    not_so = reading.claim.event_status == "not-happened" or turned_as_a_whole
    return reading.sides.whole < 0 and not_so
