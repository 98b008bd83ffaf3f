"""Who was named or spoke last: whom "he", "she", "it" and "they" can mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.claims import lexicon
from sayso.claims.parsing import Parsed, Word
from sayso.claims.qualify.cast import BODIES, COMPANY_NOUNS, Cast, Speaker, bare, is_body, is_person, is_state
from sayso.claims.qualify.fellows import may_be_people
from sayso.claims.qualify.genders import Gender, gender_of
from sayso.claims.qualify.names import Name
from sayso.claims.words import word_set
from sayso.values import TextSpan

MOST_SPOKEN_BACK = 200  # speakers that are looked at; those before them are not meant
REACH_OF_NOUN = 300  # code points back to an unnamed person whom a pronoun takes up


def recent(cast: Cast, at: int, sorts: set[str]) -> Speaker | None:
    """Return who spoke last before an offset, of some sorts."""
    for where, speaker in reversed(cast.spoken):
        if where <= at and speaker.sort in sorts:
            return speaker
    return None


def recent_person(cast: Cast, at: int, pronoun: Gender | None = None) -> Speaker | None:
    """Return the person last named as a subject or a speaker before an offset.

    Args:
        pronoun: "he" or "she"; one whom the text or a given name makes the other is passed over.
    """
    likely = sorted(_likely(cast, at), key=lambda found: found[0], reverse=True)
    fitting = [found for found in likely if fits(cast, found[1], pronoun)]
    near = _near(cast, at, likely, fitting, pronoun) or _brought_in(cast, at, likely, pronoun)
    if near is not None:
        return near
    other = _named_otherwise(cast, at, pronoun)
    if other is not None and not (fitting and fitting[0][0] >= _sentence_start(cast, other[0])):
        return other[1]
    if fitting:
        return _surer(cast, fitting, pronoun)
    return next((speaker for _, speaker in likely if speaker.name not in {"he", "she"}), None)


def _near(
    cast: Cast,
    at: int,
    likely: Sequence[tuple[int, Speaker]],
    fitting: Sequence[tuple[int, Speaker]],
    pronoun: Gender | None,
) -> Speaker | None:
    """Return a person of the pronoun's own paragraph whose name only seems to be against it."""
    paragraph = cast.reading.paragraph_at(at)
    start = paragraph.span.start if paragraph is not None else at
    if pronoun is None or any(where >= start for where, _ in fitting):
        return None
    here = (one for where, one in likely if where >= start)
    return next((one for one in here if _gender(cast, one, guess=False) is None), None)


def _brought_in(
    cast: Cast, at: int, likely: Sequence[tuple[int, Speaker]], pronoun: Gender | None
) -> Speaker | None:
    """Return the only person of the paragraph named before the pronoun's sentence, though no subject.

    "Then there is Ada Brill. The pumps failed, she says." Whoever is somebody else's word is not meant, and
    nobody is where another person is a subject there.
    """
    paragraph = cast.reading.paragraph_at(at)
    if paragraph is None:
        return None
    before = TextSpan(paragraph.span.start, max(paragraph.span.start, _sentence_start(cast, at)))
    if any(before.start <= where < before.end for where, _ in likely) or _has_personal_subject(cast, before):
        return None
    uses = _persons_in(cast, before)
    if _persons_in(cast, TextSpan(before.end, max(before.end, at))):
        return None  # "his guest, Ada Brill, was moved as she spoke"
    persons = {cast.names.fullest(use.text): use for use in uses}
    if len(persons) != 1 or any(_is_spoken_or_owner(cast, use) for use in uses):
        return None
    speaker = _person(cast, uses[0])
    return speaker if fits(cast, speaker, pronoun) else None


def _persons_in(cast: Cast, span: TextSpan) -> list[Name]:
    return [use for use in cast.names.within(span) if not is_body(cast, use) and is_person(cast, use)]


def _has_personal_subject(cast: Cast, span: TextSpan) -> bool:
    words = (word for word in cast.reading.parsed.words_in(span) if word.dep in _SUBJECTS)
    return any(word.tag == "NN" and may_be_people(word) for word in words)


_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def _is_spoken_or_owner(cast: Cast, use: Name) -> bool:
    """Tell a name in a quotation, and "Brill's", from somebody told of."""
    owns = cast.reading.text[use.span.end : use.span.end + 2] in {"'s", "’s"}
    return owns or cast.reading.quote_at(use.span.start) is not None


def _surer(cast: Cast, fitting: Sequence[tuple[int, Speaker]], pronoun: Gender | None) -> Speaker:
    """Choose the last who fits; before an unnamed one, another of that sentence whose name tells it."""
    at, last = fitting[0]
    if pronoun is None or not last.anonymous or _gender(cast, last) is not None:
        return last
    start = _sentence_start(cast, at)
    near = (s for where, s in fitting if where >= start and _gender(cast, s) == pronoun)
    return next(near, last)


def _sentence_start(cast: Cast, at: int) -> int:
    parsed = cast.reading.parsed
    words = parsed.words_in(TextSpan(at, at + 1))
    return parsed.words[parsed.sentence_of(words[0].index).start].start if words else at


def _likely(cast: Cast, at: int) -> Iterator[tuple[int, Speaker]]:
    for where, speaker in cast.spoken[-MOST_SPOKEN_BACK:]:
        if where <= at and speaker.sort == "person":
            yield where, speaker
    for use in cast.names.before(at):
        if not is_body(cast, use) and is_person(cast, use) and _is_subject(cast, use):
            yield use.span.start, _person(cast, use)
    yield from _unnamed(cast, at)


def _named_otherwise(cast: Cast, at: int, pronoun: Gender | None) -> tuple[int, Speaker] | None:
    """Return a person named last who was no subject, where her name says that the pronoun fits."""
    for use in reversed(cast.names.before(at)):
        if pronoun and not is_body(cast, use) and is_person(cast, use):
            speaker = _person(cast, use)
            if _gender(cast, speaker) == pronoun:
                return use.span.start, speaker
    return None


def _person(cast: Cast, use: Name) -> Speaker:
    return Speaker(cast.names.fullest(use.text), False, "person")


def fits(cast: Cast, speaker: Speaker, pronoun: Gender | None) -> bool:
    """Tell whether nothing known of a person speaks against "he" or "she"."""
    gender = _gender(cast, speaker) if pronoun else None
    return gender is None or gender == pronoun


def _gender(cast: Cast, speaker: Speaker, *, guess: bool = True) -> Gender | None:
    if speaker.name in {"he", "she"}:
        return "he" if speaker.name == "he" else "she"
    last = speaker.name.split()[-1] if speaker.name else ""
    nouns = cast.nouns.get(speaker.name, frozenset()) | cast.nouns.get(last, frozenset())
    return gender_of(speaker.name, nouns, guess=guess)


def _unnamed(cast: Cast, at: int) -> Iterator[tuple[int, Speaker]]:
    """Find unnamed persons just brought in: "We met a diver, he says"."""
    parsed = cast.reading.parsed
    here = parsed.words_in(TextSpan(at, at + 1))
    for word in parsed.words_in(TextSpan(max(at - REACH_OF_NOUN, 0), at)):
        if here and word.sentence >= here[0].sentence - 1 and (some := _one_of_several(parsed, word)):
            yield word.start, Speaker(some.lemma, True, "person")
        if word.tag != "NN" or word.dep not in {"pobj", "nsubj", "nsubjpass", "dobj"}:
            continue
        known = word.lemma in lexicon.SOURCE_NOUNS or _is_met(parsed, word)
        if (
            not known
            or word.lemma in BODIES | COMPANY_NOUNS
            or not here
            or word.sentence < here[0].sentence - 1
        ):
            continue
        is_like = word.dep == "pobj" and parsed.words[word.head].lemma in {"as", "like"}
        if not is_like and [w.lemma for w in parsed.kids(word.index, "det")] in (["a"], ["an"]):
            yield word.start, Speaker(bare(_phrase(cast, word)), True, "person")


def _one_of_several(parsed: Parsed, word: Word) -> Word | None:
    """Return the noun of "one of his nurses", where she is the subject."""
    if word.lemma != "one" or word.dep not in _SUBJECTS:
        return None
    of = (noun for prep in parsed.kids(word.index, "prep") for noun in parsed.kids(prep.index, "pobj"))
    return next((n for n in of if n.tag == "NNS" and n.lemma in lexicon.SOURCE_NOUNS - BODIES), None)


_MEETING = word_set("speak talk meet interview reach phone ring text ask hear chat contact")


def _is_met(parsed: Parsed, noun: Word) -> bool:
    """Tell somebody of a trade to whom one spoke: "spoke to a welder", "met a trawlerman"."""
    above = parsed.words[noun.head]
    verb = parsed.words[above.head] if noun.dep == "pobj" else above
    return verb.lemma in _MEETING and noun.dep != "nsubj" and lexicon.names_a_trade(noun.lemma)


def _phrase(cast: Cast, noun: Word) -> str:
    words = cast.reading.parsed.subtree(noun.index)
    kept = [i for i in words if i <= noun.index]
    return cast.reading.text[cast.reading.parsed.words[kept[0]].start : noun.end]


def _is_subject(cast: Cast, use: Name) -> bool:
    words = cast.reading.parsed.words_in(use.span)
    return any(w.dep in {"nsubj", "nsubjpass", "appos"} for w in words)


def recent_salient_body(cast: Cast, at: int) -> Speaker | None:
    """Return the body that last spoke or was the subject of a sentence."""
    best: tuple[int, Speaker] | None = None
    for where, speaker in cast.spoken[-MOST_SPOKEN_BACK:]:
        if where <= at and speaker.sort == "body" and (best is None or where > best[0]):
            best = (where, speaker)
    for use in cast.names.before(at):
        if not (is_body(cast, use) or is_state(cast, use)) or not _is_subject(cast, use):
            continue
        if best is None or use.span.start > best[0]:
            best = (use.span.start, Speaker(cast.names.fullest(use.text), False))
    return best[1] if best else None


def recent_body_name(cast: Cast, at: int) -> Speaker | None:
    """Return the body named last before an offset, in whatever place of its sentence."""
    for use in reversed(cast.names.before(at)):
        if is_body(cast, use):
            return Speaker(cast.names.fullest(use.text), False)
    return None
