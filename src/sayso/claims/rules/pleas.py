"""Pleas in court: "pleaded | not guilty to theft", "entered a plea of guilty", "pled no contest"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.claims.parsing import Parsed, Word
from sayso.claims.reading import Reading
from sayso.claims.rules.accused import mentions_of_accused
from sayso.claims.rules.cuts import Cut
from sayso.claims.rules.frames import agent_of, is_imagined, is_infinitive, is_negated, is_passive, subject_of
from sayso.claims.words import word_set

PLEADING = word_set("plead pled")
ENTERING = word_set("enter submit lodge make offer change tender register")
_ANSWERS = word_set("guilty innocent contest")
MOST_BEFORE_ANSWER = 3  # words from the verb, or the noun, to the first answer
_NEGATING = word_set("not no non")
_JOINING = word_set("and but")


def cut_pleas(reading: Reading, sentence: range, taken: set[int]) -> Iterator[Cut]:
    """Find what the accused plead, an answer to each charge a claim of its own."""
    parsed = reading.parsed
    for index in sentence:
        verb = parsed.words[index]
        cue = _cue_of(parsed, verb) if index not in taken else ()
        source = _pleader(parsed, verb) if cue else None
        if source is not None and not _is_told_of(reading, source):
            continue
        plea = max(cue, key=lambda word: word.lemma == "plea", default=verb)
        answers = list(_answers(parsed, plea, sentence)) if source is not None else []
        if answers:
            taken.update(word.index for word in cue)
        for content in answers:
            yield Cut(source=source, cue=cue, content=tuple(content), kind="plea")


def _cue_of(parsed: Parsed, verb: Word) -> tuple[Word, ...]:
    """Return the words that plead: "pleaded", "entered a plea of"; nothing for "has not entered a plea"."""
    if is_imagined(parsed, verb) or is_infinitive(parsed, verb) or is_negated(parsed, verb):
        return ()
    if verb.lemma in PLEADING:
        return (verb,)
    if verb.lemma not in ENTERING:
        return ()
    pleas = [w for w in parsed.kids(verb.index, "dobj", "nsubjpass") if w.lemma == "plea"]
    if not pleas or any(w.lemma == "no" for w in parsed.kids(pleas[0].index, "det", "neg")):
        return ()
    return (verb, pleas[0]) if pleas[0].index > verb.index else (pleas[0], verb)


def _is_told_of(reading: Reading, source: Word) -> bool:
    """Tell whether somebody is told to be accused, where "he" could mean the judge as well."""
    return source.lemma not in {"he", "she"} or any(mentions_of_accused(reading, source.start))


def _pleader(parsed: Parsed, verb: Word) -> Word | None:
    return agent_of(parsed, verb) if is_passive(parsed, verb) else subject_of(parsed, verb)


def _answers(parsed: Parsed, cue: Word, sentence: range) -> Iterator[list[int]]:
    """Give each answer with its charge: "guilty to theft", "not guilty to assault"."""
    first = max(sentence.start, cue.index - 3)  # "entered a guilty plea"
    words = parsed.words[first : sentence.stop]
    heads = [w for w in words if w.lemma in _ANSWERS and _belongs(parsed, cue, w)]
    for place, head in enumerate(heads):
        begins = head.index - (parsed.words[head.index - 1].lemma in _NEGATING)
        stop = heads[place + 1].index - 1 if place + 1 < len(heads) else sentence.stop
        yield _without_end(parsed, list(range(begins, _end_of(parsed, cue, head, stop))))


def _belongs(parsed: Parsed, cue: Word, answer: Word) -> bool:
    """Tell an answer right behind the cue, before its plea, or joined to one that is."""
    between = parsed.words[cue.index + 1 : answer.index]
    if answer.index < cue.index:
        up_to_plea = parsed.words[answer.index : cue.index]
        return cue.lemma == "plea" and all(w.lemma in _ANSWERS | _NEGATING for w in up_to_plea)
    if len(between) <= MOST_BEFORE_ANSWER:
        return not any(w.pos in {"VERB", "AUX"} or w.text in {",", ";", "."} for w in between)
    joined = [w for w in between[-2:] if w.lemma in _JOINING]
    before = [w for w in between if w.lemma in _ANSWERS]
    return bool(joined and before) and not any(w.text == ";" for w in between)


def _end_of(parsed: Parsed, cue: Word, answer: Word, stop: int) -> int:
    """Return the place behind an answer and its charge."""
    last = max(answer.index, cue.index if answer.index < cue.index else 0)
    at = _behind_phrase(parsed, last + 1, stop)
    if at < stop and parsed.words[at].lemma in {"to", "of"}:
        below = [i for i in parsed.subtree(at) if i < stop]
        return max(below, default=last) + 1
    return last + 1


MOST_IN_PHRASE = 5  # words between an answer and its charge


def _behind_phrase(parsed: Parsed, at: int, stop: int) -> int:
    """Step over "on Monday" of "guilty on Monday to theft", "via his lawyer" and "in court"."""
    if at >= stop or parsed.words[at].pos != "ADP" or parsed.words[at].lemma in {"to", "of"}:
        return at
    for place in range(at + 1, min(at + 1 + MOST_IN_PHRASE, stop)):
        if parsed.words[place].lemma == "to":
            return place
        if parsed.words[place].pos in {"VERB", "AUX", "PUNCT", "CCONJ"}:
            return at
    return at


def _without_end(parsed: Parsed, places: Sequence[int]) -> list[int]:
    kept = list(places)
    while kept and _ends_nothing(parsed.words[kept[-1]]):
        kept.pop()
    return kept


def _ends_nothing(word: Word) -> bool:
    return word.lemma in _JOINING | _NEGATING or word.dep == "punct"
