"""Whether the main clause of a content is negated: "not", "never", "nobody", "no"."""

from __future__ import annotations

from sayso.claims.parsing import Parsed, Word
from sayso.claims.reading import Reading
from sayso.claims.words import word_set

_NEGATED_SUBJECTS = frozenset({"nobody", "none", "nothing", "no-one", "neither"})


def is_negated_clause(reading: Reading, words: list[Word], verb: Word) -> bool:
    """Tell whether "not", "never", "nobody" or "no" negates the main verb, its subject or its object."""
    parsed = reading.parsed
    inside = {word.index for word in words}
    some_lack = _is_of_some(parsed, verb)
    for kid in (parsed.words[i] for i in parsed.children[verb.index]):
        first = parsed.subtree(kid.index)[0]
        contrast = first > verb.index and parsed.words[first - 1].text == ","
        if kid.index not in inside or contrast:
            continue
        if kid.dep == "neg" or (kid.lemma in {"never", "nearly", "almost"} and kid.dep == "advmod"):
            return not _only_limits(parsed.words, kid)
        if kid.lemma == "neither" and kid.dep in {"preconj", "cc", "advmod"} and "nor" in _lemmas(words):
            return True
        if kid.dep in {"nsubj", "nsubjpass", "dobj", "attr", "expl"} and _is_negative_noun(reading, kid):
            return not (some_lack and kid.dep == "dobj")
        if kid.dep == "prep" and kid.index == verb.index + 1 and _is_in_no(parsed, verb, kid):
            return True
        if kid.dep == "xcomp" and verb.lemma in {"fail"}:
            return True
    return False


def _lemmas(words: list[Word]) -> set[str]:
    return {word.lemma for word in words}


_SHARES = word_set("percent % most many half some third quarter several hundreds thousands dozens")
_KNOWN_OR_SAID = word_set(
    """
    information knowledge comment answer reply evidence proof record report news word plan intention
    reason doubt objection choice
    """
)


def _is_of_some(parsed: Parsed, verb: Word) -> bool:
    """Tell "40 % had no water", a state that many are in, from "the ministry has no information"."""
    to_come = any(aux.lemma in {"will", "shall", "would"} for aux in parsed.kids(verb.index, "aux"))
    if verb.lemma not in {"have", "lack", "get"} or (verb.lemma == "get" and to_come):
        return False  # "the men will get no pay"
    if any(w.lemma in _KNOWN_OR_SAID for w in parsed.kids(verb.index, "dobj")):
        return False
    return any(_are_many(parsed, subject) for subject in parsed.kids(verb.index, "nsubj"))


def _are_many(parsed: Parsed, noun: Word) -> bool:
    counted = [noun, *parsed.kids(noun.index, "nummod", "amod", "det")]
    numbers = [w for w in counted if w.pos == "NUM" and w.lemma not in {"one", "1", "zero"}]
    return bool(numbers) or noun.tag == "NNS" or any(w.lemma in _SHARES for w in counted)


def _is_in_no(parsed: Parsed, verb: Word, preposition: Word) -> bool:
    """Tell "is in no danger" and "came to no harm"."""
    below = parsed.kids(preposition.index, "pobj")
    return verb.lemma in {"be", "come", "lead"} and any(
        w.lemma == "no" for noun in below for w in parsed.kids(noun.index, "det")
    )


def _only_limits(words: tuple[Word, ...], negation: Word) -> bool:
    after = words[negation.index + 1] if negation.index + 1 < len(words) else negation
    return after.lemma in {"only", "merely", "just"}


def _is_negative_noun(reading: Reading, noun: Word) -> bool:
    words = reading.parsed.words
    if noun.lemma in _NEGATED_SUBJECTS:
        return [word.lemma for word in words[noun.index + 1 : noun.index + 2]] != ["but"]
    start = reading.parsed.subtree(noun.index)[0]
    if [word.lemma for word in words[start : start + 2]] in (["not", "one"], ["not", "a"]):
        return True
    if noun.lemma == "one" and words[noun.index - 1].lemma == "no":
        return True
    below = reading.parsed.kids(noun.index, "det", "neg", "quantmod", "preconj", "nummod")
    kids = [w for w in below if w.index < noun.index]
    if any(w.lemma in {"no", "neither", "not"} for w in kids):
        following = words[min(w.index for w in kids) + 1].lemma
        return following not in {"more", "less", "fewer", "longer"}
    return False
