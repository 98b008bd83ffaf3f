"""Attribution beside the claim: ", the ministry said", "according to", "in the view of"."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.claims import lexicon
from sayso.claims.cue_counts import is_counted_cue
from sayso.claims.parsing import Parsed, Word
from sayso.claims.reading import Reading
from sayso.claims.rules.cuts import Cut
from sayso.claims.rules.frames import (
    auxiliaries,
    is_heard_in_court,
    is_imagined,
    is_infinitive,
    particles,
    set_before,
    subject_of,
)
from sayso.claims.rules.phrases import source_span
from sayso.claims.rules.quoted import is_direct
from sayso.claims.rules.splitting import split_clauses
from sayso.claims.words import word_set

ASIDE_VERBS = lexicon.SPEECH | lexicon.THOUGHT | {"ask"}
BORDERS = frozenset({",", '"', "-", "--", ";", "(", ")", ":", ".", "?", "!"})


def cut_asides(reading: Reading, sentence: range, taken: set[int]) -> Iterator[Cut]:
    """Find clauses of saying set off by commas; the content is the rest of the sentence."""
    parsed = reading.parsed
    for index in sentence:
        verb = parsed.words[index]
        if index in taken or not _may_stand_aside(parsed, verb):
            continue
        bounds = _aside_bounds(reading, sentence, verb)
        if bounds is None:
            continue
        subject, low, high = bounds
        if reading.quote_at(parsed.words[low].start) is not None or _follows_quote(reading, low):
            continue
        words = _around(parsed, sentence, low, high, subject, inverted=subject.index > index)
        if len(words) < 2:
            continue
        taken.add(index)
        cue = (verb, *particles(parsed, verb))
        for part in parts_of(parsed, words):
            yield Cut(source=subject, cue=cue, content=tuple(part), kind="clause of saying set aside")


def _may_stand_aside(parsed: Parsed, verb: Word) -> bool:
    if verb.tag not in {"VBD", "VBZ", "VBP", "VBN"} or verb.pos != "VERB" or verb.dep == "pobj":
        return False
    if is_infinitive(parsed, verb):
        return False
    heard = any(is_heard_in_court(verb, w) for w in parsed.kids(verb.index, "nsubj"))
    if verb.lemma not in ASIDE_VERBS and not is_counted_cue(verb.lemma, "aside") and not heard:
        return False
    if verb.tag == "VBN" and not any(a.lemma == "have" for a in auxiliaries(parsed, verb)):
        return False
    return not is_imagined(parsed, verb)


def _aside_bounds(reading: Reading, sentence: range, verb: Word) -> tuple[Word, int, int] | None:
    """Return the subject and the first and last word of a clause such as ", the ministry said,"."""
    parsed = reading.parsed
    subjects = [
        *parsed.kids(verb.index, "nsubj"),
        *_inverted_subject(parsed, verb),
        *_noun_right_before(parsed, sentence, verb),
    ]
    for subject in subjects:
        if subject.pos not in {"NOUN", "PROPN", "PRON"} or subject.lemma in {
            "nobody",
            "none",
            "who",
            "which",
            "that",
            "what",
        }:
            continue
        span = source_span(reading, subject)
        mention = [w.index for w in parsed.words_in(span)]
        if not mention:
            continue
        low, high = min(mention[0], verb.index), max(mention[-1], verb.index)
        helpers = [
            w.index for w in parsed.kids(verb.index, "aux", "neg", "advmod") if low - 3 <= w.index < low
        ]
        low = min([low, *helpers])
        high = _right_end(parsed, sentence, high)
        before = parsed.words[low - 1].text if low > sentence.start else ""
        after = parsed.words[high + 1].text if high + 1 < sentence.stop else "."
        gap = _gap_between(parsed, verb, mention)
        if before == ";" and _has_content(parsed, verb):
            continue
        if gap and before in BORDERS and after in BORDERS and low > sentence.start:
            return subject, low, high
    return None


def _has_content(parsed: Parsed, verb: Word) -> bool:
    """Tell whether a verb is followed by what it says: "…; Veska denies sending drones"."""
    return any(w.index > verb.index for w in parsed.kids(verb.index, "xcomp", "ccomp"))


def _inverted_subject(parsed: Parsed, verb: Word) -> list[Word]:
    return [
        w
        for w in parsed.kids(verb.index, "dobj", "attr", "oprd", "dep")
        if w.index > verb.index
        and (w.pos in {"NOUN", "PROPN"} or w.lemma in {"he", "she", "they", "we", "i"})
        and not (parsed.kids(verb.index, "nsubj") or subject_of(parsed, verb))
    ]


def _noun_right_before(parsed: Parsed, sentence: range, verb: Word) -> list[Word]:
    """Return the noun before a verb that the parse took for an apposition to something earlier."""
    between = set_before(parsed, verb)
    if between is not None:
        return [between]
    before = parsed.words[verb.index - 1] if verb.index > sentence.start else verb
    return [before] if before.pos in {"NOUN", "PROPN"} and before.head != verb.index else []


def _gap_between(parsed: Parsed, verb: Word, mention: list[int]) -> bool:
    """Tell whether subject and verb stand side by side, or with a clause about the subject between commas."""
    if mention[-1] < verb.index:
        between = range(mention[-1] + 1, verb.index)
        helpers = {w.index for w in parsed.kids(verb.index, "aux", "neg", "advmod")}
        rest = [i for i in between if i not in helpers]
        return not rest or (parsed.words[rest[0]].text == "," and parsed.words[rest[-1]].text == ",")
    return mention[0] - verb.index <= 2


def _right_end(parsed: Parsed, sentence: range, high: int) -> int:
    """Go right over hearers, times and places up to the next comma or the end."""
    at = high + 1
    while at < sentence.stop:
        word = parsed.words[at]
        if word.text in BORDERS and word.tag != "HYPH":
            break
        if word.dep in {"mark", "nsubj", "nsubjpass", "ccomp"} or word.lemma in {"that", "whether"}:
            return high
        at += 1
    return at - 1


def _follows_quote(reading: Reading, low: int) -> bool:
    """Tell whether the clause stands after direct speech, which has a rule of its own."""
    before = reading.text[: reading.parsed.words[low].start].rstrip()
    quote = reading.quote_at(len(before) - 1)
    ends = quote is not None and quote.inner.of(reading.text).rstrip().endswith((",", "?", "!", "."))
    return quote is not None and ends and before.endswith(('"', "'")) and is_direct(reading, quote)


def _around(
    parsed: Parsed, sentence: range, low: int, high: int, speaker: Word, *, inverted: bool
) -> list[int]:
    left = list(range(sentence.start, low))
    after = list(range(high + 1, sentence.stop))
    about = inverted and len(after) > 1 and _is_about_speaker(parsed, parsed.words[after[1]])
    right = [] if about or _is_afterthought(parsed, after, speaker) else after
    if not any(parsed.words[i].pos in {"VERB", "AUX", "NOUN", "PROPN", "PRON", "NUM", "ADJ"} for i in left):
        return right
    return left + right


def _is_about_speaker(parsed: Parsed, word: Word) -> bool:
    """Tell whether a phrase after ", said Nola Prast," goes on about her: "a welder at the yard"."""
    head = parsed.words[word.head] if word.dep in {"det", "amod", "compound", "poss", "advmod"} else word
    return word.pos in {"DET", "ADJ", "NOUN", "PROPN"} and head.dep not in {
        "nsubj",
        "nsubjpass",
        "expl",
        "dobj",
    }


def _is_afterthought(parsed: Parsed, words: list[int], speaker: Word) -> bool:
    """Tell whether what follows the clause belongs to it: "…, raising the figure"."""
    inside = [i for i in words if parsed.words[i].text not in BORDERS]
    if not inside:
        return True
    first = parsed.words[inside[0]]
    if parsed.words[words[0]].text == ":":
        return False
    if first.tag == "VBG" or first.lemma in {
        "who",
        "which",
        "whose",
        "whom",
        "as",
        "citing",
        "after",
        "when",
        "while",
        "speaking",
        "according",
    }:
        return True
    if first.dep == "cc" and _own_clause(parsed, inside[1:]):
        return _is_other_speech(parsed, inside[1:]) or _is_anothers_deed(parsed, inside[1:], speaker)
    second = parsed.words[inside[1]] if len(inside) > 1 else first
    if first.dep == "cc" and (
        second.tag in {"VBD", "VBZ", "VBP"}
        or (second.dep == "advmod" and len(inside) > 2 and parsed.words[inside[2]].tag == "VBD")
    ):
        return True
    return first.dep == "cc" and any(
        parsed.words[i].lemma in lexicon.SPEECH and parsed.words[i].pos == "VERB" for i in inside[1:]
    )


def _own_clause(parsed: Parsed, words: list[int]) -> bool:
    """Tell whether some words have a subject and a finite verb of their own."""
    inside = set(words)
    subjects = [
        i
        for i in words
        if parsed.words[i].dep in {"nsubj", "nsubjpass", "expl"} and parsed.words[i].head in inside
    ]
    return any(parsed.words[parsed.words[i].head].pos in {"VERB", "AUX"} for i in subjects)


def _is_other_speech(parsed: Parsed, words: list[int]) -> bool:
    """Tell whether a later clause is another's speech, not something that the first speaker told."""
    for index in words:
        word = parsed.words[index]
        if (
            word.pos == "VERB"
            and word.lemma in lexicon.SPEECH | lexicon.DENYING
            and word.tag in {"VBD", "VBZ", "VBP"}
        ):
            return bool(parsed.kids(index, "nsubj"))
    return False


# Who acts by an office that reports its own acts.
_ACTING = word_set(
    """
    police officer detective investigator prosecutor court judge ministry government army navy parliament
    council
    """
)


def _is_anothers_deed(parsed: Parsed, words: list[int], speaker: Word) -> bool:
    """Tell what another does, which the writer tells: "two died, officials said, and police held a man".

    What was done, and what the speaker himself does, he still tells: "…, and 11 were injured".
    """
    first = next(
        (parsed.words[i] for i in words if parsed.words[i].dep in {"nsubj", "nsubjpass", "expl"}), None
    )
    if first is None or first.dep != "nsubj" or first.lemma == speaker.lemma:
        return False
    verb = parsed.words[first.head]
    acts = verb.pos == "VERB" and verb.tag in {"VBD", "VBZ", "VBP"} and bool(parsed.kids(verb.index, "dobj"))
    return first.lemma in _ACTING and acts


def parts_of(parsed: Parsed, words: list[int]) -> list[list[int]]:
    """Cut the rest of a sentence into co-ordinate clauses with subjects of their own."""
    inside = set(words)
    gaps = [n for n in range(1, len(words)) if words[n] != words[n - 1] + 1]
    for gap in gaps:
        right = [i for i in words[gap:] if parsed.words[i].text != ","]
        if right and parsed.words[right[0]].dep == "cc" and _own_clause(parsed, right[1:]):
            return [*parts_of(parsed, words[:gap]), right[1:]]
    heads = [
        parsed.words[i]
        for i in words
        if parsed.words[i].pos in {"VERB", "AUX"}
        and (parsed.words[i].head not in inside or parsed.words[i].head == i)
    ]
    return split_clauses(parsed, heads[0], words) if len(heads) == 1 else [words]
