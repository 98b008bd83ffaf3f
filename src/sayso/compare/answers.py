"""Whether two claims give the same answer to their question, and in what they differ."""

from __future__ import annotations

import re
from collections.abc import Set
from itertools import product

from sayso.compare.by_denials import (
    by_absence_there,
    by_exclusion,
    by_existence,
    by_ruling_out,
    shared_concepts,
)
from sayso.compare.by_figures import by_figures
from sayso.compare.by_recordings import by_aspects, judged_and_shown, of_what_is_not_there
from sayso.compare.by_words import by_calibre, by_clock, by_emptiness, by_times, by_two_dates
from sayso.compare.counts import figures_on_one_count, of_two_parts, on_top, only_parts
from sayso.compare.directions import by_direction
from sayso.compare.intervals import same_figure
from sayso.compare.outcomes import Answer, Outcome, denial, quoted
from sayso.compare.reading import Reading
from sayso.compare.whence import by_whence
from sayso.compare.words import stem, tokens_of

_IS_NAMED = re.compile(r"\b(?:is|are|was|were|be|been|being)(?: (?:not|no|an?|the|all))* NAME\b")
# Who did it, in whatever words: "the traces led to NAME", "NAME is behind it", "no link to NAME".
_DONE_BY = re.compile(
    r"\b(?:behind|responsib\w+|to blame|blam(?:ed?|es|ing)|attribut\w+|accus\w+|nothing to do with|"
    r"the work of|carried out by|(?:links?|ties?|connections?) (?:to|with)|"
    r"(?:leads?|led|points?|pointed|traced) (?:back )?to)\b",
    re.IGNORECASE,
)
_WORDS_SHOWN = 2  # that two claims share
_ABOUT_TIME = frozenset({"recorded", "next", "inspection"})


def compare_answers(left: Reading, right: Reading) -> Answer:
    """Return how two claims on one question answer it: by their figures, else by times or sides."""
    pair = figures_on_one_count(left, right)
    if pair is not None:
        return by_figures(left, right, *pair)
    if only_parts(left, right):
        outcome: Outcome = "other-scope" if _part_of_one_count(left, right) else "unrelated"
        parts = "what comes on top of a count" if on_top(left, right) else "a part"
        return Answer(outcome, f"the one counts {parts}, the other the whole")
    if of_two_parts(left, right):
        return Answer("unrelated", "both count parts, of which nothing says that they are the same")
    dated = not left.figures and not right.figures and left.concepts & right.concepts & _ABOUT_TIME
    return (
        (by_clock(left, right) or by_times(left, right) if dated else None)
        or by_two_dates(left, right)
        or by_clock(left, right)
        or by_whence(left, right)
        or by_direction(left, right)
        or by_existence(left, right)
        or by_absence_there(left, right)
        or by_exclusion(left, right)
        or by_calibre(left, right)
        or by_emptiness(left, right)
        or by_aspects(left, right)
        or of_what_is_not_there(left, right)
        or by_ruling_out(left, right)
        or _by_sides(left, right)
    )


def _part_of_one_count(left: Reading, right: Reading) -> bool:
    """Whether the same happened to a part and to the whole, and the part is a count of its own.

    A further 18 that will follow have not met the fate of those before them.
    """
    figures = (*left.figures, *right.figures)
    one_fate = any(figure.added for figure in figures) or any(
        one.topics & other.topics for one in left.figures for other in right.figures
    )
    return one_fate and not any(figure.no_toll for figure in figures)


def _by_sides(left: Reading, right: Reading) -> Answer:
    scale = _on_one_scale(left, right)
    if scale is not None:
        return _with_words(left, right, "", same=scale)
    if left.figures and right.figures and not left.stems & right.stems:
        return Answer("unrelated", "they count different things, and share no word")
    matter = left.stems & right.stems or shared_concepts(left, right)
    if matter and _only_names(left, right):
        return Answer("unrelated", "they share a name, and say nothing else of one thing")
    same = left.sides.on(matter) == right.sides.on(matter)
    if same and left.figures and right.figures and not _share_a_number(left, right):
        return Answer("unrelated", "they give other numbers, and nothing tells that of one thing")
    return _with_words(left, right, _shared_words(left, right), same=same)


def _share_a_number(left: Reading, right: Reading) -> bool:
    return any(
        same_figure(one.interval, other.interval) for one, other in product(left.figures, right.figures)
    )


def _only_names(left: Reading, right: Reading) -> bool:
    """Whether all that two claims have in common is who or what they name; "it was Veskan" says just that."""
    names = {stem(word.lower()) for word in left.proper | right.proper}
    shared = left.stems & right.stems
    if not shared or shared - names or shared_concepts(left, right):
        return False
    if all(_DONE_BY.search(reading.words) for reading in (left, right)):
        return False
    return not any(_IS_NAMED.search(_marked(reading, shared)) for reading in (left, right))


def _marked(reading: Reading, shared: Set[str]) -> str:
    """The words of a claim with a name that is shared put down as "NAME"."""
    return " ".join(
        "NAME" if stem(token.lower) in shared else token.lower for token in tokens_of(reading.words)
    )


def _with_words(left: Reading, right: Reading, shared: str, *, same: bool) -> Answer:
    """Name what two claims are one about, or are not: what they say, in their own words."""
    one, other = quoted(left), quoted(right)
    about = f" about {shared}" if shared else ""
    if not same:
        return Answer("differ", denial(left, right, about, with_words=True))
    if one.casefold() == other.casefold():
        return Answer("same", f"both say {one}")
    return Answer("same", f"{one} and {other} stand on one side{about}")


def _shared_words(left: Reading, right: Reading) -> str:
    """Some words that two claims share, in quotation marks, longest first; "" for none."""
    words = {token.text for token in tokens_of(left.words) if stem(token.lower) in left.stems & right.stems}
    chosen = sorted(words, key=lambda word: (-len(word), word))[:_WORDS_SHOWN]
    return " and ".join(f"“{word}”" for word in chosen)


def _on_one_scale(left: Reading, right: Reading) -> bool | None:
    """Whether two claims stand on one end of a scale; None where no scale holds both.

    Whoever describes a recording without a doubt takes it for genuine.
    """
    shared = [name for name in left.scales if name in right.scales]
    if shared:
        return all(left.scales[name] == right.scales[name] for name in shared)
    judged = judged_and_shown(left, right)
    return None if judged is None else judged[0].scales["authentic"] == judged[1].sides.whole
