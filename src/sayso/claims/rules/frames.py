"""The frame of a cue verb: its subject, its helpers, whether it is negated or only imagined."""

from __future__ import annotations

from sayso.claims import lexicon
from sayso.claims.parsing import Parsed, Word
from sayso.claims.words import word_set

RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "what"})
IMAGINED = word_set("will would shall could may might should can must 'll 'd ca wo")
NEGATIONS = word_set("not n't never neither nor no")


def subject_of(parsed: Parsed, verb: Word, depth: int = 0) -> Word | None:
    """Return the noun that does the verb, through coordination, participles and relative clauses."""
    if verb.tag in {"VBN", "VBD"} and verb.dep == "acl" and not parsed.kids(verb.index, "nsubj"):
        return agent_of(parsed, verb)
    found = parsed.kids(verb.index, "nsubj") or _of_verb_before(parsed, verb)
    if found:
        return _antecedent(
            parsed, verb, found[-1] if len(found) > 1 and found[0].lemma in RELATIVE else found[0]
        )
    if (
        depth < 4
        and verb.head != verb.index
        and verb.dep in {"conj", "advcl", "xcomp", "pcomp", "ccomp", "dep", "prep"}
    ):
        head = parsed.words[verb.head]
        if verb.dep == "ccomp" and verb.tag != "VBG":
            return None
        outer = _cue_over(parsed, verb, head)
        if outer is not None:
            return subject_of(parsed, outer, depth + 1)
        if verb.dep == "conj" and (done_to := parsed.kids(head.index, "nsubjpass")):
            return done_to[0]  # "was asked on Monday but did not answer"
        if head.pos in {"VERB", "AUX"}:
            return subject_of(parsed, head, depth + 1)
        if head.dep == "prep" or head.pos in {"ADP", "SCONJ"}:
            above = parsed.words[head.head]
            return subject_of(parsed, above, depth + 1) if above.pos in {"VERB", "AUX"} else None
    if verb.dep == "acl" and verb.tag == "VBG":
        return parsed.words[verb.head]
    return set_before(parsed, verb)


def set_before(parsed: Parsed, verb: Word) -> Word | None:
    """Return who stands between commas before "said", where the parse hung him on what was said.

    "Police searched the museum, the prosecutor, Ada Brill, said": she is no second name of the museum.
    """
    before = parsed.words[max(0, verb.index - 2) : verb.index]
    if len(before) < 2 or before[1].text != "," or verb.lemma not in lexicon.SPEECH:
        return None
    if parsed.kids(verb.index, "nsubj", "nsubjpass") or verb.tag not in {"VBD", "VBZ", "VBP"}:
        return None
    noun, found = before[0], None
    while noun.dep == "appos" and noun.head != noun.index:
        found, noun = noun, parsed.words[noun.head]
    if found is None or noun.head == noun.index or noun.entity == "PERSON":
        return None
    return found if may_speak(found) or before[0].entity == "PERSON" else None


def _of_verb_before(parsed: Parsed, verb: Word) -> list[Word]:
    """Return the subject of the first of two verbs of a headline: "Mayor denies bribe, admits error"."""
    if (between := set_before(parsed, verb)) is not None:
        return [between]
    for first in parsed.kids(verb.index, "ccomp"):
        joined = verb.dep == "ROOT" and first.tag == verb.tag and first.tag in {"VBZ", "VBD", "VBP"}
        if joined and first.index < verb.index and parsed.words[verb.index - 1].text == ",":
            return parsed.kids(first.index, "nsubj")
    return []


def _cue_over(parsed: Parsed, verb: Word, head: Word) -> Word | None:
    """Return the outer cue where the parse joined a second cue to the content of the first.

    "confirmed that a crane fell and denied that …": a thing does not deny.
    """
    speaks = verb.lemma in CUES_OF_PERSONS | {"ask"} or puts_at(parsed, verb) or refuses_to_say(parsed, verb)
    if verb.dep not in {"conj", "advcl"} or head.dep != "ccomp" or not speaks:
        return None
    outer = parsed.words[head.head]
    subject = subject_of(parsed, head, 4) or next(iter(parsed.kids(head.index, "nsubjpass")), None)
    alike = verb.tag in {outer.tag, "VBG"} or (outer.tag == "VBD" and is_pasts_alike(parsed, verb))
    follows = (alike or disagrees(parsed, verb)) and head.index < verb.index
    if not follows or subject is None or (may_speak(subject) and not _is_of_outer(parsed, verb, subject)):
        return None
    return outer


def disagrees(parsed: Parsed, verb: Word) -> bool:
    """Tell "said that a rail broke and have asked": a plural that the singular before it cannot do."""
    head = parsed.words[verb.head]
    subjects = parsed.kids(head.index, "nsubj", "nsubjpass")
    singular = any(w.tag in {"NN", "NNP"} and not parsed.kids(w.index, "conj") for w in subjects)
    own = parsed.kids(verb.index, "nsubj", "nsubjpass")
    plural = any(w.tag == "VBP" and w.lemma in {"have", "be"} for w in parsed.kids(verb.index, "aux"))
    return verb.dep == "conj" and singular and plural and not own


def _is_of_outer(parsed: Parsed, verb: Word, subject: Word) -> bool:
    """Tell "said three firms cut corners and blamed the leak on them": nobody blames himself as "them"."""
    if subject.tag != "NNS":
        return False
    below = [parsed.words[i] for i in parsed.subtree(verb.index)]
    warned = subject.dep == "nsubjpass" and parsed.words[parsed.subtree(verb.index)[0] - 2].text == ","
    return warned or any(w.lemma in {"they", "them"} and w.text.lower() == "them" for w in below)


def is_pasts_alike(parsed: Parsed, verb: Word) -> bool:
    """Tell a form that can be the past tense, too, joined to a pluperfect: "31 had died and blamed"."""
    helped = parsed.kids(verb.index, "aux", "auxpass")
    head = parsed.words[verb.head]
    pluperfect = any(w.lemma == "have" and w.tag == "VBD" for w in parsed.kids(head.index, "aux"))
    subject = [*parsed.kids(head.index, "nsubj"), *parsed.kids(head.index, "nsubjpass")]
    speaks = bool(subject) and may_speak(subject[0])
    is_past = (verb.tag == "VBN" and verb.text.endswith("ed")) or _puts_at_figure(parsed, verb)
    return is_past and verb.dep == "conj" and pluperfect and not helped and not speaks


def _puts_at_figure(parsed: Parsed, verb: Word) -> bool:
    """Tell "had been lost and put the damage at 14 million": an object makes it no passive."""
    if verb.text.lower() != "put" or not (puts_at(parsed, verb) and parsed.kids(verb.index, "dobj")):
        return False
    places = [place for at in parsed.kids(verb.index, "prep") for place in parsed.subtree(at.index)]
    return any(parsed.words[place].pos == "NUM" for place in places)


CUES_OF_PERSONS = lexicon.SPEECH | lexicon.OBJECT_CUES | lexicon.DEMANDING
PERSONAL = word_set("he she they we i it you who")


_HEARING = word_set("court inquest inquiry jury tribunal hearing panel committee commission council")


def is_heard_in_court(verb: Word, source: Word | None) -> bool:
    """Tell "the court heard that he had fled", which is said before it, from what a witness heard."""
    return verb.lemma == "hear" and source is not None and source.lemma in _HEARING


def puts_at(parsed: Parsed, verb: Word) -> bool:
    """Tell whether a verb gives a figure: "puts their value at ten"."""
    return verb.lemma in {"put", "place"} and any(w.lemma == "at" for w in parsed.kids(verb.index, "prep"))


def refuses_to_say(parsed: Parsed, verb: Word) -> bool:
    """Tell "refused to say" from "refused to start", which a thing can do."""
    refuses = verb.lemma in lexicon.REFUSING - {"fail"}
    return refuses and any(w.lemma in lexicon.ANSWERING for w in parsed.kids(verb.index, "xcomp"))


def may_speak(noun: Word) -> bool:
    """Tell whether a noun is likelier than another to be who speaks: a name, an office, "she"."""
    return noun.pos == "PROPN" or noun.lemma in lexicon.SOURCE_NOUNS | PERSONAL


def may_be_asked(noun: Word) -> bool:
    """Tell whether a noun that nothing else competes with is somebody to ask: no place, no road."""
    if noun.pos == "PROPN":
        return noun.entity not in _PLACES
    return may_speak(noun) or lexicon.names_a_trade(noun.lemma) or noun.lemma in _KIN


_PLACES = frozenset({"GPE", "LOC", "FAC"})
_KIN = word_set("family wife husband son daughter brother sister people")


def _antecedent(parsed: Parsed, verb: Word, subject: Word) -> Word | None:
    if (
        subject.lemma in RELATIVE
        and subject.tag in {"WP", "WDT", "IN"}
        and verb.dep in {"relcl", "ccomp", "conj"}
    ):
        at = verb
        while at.dep == "conj" and at.head != at.index:
            at = parsed.words[at.head]
        head = parsed.words[at.head]
        return head if at.dep == "relcl" and head.pos in {"NOUN", "PROPN", "PRON"} else None
    return subject


def agent_of(parsed: Parsed, verb: Word) -> Word | None:
    """Return the noun after "by" of a passive verb."""
    for by in parsed.kids(verb.index, "agent", "prep"):
        if by.lemma == "by" and by.index > verb.index:
            for noun in parsed.kids(by.index, "pobj"):
                return noun if noun.entity not in {"DATE", "TIME"} else None  # "questioned by Monday"
    return None


def is_passive(parsed: Parsed, verb: Word) -> bool:
    """Tell whether a verb stands in the passive, reduced relative clauses included."""
    if parsed.kids(verb.index, "nsubjpass", "auxpass"):
        return True
    return verb.tag == "VBN" and verb.dep == "acl"


def auxiliaries(parsed: Parsed, verb: Word) -> list[Word]:
    """Return auxiliaries and negations of a verb, and those it shares with the verb it is joined to."""
    own = parsed.kids(verb.index, "aux", "auxpass", "neg")
    if own or verb.dep != "conj":
        return own
    head = parsed.words[verb.head]
    if head.tag == verb.tag:
        return [word for word in auxiliaries(parsed, head) if word.dep != "neg"]
    return []


def is_imagined(parsed: Parsed, verb: Word) -> bool:
    """Tell whether the verb is future or conditional, so that nothing has been said yet."""
    if any(word.text.lower() in IMAGINED for word in auxiliaries(parsed, verb)):
        return True
    return any(word.lemma in {"if", "unless"} for word in parsed.kids(verb.index, "mark"))


def is_negated(parsed: Parsed, verb: Word) -> bool:
    """Tell whether "not" or "never" stands with the verb."""
    if any(word.lemma in NEGATIONS for word in parsed.kids(verb.index, "neg")):
        return True
    if any(w.lemma in {"never", "neither"} for w in parsed.kids(verb.index, "advmod", "preconj", "cc")):
        return True
    subjects = parsed.kids(verb.index, "nsubj", "nsubjpass")
    return any(
        w.lemma in {"neither", "nor"} for s in subjects for w in parsed.kids(s.index, "preconj", "cc", "det")
    )


def is_infinitive(parsed: Parsed, verb: Word) -> bool:
    """Tell whether a verb stands with "to"."""
    return any(word.tag == "TO" for word in parsed.kids(verb.index, "aux"))


def particles(parsed: Parsed, verb: Word) -> list[Word]:
    """Return the particles of a verb: "out" of "pointed out"."""
    following = parsed.words[verb.index + 1 : verb.index + 2]
    back = [w for w in following if verb.lemma == "take" and w.lemma == "back"]
    return parsed.kids(verb.index, "prt") or back


def is_clause(parsed: Parsed, word: Word) -> bool:
    """Tell whether a word heads something with a verb of its own."""
    return word.pos in {"VERB", "AUX"} or bool(parsed.kids(word.index, "cop", "aux"))
