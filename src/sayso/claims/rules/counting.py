"""What verbs of counting count: "put the losses at 12"."""

from __future__ import annotations

from sayso.claims.parsing import Parsed, Word


def count_content(parsed: Parsed, verb: Word) -> list[int]:
    """Return "the losses at 12", "12, most of them boats" after a verb of counting."""
    sentence = parsed.sentence_of(verb.index)
    if verb.lemma in {"put", "place", "give", "set", "measure"}:
        at = _at_number(parsed, verb, sentence)
        if at is not None:
            return list(range(verb.index + 1, at + 1))
        if verb.lemma != "measure":
            return []
    objects = [w for w in parsed.kids(verb.index, "dobj", "attr", "oprd", "ccomp") if w.index > verb.index]
    if not objects or not any(parsed.words[i].pos == "NUM" for i in parsed.subtree(objects[0].index)):
        return []
    end = parsed.subtree(objects[0].index)[-1]
    return list(range(verb.index + 1, _with_subset(parsed, end, sentence) + 1))


def _at_number(parsed: Parsed, verb: Word, sentence: range) -> int | None:
    """Return the last word of "at 12", "at no less than a dozen" after a verb."""
    for index in range(verb.index + 1, min(sentence.stop, verb.index + 14)):
        if parsed.words[index].lemma != "at" or parsed.words[index].pos != "ADP":
            continue
        for number in range(index + 1, min(sentence.stop, index + 6)):
            if parsed.words[number].pos == "NUM":
                objects = parsed.kids(index, "pobj")
                end = max([number, *(i for w in objects for i in parsed.subtree(w.index))])
                return _with_depth(parsed, end, sentence)
    return None


def _with_depth(parsed: Parsed, end: int, sentence: range) -> int:
    """Take in ", with a width of 3 metres"."""
    if (
        end + 2 < sentence.stop
        and parsed.words[end + 1].text == ","
        and parsed.words[end + 2].lemma == "with"
    ):
        return parsed.subtree(end + 2)[-1]
    return end


def _with_subset(parsed: Parsed, end: int, sentence: range) -> int:
    """Take in ", most of them boats" after a number."""
    at = end + 1
    if at + 2 < sentence.stop and parsed.words[at].text == "," and parsed.words[at + 2].lemma == "of":
        stop = at + 1
        while stop < sentence.stop and parsed.words[stop].dep != "punct":
            stop += 1
        return stop - 1
    return end
