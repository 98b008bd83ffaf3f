"""Phrases that name a source: "according to", "in the view of", "by the account of"."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.claims import lexicon
from sayso.claims.parsing import Parsed, Word
from sayso.claims.reading import Reading
from sayso.claims.rules.asides import parts_of
from sayso.claims.rules.cuts import Cut
from sayso.claims.rules.phrases import source_span
from sayso.claims.rules.relays import is_somebody
from sayso.claims.words import word_set

NO_PLANS = word_set(
    """
    plan timetable calendar law rule rules constitution procedure schedule statute regulation
    agreement contract tradition custom need size age rank height weight standard
    """
)


def cut_according(reading: Reading, sentence: range, taken: set[int]) -> Iterator[Cut]:
    """Find "according to X" and "in the view of X"; the content is the rest of its sentence or clause."""
    parsed = reading.parsed
    for index in sentence:
        found = _according(parsed, index, sentence) or _in_the_view(parsed, index)
        found = found or _per(parsed, index, sentence)
        if found is None or index in taken:
            continue
        cue, noun = found
        if noun.lemma in NO_PLANS:
            continue
        taken.add(index)
        low = cue[0].index
        mention = parsed.words_in(source_span(reading, noun))
        high = _clause_about(parsed, sentence, max(mention[-1].index, noun.index, cue[-1].index))
        words = _rest(reading, sentence, low, high)
        if words:
            for part in parts_of(parsed, words):
                yield Cut(source=noun, cue=cue, content=tuple(part), kind="phrase of source")


def _according(parsed: Parsed, index: int, sentence: range) -> tuple[tuple[Word, ...], Word] | None:
    word = parsed.words[index]
    if (
        word.text.lower() != "according"
        or index + 1 >= sentence.stop
        or parsed.words[index + 1].lemma != "to"
    ):
        return None
    to = parsed.words[index + 1]
    nouns = parsed.kids(to.index, "pobj") or parsed.kids(word.index, "pobj")
    return ((word, to), nouns[0]) if nouns else None


def _per(parsed: Parsed, index: int, sentence: range) -> tuple[tuple[Word, ...], Word] | None:
    """Match ", per an officer of the guard" and "Per police, …", but not "two loaves, per person"."""
    word = parsed.words[index]
    begins = index == sentence.start or parsed.words[index - 1].text == ","
    if word.lemma != "per" or not begins or _is_first_name(parsed, index, sentence):
        return None
    for noun in parsed.kids(index, "pobj"):
        told = noun.tag in {"NNS", "NNPS"} or noun.pos == "PROPN" or parsed.kids(noun.index, "det", "prep")
        if is_somebody(noun) and (told or noun.lemma == "police"):
            return (word,), noun
    return None


def _is_first_name(parsed: Parsed, index: int, sentence: range) -> bool:
    """Tell "Per Olsen, a baker, said …" from "Per Kell Police, two men said …" by who else could say it."""
    behind = [parsed.words[i] for i in sentence if i > index]
    if index > sentence.start or not behind or behind[0].pos != "PROPN":
        return False
    for word in behind[1:]:
        if word.dep in {"nsubj", "nsubjpass", "expl"}:
            return False
        if word.pos == "VERB":
            return word.lemma in lexicon.SPEECH
    return False


def _in_the_view(parsed: Parsed, index: int) -> tuple[tuple[Word, ...], Word] | None:
    """Match "in the view of X", "on the word of X", and "on that of X" after one of them."""
    first = parsed.words[index]
    if first.lemma not in {"in", "on", "by"} or first.pos != "ADP":
        return None
    for noun in parsed.kids(index, "pobj"):
        owners = parsed.kids(noun.index, "poss")
        if owners and noun.lemma in lexicon.SOURCE_PREPOSITIONS and noun.lemma not in {"word", "estimate"}:
            return (first, noun), owners[0]
        ofs = [w for w in parsed.kids(noun.index, "prep") if w.lemma == "of"]
        known = noun.lemma in lexicon.SOURCE_PREPOSITIONS or (noun.lemma == "that" and index > 0)
        if not known or not ofs or noun.index > index + 2:
            continue
        for person in parsed.kids(ofs[0].index, "pobj"):
            if (
                noun.lemma == "that"
                and person.lemma not in lexicon.SOURCE_NOUNS
                and person.entity != "PERSON"
                and person.pos != "NOUN"
            ):
                continue
            if noun.lemma == "that" and not _echoes_source_phrase(parsed, index):
                continue
            return tuple(parsed.words[i] for i in range(index, ofs[0].index + 1)), person
    return None


def _echoes_source_phrase(parsed: Parsed, index: int) -> bool:
    recent = parsed.words[max(0, index - 40) : index]
    return any(w.lemma in lexicon.SOURCE_PREPOSITIONS and w.dep == "pobj" for w in recent)


def _clause_about(parsed: Parsed, sentence: range, high: int) -> int:
    """Take in ", the yard's owner," and ", who runs the yard," after the source."""
    if high + 2 >= sentence.stop or parsed.words[high + 1].text != ",":
        return high
    first = parsed.words[high + 2]
    end = next(
        (i for i in range(high + 2, sentence.stop) if parsed.words[i].text in {",", ";", ".", '"'}), high
    )
    segment = parsed.words[high + 2 : end]
    if first.lemma in {"who", "which", "whose", "whom"}:
        return end - 1
    nominal = first.pos in {"DET", "NOUN", "ADJ", "PRON"} and first.dep != "nsubj"
    verbless = not any(w.pos in {"VERB", "AUX"} and w.tag not in {"VBN", "VBG"} for w in segment)
    return end - 1 if nominal and verbless and segment and parsed.words[end].text == "," else high


def _rest(reading: Reading, sentence: range, low: int, high: int) -> list[int]:
    parsed = reading.parsed
    clause = _clause_bounds(parsed, sentence, low, high)
    left = list(range(clause.start, low))
    after = list(range(high + 1, clause.stop))
    while after and parsed.words[after[0]].text in {",", '"'}:
        after = after[1:]
    if left and _is_afterthought_phrase(parsed, after):
        after = []
    return left + after


def _is_afterthought_phrase(parsed: Parsed, after: list[int]) -> bool:
    return bool(after) and parsed.words[after[0]].lemma in {
        "which",
        "who",
        "but",
        "while",
        "though",
        "although",
    }


def _clause_bounds(parsed: Parsed, sentence: range, low: int, high: int) -> range:
    """Return the part of the sentence between semicolons that the phrase stands in."""
    start = max(
        (i + 1 for i in range(sentence.start, low) if parsed.words[i].text == ";"), default=sentence.start
    )
    stop = min(
        (i for i in range(high + 1, sentence.stop) if parsed.words[i].text == ";"), default=sentence.stop
    )
    return range(start, stop)
