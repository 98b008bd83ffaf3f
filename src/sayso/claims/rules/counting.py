"""What verbs of counting count: "put the losses at 12"."""

from __future__ import annotations

from sayso.claims import lexicon
from sayso.claims.parsing import Parsed, Word
from sayso.claims.qualify.name_words import BODY_WORDS
from sayso.claims.words import word_set

PUTTING = word_set("put place give set measure")
_STATES = word_set("dead killed wounded injured missing hurt arrested detained displaced")
_VAGUE = word_set("dozen score hundred thousand million billion dozens scores hundreds thousands millions")
_SCALES = word_set("m bn k thousand million billion")
REACH_OF_NOUN = 4  # words from a number to the noun that it counts


def count_content(parsed: Parsed, verb: Word) -> list[int]:
    """Return "the losses at 12", "12, most of them boats" after a verb of counting."""
    sentence = parsed.sentence_of(verb.index)
    if verb.lemma in PUTTING:
        last = _last_put(parsed, verb, sentence)
        if last is not None:
            return list(range(verb.index + 1, with_further_puts(parsed, last, sentence) + 1))
        if verb.lemma != "measure":
            return []
    objects = [w for w in parsed.kids(verb.index, "dobj", "attr", "oprd", "ccomp") if w.index > verb.index]
    if not objects or not any(parsed.words[i].pos == "NUM" for i in parsed.subtree(objects[0].index)):
        return []
    end = with_further_counts(parsed, parsed.subtree(objects[0].index)[-1])
    return list(range(verb.index + 1, _with_subset(parsed, end, sentence) + 1))


def revised_count(parsed: Parsed, verb: Word, source: Word) -> tuple[int, ...]:
    """Return "its toll to 12" of "raised its toll from 9 to 12": what whoever keeps a count now makes it.

    Not "the third death raised the toll to 3", which nobody says there.
    """
    counts = [w for w in parsed.kids(verb.index, "dobj") if w.lemma in _REVISED and w.index > verb.index]
    if verb.lemma not in _REVISING or not counts:
        return ()
    own = any(word.tag == "PRP$" for word in parsed.kids(counts[0].index, "poss"))
    if not own and source.lemma not in lexicon.SOURCE_NOUNS and source.lemma not in BODY_WORDS:
        return ()
    words = range(verb.index + 1, parsed.sentence_of(verb.index).stop)
    ways = [parsed.words[i] for i in words if i > counts[0].index and parsed.words[i].lemma in {"to", "from"}]
    figures = {way.index: _figure_behind(parsed, way) for way in ways if way.pos in {"ADP", "PART"}}
    to = next((way for way in ways if way.lemma == "to" and figures.get(way.index)), None)
    if to is None:
        return ()
    before = {
        i for way in ways if way.lemma == "from" for i in range(way.index, (figures.get(way.index) or 0) + 1)
    }
    return tuple(i for i in words if i <= (figures[to.index] or 0) and i not in before)


def _figure_behind(parsed: Parsed, way: Word) -> int | None:
    """Return the last word of the figure behind "to" or "from": "to | at least 12 families"."""
    stop = parsed.sentence_of(way.index).stop
    number = next(
        (i for i in range(way.index + 1, min(stop, way.index + 5)) if parsed.words[i].pos == "NUM"), None
    )
    if number is None:
        return None
    noun = parsed.words[parsed.words[number].head]
    counted = parsed.words[number].dep == "nummod" and number < noun.index <= number + REACH_OF_NOUN
    return noun.index if counted else number


_REVISING = word_set("raise lower revise cut increase reduce update")
_REVISED = word_set("toll count tally estimate figure")


def with_further_counts(parsed: Parsed, end: int) -> int:
    """Take in what else was counted: "12 dead | and 60 wounded" after the word at `end`."""
    stop = parsed.sentence_of(end).stop
    while True:
        at = end + 1
        while at < stop and parsed.words[at].text in {",", "and"}:
            at += 1
        counted = _counted_at(parsed, at, stop) if at > end + 1 and at < stop else None
        if counted is None:
            return end
        end = counted


def _counted_at(parsed: Parsed, at: int, stop: int) -> int | None:
    """Return the noun or state that a number counts, where no verb goes on after it."""
    if parsed.words[at].pos != "NUM":
        return None
    for place in range(at + 1, min(stop, at + 1 + REACH_OF_NOUN)):
        word = parsed.words[place]
        after = parsed.words[place + 1] if place + 1 < stop else None
        if word.tag in {"NNS", "NN"} or word.text.lower() in _STATES:
            goes_on = after is not None and after.pos in {"AUX", "VERB", "NOUN"}
            return None if goes_on else place
        if word.pos not in {"ADJ", "NUM", "PROPN"}:
            return None
    return None


def _last_put(parsed: Parsed, verb: Word, sentence: range) -> int | None:
    """Return the last word of "at 12", "at no less than a dozen", "between 10 and 15 houses burned"."""
    if any(thing.lemma in _SET for thing in parsed.kids(verb.index, "dobj")):
        return None
    for index in range(verb.index + 1, min(sentence.stop, verb.index + 14)):
        word = parsed.words[index]
        if word.dep == "cc" and word.head == verb.index:
            return None  # "set the pots down, but later, at about 7"
        if word.lemma not in {"at", "between"} or word.pos not in {"ADP", "SCONJ"}:
            continue
        for number in range(index + 1, min(sentence.stop, index + 6)):
            if parsed.words[number].pos == "NUM" or parsed.words[number].lemma in _VAGUE:
                return _last_of_count(parsed, word, number, sentence)
    return None


_SET = word_set("fire foot sail alarm clock")  # what is set at an hour or a place, and not at a figure


REACH_OF_AT = 6  # words from the end of one count to the "at" of the next


def with_further_puts(parsed: Parsed, end: int, sentence: range) -> int:
    """Take in what else was put: "the dead at 12 | and the wounded at 60" after the word at `end`."""
    while (at := _next_at(parsed, end + 1, sentence)) is not None:
        numbers = range(at + 1, min(sentence.stop, at + 5))
        number = next((i for i in numbers if parsed.words[i].pos == "NUM"), None)
        if number is None:
            return end
        end = _last_of_count(parsed, parsed.words[at], number, sentence)
    return end


def _next_at(parsed: Parsed, first: int, sentence: range) -> int | None:
    """Return the "at" of the next count, where nothing but its noun stands before it."""
    if first >= sentence.stop or parsed.words[first].text.lower() not in {",", "and", "but", "at"}:
        return None
    for index in range(first, min(sentence.stop, first + REACH_OF_AT)):
        word = parsed.words[index]
        if word.lemma == "at":
            return index
        if word.tag in {"VBD", "VBZ", "VBP", "MD"}:
            return None
    return None


def _last_of_count(parsed: Parsed, at: Word, number: int, sentence: range) -> int:
    objects = parsed.kids(at.index, "pobj")
    if at.dep == "quantmod":  # "between" before the number: all of the noun that it counts
        noun = parsed.words[parsed.words[number].head]
        objects = [noun] if noun.index > number and noun.pos == "NOUN" else []
    end = max([number, *(i for w in objects for i in parsed.subtree(w.index))])
    end = with_upper_end(parsed, end, sentence)
    following = end + 1
    if at.index == at.head + 1 and following < sentence.stop and parsed.words[following].dep == "det":
        noun = parsed.words[parsed.words[following].head]  # "put at 12 | the number of dead"
        end = parsed.subtree(noun.index)[-1] if noun.dep == "dobj" else end
    return _with_depth(parsed, end, sentence)


def with_upper_end(parsed: Parsed, end: int, sentence: range) -> int:
    """Take in the other end of a range after the word at `end`: "$1.2bn | to $1.5bn"."""
    if end + 2 >= sentence.stop or parsed.words[end + 1].text not in {"to", "-", "and"}:
        return end
    upper = [i for i in range(end + 2, min(end + 4, sentence.stop)) if parsed.words[i].pos == "NUM"]
    if not upper or any(parsed.words[i].tag != "$" for i in range(end + 2, upper[0])):
        return end
    last = max(parsed.subtree(upper[0])[-1], upper[0])
    scaled = last + 1 < sentence.stop and parsed.words[last + 1].text in _SCALES
    return last + 1 if scaled else last


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
