"""Verbs whose noun object, subject or antecedent is what is claimed: "denied the report"."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.claims import lexicon
from sayso.claims.kinds import Kind
from sayso.claims.parsing import Parsed, Word
from sayso.claims.reading import Reading
from sayso.claims.rules.clauses import EMPTY_OBJECTS
from sayso.claims.rules.counting import (
    count_content,
    revised_count,
    with_further_counts,
    with_further_puts,
    with_upper_end,
)
from sayso.claims.rules.cuts import Cut
from sayso.claims.rules.frames import (
    is_negated,
    is_passive,
    may_speak,
    particles,
)
from sayso.claims.rules.relative import CALLING, accusers, of_relative, quoted_name
from sayso.claims.rules.splitting import RELATIVE_PRONOUNS
from sayso.claims.types import Act
from sayso.claims.words import word_set

CORRECTED = word_set("figure number statement report post claim toll count announcement error mistake")


def object_cuts(reading: Reading, verb: Word, source: Word, cue: tuple[Word, ...]) -> Iterator[Cut]:
    """Find what is claimed by a verb without a clause, by the first way that fits its lemma."""
    parsed, lemma = reading.parsed, verb.lemma
    relative = of_relative(reading, verb)
    if relative:
        yield Cut(source=source, cue=cue, content=relative, kind="verb of a relative clause")
    elif lemma in lexicon.COUNTING and is_passive(parsed, verb):
        yield from _counted_passively(parsed, verb, source, cue)
    elif lemma in lexicon.COUNTING:
        content = count_content(parsed, verb)
        if content and (lemma in {"put", "place"} or may_speak(source)):
            yield Cut(source=source, cue=cue, content=tuple(content), kind="verb of counting")
    elif revised := revised_count(parsed, verb, source):
        yield Cut(source=source, cue=cue, content=revised, kind="verb of counting")
    elif fixed := _fixed_phrase(parsed, verb):
        prep, words = fixed
        act = _act_of_phrase(parsed, prep)
        yield Cut(source=source, cue=(*cue, prep), content=words, kind="verb with a preposition", act=act)
    elif lemma == "claim":
        yield from _claimed(parsed, verb, source, cue)
    elif _takes_object(parsed, verb):
        passive = is_passive(parsed, verb)
        words = tuple(_passive_content(parsed, verb) if passive else _object_content(parsed, verb))
        if words:
            yield Cut(source=source, cue=cue, content=words, kind="verb with an object")


def _claimed(parsed: Parsed, verb: Word, source: Word, cue: tuple[Word, ...]) -> Iterator[Cut]:
    """Match "claimed 12 tanks" and "claimed responsibility for the attack", but not "claimed her luggage"."""
    for thing in parsed.kids(verb.index, "dobj"):
        told = thing.pos == "NUM" or thing.lemma in {"responsibility", "credit", "victory"}
        if told and thing.index > verb.index and may_speak(source):
            kind: Kind = "count claimed" if thing.pos == "NUM" else "verb with an object"
            yield Cut(source=source, cue=cue, content=tuple(parsed.subtree(thing.index)), kind=kind)
            return


def _fixed_phrase(parsed: Parsed, verb: Word) -> tuple[Word, tuple[int, ...]] | None:
    """Return the preposition that a verb asks for, and what stands behind it: "admitted to | a mistake"."""
    fixed = FIXED_PREPOSITIONS.get(verb.lemma, frozenset())
    for prep in parsed.kids(verb.index, "prep"):
        if prep.lemma in fixed and parsed.kids(prep.index, "pobj", "pcomp"):
            return prep, tuple(i for i in parsed.subtree(prep.index) if i != prep.index)
    return None


def _act_of_phrase(parsed: Parsed, prep: Word) -> Act | None:
    """Tell "warned against | returning", which asks for something, from "warned of | a flood"."""
    deeds = parsed.kids(prep.index, "pcomp")
    return "demand" if prep.lemma == "against" and any(w.tag == "VBG" for w in deeds) else None


def _takes_object(parsed: Parsed, verb: Word) -> bool:
    known = verb.lemma in lexicon.OBJECT_CUES or _is_phrasal(parsed, verb) or _disbelieves(parsed, verb)
    if verb.lemma == "withdraw" and _moves(parsed, verb):
        return False
    mends = verb.lemma == "correct"
    return known and (not mends or any(w.lemma in CORRECTED for w in parsed.kids(verb.index, "dobj")))


def _moves(parsed: Parsed, verb: Word) -> bool:
    """Tell "withdrew the troops" and "withdrew its envoy from Arl" from "withdrew the figure of 12"."""
    things = parsed.kids(verb.index, "dobj", "nsubjpass")
    return bool(things) and all(is_moved(parsed, thing) for thing in things)


def is_moved(parsed: Parsed, thing: Word) -> bool:
    """Tell whether a noun names no words, figure or deed that could be taken back: troops, a ferry."""
    tells = any(
        word.lemma == "that"
        for clause in parsed.kids(thing.index, "acl", "ccomp", "relcl")
        for word in parsed.kids(clause.index, "mark")
    )
    return thing.pos in {"NOUN", "PROPN"} and thing.lemma not in lexicon.SAID_THINGS and not tells


def _counted_passively(parsed: Parsed, verb: Word, source: Word, cue: tuple[Word, ...]) -> Iterator[Cut]:
    """Match "losses were put | at $1.2bn to $1.5bn", with the agent behind the figure or before it."""
    content = _passive_content(parsed, verb)
    by = [i for w in parsed.kids(verb.index, "agent") for i in parsed.subtree(w.index)]
    begins = {verb.index + 1, max(by, default=verb.index) + 1}
    ways = [w for w in parsed.kids(verb.index, "prep") if w.lemma in {"as", "at"} and w.index in begins]
    if content and ways:
        inside = tuple(i for i in content if i not in {w.index for w in ways})
        yield Cut(source=source, cue=(*cue, *ways), content=inside, kind="passive of counting")


def _is_phrasal(parsed: Parsed, verb: Word) -> bool:
    return any((verb.lemma, w.lemma) in PHRASAL for w in particles(parsed, verb)[:1])


def _disbelieves(parsed: Parsed, verb: Word) -> bool:
    """Tell "does not believe the report", which denies it, from "does not believe in ghosts"."""
    told = [w for w in parsed.kids(verb.index, "dobj") if w.lemma in CORRECTED | lexicon.CLAIM_NOUNS]
    return verb.lemma == "believe" and bool(told) and is_negated(parsed, verb)


PHRASAL = frozenset({("take", "back"), ("rule", "out"), ("point", "out"), ("give", "out"), ("play", "down")})


FIXED_PREPOSITIONS: dict[str, frozenset[str]] = {
    "admit": frozenset({"to"}),
    "confess": frozenset({"to"}),
    "speak": frozenset({"of"}),
    "refer": frozenset({"to"}),
    "warn": frozenset({"of", "against"}),
    "complain": frozenset({"of", "about"}),
    "boast": frozenset({"of", "about"}),
    "hint": frozenset({"at"}),
    "object": frozenset({"to"}),
    "insist": frozenset({"on"}),
    "call": frozenset({"for"}),
}


def _passive_content(parsed: Parsed, verb: Word) -> list[int]:
    """Return the subject of a passive, with "as …" or "at …"."""
    subjects = parsed.kids(verb.index, "nsubjpass")
    if not subjects or subjects[0].lemma in RELATIVE_PRONOUNS | {"that"}:
        return []
    rest = [w for w in parsed.kids(verb.index, "prep", "oprd") if w.dep == "oprd" or w.lemma in {"as", "at"}]
    told = [i for w in rest for i in parsed.subtree(w.index)]
    return [*parsed.subtree(subjects[0].index), *told, *_other_figures(parsed, told)]


def _other_figures(parsed: Parsed, told: list[int]) -> range:
    """Return the rest of a range or of several counts that a passive begins: "at $1.2bn | to $1.5bn"."""
    last = max((i for i in told if parsed.words[i].pos == "NUM"), default=None)
    if last is None or last != max(told):
        return range(0)
    sentence = parsed.sentence_of(last)
    return range(last + 1, with_further_puts(parsed, with_upper_end(parsed, last, sentence), sentence) + 1)


def _says_what(parsed: Parsed, prep: Word) -> bool:
    """Tell whether a phrase belongs to what is claimed, not to when and where it was said."""
    if prep.lemma in {"as", "of", "over"}:
        return True
    if prep.lemma not in {"at", "in", "for", "from", "with", "on"}:
        return False
    if prep.lemma == "for" and parsed.kids(prep.index, "pcomp"):
        return True  # "blamed the guard for breaking the truce"
    nouns = parsed.kids(prep.index, "pobj")
    return bool(nouns) and nouns[0].entity not in {"DATE", "TIME", "GPE"} and nouns[0].lemma not in OCCASIONS


def _says_when(verb: Word, prep: Word) -> bool:
    """Tell when something promised is to be: "promised boats | by the end of May"."""
    return verb.lemma in {"promise", "pledge", "vow", "predict"} and prep.lemma in {
        "by",
        "until",
        "within",
        "before",
    }


OCCASIONS = word_set(
    """
    statement interview tweet post speech conference briefing letter report message email news telegram x
    twitter facebook television radio court hearing meeting testimony comment reporter interviewer video
    """
)


def _named_first(parsed: Parsed, verb: Word) -> list[int]:
    """Return what is dismissed behind what it is dismissed as: 'dismissed as "fantasy" reports that …'."""
    if verb.lemma not in lexicon.DENYING | CALLING:
        return []
    return [i for w in parsed.kids(verb.index, "prep") if w.lemma == "as" for i in parsed.subtree(w.index)]


def _named_at_once(parsed: Parsed, verb: Word) -> list[int]:
    """Return 'our findings "fiction"' after "called", where the parse takes both for one noun."""
    if verb.lemma not in CALLING:
        return []
    named = [w for w in parsed.kids(verb.index, "oprd") if w.index > verb.index]
    words = parsed.subtree(named[0].index) if named else []
    return [i for i in words if i > verb.index] if len(words) > 1 else []


def _object_content(parsed: Parsed, verb: Word) -> list[int]:
    objects = [w for w in parsed.kids(verb.index, "dobj", "ccomp", "xcomp", "pcomp") if w.index > verb.index]
    if not objects:
        return _named_first(parsed, verb) or _named_at_once(parsed, verb)
    below = parsed.subtree(objects[0].index, accusers(parsed, objects[0]))
    words = [i for i in below if i > verb.index]
    objects_text = parsed.words[objects[0].index]
    for other in parsed.kids(verb.index, "oprd", "xcomp", "prep"):
        told = other.dep in {"oprd", "xcomp"} or _says_what(parsed, other) or _says_when(verb, other)
        if other.index > objects[0].index and told:
            words += parsed.subtree(other.index)
    if objects_text.lemma in EMPTY_OBJECTS and len(words) == 1:
        return [] if objects_text.lemma not in {"it", "this", "that"} else words
    last = max([*words, *quoted_name(parsed, verb, max(words))])
    if any(parsed.words[i].pos == "NUM" for i in words):
        last = with_further_counts(parsed, last)
    return list(range(min(words), last + 1))
